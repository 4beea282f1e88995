public import Assessment
import Foundation
import GRDB
public import LicenseFiles

/// What a check of a ledger found.
public struct LedgerVerification: Sendable {
  /// The end of the chain.
  public var head: ChainHead
  /// How many events were read.
  public var events: Int64 = 0
  /// How many reports of events were read.
  public var reports: Int64 = 0
  /// The checks, in the order in which they were made.
  public var checks: [MediaCheck] = []
  /// What is wrong; empty when the ledger is as it was written.
  public var findings: [Finding] = []

  /// True when nothing is wrong.
  public var isSound: Bool { findings.isEmpty }

  /// Notes a check that failed when there are findings of these kinds.
  fileprivate mutating func check(
    _ name: String, _ subject: String, _ kinds: [FindingDescriptor], passed: String
  ) {
    let faults = findings.filter { finding in kinds.contains { $0.id == finding.id } }
    note(name, subject, faults, passed: passed)
  }

  fileprivate mutating func note(
    _ name: String, _ subject: String, _ faults: [Finding], passed: String
  ) {
    let more = faults.count > 1 ? " (and \(faults.count - 1) more)" : ""
    checks.append(
      MediaCheck(
        name: name, subject: subject, result: faults.isEmpty ? .passed : .failed,
        detail: faults.first.map { $0.message + more } ?? passed))
  }
}

extension SiteLedger {
  /// Checks every event, its reports, the chain, the index and the anchors.
  ///
  /// - Parameters:
  ///   - anchors: ends of this chain that were recorded elsewhere, each with the place where it was.
  ///   - scratch: a folder for a copy of the ledger, in which the index is made again.
  /// - Throws: ``LedgerError`` when the ledger cannot be read at all. What is wrong with it is no
  ///   error: the findings say so.
  public func verify(
    anchors: [(place: String, head: ChainHead)] = [], scratch: String
  ) throws(LedgerError) -> LedgerVerification {
    let file = database.path
    var result = LedgerVerification(head: .empty)
    do throws(LedgerError) {
      result = try database.read { database in
        var chain = ChainCheck(file: file, database)
        return try chain.run(identity: self.identity, anchors: anchors)
      }
      for fault in try database.structuralFaults() {
        result.findings.append(
          FindingDescriptor.ledgerDamaged.finding(at: SourceLocation(file: file), fault))
      }
    } catch {
      guard error == LedgerError(.damaged, "") else { throw error }
      result.findings.append(
        FindingDescriptor.ledgerDamaged.finding(at: SourceLocation(file: file), error.reason))
    }
    result.check("file", file, [.ledgerDamaged], passed: "SQLite finds its structure sound")
    guard result.isSound else {
      result.checks.append(
        MediaCheck(
          name: "index", subject: file, result: .notPossible,
          detail: "not compared, because the events are in doubt"))
      return result
    }
    if let finding = try compareIndex(scratch) { result.findings.append(finding) }
    result.check("index", file, [.indexDiffers], passed: "it is what the events give")
    return result
  }

  /// Makes the index again in a copy and compares.
  private func compareIndex(_ scratch: String) throws(LedgerError) -> Finding? {
    let folder = scratch + "/rumkit-verify-\(UUID().uuidString)"
    do {
      // A copy of the ledger is nobody else's to read.
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: false,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw LedgerError(.failed, "\(folder) could not be made: \(error.localizedDescription)")
    }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let copy = folder + "/" + Self.fileName
    try database.copy(to: copy)
    let kept = try LedgerDatabase(writing: copy)
    let before = try kept.read { try LedgerIndex.digests($0) }
    try kept.write { try LedgerIndex.rebuild($0) }
    let after = try kept.read { try LedgerIndex.digests($0) }
    let different = LedgerSchema.indexTables.filter { before[$0] != after[$0] }
    guard !different.isEmpty else { return nil }
    return FindingDescriptor.indexDiffers.finding(
      at: SourceLocation(file: database.path),
      "the events give other contents of \(different.joined(separator: ", "))")
  }
}

extension LedgerIndex {
  /// One hash per table of the index.
  static func digests(_ database: Database) throws -> [String: SHA256Digest] {
    var digests: [String: SHA256Digest] = [:]
    for table in LedgerSchema.indexTables {
      let columns = try database.columns(in: table).map { "quote(\"\($0.name)\")" }
      let key = try database.primaryKey(table).columns.joined(separator: ", ")
      var stream = SHA256Digest.Stream()
      let rows = try String.fetchCursor(
        database,
        sql: "SELECT \(columns.joined(separator: " || ',' || ")) FROM \(table) ORDER BY \(key)")
      while let row = try rows.next() {
        Array((row + "\n").utf8).withUnsafeBytes { stream.update($0) }
      }
      digests[table] = stream.digest()
    }
    return digests
  }
}

/// Walks the chain from the first event to the last.
private struct ChainCheck {
  private let file: String
  private let database: Database
  private var result = LedgerVerification(head: .empty)
  /// What an anchor refutes, by its place.
  private var faults: [String: [Finding]] = [:]

  init(file: String, _ database: Database) {
    self.file = file
    self.database = database
  }

  mutating func run(
    identity: SiteIdentity, anchors: [(place: String, head: ChainHead)]
  ) throws -> LedgerVerification {
    let wanted = Dictionary(grouping: anchors, by: \.head.count)
    var expected: Int64 = 1
    var previous = ChainHead.empty.hash
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT event.number, event.time, event.kind, identity.pid, identity.serial, event.body,
          event.hash
        FROM event LEFT JOIN identity ON identity.id = event.identity ORDER BY event.number
        """)
    while let row = try rows.next() {
      let number: Int64 = row[0]
      if number != expected {
        find(
          .eventMissing,
          number == expected + 1
            ? "event \(expected) is missing" : "events \(expected) to \(number - 1) are missing")
      }
      let body: String = row[5]
      let hash: String = row[6]
      if SHA256Digest(hashing: Array(body.utf8)).description != hash {
        find(.eventEdited, "\(name(row)) was edited: its text does not give its hash")
      } else if let contents = EventBodyContents(body) {
        check(contents, row, follows: number == expected ? previous : nil)
        try checkReports(contents, row)
        if number == 1 { checkIdentity(contents, identity) }
      } else {
        find(.eventEdited, "\(name(row)) is no event of this tool")
      }
      for anchor in wanted[number] ?? [] where anchor.head.hash != hash {
        refute(
          anchor.place,
          "event \(number) has another hash than \(anchor.place) recorded: the chain was made anew")
      }
      previous = hash
      expected = number + 1
      result.events += 1
      result.head = ChainHead(count: number, hash: hash)
    }
    for anchor in anchors where anchor.head.count >= expected {
      refute(
        anchor.place,
        "the ledger ends at event \(expected - 1), and \(anchor.place) recorded "
          + "\(anchor.head.count) events: its end was cut off")
    }
    try checkStrayReports()
    result.check(
      "events", file, [.eventEdited], passed: "the text of each gives its hash: \(result.events)")
    result.check(
      "chain", file, [.eventMissing, .chainBroken],
      passed: "each event carries the hash of the one before it")
    result.check(
      "reports", file, [.eventReportsEdited],
      passed: "each event has its own: \(result.reports)")
    result.check("site", file, [.siteChanged], passed: "it is the site of its first event")
    for anchor in anchors {
      result.note(
        "anchor", anchor.place, faults[anchor.place] ?? [],
        passed: "event \(anchor.head.count) is what it recorded")
    }
    return result
  }

  private mutating func find(_ descriptor: FindingDescriptor, _ message: String) {
    result.findings.append(descriptor.finding(at: SourceLocation(file: file), message))
  }

  private mutating func refute(_ place: String, _ message: String) {
    find(.anchorMismatch, message)
    faults[place, default: []] += result.findings.suffix(1)
  }

  private func name(_ row: Row) -> String {
    "event \(row[0] as Int64) (\(row[2] as String), \(MediaTime(row[1]).iso8601))"
  }

  private mutating func check(_ contents: EventBodyContents, _ row: Row, follows previous: String?)
  {
    let device = (row[3] as String?).map { UDI(pid: $0, serial: row[4] ?? "") }
    if contents.number != row[0] || contents.time != row[1] || contents.kind != row[2]
      || contents.device != device
    {
      find(.eventEdited, "\(name(row)) was edited: its columns are not what its text says")
    }
    if let previous, contents.previous != previous {
      find(
        .chainBroken,
        "\(name(row)) does not carry the hash of event \((row[0] as Int64) - 1): one was put in, "
          + "taken out or rewritten between them")
    }
  }

  private mutating func checkReports(_ contents: EventBodyContents, _ row: Row) throws {
    var digest = ReportRowsDigest()
    var count = 0
    let statement = try database.cachedStatement(
      sql: """
        SELECT identity.pid, identity.serial, event_report.report_id, event_report.payload,
          event_report.is_open
        FROM event_report JOIN identity ON identity.id = event_report.identity
        WHERE event_report.event = ? ORDER BY event_report.position
        """)
    let rows = try Row.fetchCursor(statement, arguments: [row[0] as Int64])
    while let report = try rows.next() {
      digest.add(EventRows.report(report))
      count += 1
    }
    result.reports += Int64(count)
    let isSound =
      count == contents.reportCount
      && (count == 0 ? contents.reportsHash == nil : contents.reportsHash == digest.value)
    if !isSound {
      find(.eventReportsEdited, "the reports of \(name(row)) are not those that it was made with")
    }
  }

  private mutating func checkStrayReports() throws {
    let stray =
      try Int.fetchOne(
        database,
        sql: "SELECT count(*) FROM event_report WHERE event NOT IN (SELECT number FROM event)")
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
