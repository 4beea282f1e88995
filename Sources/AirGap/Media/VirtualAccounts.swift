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

  /// Why a table of accounts cannot be used.
  public struct TableError: Error, Sendable, Equatable {
    /// The line, counted from 1.
    public let line: Int
    /// In words: lower case, no full stop.
    public let reason: String
  }

  /// Reads a CSV table with the columns `udi_pid`, `udi_serial_number` and `virtual_account`, in any
  /// order and among others.
  ///
  /// - Throws: ``TableError`` when a column is missing, a row is cut short, or a device stands twice
  ///   with different accounts.
  public static func readTable(_ bytes: [UInt8]) throws(TableError) -> [UDI: String] {
    let rows = CSVRows(bytes).rows
    guard let header = rows.first else { throw TableError(line: 1, reason: "the table is empty") }
    func column(_ name: String) throws(TableError) -> Int {
      let wanted = header.cells.indices.filter { header.cells[$0].lowercased() == name }
      guard let index = wanted.first, wanted.count == 1 else {
        throw TableError(
          line: header.line,
          reason: "the header needs the columns udi_pid, udi_serial_number and virtual_account, "
            + "each once; \(name) is \(wanted.isEmpty ? "missing" : "there twice")")
      }
      return index
    }
    let pid = try column("udi_pid")
    let serial = try column("udi_serial_number")
    let account = try column("virtual_account")
    var table: [UDI: String] = [:]
    for row in rows.dropFirst() {
      guard row.cells.count > max(pid, serial, account) else {
        throw TableError(line: row.line, reason: "the row has too few columns")
      }
      let name = row.cells[account]
      guard !row.cells[pid].isEmpty, !row.cells[serial].isEmpty, !name.isEmpty else {
        throw TableError(line: row.line, reason: "a cell is empty")
      }
      let device = UDI(pid: row.cells[pid], serial: row.cells[serial])
      if let known = table.updateValue(name, forKey: device), known != name {
        throw TableError(
          line: row.line, reason: "\(device) stands in two accounts, \(known) and \(name)")
      }
    }
    return table
  }
}
