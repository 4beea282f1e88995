import Assessment
import Foundation
import GRDB
import Synchronization

/// The ledger's file: how it is opened, read and written.
///
/// Rollback journal, because a write-ahead log cannot be read from a read-only medium and cannot be
/// trusted on a home folder that lies on a network. The journal is truncated and stays: a deleted one
/// can come back when the power fails soon after a commit, and take the commit back, unless the folder
/// is flushed once more (measured: a fifth of the time of recording an event).
struct LedgerDatabase: Sendable {
  private let queue: DatabaseQueue
  /// True when nothing can be written.
  let isReadOnly: Bool
  /// For messages.
  let path: String
  private let record = RecordMark()

  /// How long a second operator waits for the first.
  static let patience: TimeInterval = 15

  /// Makes the tables of a new ledger in an empty file.
  init(creating path: String) throws(LedgerError) {
    let made: DatabaseQueue = try Self.mapped(path) {
      let queue = try DatabaseQueue(path: Self.plain(path), configuration: Self.writing)
      try LedgerSchema.migrator.migrate(queue)
      return queue
    }
    queue = made
    self.path = path
    isReadOnly = false
  }

  /// Opens a ledger for writing and brings its schema up to date. What is not a ledger stays as it is.
  ///
  /// - Parameters:
  ///   - isScratch: it is a copy that is thrown away, so that speed is all that counts.
  ///   - keepOlder: copies a ledger of an older format before its schema is changed.
  init(
    writing path: String, isScratch: Bool = false,
    keepOlder: (LedgerDatabase) throws(LedgerError) -> Void = { _ in }
  ) throws(LedgerError) {
    guard FileManager.default.fileExists(atPath: path) else {
      throw LedgerError(.noSite, "\(path): there is no ledger")
    }
    queue = try Self.mapped(path) {
      let queue = try DatabaseQueue(
        path: Self.plain(path), configuration: isScratch ? Self.scratch : Self.writing)
      try queue.read { database in
        if isScratch { return }
        try Self.check(database, path)
      }
      let migrator = LedgerSchema.migrator
      if try queue.read({ try !migrator.hasCompletedMigrations($0) }) {
        try keepOlder(LedgerDatabase(queue, path))
        try migrator.migrate(queue)
      }
      return queue
    }
    self.path = path
    isReadOnly = false
  }

  /// Opens a ledger for reading.
  ///
  /// - Parameter isImmutable: it lies on a read-only medium. SQLite then takes no locks, which such
  ///   a medium may not give.
  init(reading path: String, isImmutable: Bool) throws(LedgerError) {
    guard FileManager.default.fileExists(atPath: path) else {
      throw LedgerError(.noSite, "\(path): there is no ledger")
    }
    queue = try Self.mapped(path) {
      try Self.recovering(path) {
        let queue = try Self.openReading(path, isImmutable: isImmutable)
        try queue.read { database in
          try Self.check(database, path)
        }
        return try Self.upToDate(queue)
      }
    }
    self.path = path
    isReadOnly = true
  }

  /// The ledger itself, or a copy in memory in which the tables of an older format are brought up to
  /// date: looking changes nothing.
  private static func upToDate(_ queue: DatabaseQueue) throws -> DatabaseQueue {
    let migrator = LedgerSchema.migrator
    guard try queue.read({ try !migrator.hasCompletedMigrations($0) }) else { return queue }
    let copy = try DatabaseQueue(configuration: scratch)
    try queue.backup(to: copy)
    try migrator.migrate(copy)
    return copy
  }

  private static func openReading(_ path: String, isImmutable: Bool) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(patience)
    configuration.prepareDatabase { try $0.execute(sql: tuning) }
    if isImmutable {
      do {
        return try DatabaseQueue(path: immutable(path), configuration: configuration)
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
        // An SQLite that was built without URIs takes it for a name.
      }
    }
    return try DatabaseQueue(path: plain(path), configuration: configuration)
  }

  private static var writing: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase {
      try $0.execute(sql: "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL; " + tuning)
    }
    return configuration
  }

  private static var scratch: Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase {
      try $0.execute(
        sql:
          "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; PRAGMA locking_mode = EXCLUSIVE; "
          + tuning)
    }
    return configuration
  }

  /// No code from the file runs, sorting needs no disk, and 16 MB of pages stay in memory.
  private static let tuning = """
    PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -16000
    """

  /// What was not made by this tool is neither read nor, above all, given tables.
  private static func check(_ database: Database, _ path: String) throws {
    guard try Int.fetchOne(database, sql: "PRAGMA application_id") == LedgerSchema.applicationID
    else { throw LedgerError(.damaged, "\(path) is damaged or is not a ledger") }
    let objects = try LedgerObjects(database)
    // A ledger of a later version may hold more.
    if objects.knowsItsSteps, try LedgerSchema.migrator.hasBeenSuperseded(database) {
      let needed = try LedgerSchema.versionNeeded(by: database)
      throw LedgerError(
        .tooNew,
        "\(path) was written by a later version of rumkit"
          + (needed.map { ": it needs rumkit \($0) or later" } ?? ""))
    }
    guard let fault = objects.fault else { return }
    throw LedgerError(
      .damaged,
      "\(path) \(fault): another program changed it; move it away, then bring a backup back with rumkit "
        + "site restore")
  }

  /// A name that SQLite takes for nothing but the name of a file.
  private static func plain(_ path: String) -> String {
    path.hasPrefix("/") ? path : "./" + path
  }

  /// A URI that tells SQLite that the file cannot change.
  private static func immutable(_ path: String) -> String {
    var allowed = CharacterSet.urlPathAllowed
    allowed.remove(charactersIn: "?#%")
    let absolute = PathText.absolute(path)
    let escaped = absolute.addingPercentEncoding(withAllowedCharacters: allowed) ?? absolute
    return "file:\(escaped)?immutable=1"
  }

  /// A process that was killed while it wrote leaves a journal. A reader may not play it back, so it
  /// is done here by opening the ledger for writing once, where this user may.
  private static func recovering<Value>(_ path: String, _ body: () throws -> Value) throws -> Value
  {
    do {
      return try body()
    } catch let error as DatabaseError
      where error.extendedResultCode == .SQLITE_READONLY_ROLLBACK
      && access(path, W_OK) == 0 && access(PathText.folder(of: path), W_OK) == 0
    {
      let writer = try DatabaseQueue(path: plain(path), configuration: writing)
      try writer.close()
      return try body()
    }
  }

  /// Reads a consistent state.
  func read<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
    try Self.mapped(path) {
      try Self.recovering(path) {
        try queue.read { database in
          // Takes the lock. After it no journal can turn up, so that the body runs only once.
          _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master")
          return try body(database)
        }
      }
    }
  }

  /// Writes all of it or nothing. The lock is taken before the first read, so that what is read is
  /// what is written after.
  func write<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
    guard !isReadOnly else {
      throw LedgerError(.readOnly, "\(path) can only be read here, nothing was recorded")
    }
    var through: (value: Value, before: ChainHead, after: ChainHead)?
    do {
      let value = try queue.write { database in
        let before = try ChainHead.of(database)
        let value = try body(database)
        through = (value, before, try ChainHead.of(database))
        return value
      }
      if let through, through.before != through.after { record.note() }
      return value
    } catch {
      let failure = LedgerError(error, path)
      guard let through, through.before != through.after else {
        throw failure.recordingNothing(hasRecorded: record.isNoted)
      }
      try settle(failure, through.before, through.after)
      return through.value
    }
  }

  /// What came of a commit that failed: the disk may fail when the events stand already. Returns when they
  /// do, and are flushed to the disk.
  ///
  /// - Throws: the failure, with what is known of the events.
  private func settle(
    _ failure: LedgerError, _ before: ChainHead, _ after: ChainHead
  ) throws(LedgerError) {
    let found = try? DatabaseQueue(path: Self.plain(path), configuration: Self.writing)
      .read { try ChainHead.of($0) }
    switch found {
    case after:
      record.note()
      let isFlushed = [path, path + "-journal", PathText.folder(of: path)]
        .allSatisfy { FileWriter.flush($0) }
      guard isFlushed else {
        throw LedgerError(
          .unsettled,
          "\(failure.reason). What this command did was recorded before the disk failed, and may be "
            + "lost when the power fails: look after the disk, then run rumkit site verify")
      }
    case before: throw failure.recordingNothing(hasRecorded: record.isNoted)
    default:
      throw LedgerError(
        .unsettled,
        "\(failure.reason). Whether this was recorded cannot be told now: look with rumkit site log "
          + "when the disk works again")
    }
  }

  /// A consistent copy, also while others write. The file is there already, empty.
  func copy(to target: String) throws(LedgerError) {
    try Self.mapped(target) {
      let copy = try DatabaseQueue(path: Self.plain(target))
      try Self.recovering(path) { try queue.backup(to: copy) }
      try copy.close()
    }
  }

  /// The same in memory, for where no disk has room.
  func copyInMemory() throws(LedgerError) -> LedgerDatabase {
    LedgerDatabase(
      try Self.mapped(path) {
        let copy = try DatabaseQueue(configuration: Self.scratch)
        try Self.recovering(path) { try queue.backup(to: copy) }
        return copy
      }, path)
  }

  /// The same for looking, under the name that it will have.
  func named(_ path: String) -> LedgerDatabase { LedgerDatabase(queue, path) }

  private init(_ queue: DatabaseQueue, _ path: String) {
    self.queue = queue
    self.path = path
    isReadOnly = false
  }

  /// Works in temporary tables beside those of the file, which stays as it is.
  func apart<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
    try Self.mapped(path) { try queue.writeWithoutTransaction(body) }
  }

  /// Ends what another thread does in it.
  func interrupt() { queue.interrupt() }

  /// What SQLite's own look at the file's structure says; empty when all is well.
  func structuralFaults() throws(LedgerError) -> [String] {
    try read { try String.fetchAll($0, sql: "PRAGMA integrity_check(20)") }.filter { $0 != "ok" }
  }

  private static func mapped<Value>(
    _ path: String, _ body: () throws -> Value
  ) throws(LedgerError) -> Value {
    do { return try body() } catch { throw LedgerError(error, path) }
  }
}

/// Whether something was recorded through one opening of the ledger.
private final class RecordMark: Sendable {
  private let mark = Mutex(false)

  var isNoted: Bool { mark.withLock { $0 } }

  func note() { mark.withLock { $0 = true } }
}
