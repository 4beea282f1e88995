import Assessment
import GRDB
import LicenseFiles

/// Who still has no ACK.
extension LedgerReader {
  /// The devices whose files are on an open trip and whose ACK is not here, with the reports that wait
  /// for it; one entry for the members of a cycle that have reports in the file.
  ///
  /// - Throws: ``LedgerError``.
  func outstandingDevices() throws(LedgerError) -> [AckMatchResult.Device] {
    var waiting: [UDI: Set<UInt64>] = [:]
    for trip in try history().trips where trip.isOpen {
      for file in try outboundFiles(.trip(trip.name)) where file.stage.isAwaitingAck {
        for report in try reports(ofEvent: file.event) where !report.isTelemetry {
          waiting[report.device, default: []].insert(report.id)
        }
      }
    }
    var devices: [AckMatchResult.Device] = []
    for (udi, ids) in waiting.sorted(by: { $0.key < $1.key }) {
      let answered = Set(
        try reports(of: udi).filter { $0.states.contains(.acknowledged) }.map(\.id))
      let members = try members(with: udi).prefix(AckMatchResult.mostMembers)
      var device = AckMatchResult.Device(udi: udi, group: Array(members))
      device.outstanding = ids.subtracting(answered).sorted()
      devices.append(device)
    }
    return devices
  }

  /// The names under which ACKs were staged that their devices have not taken; of several the last.
  func stagedNames() throws -> [UDI: String] {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT identity.pid, identity.serial, ack.sha256, event.body
        FROM ack JOIN identity ON identity.id = ack.identity
          JOIN event ON event.kind = ? AND event.identity = ack.identity AND event.number > ack.event
        WHERE ack.imported_at IS NULL AND ack.confirmed_at IS NULL AND ack.staged_at IS NOT NULL
        ORDER BY event.number
        """, arguments: [SiteEventKind.ackStaged.rawValue])
    var names: [UDI: String] = [:]
    while let row = try rows.next() {
      guard let staging = EventBodyContents(try row.value("body"))?.event,
        staging[.ack] == (try row.value("sha256") as String)
      else { continue }
      names[try row.device] = staging[.name]
    }
    return names
  }

  /// The name of the last ACK of each device that it has not imported; one that came after may be imported.
  func pendingAcks() throws -> [UDI: String] {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT identity.pid, identity.serial, ack.name
        FROM ack JOIN identity ON identity.id = ack.identity
        WHERE ack.imported_at IS NULL AND ack.confirmed_at IS NULL ORDER BY ack.event
        """)
    var names: [UDI: String] = [:]
    while let row = try rows.next() { names[try row.device] = try row.value("name") }
    return names
  }

  /// The names of ACKs that never came here, of the last file of each device, where the device or another member of
  /// its group said since that it imported them. One that shows a last ACK from before that usage was saved told of
  /// an older file of the same name.
  ///
  /// - Parameter devices: what is known of each; only those whose last file waits for its ACK are asked.
  func importedAcks(_ devices: [DeviceRecord]) throws -> [UDI: String] {
    var names: [UDI: String] = [:]
    let waiting = devices.filter { $0.stage.isAwaitingAck }.map(\.udi)
    guard let first = try lastExports(of: waiting).min() else { return [:] }
    for told in try events([.ackImported], after: first) where told[.ack] == nil {
      guard let device = told.device, let name = told[.name] else { continue }
      let members = try members(with: device)
      let shown = try records(of: members).values.compactMap(\.lastAck).max()
      for member in members {
        guard let file = try outboundFiles(.device(member)).last, file.event < told.number,
          file.stage.isAwaitingAck, shown ?? .max >= file.savedAt ?? file.exportedAt,
          let uploaded = AckNames.uploadedName(of: name),
          uploaded.isName(file.name, ignoringCase: true)
        else { continue }
        names[member] = name
      }
    }
    return names
  }

  /// The event of the last export of each device.
  private func lastExports(of devices: [UDI]) throws -> [Int64] {
    var identities = Identities(database)
    let statement = try database.cachedStatement(
      sql: "SELECT max(event) FROM outbound WHERE identity = ?")
    return try devices.compactMap { device in
      try Int64.fetchOne(statement, arguments: [try identities.find(device)])
    }
  }

  /// The names of files at the portal that a later export followed, while a report of theirs waits for an ACK.
  func earlierUploads() throws -> [UDI: String] {
    let done = ReportStates([.acknowledged, .confirmed, .telemetry]).rawValue
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT identity.pid, identity.serial, outbound.name
        FROM outbound JOIN identity ON identity.id = outbound.identity
        WHERE stage IN ('uploaded', 'portal-pending', 'portal-acknowledged')
          AND EXISTS (SELECT 1 FROM outbound AS later
            WHERE later.identity = outbound.identity AND later.event > outbound.event)
          AND EXISTS (SELECT 1 FROM event_report
              JOIN report ON report.identity = event_report.identity
                AND report.report_id = event_report.report_id
            WHERE event_report.event = outbound.event AND NOT report.is_open
              AND NOT report.states & \(done))
        ORDER BY outbound.event
        """)
    return Dictionary(
      try rows.map { (try $0.device, try $0.value("name")) }, uniquingKeysWith: { $1 })
  }

  /// The reports of files that were in no other file that reached the portal, by the event of the export;
  /// files without any are left out.
  ///
  /// - Throws: ``LedgerError``.
  func newReports(in files: [OutboundRecord]) throws(LedgerError) -> [Int64: [UInt64]] {
    var found: [Int64: [UInt64]] = [:]
    for file in files {
      let new = try query { try database.untakenReports(of: file.event) }
      if !new.isEmpty { found[file.event] = new }
    }
    return found
  }
}

extension Database {
  /// The reports of a file that were in no file that reached the portal before, sorted.
  func untakenReports(of file: Int64) throws -> [UInt64] {
    let atPortal = CycleStage.allCases.filter(\.wasAtPortal).map { "'\($0.rawValue)'" }
    let rows = try Row.fetchAll(
      try cachedStatement(
        sql: """
          SELECT report_id FROM event_report WHERE event = ?1 AND NOT is_telemetry
            AND (identity, report_id) NOT IN (
              SELECT event_report.identity, event_report.report_id FROM event_report
                JOIN outbound ON outbound.event = event_report.event
              WHERE outbound.event < ?1 AND outbound.stage IN (\(atPortal.joined(separator: ", ")))
                AND outbound.identity = (SELECT identity FROM outbound WHERE event = ?1))
          """), arguments: [file])
    return try rows.map { try $0.reportID }.sorted()
  }
}
