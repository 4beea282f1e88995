import Foundation
import GRDB
import Synchronization

extension LedgerDatabase {
  /// Makes the index again from the events, beside the one that is there, and compares the two.
  ///
  /// - Parameter isOnDisk: the new one lies on the disk for temporary files, not in memory.
  /// - Returns: the tables that differ.
  func indexDifferences(isOnDisk: Bool) throws(LedgerError) -> [String] {
    try apart { database in
      // The new tables are temporary: they stand before those of the file when a name is looked up, so
      // that the index is made in them. The devices that they refer to are in the file.
      try database.execute(
        sql: """
          PRAGMA foreign_keys = OFF; PRAGMA temp_store = \(isOnDisk ? "FILE" : "MEMORY");
          PRAGMA temp.cache_size = -64000
          """)
      var different: [String] = []
      try database.inTransaction(.deferred) {
        for statement in try LedgerSchema.indexStatements() {
          try database.execute(sql: statement)
        }
        try LedgerIndex.rebuild(database)
        different = try LedgerSchema.indexTables.filter { try !LedgerIndex.isSame($0, database) }
        return .rollback
      }
      return different
    }
  }
}

extension LedgerSchema {
  /// What makes the empty tables of the index as temporary ones.
  fileprivate static func indexStatements() throws -> [String] {
    let fresh = try DatabaseQueue()
    try migrator.migrate(fresh)
    let names = indexTables.map { "'\($0)'" }.joined(separator: ", ")
    let statements = try fresh.read {
      try String.fetchAll(
        $0,
        sql: """
          SELECT sql FROM sqlite_master WHERE tbl_name IN (\(names)) AND sql IS NOT NULL
          ORDER BY type DESC
          """)
    }
    return statements.map { statement in
      for (made, temporary) in [
        ("CREATE TABLE ", "CREATE TEMP TABLE "), ("CREATE INDEX ", "CREATE INDEX temp."),
      ] where statement.hasPrefix(made) {
        return temporary + statement.dropFirst(made.count)
      }
      return statement
    }
  }
}

extension LedgerIndex {
  /// True when the temporary table has the rows of the one in the file.
  fileprivate static func isSame(_ table: String, _ database: Database) throws -> Bool {
    let key = Set(try database.primaryKey(table, in: "main").columns)
    let equal = try database.columns(in: table, in: "main").map { column in
      "made.\"\(column.name)\" \(key.contains(column.name) ? "=" : "IS") kept.\"\(column.name)\""
    }.joined(separator: " AND ")
    let counts = try Row.fetchOne(
      database,
      sql: """
        SELECT (SELECT count(*) FROM temp.\(table)) AS made, (SELECT count(*) FROM main.\(table)) AS kept,
          (SELECT count(*) FROM temp.\(table) AS made CROSS JOIN main.\(table) AS kept ON \(equal)) AS same
        """)
    guard let counts else { return false }
    let made: Int64 = try counts.value("made")
    return try made == counts.value("kept") && made == counts.value("same")
  }
}

/// The comparison of an index on a thread of its own.
final class IndexRebuild: Sendable {
  private let database: LedgerDatabase
  private let outcome = Mutex<Result<[String], LedgerError>?>(nil)
  private let hasEnded = DispatchGroup()

  /// Begins it.
  init(_ database: LedgerDatabase) {
    self.database = database
    hasEnded.enter()
    Thread.detachNewThread { [self] in
      let result: Result<[String], LedgerError>
      do throws(LedgerError) {
        result = .success(try database.indexDifferences(isOnDisk: true))
      } catch {
        result = .failure(error)
      }
      outcome.withLock { $0 = result }
      hasEnded.leave()
    }
  }

  /// Waits for its end.
  func differences() throws(LedgerError) -> [String] {
    hasEnded.wait()
    guard let result = outcome.withLock({ $0 }) else { return [] }
    return try result.get()
  }

  /// Ends it early, where nobody needs the answer any more.
  func stop() {
    if hasEnded.wait(timeout: .now()) == .timedOut {
      database.interrupt()
      hasEnded.wait()
    }
  }
}
