import Foundation
import GRDB

/// The ledger's file: how it is opened, and what SQLite's failures mean.
///
/// Rollback journal and `synchronous=FULL`: a write-ahead log cannot be read from a read-only medium
/// and cannot be trusted on a home folder that lies on a network.
struct LedgerDatabase: Sendable {
  private let queue: DatabaseQueue
  /// True when nothing can be written.
  let isReadOnly: Bool
  /// For messages.
  let path: String

  /// How long a second operator waits for the first.
  static let patience: TimeInterval = 15

  /// Opens a ledger for writing and brings its schema up to date.
  init(writing path: String) throws(LedgerError) {
    guard FileManager.default.fileExists(atPath: path) else {
      throw LedgerError(.noSite, "\(path): there is no ledger")
    }
    var configuration = Configuration()
    configuration.busyMode = .timeout(Self.patience)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF")
    }
    let opened = configuration
    queue = try Self.mapped(path) {
      let queue = try DatabaseQueue(path: path, configuration: opened)
      let migrator = LedgerSchema.migrator
      guard try queue.read({ try !migrator.hasBeenSuperseded($0) }) else {
        throw LedgerError(.tooNew, "\(path) was written by a later version of rumkit")
      }
      if try queue.read({ try !migrator.hasCompletedMigrations($0) }) {
        try migrator.migrate(queue)
      }
      return queue
    }
    self.path = path
    isReadOnly = false
  }

  /// Opens a ledger for reading.
  ///
  /// - Parameter isImmutable: no other process can write to it: a read-only medium, a copy. SQLite
  ///   then takes no locks, which such a medium would not give.
  init(reading path: String, isImmutable: Bool) throws(LedgerError) {
    guard FileManager.default.fileExists(atPath: path) else {
      throw LedgerError(.noSite, "\(path): there is no ledger")
    }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(Self.patience)
    let opened = configuration
    queue = try Self.mapped(path) {
      let queue = try DatabaseQueue(
        path: isImmutable ? Self.immutable(path) : path, configuration: opened)
      let migrator = LedgerSchema.migrator
      try queue.read { database in
        guard try !migrator.hasBeenSuperseded(database) else {
          throw LedgerError(.tooNew, "\(path) was written by a later version of rumkit")
        }
        guard try migrator.hasCompletedMigrations(database) else {
          throw LedgerError(
            .damaged, "\(path): its format is older than this version reads without writing")
        }
      }
      return queue
    }
    self.path = path
    isReadOnly = true
  }

  /// A URI that tells SQLite that the file cannot change.
  private static func immutable(_ path: String) -> String {
    var allowed = CharacterSet.urlPathAllowed
    allowed.remove(charactersIn: "?#%")
    let absolute = URL(fileURLWithPath: path).path
    let escaped = absolute.addingPercentEncoding(withAllowedCharacters: allowed) ?? absolute
    return "file:\(escaped)?immutable=1"
  }

  /// Reads a consistent state.
  func read<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
    try Self.mapped(path) { try queue.read(body) }
  }

  /// Writes all of it or nothing. The lock is taken before the first read, so that what is read is
  /// what is written after.
  func write<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
    guard !isReadOnly else {
      throw LedgerError(.readOnly, "\(path) can only be read here, nothing was recorded")
    }
    return try Self.mapped(path) { try queue.write(body) }
  }

  /// A consistent copy, also while others write.
  func copy(to target: String) throws(LedgerError) {
    try Self.mapped(target) {
      let copy = try DatabaseQueue(path: target)
      try queue.backup(to: copy)
      try copy.close()
    }
  }

  /// What SQLite's own look at the file's structure says; empty when all is well.
  func structuralFaults() throws(LedgerError) -> [String] {
    try read { try String.fetchAll($0, sql: "PRAGMA quick_check(20)") }.filter { $0 != "ok" }
  }

  private static func mapped<Value>(
    _ path: String, _ body: () throws -> Value
  ) throws(LedgerError) -> Value {
    do {
      return try body()
    } catch let error as LedgerError {
      throw error
    } catch let error as DatabaseError {
      throw LedgerError(error, path)
    } catch {
      throw LedgerError(.failed, "\(path): \(error.localizedDescription)")
    }
  }
}

extension LedgerError {
  /// What a failure of SQLite means for the person who waits for the result.
  fileprivate init(_ error: DatabaseError, _ path: String) {
    let detail = error.message.map { ": \($0)" } ?? ""
    switch error.resultCode {
    case .SQLITE_FULL:
      self.init(.noSpace, "\(path): the disk is full, nothing was recorded")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(
        .busy,
        "\(path): another process kept the ledger for more than "
          + "\(Int(LedgerDatabase.patience)) seconds, nothing was recorded")
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      self.init(.readOnly, "\(path) can only be read here, nothing was recorded")
    case .SQLITE_CANTOPEN: self.init(.failed, "\(path) cannot be opened")
    case .SQLITE_NOTADB, .SQLITE_CORRUPT:
      self.init(.damaged, "\(path) is damaged or is no ledger\(detail)")
    case .SQLITE_IOERR:
      // A file-size limit or a quota shows as a failed write.
      self.init(
        .failed, "\(path): the disk could not be written or read, nothing was recorded\(detail)")
    default: self.init(.failed, "\(path)\(detail)")
    }
  }
}
