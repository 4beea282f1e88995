import Foundation
import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

/// A ledger that is damaged, or that something else made, and a host whose clock is wrong.
@Suite struct LedgerKeepingTests {
  private let acting = Acting(operatorName: "op", hostName: "jump", now: 1_787_302_800)

  @Test func aCopyOfADamagedLedgerIsToldForWhatItIs() throws {
    let site = try TemporarySite()
    defer { site.remove() }
    try site.export([1, 2], at: 200)
    let place = SitePlace(option: site.folder)
    let good = try BackUpSite(to: site.folder + "/good.sqlite").run(at: place, acting)
    #expect(good.findings.isEmpty && good.event != nil)
    try site.edit(
      "DROP TRIGGER event_no_update; UPDATE event SET body = replace(body, 'C9800.txt', 'C9801.txt')"
    )
    let bad = try BackUpSite(to: site.folder + "/bad.sqlite").run(at: place, acting)
    #expect(bad.event == nil)
    #expect(bad.findings.contains { $0.severity == .error })
    #expect(FileManager.default.fileExists(atPath: site.folder + "/bad.sqlite"))
  }

  /// A view or trigger could change what is read and written, and a table that rumkit does not make says that
  /// another program was here. Nothing of such a ledger is read either: a view may lie, or never end.
  @Test(arguments: [
    ("CREATE VIEW more AS SELECT * FROM event", "the view more"),
    ("CREATE TRIGGER more AFTER INSERT ON event BEGIN SELECT 1; END", "the trigger more"),
    ("CREATE TABLE more (x)", "the table more"),
    ("CREATE INDEX more ON event (time)", "the index more"),
    (
      "ALTER TABLE device RENAME TO device2; CREATE VIEW device AS WITH RECURSIVE c(x) AS "
        + "(SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT d.* FROM device2 d, c", "the view device"
    ),
    (
      "DROP TABLE device; CREATE VIEW device AS WITH RECURSIVE c(x) AS "
        + "(SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT x FROM c", "the view device"
    ),
    (
      "ALTER TABLE grdb_migrations RENAME TO trip2; CREATE VIEW grdb_migrations AS WITH RECURSIVE "
        + "c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT x AS identifier FROM c",
      "the view grdb_migrations"
    ),
    (
      """
      PRAGMA writable_schema = ON;
      UPDATE sqlite_master SET sql = 'CREATE INDEX event_kind ON event (identity, kind)'
        WHERE name = 'event_kind';
      PRAGMA writable_schema = OFF
      """, "the index event_kind"
    ),
    ("DROP TABLE trip; CREATE TABLE trip (name TEXT, carrier TEXT)", "the table trip"),
    (
      "DROP INDEX ack_sha256; CREATE INDEX ack_sha256 ON ack (zeroblob(length(sha256)))",
      "the index ack_sha256"
    ),
    ("DROP TABLE trip", "lacks the table trip"),
    (
      "DROP TRIGGER site_no_update; "
        + "CREATE TRIGGER site_no_update AFTER INSERT ON event BEGIN SELECT 1; END",
      "the trigger site_no_update"
    ),
  ])
  func whatNoLedgerHasIsRefused(_ sql: String, _ words: String) throws {
    let site = try TemporarySite()
    defer { site.remove() }
    try site.edit(sql)
    let error = #expect(throws: LedgerError(.damaged, "")) {
      try SiteLedger.openForWriting(site.folder)
    }
    #expect(error?.reason.contains(words) == true, "\(error?.reason ?? "-")")
    let reading = #expect(throws: LedgerError(.damaged, "")) {
      try SiteLedger.openForReading(site.folder)
    }
    #expect(reading?.reason == error?.reason)
    #expect(reading?.reason.contains("rumkit site restore") == true)
  }

  /// The near misses: what a ledger can do without, and what SQLite itself keeps in it.
  @Test(arguments: ["DROP TRIGGER site_no_update", "DROP INDEX ack_sha256", "ANALYZE", "VACUUM"])
  func aLedgerWithoutATriggerIsStillALedger(_ sql: String) throws {
    let site = try TemporarySite()
    defer { site.remove() }
    try site.edit(sql)
    #expect(throws: Never.self) { try SiteLedger.openForWriting(site.folder) }
    #expect(throws: Never.self) { try SiteLedger.openForReading(site.folder) }
  }

  /// A host that is back in 1970 takes every event for a wild one.
  @Test func aRepairNeedsAPresentAfterTheSiteWasMade() throws {
    let site = try TemporarySite()
    defer { site.remove() }
    try site.export([1], at: 9_000)
    func repair(at now: Int64) throws -> [SiteEvent] {
      let acting = Acting(operatorName: "op", hostName: "h", now: now)
      return try RepairClock(reason: "typo").run(in: try SiteSession(site.ledger, acting))
    }
    let error = #expect(throws: ErrandError(.refused)) { try repair(at: 60) }
    #expect(error?.description.contains("before the site was made") == true)
    #expect(try repair(at: 200).map(\.kind) == [.clockRepaired])
  }
}
