public import LicenseFiles

/// One access point of an inventory. What a row does not say is nil.
public struct InventoryEntry: Sendable, Hashable {
  /// The model as written.
  public var model: String?
  /// The serial number as written.
  public var serial: String?
  /// The name of the access point.
  public var name: String?
  /// A MAC address as written.
  public var mac: String?
  /// The row.
  public var location: SourceLocation

  /// Creates an entry.
  init(
    model: String? = nil, serial: String? = nil, name: String? = nil, mac: String? = nil,
    location: SourceLocation
  ) {
    self.model = model
    self.serial = serial
    self.name = name
    self.mac = mac
    self.location = location
  }

  /// Spreadsheets differ in case and in blanks.
  var serialKey: String? {
    serial.map { $0.uppercased().filter { !$0.isWhitespace } }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The digits of the MAC address; nil for anything else.
  var macKey: String? {
    guard let mac else { return nil }
    let digits = mac.lowercased().filter { $0.isHexDigit }
    return digits.count == 12 ? digits : nil
  }

  var nameKey: String? { name?.lowercased() }
}

/// The access points that somebody keeps a record of: a table, or what a controller prints.
public struct AccessPointInventory: Sendable, Hashable {
  /// The file as it was named.
  public var file: String
  /// What it is: `table`, or the commands of a transcript.
  public var kind: String
  /// Its access points, in their order.
  public var entries: [InventoryEntry]
  /// Rows of other devices, such as switches, which were skipped.
  public var otherDevices: Int
  /// What is wrong with it.
  public var findings: [Finding]

  /// Creates an inventory.
  init(
    file: String, kind: String, entries: [InventoryEntry], otherDevices: Int = 0,
    findings: [Finding] = []
  ) {
    self.file = file
    self.kind = kind
    self.entries = entries
    self.otherDevices = otherDevices
    self.findings = findings
  }
}
