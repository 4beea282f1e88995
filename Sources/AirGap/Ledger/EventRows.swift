import Assessment
import Foundation
import GRDB
import LicenseFiles

/// Events as they stand in the tables.
struct EventRows {
  private let database: Database

  init(_ database: Database) { self.database = database }

  /// The reports of an event, in their order.
  func reports(of event: Int64) throws -> [SiteReport] {
    let statement = try database.cachedStatement(
      sql: """
        SELECT identity.pid, identity.serial, event_report.report_id, event_report.payload,
          event_report.is_open, event_report.is_telemetry
        FROM event_report JOIN identity ON identity.id = event_report.identity
        WHERE event_report.event = ? ORDER BY event_report.position
        """)
    var reports: [SiteReport] = []
    let rows = try Row.fetchCursor(statement, arguments: [event])
    while let row = try rows.next() { reports.append(try Self.report(row)) }
    return reports
  }

  /// A report of a row of `event_report` with its identity.
  static func report(_ row: Row) throws -> SiteReport {
    SiteReport(
      device: try row.device, id: try row.reportID, payload: try row.payload,
      isOpen: try row.value("is_open"), isTelemetry: try row.value("is_telemetry"))
  }

  /// Events, oldest first, without their reports.
  ///
  /// - Parameters:
  ///   - kinds: only these; empty for all.
  ///   - identities: only those about these devices; nil for all.
  ///   - after: only those after this number.
  ///   - upTo: none after this number.
  ///   - newest: only the last of them.
  func events(
    _ kinds: [SiteEventKind] = [], of identities: [Int64]? = nil, after: Int64 = 0,
    upTo: Int64 = .max, newest limit: Int? = nil
  ) throws -> [SiteEvent] {
    var conditions = ["number > ? AND number <= ?"]
    var arguments: StatementArguments = [after, upTo]
    if !kinds.isEmpty {
      let words = kinds.map { "'\($0.rawValue)'" }.joined(separator: ", ")
      conditions.append("kind IN (\(words))")
    }
    if let identities {
      let numbers = DeviceNumbers(identities)
      conditions.append("identity IN \(numbers.sql)")
      arguments += numbers.arguments
    }
    arguments += [limit ?? -1]
    let rows = try String.fetchCursor(
      try database.cachedStatement(
        sql: """
          SELECT body FROM event WHERE \(conditions.joined(separator: " AND "))
          ORDER BY number DESC LIMIT ?
          """), arguments: arguments)
    var events: [SiteEvent] = []
    while let body = try rows.next() {
      if let event = EventBodyContents(body)?.event { events.append(event) }
    }
    return events.reversed()
  }
}

/// The devices of a question. A few are arguments, so that the statement is made once and kept; there may be
/// more devices than a statement has room for arguments.
struct DeviceNumbers {
  let sql: String
  let arguments: StatementArguments

  init(_ numbers: [Int64]) {
    let isShort = numbers.count <= 16
    let list =
      isShort
      ? databaseQuestionMarks(count: numbers.count)
      : numbers.map(String.init).joined(separator: ", ")
    sql = "(\(list))"
    arguments = isShort ? StatementArguments(numbers) : []
  }
}
