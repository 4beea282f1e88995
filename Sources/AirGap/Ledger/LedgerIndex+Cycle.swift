import Assessment
import Foundation
import GRDB
import LicenseFiles

/// What an event does to files, ACKs and reports.
extension LedgerIndex {
  mutating func takeExported(_ event: SiteEvent, _ touched: inout Set<Int64>) throws {
    guard let owner = event.device else { return }
    try database.cachedStatement(
      sql: """
        INSERT INTO outbound
          (event, identity, name, sha256, media, media_sha256, saved_at, stage, states)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      event.number, try identities.number(owner), event[.name] ?? "", event[.sha256] ?? "",
      event[.media] ?? "", event[.mediaHash] ?? "", event.number(.savedAt),
      CycleStage.exported.rawValue, ReportStates.exported.rawValue,
    ])
    for report in event.reports {
      let identity = try identities.number(report.device)
      if touched.insert(identity).inserted {
        try devices.save(try devices.load(identity, report.device), identity)
      }
      try note(report, identity, outbound: event.number)
    }
    if touched.count > 0 {
      let identity = try identities.number(owner)
      var record = try devices.load(identity, owner)
      // A new export begins a new cycle, also where the one before was only exported.
      record.stage = .exported
      record.stageSince = event.time
      try devices.save(record, identity)
    }
  }

  /// Notes a report. A closed version is final: another closed one with other bytes is a conflict.
  private func note(_ report: SiteReport, _ identity: Int64, outbound: Int64?) throws {
    let payload = report.payload.map { Data($0.bytes) }
    try database.cachedStatement(
      sql: """
        INSERT INTO report (identity, report_id, payload, is_open, states, outbound)
        VALUES (?1, ?2, ?3, ?4, \(ReportStates.seen.rawValue), ?5)
        ON CONFLICT DO UPDATE SET
          states = states | CASE
            WHEN payload IS NOT NULL AND excluded.payload IS NOT NULL
              AND payload <> excluded.payload AND NOT is_open AND NOT excluded.is_open
            THEN \(ReportStates.conflict.rawValue) ELSE 0 END,
          payload = CASE WHEN is_open OR payload IS NULL
            THEN coalesce(excluded.payload, payload) ELSE payload END,
          is_open = is_open AND excluded.is_open,
          outbound = coalesce(excluded.outbound, outbound)
        """
    ).execute(arguments: [
      identity, Int64(bitPattern: report.id), payload, report.isOpen, outbound,
    ])
  }

  /// Notes reports that device output named.
  mutating func see(_ reports: [SiteReport]) throws {
    for report in reports { try note(report, try identities.number(report.device), outbound: nil) }
  }

  func takeTripOpened(_ event: SiteEvent, _ touched: inout Set<Int64>) throws {
    let hashes = (event[.mediaHash] ?? "").split(separator: " ").map(String.init)
    // Media that goes out once more, with a reason, is on the new trip.
    let before = event[.reason] == nil ? "'exported'" : "'exported', 'carried', 'lost'"
    for hash in hashes {
      try move(
        "media_sha256 = ? AND stage IN (\(before))", [hash], to: .carried, .carried, &touched,
        set: "trip = ?", [event[.trip]])
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
      sql: "UPDATE trip SET closed_at = ?, received = ?, lost_reason = ? WHERE name = ?"
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
    // What is beyond the portal already does not go back to it.
    try move(
      """
      event = ? AND stage IN ('exported', 'carried', 'uploaded', 'portal-pending',
        'portal-rejected', 'portal-duplicate', 'lost')
      """, [event.number(.event)], to: status.stage, states, &touched)
  }

  mutating func takeAck(_ event: SiteEvent, _ touched: inout Set<Int64>) throws {
    guard let device = event.device else { return }
    let isUndetermined = event.reports.isEmpty
    try database.cachedStatement(
      sql: """
        INSERT INTO ack (event, identity, sha256, name, received_at, is_undetermined)
        VALUES (?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      event.number, try identities.number(device), event[.ack] ?? "", event[.name] ?? "",
      event.time, isUndetermined,
    ])
    for report in event.reports {
      let identity = try identities.number(report.device)
      touched.insert(identity)
      try database.cachedStatement(
        sql: """
          UPDATE report SET ack = ?, states = states | \(ReportStates.acknowledged.rawValue)
          WHERE identity = ? AND report_id = ?
          """
      ).execute(arguments: [event.number, identity, Int64(bitPattern: report.id)])
    }
    try move(
      "event IN (SELECT DISTINCT outbound FROM report WHERE ack = ?)", [event.number],
      to: .acknowledged, .acknowledged, &touched, set: "ack = ?", [event.number])
    if let files = event[.event] {
      for file in files.split(separator: " ").compactMap({ Int64($0) }) {
        try move(
          "event = ?", [file], to: .acknowledged, [], &touched, set: "ack = ?", [event.number])
      }
    }
  }

  func moveAck(
    _ event: SiteEvent, to stage: CycleStage, column: String, _ touched: inout Set<Int64>
  ) throws {
    let states: ReportStates = stage == .staged ? .staged : .imported
    // Staged again with a reason: whatever was proved before, the device has to take it once more.
    let isAgain = stage == .staged && event[.reason] != nil
    let again = isAgain ? ", imported_at = NULL, confirmed_at = NULL" : ""
    let later =
      isAgain ? "'staged'" : stage == .staged ? "'staged', 'imported', 'confirmed'" : "'confirmed'"
    for ack in try acks(event[.ack], of: event.device) {
      try database.cachedStatement(sql: "UPDATE ack SET \(column) = ?\(again) WHERE event = ?")
        .execute(arguments: [event.time, ack])
      try move("ack = ? AND stage NOT IN (\(later))", [ack], to: stage, states, &touched)
    }
  }

  /// The answers with these bytes that belong to the cycle of a device; to any when none is named. One
  /// policy is for many devices.
  private func acks(_ sha256: String?, of device: UDI?) throws -> [Int64] {
    try Int64.fetchAll(
      try database.cachedStatement(
        sql: """
          SELECT ack.event FROM ack JOIN identity AS owner ON owner.id = ack.identity
            LEFT JOIN device ON device.identity = owner.id
          WHERE ack.sha256 = ?1 AND (?2 IS NULL OR (owner.pid = ?2 AND owner.serial = ?3)
            OR device.group_name = (
              SELECT device.group_name FROM device
              JOIN identity ON identity.id = device.identity
              WHERE identity.pid = ?2 AND identity.serial = ?3))
          """), arguments: [sha256, device?.pid, device?.serial])
  }

  /// The device proves that its ACKs took: those that were imported, and the reports that its own
  /// output calls acknowledged.
  mutating func takeConfirmed(_ event: SiteEvent, _ touched: inout Set<Int64>) throws {
    for ack in (event[.ack] ?? "").split(separator: " ").map(String.init) {
      for number in try acks(ack, of: event.device) {
        try database.cachedStatement(sql: "UPDATE ack SET confirmed_at = ? WHERE event = ?")
          .execute(arguments: [event.time, number])
        try move("ack = ?", [number], to: .confirmed, .confirmed, &touched)
        try database.cachedStatement(
          sql: """
            UPDATE report SET states = states | \(ReportStates.confirmed.rawValue)
            WHERE ack = ?1 OR outbound IN (
              SELECT outbound.event FROM outbound JOIN ack ON ack.event = outbound.ack
              WHERE outbound.ack = ?1 AND ack.is_undetermined)
            """
        ).execute(arguments: [number])
      }
    }
    for report in event.reports {
      let identity = try identities.number(report.device)
      touched.insert(identity)
      try note(report, identity, outbound: nil)
      try database.cachedStatement(
        sql: """
          UPDATE report SET states = states | \(ReportStates.confirmed.rawValue)
          WHERE identity = ? AND report_id = ?
          """
      ).execute(arguments: [identity, Int64(bitPattern: report.id)])
    }
  }

  /// Brings files to a stage.
  private func move(
    _ condition: String, _ arguments: StatementArguments, to stage: CycleStage,
    _ states: ReportStates, _ touched: inout Set<Int64>, set more: String? = nil,
    _ moreArguments: StatementArguments = []
  ) throws {
    let rows = try Row.fetchAll(
      try database.cachedStatement(
        sql: "SELECT event, identity FROM outbound WHERE \(condition)"), arguments: arguments)
    for row in rows {
      touched.insert(row[1])
      try database.cachedStatement(
        sql: """
          UPDATE outbound SET stage = ?, states = states | ?\(more.map { ", \($0)" } ?? "")
          WHERE event = ?
          """
      ).execute(
        arguments: [stage.rawValue, states.rawValue] + moreArguments + [row[0] as Int64])
    }
  }
}
