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

  /// A view or trigger could change what is read and written.
  @Test(arguments: [
    ("CREATE VIEW more AS SELECT * FROM event", "the view more"),
    ("CREATE TRIGGER more AFTER INSERT ON event BEGIN SELECT 1; END", "the trigger more"),
    ("CREATE TABLE more (x)", "the table more"),
    ("CREATE INDEX more ON event (time)", "the index more"),
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
    #expect(throws: Never.self) { try SiteLedger.openForReading(site.folder) }
  }

  @Test func aLedgerWithoutATriggerIsStillALedger() throws {
    let site = try TemporarySite()
    defer { site.remove() }
    try site.edit("DROP TRIGGER site_no_update")
    #expect(throws: Never.self) { try SiteLedger.openForWriting(site.folder) }
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
