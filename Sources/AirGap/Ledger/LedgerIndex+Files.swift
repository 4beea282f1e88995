import Assessment
import Foundation
import GRDB
import LicenseFiles

/// What an event does to files on outbound media and to reports.
extension LedgerIndex {
  mutating func takeExported(_ event: SiteEvent, _ touched: inout Set<Int64>) throws {
    guard let owner = event.device else { return }
    let identity = try identities.number(owner)
    try database.cachedStatement(
      sql: """
        INSERT INTO outbound
          (event, identity, name, sha256, media, media_sha256, saved_at, stage, states)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      event.number, identity, event[.name] ?? "", event[.sha256] ?? "", event[.media] ?? "",
      event[.mediaHash] ?? "", event.number(.savedAt), CycleStage.exported.rawValue,
      ReportStates.exported.rawValue,
    ])
    for report in event.reports { try note(report, outbound: event.number, &touched) }
    try levelTwins(of: touched, &touched)
    // A new export begins a new cycle, also where the one before was only exported.
    var record = try devices.load(identity, owner)
    record.stage = .exported
    record.stageSince = event.time
    devices.save(record, identity)
  }

  /// Notes a report, and its device when nothing was known of it. A closed version is final: another
  /// closed one with other bytes is a conflict. Where no payload was seen, neither was an end.
  ///
  /// - Returns: the number of its device.
  @discardableResult
  mutating func note(
    _ report: SiteReport, outbound: Int64?, _ touched: inout Set<Int64>
  ) throws -> Int64 {
    let identity = try identities.number(report.device)
    if touched.insert(identity).inserted {
      devices.save(try devices.load(identity, report.device), identity)
    }
    try database.cachedStatement(
      sql: """
        INSERT INTO report (identity, report_id, payload, is_open, states, outbound)
        VALUES (?1, ?2, ?3, ?4, ?6, ?5)
        ON CONFLICT DO UPDATE SET
          states = CASE WHEN \(Self.isLonger)
            THEN states & ~\(Self.ofShorter.rawValue) WHEN excluded.outbound IS NOT NULL
            -- What the portal said of the rest of the file before is of that file.
            THEN states & ~\(ReportStates.ofFile.rawValue) ELSE states END | excluded.states | CASE
            WHEN payload IS NOT NULL AND excluded.payload IS NOT NULL
              AND payload <> excluded.payload AND NOT is_open AND NOT excluded.is_open
            THEN \(ReportStates.conflict.rawValue) ELSE 0 END,
          ack = CASE WHEN \(Self.isLonger) THEN NULL ELSE ack END,
          payload = CASE
            WHEN payload IS NULL OR (is_open AND excluded.payload IS NOT NULL)
            THEN excluded.payload ELSE payload END,
          is_open = CASE
            WHEN excluded.payload IS NULL THEN is_open
            WHEN payload IS NULL THEN excluded.is_open
            ELSE is_open AND excluded.is_open END,
          outbound = coalesce(excluded.outbound, outbound)
        """
    ).execute(arguments: [
      identity, Int64(bitPattern: report.id), report.payload.map { Data($0.bytes) },
      report.isOpen, outbound,
      (report.isTelemetry ? ReportStates([.seen, .telemetry]) : .seen).rawValue,
    ])
    return identity
  }

  /// A later export of a report that was open: what the portal and the device said was of less usage.
  private static let isLonger = """
    (is_open AND excluded.outbound IS NOT NULL AND payload <> excluded.payload)
    """
  private static let ofShorter: ReportStates = [
    .carried, .uploaded, .pending, .rejected, .duplicate, .acknowledged, .staged, .imported,
    .confirmed, .lost,
  ]

  /// Notes reports that device output named.
  mutating func see(_ reports: [SiteReport], _ touched: inout Set<Int64>) throws {
    for report in reports { try note(report, outbound: nil, &touched) }
  }

  func hasTrip(_ name: String) throws -> Bool {
    try Bool.fetchOne(
      try database.cachedStatement(sql: "SELECT 1 FROM trip WHERE name = ?"), arguments: [name])
      ?? false
  }

  func takeTripOpened(_ event: SiteEvent, _ touched: inout Set<Int64>) throws {
    let hashes = (event[.mediaHash] ?? "").split(separator: " ").map(String.init)
    // What was lost or refused may be carried once more; what is under way only with a reason.
    let again = event[.reason] == nil ? "" : ", 'carried'"
    for hash in hashes {
      try move(
        "media_sha256 = ? AND stage IN ('exported', 'lost', 'portal-rejected'\(again))", [hash],
        to: .carried, .carried, clearing: .lost, &touched, set: "trip = ?", [event[.trip]])
    }
    try database.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO trip
          (name, carrier, witness, opened_at, media, expected, event) VALUES (?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      event[.trip] ?? "", event[.carrier] ?? "", event.witness, event.time, event[.media] ?? "",
      event.number(.expected) ?? 0, event.number,
    ])
  }

  func takeTripClosed(_ event: SiteEvent, _ touched: inout Set<Int64>) throws {
    try database.cachedStatement(
      sql: """
        UPDATE trip SET closed_at = coalesce(closed_at, ?), received = coalesce(received, ?),
          lost_reason = ? WHERE name = ?
        """
    ).execute(arguments: [event.time, event.number(.received), event[.reason], event[.trip]])
    if event[.reason] != nil {
      try move(
        "trip = ? AND stage = 'carried'", [event[.trip]], to: .lost, .lost, &touched)
    }
  }

  func takePortal(_ event: SiteEvent, _ touched: inout Set<Int64>) throws {
    guard let status = event[.status].flatMap({ PortalStatus(rawValue: $0) }) else { return }
    let states: ReportStates =
      switch status {
      case .uploaded, .acknowledged: .uploaded
      case .pending: [.uploaded, .pending]
      case .rejected: [.uploaded, .rejected]
      case .duplicate: [.uploaded, .duplicate]
      }
    // What is beyond the portal already does not go back to it. What is there is not lost, and what
    // it said before it had an answer no longer holds.
    let moved = try move(
      """
      event = ? AND stage IN ('exported', 'carried', 'uploaded', 'portal-pending',
        'portal-acknowledged', 'portal-rejected', 'portal-duplicate', 'lost')
      """, [event.number(.event)], to: status.stage, states, clearing: [.pending, .lost],
      &touched)
    guard moved.isEmpty else { return }
    // An ACK of a part of it is here: then the portal speaks of the rest.
    try database.cachedStatement(
      sql: """
        UPDATE report SET states = (states & ~\(ReportStates([.pending, .rejected, .duplicate]).rawValue)) | ?
        WHERE outbound = ? AND ack IS NULL
          AND NOT states & \(ReportStates([.confirmed, .telemetry]).rawValue)
        """
    ).execute(arguments: [states.rawValue, event.number(.event)])
  }

  /// Brings files to a stage.
  ///
  /// - Returns: the numbers of the files.
  @discardableResult
  func move(
    _ condition: String, _ arguments: StatementArguments, to stage: CycleStage,
    _ states: ReportStates, clearing gone: ReportStates = [], _ touched: inout Set<Int64>,
    set more: String? = nil, _ moreArguments: StatementArguments = []
  ) throws -> [Int64] {
    let rows = try Row.fetchAll(
      try database.cachedStatement(
        sql: "SELECT event, identity FROM outbound WHERE \(condition)"), arguments: arguments)
    var files: [Int64] = []
    for row in rows {
      let file: Int64 = try row.value("event")
      files.append(file)
      touched.insert(try row.value("identity"))
      try database.cachedStatement(
        sql: """
          UPDATE outbound SET stage = ?, states = (states & ~?) | ?\(more.map { ", \($0)" } ?? "")
          WHERE event = ?
          """
      ).execute(
        arguments: [stage.rawValue, gone.rawValue, states.rawValue] + moreArguments + [file])
    }
    return files
  }
}
