import Assessment
import GRDB
import LicenseFiles

/// What it means for reports that devices turn out to be one cycle.
extension LedgerIndex {
  /// A report is known by its group and its id. What the output of one member proved before anybody knew of
  /// the group, of an id that another member has, is proved of that member's report.
  mutating func joinReports(of event: SiteEvent, _ touched: inout Set<Int64>) throws {
    guard event[.group] != nil, let device = event.device else { return }
    let group = try devices.load(try identities.number(device), device).group
    guard let group else { return }
    try devices.write()
    let confirmed = ReportStates.confirmed.rawValue
    let rows = try Row.fetchAll(
      try database.cachedStatement(
        sql: """
          WITH member AS (SELECT identity FROM device WHERE group_name = ?1)
          UPDATE report SET states = states | \(confirmed)
          WHERE NOT states & \(confirmed) AND outbound IS NOT NULL AND identity IN member
            AND report_id IN (
              SELECT printed.report_id FROM event
              JOIN event_report AS printed ON printed.event = event.number
              JOIN report AS shown
                ON shown.identity = printed.identity AND shown.report_id = printed.report_id
              WHERE event.kind = '\(SiteEventKind.deviceConfirmed.rawValue)' AND event.number < ?2
                AND event.identity IN member AND printed.identity IN member
                AND shown.outbound IS NULL)
          RETURNING outbound, identity
          """), arguments: [group, event.number])
    var files: Set<Int64> = []
    for row in rows {
      files.insert(try row.value("outbound"))
      touched.insert(try row.value("identity"))
    }
    try closeProved(files, &touched)
  }

  /// A file whose reports the device all calls acknowledged is done, whoever imported the answer.
  func closeProved(_ files: Set<Int64>, _ touched: inout Set<Int64>) throws {
    for file in files.sorted() {
      try move(
        """
        event = ?1 AND NOT EXISTS (
          SELECT 1 FROM event_report JOIN report ON report.identity = event_report.identity
            AND report.report_id = event_report.report_id
          WHERE event_report.event = ?1
            AND NOT report.states & \(ReportStates([.confirmed, .telemetry]).rawValue))
        """, [file], to: .confirmed, .confirmed, &touched)
    }
  }
}
