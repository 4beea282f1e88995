import Assessment
import LicenseFiles

/// A device that is visited: how ssh reaches it, and which one of the site it is.
struct DeviceTarget: Sendable, Hashable {
  /// What is given to ssh.
  let host: String
  /// What the site knows of it; nil where no device of the site was named.
  let record: DeviceRecord?
}

/// Which devices are visited.
public struct DeviceSelection: Sendable, Hashable {
  /// Hosts as ssh takes them, or devices of the site.
  public var names: [String]
  /// Every device of these groups.
  public var groups: [String] = []
  /// Every device with this change window.
  public var window: String?
  /// Every device of the site.
  public var isAll = false

  /// Creates a selection.
  public init(_ names: [String]) { self.names = names }

  /// The devices, each host once.
  ///
  /// - Throws: ``ErrandError/Code/usage``: nothing fits, or the register does not say where one is.
  func targets(in session: SiteSession, _ tell: Notice.Teller) throws(ErrandError) -> [DeviceTarget]
  {
    var targets: [DeviceTarget] = []
    var reasons: [String] = []
    for name in names {
      do throws(ErrandError) {
        targets.append(try target(name, session, tell))
      } catch {
        reasons += error.reasons
      }
    }
    if isAll || window != nil || !groups.isEmpty {
      let leads = SiteStatus(try session.history(), now: session.now).cycles.compactMap(\.lead)
      for group in groups where !leads.contains(where: { $0.group == group }) {
        reasons.append("the site has no group \(group)")
      }
      let meant = leads.filter {
        isAll || ($0.group.map(groups.contains) ?? false)
          || (window != nil && $0.changeWindow == window)
      }
      if meant.isEmpty, reasons.isEmpty { reasons.append("no device of the site is meant") }
      for record in meant.sorted(by: { $0.udi < $1.udi }) {
        guard let host = record.address ?? record.hostName else {
          reasons.append("\(record.udi): the register has neither an address nor a host name")
          continue
        }
        targets.append(DeviceTarget(host: host, record: record))
      }
    }
    reasons += targets.compactMap { SecureShell.fault(ofHost: $0.host) }
    guard reasons.isEmpty else {
      throw ErrandError(
        .usage, reasons,
        hint:
          "rumkit site devices list shows the site; the column address of its register says where "
          + "ssh reaches a device")
    }
    var seen: Set<String> = []
    return targets.filter { seen.insert($0.host).inserted }
  }

  /// A name goes to ssh as it was typed, with the settings that its user made for it, unless it is the
  /// UDI, the serial number or the group of a device of the site.
  private func target(
    _ name: String, _ session: SiteSession, _ tell: Notice.Teller
  ) throws(ErrandError) -> DeviceTarget {
    let host = name.split(separator: "@", maxSplits: 1).last.map(String.init) ?? name
    let known = try session.read { reader throws(LedgerError) in try reader.knownDevices() }
    let isUDI = UDI(typed: name) != nil
    guard isUDI || known.names.contains(where: { $0.lowercased() == host.lowercased() }) else {
      let found = try session.read { reader throws(LedgerError) in
        try reader.devices(promptedAs: host)
      }
      let record = try session.read { reader throws(LedgerError) in
        found.count == 1 ? try reader.device(found[0]) : nil
      }
      return DeviceTarget(host: name, record: record)
    }
    let device = try session.member(named: isUDI ? name : host, tell)
    guard
      let record = try session.read({ reader throws(LedgerError) in try reader.device(device) })
    else { return DeviceTarget(host: name, record: nil) }
    let isHostName = !isUDI && record.hostName?.lowercased() == host.lowercased()
    guard !isHostName else { return DeviceTarget(host: name, record: record) }
    guard let address = record.address ?? record.hostName else {
      throw ErrandError(.usage, "\(device): the register has neither an address nor a host name")
    }
    let user = name.contains("@") ? String(name.prefix { $0 != "@" }) + "@" : ""
    return DeviceTarget(host: user + address, record: record)
  }
}
