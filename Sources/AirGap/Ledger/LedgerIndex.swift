import Assessment
import GRDB
import LicenseFiles

/// Keeps the index in step with the events: the one place that knows what an event does to the tables
/// of files, ACKs, reports and trips. Rebuilt from all events, it comes out the same.
struct LedgerIndex {
  let database: Database
  var identities: Identities
  let devices: DeviceRecords
  /// The newest time of an event, wrong dates that were repaired left out. Epoch seconds, UTC.
  private(set) var newestTime: Int64
  private var lastEvent: Int64
  /// Whether any device waits for a file that a form named; nil when that has to be looked up.
  var awaitsFetched: Bool?
  /// Devices whose counts are due, while all events are taken from the first on; nil where they are counted
  /// after each event.
  private var due: Set<Int64>?
  /// Devices that share an event with a report of another one: what happens to one may change what is
  /// counted of the other, so they are counted after each event of theirs.
  private var entangled: Set<Int64> = []

  init(_ database: Database) throws {
    self.database = database
    identities = Identities(database)
    devices = DeviceRecords(database)
    let row = try Row.fetchOne(database, sql: "SELECT time, event FROM newest")
    newestTime = try row?.value("time") ?? 0
    lastEvent = try row?.value("event") ?? 0
  }

  /// Takes the next event.
  mutating func take(_ event: SiteEvent) throws {
    var touched: Set<Int64> = []
    var formerGroup: String?
    if let device = event.device {
      let identity = try identities.number(device)
      var record = try devices.load(identity, device)
      formerGroup = record.group
      record.apply(event)
      devices.save(record, identity)
      touched.insert(identity)
    }
    switch event.kind {
    case .exported: try takeExported(event, &touched)
    case .tripOpened: try takeTripOpened(event, &touched)
    case .tripClosed: try takeTripClosed(event, &touched)
    case .portalRecorded:
      awaitsFetched = nil
      try takePortal(event, &touched)
    case .ackReceived: try takeAck(event, &touched)
    case .ackStaged: try moveAck(event, to: .staged, column: "staged_at", &touched)
    case .ackImported: try moveAck(event, to: .imported, column: "imported_at", &touched)
    case .deviceConfirmed: try takeConfirmed(event, &touched)
    case .importFailed: try takeFailure(event, &touched)
    case .deviceObserved, .confirmationMissing:
      try see(event.reports, &touched)
      if event[.acknowledged] != nil { try closeProved(confirm(event.reports, &touched), &touched) }
      try takeBack(event, &touched)
    case .deviceGrouped, .deviceRegistered:
      try joinReports(of: event, from: formerGroup, &touched)
    case .clockRepaired: try forgetDates(after: event.time)
    // These change a device's own record at the most, or nothing that the index keeps.
    case .siteCreated, .siteVerified, .siteRestored, .backupMade, .clockOffset, .deviceReplaced,
      .deviceRetired, .deviceReturned, .packBegun, .packed,
      .packFailed, .waived,
      .mediaVerified, .confirmationCode, .resetRecorded, .resetReloaded, .uptimeSeen,
      .resetCleared, .migrationStarted, .migrationBefore, .migrationEvidence, .migrationStep,
      .migrationRefused, .migrationEntitlement, .migrationEnded, .guardRefused, .guardOverridden,
      .foreignMaterial:
      break
    }
    try noteEntangled(event)
    for identity in touched { try settle(identity, at: event.time) }
    pass(event.number, event.kind == .clockRepaired ? event.time : max(newestTime, event.time))
  }

  private mutating func pass(_ number: Int64, _ time: Int64) {
    newestTime = time
    lastEvent = number
  }

  /// A wrong date that was repaired must not stay the latest forever.
  private func forgetDates(after time: Int64) throws {
    let columns = [
      "stage_since", "exported_at", "acknowledged_at", "imported_at", "confirmed_at", "observed_at",
    ]
    try devices.release()
    let changes = columns.map { "\($0) = min(\($0), ?1)" }.joined(separator: ", ")
    try database.execute(sql: "UPDATE device SET \(changes)", arguments: [time])
  }

  /// Notes how far the index goes.
  mutating func close() throws {
    for identity in due ?? [] {
      var record = try devices.load(identity, try identities.device(identity))
      try count(&record, identity)
      devices.save(record, identity)
    }
    try devices.write()
    try database.cachedStatement(sql: "INSERT OR REPLACE INTO newest VALUES (1, ?, ?)")
      .execute(arguments: [newestTime, lastEvent])
  }

  /// Rebuilds the index from the first event on.
  static func rebuild(_ database: Database) throws {
    for table in LedgerSchema.indexTables {
      try database.execute(sql: "DELETE FROM \(table)")
    }
    var index = try LedgerIndex(database)
    index.due = []
    var reports = try ReportWalk(database)
    let bodies = try Row.fetchCursor(
      database, sql: "SELECT number, body FROM event ORDER BY number")
    while let row = try bodies.next() {
      let number: Int64 = try row.value(0)
      let contents = EventBodyContents(try row.value(1))
      guard var event = contents?.event else {
        // Of a later version: it has its place and its time, and does nothing here.
        index.pass(number, max(index.newestTime, contents?.time ?? index.newestTime))
        continue
      }
      try reports.each(of: number) { event.reports.append($0.report) }
      try index.take(event)
    }
    try index.close()
  }

  private mutating func noteEntangled(_ event: SiteEvent) throws {
    guard due != nil, event.reports.contains(where: { $0.device != event.device }) else { return }
    if let device = event.device { entangled.insert(try identities.number(device)) }
    for report in event.reports { entangled.insert(try identities.number(report.device)) }
  }

  /// Counts again what a device has, and puts it where its latest file stands.
  private mutating func settle(_ identity: Int64, at time: Int64) throws {
    var record = try devices.load(identity, try identities.device(identity))
    if due == nil || entangled.contains(identity) {
      try count(&record, identity)
      due?.remove(identity)
    } else {
      due?.insert(identity)
    }
    if let latest = try Row.fetchOne(
      try database.cachedStatement(
        sql: "SELECT event, stage FROM outbound WHERE identity = ? ORDER BY event DESC LIMIT 1"),
      arguments: [identity]),
      let stage = CycleStage(rawValue: try latest.value("stage"))
    {
      record.move(to: stage, at: time)
      record.untakenCount =
        stage == .duplicate ? try database.untakenReports(of: latest.value("event")).count : 0
    }
    devices.save(record, identity)
  }

  /// The answers that a device has not taken; one that it has no use for any more is nothing to import.
  static let acksToImport = """
    FROM ack WHERE identity = ? AND imported_at IS NULL AND confirmed_at IS NULL
      AND NOT (EXISTS (SELECT 1 FROM event_report WHERE event_report.event = ack.event)
        AND NOT EXISTS (SELECT 1 FROM event_report JOIN report
            ON report.identity = event_report.identity
              AND report.report_id = event_report.report_id
          WHERE event_report.event = ack.event
            AND NOT report.states & \(ReportStates.confirmed.rawValue)))
    """

  private mutating func count(_ record: inout DeviceRecord, _ identity: Int64) throws {
    let conflict = ReportStates.conflict.rawValue
    // A report that went out under another member's number since waits there.
    let others = record.group == nil ? [] : try members(with: identity).subtracting([identity])
    let list = DeviceNumbers(others.sorted())
    let since =
      others.isEmpty
      ? ""
      : """
      AND NOT EXISTS (SELECT 1 FROM report AS twin
        WHERE twin.identity IN \(list.sql) AND twin.report_id = report.report_id
          AND twin.outbound > report.outbound)
      """
    if let counts = try Row.fetchOne(
      try database.cachedStatement(
        sql: """
          SELECT count(*) AS known, coalesce(sum(outbound IS NOT NULL AND ack IS NULL
            AND NOT states & \(ReportStates([.confirmed, .telemetry]).rawValue) \(since)), 0) AS waiting,
            coalesce(sum(states & \(conflict) <> 0), 0) AS conflicts
          FROM report WHERE identity = ?
          """), arguments: list.arguments + [identity])
    {
      record.reportCount = try counts.value("known")
      record.waitingCount = try counts.value("waiting")
      record.conflictCount = try counts.value("conflicts")
    }
    record.acksToImport =
      try Int.fetchOne(
        try database.cachedStatement(sql: "SELECT count(DISTINCT sha256) \(Self.acksToImport)"),
        arguments: [identity]) ?? 0
  }
}
