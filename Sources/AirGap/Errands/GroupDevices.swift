import Assessment
import LicenseFiles

/// Devices are one HA pair or stack, and so one cycle; or no longer.
public struct GroupDevices: Sendable {
  private let name: String
  private let devices: [String]
  private let isEnding: Bool

  /// - Parameters:
  ///   - name: the name of the group.
  ///   - devices: as a person names them.
  ///   - isEnding: take them out of the group; all of them when none is named.
  public init(name: String, devices: [String], isEnding: Bool = false) {
    self.name = name
    self.devices = devices
    self.isEnding = isEnding
  }

  /// Records who belongs together.
  ///
  /// - Throws: ``ErrandError``: a device is not known, or is not in the group that it should leave.
  public func run(in session: SiteSession) throws(ErrandError) {
    try session.atomically { session throws(ErrandError) in try group(in: session) }
  }

  private func group(in session: SiteSession) throws(ErrandError) {
    var named: [UDI] = []
    for device in devices { named.append(try session.device(named: device)) }
    if isEnding { named = try leaving(named, session) }
    try session.record(
      Set(named).sorted().map {
        SiteEventDraft(
          .deviceGrouped, $0, [.group: isEnding ? "" : name, .by: SiteEvent.byHand])
      })
  }

  private func leaving(_ named: [UDI], _ session: SiteSession) throws(ErrandError) -> [UDI] {
    let members = try session.read { reader throws(LedgerError) in
      Set(try reader.history().devices.filter { $0.group == name }.map(\.udi))
    }
    for device in named where !members.contains(device) {
      throw ErrandError(.usage, "\(device) is not in the group \(name)")
    }
    guard !members.isEmpty else { throw ErrandError(.usage, "there is no group \(name)") }
    return named.isEmpty ? members.sorted() : named
  }
}
