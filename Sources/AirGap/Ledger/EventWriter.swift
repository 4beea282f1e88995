import Assessment
import Foundation
import GRDB
import LicenseFiles

/// Puts events at the end of the chain.
struct EventWriter {
  private let database: Database
  private var identities: Identities
  private var head: ChainHead
  private let insertEvent: Statement
  private let insertReport: Statement

  init(_ database: Database) throws {
    self.database = database
    identities = Identities(database)
    head = try ChainHead.of(database)
    insertEvent = try database.cachedStatement(
      sql: """
        INSERT INTO event (number, time, kind, identity, body, hash) VALUES (?, ?, ?, ?, ?, ?)
        """)
    insertReport = try database.cachedStatement(
      sql: """
        INSERT INTO event_report 
          (event, position, identity, report_id, payload, is_open, is_telemetry)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """)
  }

  mutating func write(_ draft: SiteEventDraft, by author: LedgerAuthor) throws -> SiteEvent {
    let number = try head.checked().count + 1
    try Self.check(draft)
    let event = SiteEvent(
      number: number, time: author.time, clock: author.clock,
      operatorName: author.operatorName, witness: author.witness, host: author.host,
      kind: draft.kind, device: draft.device, details: draft.details, reports: draft.reports)
    let body = EventBody(event, previous: head.hash)
    let hash = body.hash
    let identity = try event.device.map { try identities.number($0) }
    try insertEvent.execute(arguments: [
      event.number, event.time, event.kind.rawValue, identity, body.text, hash,
    ])
    for (position, report) in event.reports.enumerated() {
      try insertReport.execute(arguments: [
        event.number, position, try identities.number(report.device),
        Int64(bitPattern: report.id), report.payload.map { Data($0.bytes) }, report.isOpen,
        report.isTelemetry,
      ])
    }
    head = ChainHead(count: event.number, hash: hash)
    return event
  }

  /// SQLite's texts end at the first NUL for many who read them, so that two devices could pass for
  /// one.
  private static func check(_ draft: SiteEventDraft) throws {
    for device in [draft.device].compactMap(\.self) + draft.reports.map(\.device)
    where device.pid.utf8.contains(0) || device.serial.utf8.contains(0) {
      throw LedgerError(.refused, "a PID or a serial number holds a NUL character")
    }
  }
}

/// The numbers of devices in the ledger.
struct Identities {
  private let database: Database
  private var known: [Spelling: Int64] = [:]
  private var devices: [Int64: UDI] = [:]
  /// The one that was asked for last: the reports of an event are mostly of one device.
  private var last: (device: Spelling, number: Int64)?

  /// A UDI by its bytes: to the database, two spellings of one letter are two devices.
  private struct Spelling: Hashable {
    let device: UDI

    init(_ device: UDI) { self.device = device }

    static func == (left: Spelling, right: Spelling) -> Bool {
      left.device.serial.utf8.elementsEqual(right.device.serial.utf8)
        && left.device.pid.utf8.elementsEqual(right.device.pid.utf8)
    }

    func hash(into hasher: inout Hasher) {
      for byte in device.serial.utf8 { hasher.combine(byte) }
    }
  }

  init(_ database: Database) { self.database = database }

  /// The number of a device; it gets one when it has none.
  mutating func number(_ device: UDI) throws -> Int64 {
    if let number = try find(device) { return number }
    try database.cachedStatement(sql: "INSERT INTO identity (pid, serial) VALUES (?, ?)")
      .execute(arguments: [device.pid, device.serial])
    return keep(device, database.lastInsertedRowID)
  }

  /// The number of a device; nil when the ledger does not know it.
  mutating func find(_ device: UDI) throws -> Int64? {
    let spelling = Spelling(device)
    if let last, last.device == spelling { return last.number }
    if let number = known[spelling] {
      last = (spelling, number)
      return number
    }
    let statement = try database.cachedStatement(
      sql: "SELECT id FROM identity WHERE pid = ? AND serial = ?")
    guard let number = try Int64.fetchOne(statement, arguments: [device.pid, device.serial])
    else { return nil }
    return keep(device, number)
  }

  private mutating func keep(_ device: UDI, _ number: Int64) -> Int64 {
    known[Spelling(device)] = number
    devices[number] = device
    last = (Spelling(device), number)
    return number
  }

  /// The device of a number.
  mutating func device(_ number: Int64) throws -> UDI {
    if let device = devices[number] { return device }
    guard
      let row = try Row.fetchOne(
        try database.cachedStatement(sql: "SELECT pid, serial FROM identity WHERE id = ?"),
        arguments: [number])
    else { throw LedgerError(.damaged, "the ledger is damaged: it names a device that it lacks") }
    let device = try row.device
    _ = keep(device, number)
    return device
  }
}

extension ChainHead {
  /// Who counts on from here meets no number that only an edited ledger can have.
  func checked() throws(LedgerError) -> ChainHead {
    guard (0..<1 << 53).contains(count) else {
      throw LedgerError(
        .damaged,
        "the ledger is damaged: its last event has the impossible number \(count); rumkit site "
          + "restore brings back the last backup")
    }
    return self
  }

  static func of(_ database: Database) throws -> ChainHead {
    guard
      let row = try Row.fetchOne(
        try database.cachedStatement(
          sql: "SELECT number, hash FROM event ORDER BY number DESC LIMIT 1"))
    else { return .empty }
    return ChainHead(count: try row.value("number"), hash: try row.value("hash"))
  }
}
