import Assessment
import Foundation
import GRDB
import LicenseFiles

extension LedgerError {
  /// What a failure of SQLite, or of reading a row, means for the person who waits for the result.
  init(_ error: any Error, _ path: String) {
    switch error {
    case let error as LedgerError: self = error
    case let error as DatabaseError: self.init(sqlite: error, path)
    case is RowDecodingError:
      self.init(.damaged, "\(path) is damaged: it holds a value of the wrong kind")
    default: self.init(.failed, "\(path): \(error.localizedDescription)")
    }
  }

  /// The same of an attempt to record something of which nothing stands in the ledger.
  ///
  /// - Parameter hasRecorded: true where something was recorded before.
  func recordingNothing(hasRecorded: Bool) -> LedgerError {
    guard [.noSpace, .busy, .readOnly, .failed].contains(code) else { return self }
    return LedgerError(
      code, "\(reason), nothing \(hasRecorded ? "more " : "")was recorded")
  }

  private init(sqlite error: DatabaseError, _ path: String) {
    let detail = error.message.map { ": \($0)" } ?? ""
    if error.extendedResultCode == .SQLITE_READONLY_ROLLBACK {
      self.init(
        .failed,
        "\(path): a process was stopped while it recorded something, and this can only be "
          + "undone with write access to the ledger")
      return
    }
    switch error.resultCode {
    case .SQLITE_FULL:
      self.init(.noSpace, "\(path): the disk is full")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(
        .busy,
        "\(path): another process kept the ledger locked for more than "
          + "\(Int(LedgerDatabase.patience)) seconds")
    // Who may write and what is read-only was asked of the system before: SQLite falls back to reading
    // whenever opening for writing fails, also because the disk does.
    case .SQLITE_READONLY:
      self.init(.failed, "\(path) could not be opened for writing: the disk is full or fails")
    case .SQLITE_CANTOPEN: self.init(.failed, "\(path) cannot be opened")
    case .SQLITE_NOTADB, .SQLITE_CORRUPT:
      self.init(.damaged, "\(path) is damaged or is not a ledger\(detail)")
    case .SQLITE_IOERR:
      // A file-size limit or a quota shows as a failed write.
      self.init(
        .failed,
        "\(path): the disk could not be written or read (a failing disk, a quota, or a limit on "
          + "the size of files)\(detail)")
    default: self.init(.failed, "\(path)\(detail)")
    }
  }
}

extension Row {
  /// A value of a row that may come from a file that somebody edited: the wrong kind is an error,
  /// never the end of the process.
  func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(
    _ column: String
  ) throws -> Value {
    try decode(Value.self, forColumn: column)
  }

  /// The same by the place of the column, which needs no search for its name.
  func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(
    _ place: Int
  ) throws -> Value {
    try decode(Value.self, atIndex: place)
  }

  /// The hash in the column at a place; nil where there is none.
  func digest(_ place: Int) throws -> SHA256Digest? {
    (try value(place) as Data?).flatMap { SHA256Digest(bytes: Array($0)) }
  }

  /// The device of a row with the columns of `identity`.
  var device: UDI {
    get throws { UDI(pid: try value("pid"), serial: try value("serial")) }
  }

  /// The id of a report, which SQLite keeps as a signed number.
  var reportID: UInt64 {
    get throws { UInt64(bitPattern: try value("report_id") as Int64) }
  }

  /// The hash of the payload string of a report; nil where none is known.
  var payload: SHA256Digest? {
    get throws { (try value("payload") as Data?).flatMap { SHA256Digest(bytes: $0) } }
  }
}
