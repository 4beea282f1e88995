import DeviceOutput
public import LicenseFiles

/// The device that a checklist is filled in for.
public struct MigrationSubject: Sendable, Hashable {
  /// The device; with a replacement, the old one.
  public var device: UDI
  /// Its host name.
  public var hostName: String?
  /// The release that it runs, as last seen.
  public var release: String?
  /// The release that is planned; nil until one is chosen.
  public var target: String?
  /// The change number; nil until one is named.
  public var change: String?
  /// The device that takes its place; nil but for a replacement.
  public var replacement: UDI?
  /// The members of its HA pair or stack, itself included.
  public var members: [UDI]

  /// Creates a subject.
  init(
    device: UDI, hostName: String? = nil, release: String? = nil, target: String? = nil,
    change: String? = nil, replacement: UDI? = nil, members: [UDI] = []
  ) {
    self.device = device
    self.hostName = hostName
    self.release = release
    self.target = target
    self.change = change
    self.replacement = replacement
    self.members = members.contains(device) ? members : [device] + members
  }

  /// The device that licenses in the end.
  var licensed: UDI { replacement ?? device }
  /// True for a controller of the 9800 family.
  var isWirelessController: Bool { DeviceModel(licensed.pid).isWirelessController }
  /// The commands of the device that licenses in the end, on the release that it runs then.
  var commands: RitualCommands {
    RitualCommands(pid: licensed.pid, release: target ?? (replacement == nil ? release : nil))
  }
  /// The name under which the device saves its usage.
  var usageFile: DeviceFileName {
    let name = replacement == nil ? hostName ?? device.serial : licensed.serial
    return DeviceFileName(nearest: name + "-rum.txt")
  }
  /// The name under which its ACK comes back.
  var ackFile: DeviceFileName { DeviceFileName(nearest: "ACK_" + usageFile.text) }
  /// What a person calls it.
  public var title: String { hostName.map { "\($0) \(device)" } ?? device.description }
}
