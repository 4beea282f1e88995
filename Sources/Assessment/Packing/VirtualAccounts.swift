public import LicenseFiles

/// Which virtual account a device belongs to. An upload into the wrong one is hard to undo, so what
/// is not known is kept apart and never guessed.
public struct VirtualAccounts: Sendable, Hashable {
  /// The account of every device that the table does not name; nil when none was given.
  public var standard: String?
  /// The account by device; nil when no table was given.
  public var table: [UDI: String]?

  /// Creates a lookup.
  public init(standard: String? = nil, table: [UDI: String]? = nil) {
    self.standard = standard
    self.table = table
  }

  /// What is known of a file's account.
  public enum Answer: Sendable, Hashable {
    /// Accounts were not asked for: no folder.
    case notAsked
    /// The account.
    case known(String)
    /// Accounts were asked for, and none is known for this file; the reason.
    case unknown(String)
  }

  /// What the form says where the account is not known.
  package static let unknownWords = "NOT KNOWN: ask before you upload"

  /// True unless a folder of the media, such as `upload/EXAMPLE-LAB`, is certainly that of another account
  /// than the form names.
  package static func folder(_ folder: String, isOf account: String) -> Bool {
    let name = folder.split(separator: "/").dropFirst().joined(separator: "/")
    if name.isEmpty { return account.isEmpty }
    if name == PackPlanner.unknownAccountFolder { return account == unknownWords }
    // What a table or a terminal cannot take as it is stands there changed.
    guard account.utf8.allSatisfy({ (0x20...0x7E).contains($0) }), account.first != "'",
      !account.contains("\\u{")
    else { return !account.isEmpty }
    let stem = MediaNames.stem(account, longest: MediaNames.longest - 8)
    guard name.hasPrefix(stem) else { return false }
    let rest = name.dropFirst(stem.count)
    return rest.isEmpty || (rest.first == "_" && rest.dropFirst().allSatisfy(\.isNumber))
  }

  /// The account of a file about these devices.
  public func account(of devices: [UDI]) -> Answer {
    guard standard != nil || table != nil else { return .notAsked }
    let accounts = Set(devices.compactMap { table?[$0] ?? standard })
    if devices.isEmpty, let standard { return .known(standard) }
    switch accounts.count {
    case 0: return .unknown("no virtual account is given for it")
    case 1: return .known(accounts.first ?? "")
    default:
      let names = accounts.sorted().joined(separator: ", ")
      return .unknown("its devices belong to several virtual accounts: \(names)")
    }
  }

  /// Reads a CSV table with the columns `udi_pid`, `udi_serial_number` and `virtual_account`, in any
  /// order and among others.
  ///
  /// - Parameters:
  ///   - bytes: the table.
  ///   - known: the devices that may be meant, whose spelling counts.
  /// - Throws: `LineFault` when a column is missing, a row is cut short, or a device stands twice
  ///   with different accounts.
  public static func readTable(
    _ bytes: [UInt8], known: KnownDevices
  ) throws(LineFault) -> [UDI: String] {
    var table: [UDI: String] = [:]
    let columns = ["udi_pid", "udi_serial_number", "virtual_account"]
    for row in try CSVRows(bytes).cells(of: columns) {
      let written = UDI(pid: row.cells[0], serial: row.cells[1])
      let device = known.otherSpelling(of: written) ?? written
      let name = row.cells[2]
      if let known = table.updateValue(name, forKey: device), known != name {
        throw LineFault(
          line: row.line, reason: "\(device) is in two accounts, \(known) and \(name)")
      }
    }
    return table
  }
}
