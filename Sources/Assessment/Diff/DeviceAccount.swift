public import LicenseFiles

/// A device's account of itself in the file that it saved: who it is, under which name, and when.
///
/// Source: `smartLicenseSystemInfo` of real files.
public struct DeviceAccount: Sendable, Hashable {
  /// The device.
  public var udi: UDI
  /// Its host name; nil when the file gives none.
  public var hostName: String?
  /// Epoch seconds, UTC; nil when the file gives none. The file has milliseconds.
  public var savedAt: Int64?

  /// Reads a block; nil for one of another kind, or one that names no device.
  public init?(_ block: Block) {
    guard block.kind == .systemInfo, let text = block.element["data"]?.text,
      let value = try? JSONValue(Array(text.utf8)),
      let pid = value["sudi"]?["udi_pid"]?.string,
      let serial = value["sudi"]?["udi_serial_number"]?.string
    else { return nil }
    udi = UDI(pid: pid, serial: serial)
    hostName = value["hostname"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    savedAt = value["timestamp"]?.secondsOfMilliseconds
  }
}
