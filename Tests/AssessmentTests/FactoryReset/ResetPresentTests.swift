import Assessment
import LicenseFiles
import Testing

/// May licensing be done now: the clocks and the uptimes.
@Suite("Factory reset, the present")
struct ResetPresentTests {
  typealias Make = ResetFixtures

  private static let reloaded = ResetFacts(resets: [
    Make.reset(Make.host(10), reload: Make.host(10, 5))
  ])
  private static let notReloaded = ResetFacts(resets: [Make.reset(Make.host(10))])

  static let hour: [ResetRow] = [
    ResetRow("no reset", ResetFacts(), now: Make.at(10), .clear),
    ResetRow(
      "no reset asks no clock", ResetFacts(newestEvent: Make.at(20)), now: Make.at(10), .clear),
    ResetRow(
      "the second before the end", reloaded, now: Make.at(11, 4, 59),
      .refused(until: Make.at(11, 5)), "wait-not-over"),
    ResetRow("the end", reloaded, now: Make.at(11, 5), .clear),
    ResetRow(
      "the ritual waits too", reloaded, now: Make.at(11, 4, 59), .ritual,
      .refused(until: Make.at(11, 5)), "wait-not-over"),
    ResetRow(
      "every import waits", reloaded, now: Make.at(11, 4, 59), .importAck([]),
      .refused(until: Make.at(11, 5)), "wait-not-over"),
    ResetRow("an import after the end", reloaded, now: Make.at(11, 5), .importAck([]), .clear),
    ResetRow(
      "a reload in the second of the reset",
      ResetFacts(resets: [Make.reset(Make.host(10), reload: Make.host(10))]),
      now: Make.at(11), .clear),
    ResetRow(
      "no reload known, a day later", notReloaded, now: Make.at(10, day: 1),
      .refused(until: nil), "reload-unknown"),
    ResetRow(
      "a reload before the reset is another one",
      ResetFacts(resets: [Make.reset(Make.host(10), reload: Make.host(9, 59, 59))]),
      now: Make.at(12), .refused(until: nil), "reload-unknown"),
  ]

  static let several: [ResetRow] = [
    ResetRow(
      "the latest reset guards",
      ResetFacts(resets: [
        Make.reset(Make.host(12), reload: Make.host(12, 5), order: 1),
        Make.reset(Make.host(8), order: 2),
      ]), now: Make.at(13), .refused(until: Make.at(13, 5)), "wait-not-over"),
    ResetRow(
      "an earlier reset without a reload does not stay in the way",
      ResetFacts(resets: [
        Make.reset(Make.host(12), reload: Make.host(12, 5), order: 1),
        Make.reset(Make.host(8), order: 2),
      ]), now: Make.at(13, 5), .clear),
    ResetRow(
      "a reset of the standby guards the pair, each with its own reload",
      ResetFacts(resets: [
        Make.reset(Make.host(10), reload: Make.host(10, 5), of: Make.active, order: 1),
        Make.reset(Make.host(10, 1), reload: Make.host(10, 20), of: Make.standby, order: 2),
      ]), now: Make.at(11, 19, 59), .refused(until: Make.at(11, 20)), "wait-not-over"),
    ResetRow(
      "the wait ends with the last member",
      ResetFacts(resets: [
        Make.reset(Make.host(10), reload: Make.host(10, 5), of: Make.active, order: 1),
        Make.reset(Make.host(10, 1), reload: Make.host(10, 20), of: Make.standby, order: 2),
      ]), now: Make.at(11), .refused(until: Make.at(11, 20)), "wait-not-over"),
    ResetRow(
      "no end is known while one member's reload is not",
      ResetFacts(resets: [
        Make.reset(Make.host(10), reload: Make.host(10, 5), of: Make.active, order: 1),
        Make.reset(Make.host(10, 1), of: Make.standby, order: 2),
      ]), now: Make.at(11), .refused(until: nil), "wait-not-over", "reload-unknown"),
    ResetRow(
      "the uptime of one member says nothing about the other",
      ResetFacts(
        resets: [Make.reset(Make.host(10), of: Make.standby)],
        uptimes: [Make.up(minutes: 60, handedIn: Make.at(12), of: Make.active)]),
      now: Make.at(12), .refused(until: nil), "reload-unknown"),
    ResetRow(
      "cleared by hand",
      ResetFacts(
        resets: [Make.reset(Make.host(10))],
        clearances: [ResetClearance(order: 2, at: nil, reason: "lab", resets: [1])]),
      now: Make.at(10, 1), .clear, "cleared-by-hand"),
    ResetRow(
      "a clearance does not reach the next reset",
      ResetFacts(
        resets: [
          Make.reset(Make.host(10)),
          Make.reset(Make.host(11), reload: Make.host(11, 5), order: 3),
        ], clearances: [ResetClearance(order: 2, at: nil, reason: "lab", resets: [1, 3])]),
      now: Make.at(12), .refused(until: Make.at(12, 5)), "wait-not-over", "cleared-by-hand"),
  ]

  static let uptimes: [ResetRow] = [
    ResetRow(
      "an hour of uptime clears without a known reload", uptime(60, at: Make.at(12)),
      now: Make.at(12), .clear, "uptime-clears"),
    ResetRow(
      "59 minutes do not, and the rest is waited", uptime(59, at: Make.at(12)), now: Make.at(12),
      .refused(until: Make.at(12, 1)), "uptime-too-short"),
    ResetRow(
      "the rest runs on after the hand-in", uptime(59, at: Make.at(12)), now: Make.at(12, 0, 59),
      .refused(until: Make.at(12, 1)), "uptime-too-short"),
    ResetRow(
      "the rest is over", uptime(59, at: Make.at(12)), now: Make.at(12, 1), .clear),
    ResetRow(
      "as long as the time since the reset is old", uptime(120, at: Make.at(12)),
      now: Make.at(12), .refused(until: nil), "old-capture"),
    ResetRow(
      "longer is old, though the recorded reload would clear",
      ResetFacts(
        resets: [Make.reset(Make.host(10), reload: Make.host(10, 5))],
        uptimes: [Make.up(minutes: 40_320, handedIn: Make.at(12))]),
      now: Make.at(12), .refused(until: nil), "old-capture"),
    // Printed uptime is rounded down: up to 59 seconds may be missing.
    ResetRow(
      "rounding may hide that there was no reload", uptime(119, at: Make.at(11, 59, 59)),
      now: Make.at(12), .refused(until: nil), "old-capture"),
    ResetRow(
      "one second beyond the rounding", uptime(119, at: Make.at(12)), now: Make.at(12),
      .clear, "uptime-clears"),
    ResetRow(
      "output that was handed in before the record says nothing",
      ResetFacts(
        resets: [Make.reset(Make.host(10), order: 11)],
        uptimes: [Make.up(minutes: 60, handedIn: Make.at(12), order: 10)]),
      now: Make.at(12), .refused(until: nil), "reload-unknown"),
    ResetRow(
      "output of the same event says nothing about the reload",
      ResetFacts(
        resets: [Make.reset(Make.host(10), order: 10)],
        uptimes: [Make.up(minutes: 60, handedIn: Make.at(12), order: 10)]),
      now: Make.at(12), .refused(until: nil), "reload-unknown"),
    ResetRow(
      "a proof stands, though older output follows",
      ResetFacts(
        resets: [Make.reset(Make.host(10))],
        uptimes: [
          Make.up(minutes: 9000, handedIn: Make.at(13), order: 11),
          Make.up(minutes: 60, handedIn: Make.at(12), order: 10),
        ]), now: Make.at(13), .clear, "uptime-clears"),
    ResetRow(
      "fresh output makes up for old",
      ResetFacts(
        resets: [Make.reset(Make.host(10))],
        uptimes: [
          Make.up(minutes: 9000, handedIn: Make.at(11), order: 10),
          Make.up(minutes: 20, handedIn: Make.at(12), order: 11),
        ]), now: Make.at(12), .refused(until: Make.at(12, 40)), "uptime-too-short"),
    ResetRow(
      "started again within the hour",
      ResetFacts(
        resets: [Make.reset(Make.host(10), reload: Make.host(10, 5))],
        uptimes: [Make.up(minutes: 20, handedIn: Make.at(11))]),
      now: Make.at(11, 5), .refused(until: Make.at(11, 40)), "uptime-too-short"),
    ResetRow(
      "started again after the hour",
      ResetFacts(
        resets: [Make.reset(Make.host(10), reload: Make.host(10, 5))],
        uptimes: [Make.up(minutes: 20, handedIn: Make.at(15))]), now: Make.at(15), .clear),
    ResetRow(
      "the shown clock dates output from before the reset",
      ResetFacts(
        resets: [Make.reset(Make.device(10))],
        uptimes: [Make.up(minutes: 70, handedIn: Make.at(15), shown: Make.device(9, 59))]),
      now: Make.at(15), .refused(until: nil), "old-capture", ),
    ResetRow(
      "the shown clock dates output from before the reload",
      ResetFacts(
        resets: [Make.reset(Make.device(10), reload: Make.device(11, 30))],
        uptimes: [Make.up(minutes: 70, handedIn: Make.at(15), shown: Make.device(11, 20))]),
      now: Make.at(15), .refused(until: nil), "old-capture"),
    ResetRow(
      "output with a clock of its own may be handed in late",
      ResetFacts(
        resets: [Make.reset(Make.device(10))],
        uptimes: [Make.up(minutes: 70, handedIn: Make.at(15), shown: Make.device(11, 15))]),
      now: Make.at(15), .clear, "uptime-clears"),
  ]

  private static func uptime(_ minutes: Int64, at time: Int64) -> ResetFacts {
    ResetFacts(
      resets: [Make.reset(Make.host(10))], uptimes: [Make.up(minutes: minutes, handedIn: time)])
  }

  @Test("the hour, to the second", arguments: hour)
  func theHour(_ row: ResetRow) { row.check() }

  @Test("several resets, and pairs", arguments: several)
  func severalResets(_ row: ResetRow) { row.check() }

  @Test("what an uptime shows", arguments: uptimes)
  func uptimeEvidence(_ row: ResetRow) { row.check() }

  @Test func aReasonSaysWhatIsDocumentedAndWhatIsInferred() throws {
    let documented = FactoryResetGuard.judge(.save, Self.reloaded, now: Make.at(10, 59, 59))
    #expect(documented.reasons.map(\.severity) == [.error])
    let inferred = FactoryResetGuard.judge(.save, Self.reloaded, now: Make.at(11))
    #expect(inferred.reasons.map(\.severity) == [.warning])
    let message = try #require(inferred.reasons.first?.message)
    #expect(message.contains("(inferred: the hour begins there)"))
    #expect(message.contains("the hour ends at 2026-11-24T11:05:00Z, in 5 min 0 s"))
  }

  @Test func theCountdownNamesTheEndAndTheRest() {
    let refused = FactoryResetGuard.judge(.save, Self.reloaded, now: Make.at(11))
    #expect(
      refused.countdown(now: Make.at(11))
        == ResetCountdown(ends: Make.at(11, 5), remainingSeconds: 300))
    #expect(refused.countdown(now: Make.at(12))?.remainingSeconds == 0)
    let unknown = FactoryResetGuard.judge(.save, Self.notReloaded, now: Make.at(11))
    #expect(unknown.countdown(now: Make.at(11)) == nil)
    let clear = FactoryResetGuard.judge(.save, Self.reloaded, now: Make.at(12))
    #expect(clear.countdown(now: Make.at(12)) == nil)
  }
}
