public import Assessment
import LicenseFiles

/// The devices of a table come into the register.
public struct ImportDevices: Sendable {
  private let table: String
  private let isDryRun: Bool
  private let skipsBad: Bool

  /// - Parameters:
  ///   - table: the table, or `-` for standard input.
  ///   - isDryRun: compare only.
  ///   - skipsBad: leave bad rows out and record the others.
  public init(table: String, isDryRun: Bool = false, skipsBad: Bool = false) {
    self.table = table
    self.isDryRun = isDryRun
    self.skipsBad = skipsBad
  }

  /// Compares the table with the register, and records what changes.
  ///
  /// - Throws: ``ErrandError``: the table cannot be read, or the ledger refuses. A table with faults is
  ///   no error: the outcome tells.
  public func run(in session: SiteSession) throws(ErrandError) -> RegisterImportOutcome {
    let known = try session.read { reader throws(LedgerError) in try reader.knownDevices() }
    let rows = RegisterTable(
      try ErrandError.reading(try tableBytes(table)), file: table, known: known)
    let isSound = rows.isUsable && (rows.badRows == 0 || skipsBad)
    let isRecorded = isSound && !isDryRun
    func compare(_ reader: LedgerReader) throws(LedgerError) -> RegisterChanges {
      var known: [UDI: DeviceRecord] = [:]
      for row in rows.rows { known[row.device] = try reader.device(row.device) }
      return RegisterChanges(rows, known: known, site: session.identity.name)
    }
    var compared: RegisterChanges?
    if isRecorded {
      try session.record { reader throws(LedgerError) in
        let changes = try compare(reader)
        compared = changes
        return changes.drafts
      }
    }
    let result =
      if let compared { compared } else {
        try session.read { reader throws(LedgerError) in try compare(reader) }
      }
    return RegisterImportOutcome(
      result, badRows: rows.badRows, isUsable: rows.isUsable, isRecorded: isRecorded)
  }
}
