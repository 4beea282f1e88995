import Assessment
import Foundation
import GRDB
import LicenseFiles

/// Walks the chain from the first event to the last.
struct ChainCheck {
  private let file: String
  private let database: Database
  private var result = LedgerVerification(head: .empty)
  /// What an anchor refutes, by its place.
  private var faults: [String: [Finding]] = [:]
  /// The event that an earlier check ended at; the events up to it are not read. Zero for all.
  private let start: ChainHead
  /// Only events after this number are read: numbers below one were inserted, and are read with the whole.
  private let first: Int64
  private var reports: ReportWalk

  init(file: String, _ database: Database, after start: ChainHead = .empty) throws {
    self.file = file
    self.database = database
    self.start = start
    first = start.count == 0 ? .min : start.count
    reports = try ReportWalk(database, after: first)
  }

  mutating func run(
    identity: SiteIdentity, anchors: [LedgerAnchor]
  ) throws -> LedgerVerification {
    let wanted = Dictionary(grouping: anchors, by: \.head.count)
    var expected: Int64 = start.count + 1
    var previous = start.hash
    result.head = start
    let last = try Int64.fetchOne(database, sql: "SELECT max(number) FROM event")
    let work = WorkMeter.current?.begin(
      .verifying, file,
      total: last.map { $0.subtractingReportingOverflow(start.count).partialValue })
    let rows = try Row.fetchCursor(
      database, sql: EventColumns.query("event.number > ?"),
      arguments: [first])
    while let raw = try rows.next() {
      let number: Int64 = try raw.value(0)
      result.events += 1
      work?.move(by: 1)
      if number < 1 {
        find(.chainBroken, "event \(number) was inserted: the first event has the number 1")
        continue
      }
      if number != expected {
        let last = number - 1
        find(
          .eventMissing,
          last == expected
            ? "event \(expected) is missing" : "events \(expected) to \(last) are missing")
      }
      let follows = number == expected ? previous : nil
      expected = number &+ 1
      guard let row = try? EventColumns(raw) else {
        find(.eventEdited, "event \(number) was edited: a column holds a value of the wrong kind")
        previous = ""
        continue
      }
      try check(row, follows: follows, identity)
      for anchor in wanted[number] ?? [] where anchor.head.hash != row.hash {
        refute(
          anchor.place,
          "event \(number) does not have the hash that \(anchor.place) recorded: the chain was rewritten"
        )
      }
      previous = row.hash
      result.head = ChainHead(count: number, hash: row.hash)
    }
    work?.end()
    for anchor in anchors where anchor.head.count <= start.count { try check(anchor) }
    if start.count > 0, let raw = try row(1), let row = try? EventColumns(raw),
      let contents = EventBodyContents(String(decoding: row.body, as: UTF8.self))
    {
      checkIdentity(contents, identity)
    }
    for anchor in anchors where anchor.head.count > result.head.count {
      refute(
        anchor.place,
        "the ledger ends at event \(result.head.count), but \(anchor.place) recorded "
          + "\(anchor.head.count) events: its end was cut off")
    }
    try checkStrayReports()
    result.check(
      "events", file, [.eventEdited], passed: "the hash of each matches its text: \(result.events)")
    result.check(
      "chain", file, [.eventMissing, .chainBroken],
      passed: "each event carries the hash of the one before it")
    result.check(
      "reports", file, [.eventReportsEdited],
      passed: "each event has the reports that it was recorded with: \(result.reports)")
    result.check("site", file, [.siteChanged], passed: "it is the site of its first event")
    for anchor in anchors {
      result.note(
        "anchor", anchor.place, faults[anchor.place] ?? [],
        passed: "event \(anchor.head.count) is what it recorded")
    }
    return result
  }

  private mutating func check(
    _ row: EventColumns, follows previous: String?, _ identity: SiteIdentity
  ) throws {
    if SHA256Digest(hashing: row.body).description != row.hash {
      find(.eventEdited, "\(row.name) was edited: its hash does not match its text")
    } else if let contents = EventBodyContents(String(decoding: row.body, as: UTF8.self)) {
      check(contents, row, follows: previous)
      try checkReports(contents, row)
      if row.number == 1 { checkIdentity(contents, identity) }
    } else {
      find(.eventEdited, "\(row.name) is not an event of this tool")
    }
  }

  /// Compares an anchor with its event, which the walk does not come to.
  private mutating func check(_ anchor: LedgerAnchor) throws {
    let number = anchor.head.count
    guard let raw = try row(number), let row = try? EventColumns(raw),
      row.hash == anchor.head.hash, SHA256Digest(hashing: row.body).description == row.hash
    else {
      return refute(
        anchor.place,
        "event \(number) is not the one that \(anchor.place) recorded: the chain was rewritten")
    }
  }

  private func row(_ number: Int64) throws -> Row? {
    try Row.fetchOne(
      database, sql: EventColumns.query("event.number = ?"), arguments: [number])
  }

  private mutating func find(_ descriptor: FindingDescriptor, _ message: String) {
    result.findings.append(descriptor.finding(at: SourceLocation(file: file), message))
  }

  private mutating func refute(_ place: String, _ message: String) {
    find(.anchorMismatch, message)
    faults[place, default: []] += result.findings.suffix(1)
  }

  private mutating func check(
    _ contents: EventBodyContents, _ row: EventColumns, follows previous: String?
  ) {
    if contents.number != row.number || contents.time != row.time || contents.kind != row.kind
      || contents.device != row.device
    {
      find(.eventEdited, "\(row.name) was edited: its columns do not match its text")
    }
    if let previous, contents.previous != previous {
      find(
        .chainBroken,
        "\(row.name) does not carry the hash of event \(row.number - 1): one was inserted, removed "
          + "or rewritten between them")
    }
  }

  private mutating func checkReports(_ contents: EventBodyContents, _ row: EventColumns) throws {
    var digest = ReportRowsDigest()
    var count = 0
    try reports.each(of: row.number) {
      digest.add($0.report)
      count += 1
    }
    result.reports += Int64(count)
    let isSound =
      count == contents.reportCount
      && (count == 0 ? contents.reportsHash == nil : contents.reportsHash == digest.value)
    if !isSound {
      find(.eventReportsEdited, "the reports of \(row.name) are not those that it was made with")
    }
  }

  private mutating func checkStrayReports() throws {
    let stray =
      try Int.fetchOne(
        database,
        sql: """
          SELECT count(*) FROM event_report
          WHERE event > ? AND event NOT IN (SELECT number FROM event)
          """, arguments: [first])
      ?? 0
    if stray > 0 { find(.eventReportsEdited, "\(stray) reports belong to no event") }
  }

  private mutating func checkIdentity(_ contents: EventBodyContents, _ identity: SiteIdentity) {
    guard let event = contents.event, event.kind == .siteCreated, event[.site] == identity.name,
      event[.siteID] == identity.id, event[.mode] == identity.mode.rawValue
    else {
      return find(
        .siteChanged,
        "the ledger calls itself \(identity.name) (\(identity.mode.rawValue)), and "
          + "its first event does not")
    }
  }
}

/// The columns of one event, as they stand in the file.
private struct EventColumns {
  let number: Int64
  let time: Int64
  let kind: String
  let device: UDI?
  let body: [UInt8]
  let hash: String

  init(_ row: Row) throws {
    number = try row.value(0)
    time = try row.value(1)
    kind = try row.value(2)
    let pid: String? = try row.value(3)
    let serial: String? = try row.value(4)
    device = pid.map { UDI(pid: $0, serial: serial ?? "") }
    body = Array(try row.value(5) as Data)
    hash = try row.value(6)
  }

  static func query(_ condition: String) -> String {
    """
    SELECT event.number, event.time, event.kind, identity.pid, identity.serial,
      CAST(event.body AS BLOB), event.hash
    FROM event LEFT JOIN identity ON identity.id = event.identity
    WHERE \(condition) ORDER BY event.number
    """
  }

  /// For messages.
  var name: String { "event \(number) (\(kind), \(MediaTime(time).iso8601))" }
}
