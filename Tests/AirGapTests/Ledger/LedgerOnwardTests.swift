import Foundation
import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

/// A verification that goes on from the end of the last one.
@Suite struct LedgerOnwardTests {
  /// A site with an export, a verification of both events, and an export after it.
  private func site() throws -> TemporarySite {
    let site = try TemporarySite()
    try site.export([1, 2], at: 200)
    try verify(site)
    try site.export([2, 3, 4], at: 300, media: "m2")
    return site
  }

  @discardableResult
  private func verify(
    _ site: TemporarySite, goesOn: Bool = false, anchors: [String] = []
  ) throws -> SiteVerificationOutcome {
    try VerifySite(anchors: anchors, goesOn: goesOn).run(
      at: SitePlace(option: site.folder),
      Acting(operatorName: "op", hostName: "jump", now: 400)
    ) { _ in }
  }

  @Test func onlyWhatCameAfterIsLookedAt() throws {
    let site = try site()
    defer { site.remove() }
    let outcome = try verify(site, goesOn: true)
    #expect(outcome.verification.findings.map(\.message) == [])
    #expect(outcome.after == 2)
    #expect(outcome.verification.events == 2)
    #expect(outcome.verification.reports == 3)
    #expect(outcome.verification.head.count == 4)
    let last = try #require(outcome.verification.checks.last)
    #expect(last.result == .notPossible)
    #expect(last.detail.hasPrefix("events 1 to 2, their reports"))
    #expect(outcome.recordedAs == 5)
    // The next one goes on from this one.
    #expect(try verify(site, goesOn: true).after == 4)
  }

  @Test func theWholeWasNotVerified() throws {
    let site = try site()
    defer { site.remove() }
    func verifiedAt() throws -> Int64? {
      try site.ledger.read { reader throws(LedgerError) in try reader.history() }.verifiedAt
    }
    #expect(try verifiedAt() == 400)
    try site.add(.siteVerified, at: 900, [.count: "4", .head: "x", .after: "2"])
    #expect(try verifiedAt() == 400)
  }

  @Test func anEditAfterIsFoundAndOneBeforeIsNot() throws {
    let site = try site()
    defer { site.remove() }
    // The guards that an editor takes away are another finding.
    func found() throws -> Set<String> {
      Set(try verify(site, goesOn: true).verification.findings.map(\.id))
        .subtracting(["site/schema-edited"])
    }
    let edit = "UPDATE event_report SET report_id = 9 WHERE event ="
    try site.edit("DROP TRIGGER event_report_no_update; \(edit) 2")
    #expect(try found() == [])
    try site.edit("\(edit) 4")
    #expect(try found() == ["site/event-reports-edited"])
  }

  @Test(arguments: [
    "UPDATE event SET hash = 'x' WHERE number = 2",
    "UPDATE event SET body = replace(body, 'jump', 'lamp') WHERE number = 2",
    "DELETE FROM event_report WHERE event = 2; DELETE FROM event WHERE number = 2",
  ])
  func theEndThatItGoesOnFromIsCompared(_ sql: String) throws {
    let site = try site()
    defer { site.remove() }
    try site.edit(
      """
      DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete; DROP TRIGGER event_report_no_delete;
      """ + sql)
    let outcome = try verify(site, goesOn: true)
    #expect(outcome.verification.findings.map(\.id).contains("site/anchor-mismatch"))
    #expect(outcome.recordedAs == nil)
  }

  @Test func anAnchorFromBeforeIsCompared() throws {
    let site = try site()
    defer { site.remove() }
    func found(_ hash: String) throws -> [String] {
      let anchor = LedgerAnchor(place: "bag", head: ChainHead(count: 1, hash: hash))
      return try site.ledger.verifyOnward(anchors: [anchor]).verification.findings.map(\.id)
    }
    let first = try site.ledger.read { reader throws(LedgerError) in try reader.hash(ofEvent: 1) }
    #expect(try found(try #require(first)) == [])
    #expect(try found(String(repeating: "a", count: 64)) == ["site/anchor-mismatch"])
  }

  @Test func withoutAVerificationThereIsNothingToGoOnFrom() throws {
    let site = try TemporarySite()
    defer { site.remove() }
    #expect(throws: ErrandError(.usage)) { try verify(site, goesOn: true) }
  }
}
