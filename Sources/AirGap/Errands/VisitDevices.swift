public import Assessment
import LicenseFiles

/// How devices are visited.
public struct DeviceVisiting: Sendable, Hashable {
  /// The most devices at once.
  public var parallel = DeviceLimits.parallel
  /// The seconds after which a device that prints nothing is given up.
  public var patience = DeviceLimits.quiet
  /// True where ssh may ask on the terminal: for passwords, and for host keys.
  public var asks = false
  /// Removes the device's copy once the file is where it belongs.
  public var removes = false
  /// The server that the devices copy their files to; nil where scp fetches them.
  public var copyOut: CopyOut?
  /// Where files lie on the devices; nil for what the register says.
  public var devicePath: DevicePath?

  /// Creates the standard: four at once, nothing is asked, nothing is removed.
  public init() {}

  func shell(_ host: String, _ turn: LoginTurn) -> SecureShell {
    SecureShell(host: host, asks: asks, turn: turn, quiet: .seconds(patience))
  }

  /// Does something for each of several, some of them at once, and takes what came of each as it comes.
  func each<Item: Sendable, Value: Sendable>(
    _ items: [Item], _ body: @escaping @Sendable (Item) async -> Value,
    take: (Int, Value) -> Void
  ) async {
    await withTaskGroup(of: (Int, Value).self) { group in
      var next = 0
      func begin() {
        guard next < items.count else { return }
        let (number, item) = (next, items[next])
        next += 1
        group.addTask { (number, await body(item)) }
      }
      for _ in 0..<max(1, parallel) { begin() }
      while let (number, value) = await group.next() {
        take(number, value)
        begin()
      }
    }
  }
}

extension SiteSession {
  /// Devices, and the other members of their HA pairs and stacks.
  ///
  /// - Throws: ``ErrandError/Code/failed``.
  func members(of devices: Set<UDI>) throws(ErrandError) -> Set<UDI> {
    var members = devices
    for device in devices {
      members.formUnion(
        try read { reader throws(LedgerError) in try reader.members(with: device) })
    }
    return members
  }
}

extension DeviceTarget {
  /// A visit of a dry run. It says where the site does not know who would answer.
  var planned: DeviceVisit {
    var visit = DeviceVisit(host: host, .planned, device: record?.udi)
    if record == nil {
      visit.findings.append(
        DeviceTrouble(.deviceUnlisted, at: host, "ssh reaches it as it was typed").finding)
    }
    return visit
  }
}

/// A person who is not there: a visit among several waits for nobody.
struct NobodyAttends: Attendant, Sendable {
  func tell(_ notice: Notice) {}
  func wait(until end: Int64, for device: UDI) {}
}
