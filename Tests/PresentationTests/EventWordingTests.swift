import Assessment
import LicenseFiles
import Testing

@testable import Presentation

/// Every event of a ledger has its sentence.
@Suite struct EventWordingTests {
  private static let device = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")

  private static func event(
    _ kind: SiteEventKind, _ details: [SiteDetail: String] = [:], device: UDI? = nil
  ) -> SiteEvent {
    SiteEvent(
      number: 7, time: 1_800_000_000, clock: 1_800_000_000, operatorName: "op", host: "jump",
      kind: kind, device: device, details: details)
  }

  /// What each kind says with the particulars that it has.
  private static let sentences: [SiteEventKind: (details: [SiteDetail: String], text: String)] = [
    .siteCreated: (
      [.site: "Example", .mode: "shared", .group: "netops"],
      "the site Example was created (shared), for the group netops"
    ),
    .deviceRegistered: (
      [.hostName: "wlc-1", .group: "ha-1", .account: "campus"],
      "registered, host name wlc-1, group ha-1, virtual account campus"
    ),
    .deviceGrouped: ([.group: "ha-1", .by: "ha-list"], "belongs to the group ha-1, by an HA list"),
    .deviceReplaced: (
      [.replacedBy: "C9800-CL-K9:9ZZEXAMPLE2", .reason: "RMA"],
      "replaced by C9800-CL-K9:9ZZEXAMPLE2, because RMA"
    ),
    .deviceReturned: ([.reason: "found"], "in service again, because found"),
    .deviceRetired: ([.reason: "sold"], "out of service, because sold"),
    .deviceObserved: (
      [.source: "show.txt", .lastAckText: "Nov 1", .deadline: "Jan 1", .release: "17.12.04"],
      "its output was read in show.txt, last ACK Nov 1, next ACK deadline Jan 1, release 17.12.04, "
        + "2 reports in state ACK"
    ),
    .packBegun: ([.run: "r1", .media: "out"], "packing began, run r1, for out"),
    .packFailed: (
      [.run: "r1", .reason: "the disk is full"],
      "packing failed and was undone, run r1, because the disk is full"
    ),
    .packed: (
      [.run: "r1", .media: "out", .bag: "bag", .expected: "3", .present: "2", .missing: "X:1"],
      "packing ended, run r1, media out, evidence bag; expected 3, present 2, missing X:1"
    ),
    .exported: (
      [.name: "C9800.txt", .media: "out", .source: "rum.txt", .account: "campus"],
      "2 reports exported as C9800.txt on out, from rum.txt, virtual account campus"
    ),
    .waived: (
      [.finding: "usage/report-gap", .reason: "known"],
      "usage/report-gap was allowed, because known"
    ),
    .mediaVerified: (
      [.media: "out", .passed: "38", .failed: "0"], "out was checked: 38 checks passed, 0 failed"
    ),
    .tripOpened: (
      [.trip: "t1", .carrier: "bob", .media: "out", .expected: "2"],
      "the trip t1 began, carried by bob, with out, of 2 devices"
    ),
    .tripClosed: (
      [.trip: "t1", .expected: "2", .received: "1", .missing: "X:1"],
      "the trip t1 ended: expected 2, received 1, missing X:1"
    ),
    .portalRecorded: (
      [.event: "4", .name: "C9800.txt", .status: "rejected", .words: "Invalid"],
      "the portal: C9800.txt is rejected, in its words: Invalid"
    ),
    .ackReceived: (
      [.name: "ACK_C9800.txt", .tiedBy: "content", .acknowledged: "2", .outstanding: "1"],
      "ACK_C9800.txt came back, matched by content: 2 acknowledged, 1 outstanding"
    ),
    .ackStaged: ([.name: "ACK_C9800.txt", .to: "tftp"], "ACK_C9800.txt was staged at tftp"),
    .ackImported: (
      [.name: "ACK_C9800.txt", .by: "device-output", .words: "Import Data Successful"],
      "ACK_C9800.txt was imported, by the device's own output, in its words: Import Data Successful"
    ),
    .importFailed: (
      [.ack: "0123456789abcdef", .by: "hand", .words: "Failed"],
      "the import of the ACK 0123456789ab failed, by hand, in its words: Failed"
    ),
    .confirmationCode: (
      [.code: "abc"], "the confirmation code abc has to go back to the portal"
    ),
    .deviceConfirmed: (
      [.lastAckText: "Nov 1", .deadline: "Jan 1"],
      "its output proves the import: the cycle is closed, 2 reports in state ACK, last ACK Nov 1, "
        + "next ACK deadline Jan 1"
    ),
    .confirmationMissing: (
      [.missing: "a newer last ACK"], "its output does not prove the import: a newer last ACK"
    ),
    .resetRecorded: (
      [.at: "1800000000", .by: "hand"], "a factory reset at 2027-01-15T08:00:00Z, by hand"
    ),
    .resetReloaded: (
      [.reloadedAt: "1800000000"], "the reload after the reset ended at 2027-01-15T08:00:00Z"
    ),
    .uptimeSeen: ([.uptime: "360000"], "it printed an uptime of 4 days"),
    .resetCleared: ([.reason: "lab"], "the wait after the reset was declared over, because lab"),
    .guardRefused: (
      [.command: "import", .finding: "reset/wait-not-over", .until: "1800000000"],
      "import was refused: reset/wait-not-over, until 2027-01-15T08:00:00Z"
    ),
    .guardOverridden: (
      [
        .command: "import", .finding: "reset/wait-not-over", .until: "1800000000",
        .reason: "outage",
      ],
      "import went on despite the guard (reset/wait-not-over), which ended 2027-01-15T08:00:00Z, "
        + "because outage"
    ),
    .foreignMaterial: (
      [.source: "stick", .count: "3"],
      "files of another site were found in stick, 3 devices, and are not recorded here"
    ),
    .migrationStarted: (
      [.migrationKind: "slr", .target: "17.9.5", .change: "CHG-1", .reason: "it is reserved"],
      "the migration slr began, to release 17.9.5, change CHG-1, because it is reserved"
    ),
    .migrationBefore: (
      [.name: "Advantage", .words: "ADV", .count: "50", .status: "reserved"],
      "before: Advantage (ADV), 50 reserved"
    ),
    .migrationEvidence: (
      [.migration: "3", .step: "verify", .source: "a.txt", .at: "1800000000", .sha256: "ab"],
      "a.txt is evidence for verify of migration 3, of 2027-01-15T08:00:00Z, SHA-256 ab"
    ),
    .migrationStep: (
      [.migration: "3", .step: "surplus", .by: "hand", .reason: "seen at the portal"],
      "the step surplus of migration 3 is recorded, by hand, because seen at the portal"
    ),
    .migrationRefused: (
      [
        .migration: "3", .step: "verify", .finding: "migrate/other-device",
        .reason: "a.txt is of X:1",
      ],
      "the step verify of migration 3 was refused (migrate/other-device), because a.txt is of X:1"
    ),
    .migrationEntitlement: (
      [.name: "Advantage", .released: "45"], "after: Advantage, 45 released"
    ),
    .migrationEnded: ([.status: "closed"], "the migration is closed"),
    .clockOffset: (
      [.seconds: "-90"], "the clock of the device is 90 seconds behind that of the host"
    ),
    .clockRepaired: (
      [.at: "1800000000", .reason: "CMOS"],
      "the time of this event is the newest again, instead of 2027-01-15T08:00:00Z, because CMOS"
    ),
    .siteVerified: (
      [.count: "6", .head: "ab"], "the ledger was verified: all is well, 6 events, head ab"
    ),
    .backupMade: (
      [.name: "b.sqlite", .count: "6", .head: "ab"],
      "a backup was made: b.sqlite, 6 events, head ab"
    ),
    .siteRestored: (
      [.source: "b.sqlite", .count: "6", .head: "ab"],
      "the ledger was restored from b.sqlite, which had 6 events, head ab"
    ),
  ]

  @Test(arguments: SiteEventKind.allCases)
  func everyKindHasItsSentence(_ kind: SiteEventKind) throws {
    let expected = try #require(Self.sentences[kind], "\(kind.rawValue) has no sentence here")
    #expect(EventWording.line(Self.event(kind, expected.details), reports: 2) == expected.text)
  }

  /// A ledger may hold less than this version writes; a sentence is a sentence all the same.
  @Test(arguments: SiteEventKind.allCases)
  func anEventWithoutParticularsIsStillSaid(_ kind: SiteEventKind) {
    let line = EventWording.line(Self.event(kind, device: Self.device))
    #expect(line.hasPrefix("C9800-CL-K9:9ZZEXAMPLE1: "))
    #expect(line != "C9800-CL-K9:9ZZEXAMPLE1: \(kind.rawValue)")
  }

  @Test func refusalsAndOverridesAreMarked() {
    let marked = SiteEventKind.allCases.filter { Self.event($0).mark != nil }
    #expect(
      Set(marked) == [
        .guardRefused, .guardOverridden, .foreignMaterial, .waived, .resetCleared,
      ])
    #expect(Self.event(.ackImported, [.by: SiteEvent.byHand]).mark == .byHand)
    #expect(Self.event(.ackImported, [.by: SiteEvent.byHand, .reason: "x"]).mark == .byHand)
    #expect(Self.event(.ackImported, [.by: SiteEvent.byDevice]).mark == nil)
    #expect(Self.event(.ackStaged, [.reason: "again"]).mark == .overridden)
    #expect(Self.event(.migrationStep, [.by: SiteEvent.byHand]).mark == .byHand)
    #expect(Self.event(.migrationRefused, [.finding: "migrate/other-device"]).mark == .refused)

    let site = SiteIdentity(name: "Example", id: "x", mode: .own)
    let events = [
      Self.event(.guardRefused, [.command: "import"]),
      Self.event(.guardOverridden, [.command: "import", .reason: "outage"]),
    ]
    let log = SiteLogReport(site, SiteLogOutcome(events))
    #expect(log.text.contains("  REFUSED: import was refused\n"))
    #expect(log.text.contains("  OVERRIDDEN: import went on despite the guard"))
    #expect(log.ndjson.contains("\"mark\":\"overridden\""))
  }
}
