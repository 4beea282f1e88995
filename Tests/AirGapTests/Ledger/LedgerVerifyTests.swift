import Foundation
import GRDB
import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

/// Each way to change a ledger after the tool's back, and what `verify` calls it.
@Suite struct LedgerVerifyTests {
  struct Tampering: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let sql: String
    let finding: String
    let words: String
  }

  private static func hash(_ text: String) -> String {
    SHA256Digest(hashing: Array(text.utf8)).description
  }

  static let tamperings: [Tampering] = [
    Tampering(
      testDescription: "edited text",
      sql: "UPDATE event SET body = replace(body, 'jump', 'lamp') WHERE number = 3",
      finding: "site/event-edited", words: "event 3 (exported"),
    Tampering(
      testDescription: "text after a NUL",
      sql: "UPDATE event SET body = body || char(0) || 'x' WHERE number = 3",
      finding: "site/event-edited", words: "event 3"),
    Tampering(
      testDescription: "edited hash",
      sql: "UPDATE event SET hash = '\(hash("x"))' WHERE number = 3",
      finding: "site/event-edited", words: "event 3"),
    Tampering(
      testDescription: "edited time",
      sql: "UPDATE event SET time = time + 1 WHERE number = 3",
      finding: "site/event-edited", words: "event 3"),
    Tampering(
      testDescription: "edited kind",
      sql: "UPDATE event SET kind = 'device-confirmed' WHERE number = 3",
      finding: "site/event-edited", words: "event 3"),
    Tampering(
      testDescription: "another device",
      sql: "UPDATE event SET identity = NULL WHERE number = 3",
      finding: "site/event-edited", words: "event 3"),
    Tampering(
      testDescription: "a column of the wrong kind",
      sql: "UPDATE event SET time = 'soon' WHERE number = 3",
      finding: "site/event-edited", words: "event 3"),
    Tampering(
      testDescription: "another serial number",
      sql: "UPDATE identity SET serial = '9ZZEXAMPLE9'",
      finding: "site/event-edited", words: "event 2"),
    Tampering(
      testDescription: "removed in the middle",
      sql: "DELETE FROM event_report WHERE event = 3; DELETE FROM event WHERE number = 3",
      finding: "site/event-missing", words: "event 3 is missing"),
    Tampering(
      testDescription: "removed and renumbered",
      sql: """
        DELETE FROM event_report WHERE event = 3; DELETE FROM event WHERE number = 3;
        UPDATE event SET number = number - 1 WHERE number > 3
        """,
      finding: "site/chain-broken", words: "event 3"),
    Tampering(
      testDescription: "put in",
      sql: """
        INSERT INTO event SELECT number + 1, time, kind, identity, body, hash FROM event
        WHERE number = (SELECT max(number) FROM event)
        """,
      finding: "site/event-edited", words: "event 6"),
    Tampering(
      testDescription: "put in before the first",
      sql:
        "INSERT INTO event SELECT -7, time, kind, identity, body, hash FROM event WHERE number = 1",
      finding: "site/chain-broken", words: "event -7 was inserted"),
    Tampering(
      testDescription: "put in at the end of all numbers",
      sql: """
        INSERT INTO event SELECT 9223372036854775807, time, kind, identity, body, hash FROM event
        WHERE number = 1
        """,
      finding: "site/event-missing", words: "9223372036854775806 are missing"),
    Tampering(
      testDescription: "edited report",
      sql: "UPDATE event_report SET report_id = 9 WHERE event = 3 AND position = 0",
      finding: "site/event-reports-edited", words: "event 3"),
    Tampering(
      testDescription: "report of the wrong kind",
      sql: "UPDATE event_report SET payload = 'x' WHERE event = 3 AND position = 0",
      finding: "site/event-reports-edited", words: "event 3"),
    Tampering(
      testDescription: "removed report",
      sql: "DELETE FROM event_report WHERE event = 3 AND position = 1",
      finding: "site/event-reports-edited", words: "event 3"),
    Tampering(
      testDescription: "added report",
      sql:
        "INSERT INTO event_report SELECT event, 7, identity, 7, NULL, 0, 0 FROM event_report LIMIT 1",
      finding: "site/event-reports-edited", words: "event 3"),
    Tampering(
      testDescription: "report of no event",
      sql:
        "INSERT INTO event_report SELECT 99, 0, identity, 7, NULL, 0, 0 FROM event_report LIMIT 1",
      finding: "site/event-reports-edited", words: "belong to no event"),
    Tampering(
      testDescription: "another name",
      sql: "UPDATE site SET value = 'Other' WHERE key = 'name'",
      finding: "site/identity-edited", words: "Other"),
    Tampering(
      testDescription: "a rehearsal that passes as real",
      sql: "UPDATE site SET value = 'rehearsal' WHERE key = 'mode'",
      finding: "site/identity-edited", words: "rehearsal"),
    Tampering(
      testDescription: "edited device", sql: "UPDATE device SET last_ack = 1",
      finding: "site/index-differs", words: "device"),
    Tampering(
      testDescription: "edited file", sql: "UPDATE outbound SET stage = 'confirmed'",
      finding: "site/index-differs", words: "outbound"),
    Tampering(
      testDescription: "removed ACK", sql: "DELETE FROM ack",
      finding: "site/index-differs", words: "ack"),
    Tampering(
      testDescription: "edited states", sql: "UPDATE report SET states = states | 1024",
      finding: "site/index-differs", words: "report"),
    Tampering(
      testDescription: "removed trip", sql: "DELETE FROM trip",
      finding: "site/index-differs", words: "trip"),
    Tampering(
      testDescription: "newest time set back", sql: "UPDATE newest SET time = 1",
      finding: "site/index-differs", words: "newest"),
    Tampering(
      testDescription: "an index of SQLite that was taken away", sql: "DROP INDEX event_kind",
      finding: "site/schema-edited", words: "event_kind is missing"),
  ]

  /// Events 1 to 5: made, registered, exported with two reports, carried, acknowledged.
  private func site() throws -> TemporarySite {
    let site = try TemporarySite()
    try site.add(.deviceRegistered, TemporarySite.device, at: 150)
    try site.export([1, 2], at: 200)
    try site.add(.tripOpened, at: 300, [.trip: "t", .carrier: "c", .mediaHash: "m1"])
    try site.add(
      .ackReceived, TemporarySite.device, at: 400, [.ack: "ff"],
      reports: [TemporarySite.report(1)])
    return site
  }

  private static let withoutGuards = ["event", "event_report", "identity", "site"]
    .flatMap { ["DROP TRIGGER \($0)_no_update;", "DROP TRIGGER \($0)_no_delete;"] }.joined()

  @Test(arguments: tamperings)
  func theChangeIsNamed(_ tampering: Tampering) throws {
    let site = try site()
    defer { site.remove() }
    #expect(try site.check().findings.map(\.message) == [])
    try site.edit(Self.withoutGuards + tampering.sql)
    let found = try site.check().findings
    #expect(
      found.contains { $0.id == tampering.finding && $0.message.contains(tampering.words) },
      "\(found.map { "\($0.id): \($0.message)" })")
    #expect(found.contains { $0.id == "site/schema-edited" })
    let left = try FileManager.default.contentsOfDirectory(atPath: site.folder)
    #expect(Set(left).isSubset(of: [SiteLedger.fileName, SiteLedger.fileName + "-journal"]))
  }

  @Test func theGuardsRefuseASlip() throws {
    let site = try site()
    defer { site.remove() }
    for sql in ["DELETE FROM event", "UPDATE event_report SET report_id = 5", "DELETE FROM site"] {
      #expect(throws: DatabaseError.self) { try site.edit(sql) }
    }
  }

  /// Whoever makes the hash anew has to do it for every event after it.
  @Test func anEventRewrittenWithItsHashBreaksTheChain() throws {
    let site = try site()
    defer { site.remove() }
    try rewrite(3, in: site)
    let found = try site.check().findings
    #expect(found.contains { $0.id == "site/chain-broken" && $0.message.contains("event 4") })
  }

  /// The last one, or all of them, can be rewritten: only what stands elsewhere tells.
  @Test func anAnchorShowsARewrittenEnd() throws {
    let site = try site()
    defer { site.remove() }
    let head = try site.ledger.read { reader throws(LedgerError) in try reader.head() }
    let anchor = LedgerAnchor(place: "the bag", head: head)
    #expect(try site.check([anchor]).findings.map(\.message) == [])
    try rewrite(5, in: site)
    #expect(!(try site.check().findings.contains { $0.id == "site/chain-broken" }))
    let found = try site.check([anchor]).findings
    #expect(found.contains { $0.id == "site/anchor-mismatch" && $0.message.contains("rewritten") })
  }

  @Test func anAnchorShowsAnEndThatWasCutOff() throws {
    let site = try site()
    defer { site.remove() }
    let head = try site.ledger.read { reader throws(LedgerError) in try reader.head() }
    let older = LedgerAnchor(place: "an older bag", head: head)
    try site.add(.siteVerified, at: 500)
    let newer = try site.ledger.read { reader throws(LedgerError) in try reader.head() }
    let anchor = LedgerAnchor(place: "the bag", head: newer)
    #expect(try site.check([older, anchor]).findings.map(\.message) == [])
    try site.edit(
      Self.withoutGuards
        + "DELETE FROM event WHERE number = 6; UPDATE newest SET event = 5, time = 400")
    let found = try site.check([older, anchor]).findings
    #expect(found.filter { $0.id == "site/anchor-mismatch" }.map(\.message).count == 1)
    #expect(found.contains { $0.message.contains("its end was cut off") })
    #expect(!(try site.check().findings.contains { $0.severity == .error }))
  }

  private func rewrite(_ number: Int, in site: TemporarySite) throws {
    let body = try #require(
      try site.ledger.database.read {
        try String.fetchOne($0, sql: "SELECT body FROM event WHERE number = \(number)")
      }
    ).replacing("\"operator\":\"op\"", with: "\"operator\":\"oz\"")
    try site.edit(
      Self.withoutGuards
        + "UPDATE event SET body = '\(body)', hash = '\(Self.hash(body))' WHERE number = \(number)")
  }

  @Test func everyZeroedPageIsNoticed() throws {
    let site = try site()
    defer { site.remove() }
    let bytes = try Data(contentsOf: URL(filePath: site.path))
    var noticed = 0
    for page in 0..<(bytes.count / 4096) {
      var damaged = bytes
      damaged.replaceSubrange(page * 4096..<(page + 1) * 4096, with: Data(count: 4096))
      guard damaged != bytes else { continue }
      try damaged.write(to: URL(filePath: site.path))
      do throws(LedgerError) {
        let found = try SiteLedger.openForReading(site.folder).verify(scratch: site.folder).findings
        #expect(found.contains { $0.severity == .error }, "page \(page)")
      } catch {
        #expect(error == LedgerError(.damaged, ""), "page \(page): \(error)")
      }
      noticed += 1
    }
    #expect(noticed > 10)
  }

  @Test func theIndexCanBeMadeAgain() throws {
    let site = try site()
    defer { site.remove() }
    try site.edit("UPDATE device SET stage = 'confirmed', host_name = 'x'; DELETE FROM ack")
    #expect(!(try site.check().findings.isEmpty))
    try site.ledger.rebuildIndex()
    #expect(try site.check().findings.map(\.message) == [])
    #expect(try site.record().stage == .acknowledged)
  }
}
