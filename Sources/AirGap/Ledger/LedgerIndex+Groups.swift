import Assessment
import GRDB
import LicenseFiles

/// What it means for reports that devices turn out to be one cycle: a report is known by its group and its id.
extension LedgerIndex {
  /// A device belongs to a group, or no longer to the one that it was in before.
  mutating func joinReports(
    of event: SiteEvent, from former: String?, _ touched: inout Set<Int64>
  ) throws {
    guard event[.group] != nil, let device = event.device else { return }
    let identity = try identities.number(device)
    let group = try devices.load(identity, device).group
    // Without it, what the others wait for is counted otherwise.
    if let former, former != group { touched.formUnion(try members(of: former)) }
    try closeProved(try levelTwins(of: [identity], &touched), &touched)
  }

  private func members(of group: String) throws -> [Int64] {
    try devices.write()
    return try Int64.fetchAll(
      try database.cachedStatement(sql: "SELECT identity FROM device WHERE group_name = ?"),
      arguments: [group])
  }

  /// The devices that are one cycle with this one, itself among them.
  mutating func members(with identity: Int64) throws -> Set<Int64> {
    let group = try devices.load(identity, try identities.device(identity)).group
    return Set(try group.map { try members(of: $0) } ?? []).union([identity])
  }

  /// What holds of the answer to a report under the serial number of one member holds under those of the others,
  /// whether the report went out under several, because another member was active by then, or another one only
  /// printed it. Of a report that was open when it went out nothing is said of its longer version.
  ///
  /// - Returns: the files of the reports that changed.
  @discardableResult
  mutating func levelTwins(
    of identities: Set<Int64>, _ touched: inout Set<Int64>
  ) throws -> Set<Int64> {
    let answered: [ReportStates] = [.acknowledged, .staged, .imported, .confirmed]
    let states = answered.map { "max(other.states & \($0.rawValue))" }.joined(separator: " | ")
    var files: Set<Int64> = []
    var done: Set<Int64> = []
    for identity in identities.sorted() where !done.contains(identity) {
      let members = try members(with: identity)
      done.formUnion(members)
      guard members.count > 1 else { continue }
      touched.formUnion(members)
      let list = DeviceNumbers(members.sorted())
      files.formUnion(
        try Int64.fetchAll(
          try database.cachedStatement(
            sql: """
              UPDATE report SET states = report.states | twin.states,
                ack = coalesce(report.ack, twin.ack)
              FROM (
                SELECT one.identity, one.report_id, max(other.ack) AS ack, \(states) AS states
                FROM report AS one JOIN report AS other
                  ON other.report_id = one.report_id AND other.identity <> one.identity
                WHERE one.identity IN \(list.sql) AND other.identity IN \(list.sql)
                  AND one.outbound NOTNULL
                  AND (one.ack IS NULL OR NOT one.states & \(ReportStates.confirmed.rawValue))
                  AND (NOT other.is_open OR one.outbound < other.outbound)
                  AND ((other.states & ~one.states & \(ReportStates(answered).rawValue))
                    OR (one.ack IS NULL AND other.ack NOTNULL))
                GROUP BY one.identity, one.report_id
              ) AS twin
              WHERE report.identity = twin.identity AND report.report_id = twin.report_id
              RETURNING report.outbound
              """), arguments: list.arguments + list.arguments))
    }
    return files
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
