import Assessment
import LicenseFiles
import Testing

/// Clocks that went back, that differ, and that nobody is sure of.
@Suite("Factory reset, clocks")
struct ResetClockTests {
  typealias Make = ResetFixtures

  private static let resets = [Make.reset(Make.host(10), reload: Make.host(10, 5))]
  private static let byDevice = [Make.reset(Make.device(10), reload: Make.device(10, 5))]
  private static let hourUp = [Make.up(minutes: 60, handedIn: Make.at(12))]

  static let wentBack: [ResetRow] = [
    ResetRow(
      "the newest event is as far ahead as is tolerated",
      ResetFacts(resets: resets, newestEvent: Make.at(12, 2)), now: Make.at(12), .clear),
    ResetRow(
      "and a second more",
      ResetFacts(resets: resets, newestEvent: Make.at(12, 2, 1)), now: Make.at(12),
      .refused(until: nil), "clock-went-back"),
    ResetRow(
      "within the hour no end is promised",
      ResetFacts(resets: resets, newestEvent: Make.at(12)), now: Make.at(10, 30),
      .refused(until: nil), "clock-went-back", "wait-not-over"),
    // The ledger leaves a repaired event out of the newest.
    ResetRow(
      "a repaired event does not lock the ledger",
      ResetFacts(resets: resets, newestEvent: nil), now: Make.at(12), .clear),
    ResetRow(
      "an hour of uptime clears although the clock went back",
      ResetFacts(
        resets: resets, uptimes: hourUp, newestEvent: Make.at(20)), now: Make.at(11, 30),
      .clear, "uptime-clears"),
    ResetRow(
      "a short uptime promises nothing while the clock is wrong",
      ResetFacts(
        resets: [Make.reset(Make.host(10))],
        uptimes: [Make.up(minutes: 59, handedIn: Make.at(12))], newestEvent: Make.at(20)),
      now: Make.at(12), .refused(until: nil), "clock-went-back", "uptime-too-short"),
    ResetRow(
      "output that seems older than the reset by the host's clock is not an old capture",
      ResetFacts(
        resets: resets, uptimes: [Make.up(minutes: 60, handedIn: Make.at(9))],
        newestEvent: Make.at(10, 1)), now: Make.at(9), .refused(until: nil),
      "clock-went-back", "record-in-future", "wait-not-over"),
    ResetRow(
      "with the device's own clock it lies ahead, for the present is not known",
      ResetFacts(
        resets: byDevice,
        uptimes: [Make.up(minutes: 60, handedIn: Make.at(9), shown: Make.device(11, 6))],
        newestEvent: Make.at(10, 1)), now: Make.at(9), .refused(until: nil), "clock-went-back",
      "record-in-future", "wait-not-over", "uptime-ahead", "offset-unknown"),
    ResetRow(
      "packing rests on clocks too",
      ResetFacts(resets: resets, newestEvent: Make.at(13)), now: Make.at(12),
      .pack([Make.usage(Make.at(11, 30))]), .refused(until: nil),
      "clock-went-back", "offset-unknown"),
  ]

  static let future: [ResetRow] = [
    ResetRow(
      "a reset two minutes ahead is waited for",
      ResetFacts(resets: [Make.reset(Make.host(12, 2), reload: Make.host(12, 2))]),
      now: Make.at(12), .refused(until: Make.at(13, 2)), "wait-not-over"),
    ResetRow(
      "a second more is not a time at all",
      ResetFacts(resets: [Make.reset(Make.host(12, 2, 1), reload: Make.host(12, 2, 1))]),
      now: Make.at(12), .refused(until: nil), "wait-not-over", "record-in-future"),
    ResetRow(
      "a record that was written in the future",
      ResetFacts(resets: [
        ResetRecord(
          order: 1, device: Make.active, at: Make.host(10), reloadedAt: Make.host(10, 5),
          recordedAt: Make.at(12, 3))
      ]), now: Make.at(12), .refused(until: nil), "record-in-future"),
    ResetRow(
      "the same with its time repaired",
      ResetFacts(resets: [
        ResetRecord(
          order: 1, device: Make.active, at: Make.host(10), reloadedAt: Make.host(10, 5),
          recordedAt: nil)
      ]), now: Make.at(12), .clear),
  ]

  static let typed: [ResetRow] = [
    ResetRow(
      "a typed present clears nothing", ResetFacts(resets: resets), now: Make.at(12),
      hostClock: Make.at(10, 10), .refused(until: nil), "now-is-set", "wait-not-over"),
    ResetRow(
      "two minutes that somebody typed do not end the wait", ResetFacts(resets: resets),
      now: Make.at(11, 6), hostClock: Make.at(11, 4, 59), .refused(until: Make.at(11, 5)),
      "wait-not-over"),
    ResetRow(
      "beside the host's clock it does", ResetFacts(resets: resets), now: Make.at(12),
      hostClock: Make.at(12, 2), .clear),
    ResetRow(
      "a typed present in the past", ResetFacts(resets: resets), now: Make.at(12),
      hostClock: Make.at(12, 2, 1), .refused(until: nil), "now-is-set"),
    ResetRow(
      "in a rehearsal it is the only clock", ResetFacts(resets: resets, isRehearsal: true),
      now: Make.at(11, 5), hostClock: Make.at(20, day: 100), .clear),
    ResetRow(
      "but it waits", ResetFacts(resets: resets, isRehearsal: true), now: Make.at(11, 4, 59),
      .refused(until: Make.at(11, 5)), "wait-not-over"),
    ResetRow(
      "and does not run back by a second",
      ResetFacts(resets: resets, newestEvent: Make.at(12, 0, 1), isRehearsal: true),
      now: Make.at(12), .refused(until: nil), "clock-went-back"),
    ResetRow(
      "an hour of uptime clears a typed present too",
      ResetFacts(resets: resets, uptimes: hourUp), now: Make.at(12), hostClock: Make.at(20),
      .clear, "uptime-clears"),
  ]

  static let differences: [ResetRow] = [
    ResetRow(
      "the clocks are assumed to agree", ResetFacts(resets: byDevice), now: Make.at(11, 4, 59),
      .refused(until: Make.at(11, 5)), "wait-not-over", "offset-unknown"),
    ResetRow(
      "a device that is an hour after", ResetFacts(resets: byDevice, offsets: [Make.offset(3600)]),
      now: Make.at(12, 4, 59), .refused(until: Make.at(12, 5)), "wait-not-over", "offset-used"),
    ResetRow(
      "and when its hour is over",
      ResetFacts(resets: byDevice, offsets: [Make.offset(3600)]), now: Make.at(12, 5), .clear,
      "offset-used"),
    ResetRow(
      "a device that is two hours ahead", ResetFacts(resets: byDevice), now: Make.at(8, 5),
      .refused(until: nil), "wait-not-over", "record-in-future", "offset-unknown"),
    ResetRow(
      "the same with the difference known",
      ResetFacts(resets: byDevice, offsets: [Make.offset(-7200)]), now: Make.at(9, 5), .clear,
      "offset-used"),
    ResetRow(
      "the newest difference holds",
      ResetFacts(
        resets: byDevice,
        offsets: [Make.offset(-7200, order: 6), Make.offset(0, order: 7), Make.offset(9, order: 5)]
      ), now: Make.at(11, 4, 59), .refused(until: Make.at(11, 5)), "wait-not-over", "offset-used"),
    ResetRow(
      "times of the host need no difference",
      ResetFacts(resets: resets, offsets: [Make.offset(3600)]), now: Make.at(11, 5), .clear),
    ResetRow(
      "a shown clock with a known difference dates a short uptime better than the hand-in",
      ResetFacts(
        resets: [Make.reset(Make.host(10))],
        uptimes: [Make.up(minutes: 30, handedIn: Make.at(11, 20), shown: Make.device(9, 40))],
        offsets: [Make.offset(3600)]),
      now: Make.at(11, 9, 59), .refused(until: Make.at(11, 10)), "uptime-too-short"),
  ]

  /// A difference that was typed after the reset.
  static let late: [ResetRow] = [
    ResetRow(
      "it does not shorten the wait",
      ResetFacts(resets: byDevice, offsets: [Make.offset(-7200, order: 5)]), now: Make.at(10, 30),
      .refused(until: Make.at(11, 5)), "wait-not-over", "offset-unknown", "offset-after-reset"),
    ResetRow(
      "the same from before the reset does",
      ResetFacts(resets: byDevice, offsets: [Make.offset(-7200)]), now: Make.at(10, 30), .clear,
      "offset-used"),
    ResetRow(
      "and so does one that somebody declared",
      ResetFacts(
        resets: byDevice, offsets: [Make.offset(-7200, order: 5, isDeclared: true)]),
      now: Make.at(10, 30), .clear, "offset-used"),
    ResetRow(
      "it may lengthen the wait",
      ResetFacts(resets: byDevice, offsets: [Make.offset(600, order: 5)]), now: Make.at(10, 30),
      .refused(until: Make.at(11, 15)), "wait-not-over", "offset-used"),
    ResetRow(
      "what was known before stays in force",
      ResetFacts(
        resets: byDevice, offsets: [Make.offset(600), Make.offset(-7200, order: 5)]),
      now: Make.at(10, 30), .refused(until: Make.at(11, 15)), "wait-not-over", "offset-used",
      "offset-after-reset"),
    ResetRow(
      "over is over",
      ResetFacts(resets: byDevice, offsets: [Make.offset(-7200, order: 5)]), now: Make.at(11, 5),
      .clear, "offset-used"),
    ResetRow(
      "it does not move usage out of the hour",
      ResetFacts(resets: resets, offsets: [Make.offset(-7200, order: 5)]), now: Make.at(12),
      .pack([Make.usage(Make.at(10, 30))]), .refused(until: nil), "saved-inside-hour",
      "offset-unknown", "offset-after-reset"),
  ]

  /// Output that shows a time from after it was handed in.
  static let ahead: [ResetRow] = [
    ResetRow(
      "two hours of uptime, three hours ahead, prove nothing",
      ResetFacts(
        resets: byDevice,
        uptimes: [Make.up(minutes: 120, handedIn: Make.at(10, 10), shown: Make.device(13, 10))]),
      now: Make.at(10, 10), .refused(until: Make.at(11, 5)), "wait-not-over", "uptime-ahead",
      "offset-unknown"),
    ResetRow(
      "two minutes ahead are tolerated",
      ResetFacts(
        resets: byDevice,
        uptimes: [Make.up(minutes: 60, handedIn: Make.at(11, 10), shown: Make.device(11, 12))]),
      now: Make.at(11, 10), .clear, "uptime-clears"),
    ResetRow(
      "with the difference known it is not ahead",
      ResetFacts(
        resets: byDevice,
        uptimes: [Make.up(minutes: 60, handedIn: Make.at(8, 10), shown: Make.device(11, 10))],
        offsets: [Make.offset(-10_800)]), now: Make.at(8, 10), .clear, "uptime-clears"),
    ResetRow(
      "another output stands",
      ResetFacts(
        resets: byDevice,
        uptimes: [
          Make.up(minutes: 60, handedIn: Make.at(11, 10), order: 10),
          Make.up(
            minutes: 120, handedIn: Make.at(11, 11), shown: Make.device(14), order: 11),
        ]), now: Make.at(11, 11), .clear, "uptime-clears"),
  ]

  static let zones: [ResetRow] = [
    ResetRow(
      "the latest zone is taken",
      ResetFacts(resets: [Make.reset(Make.between(9, 10), reload: Make.device(9, 30))]),
      now: Make.at(10, 59, 59), .refused(until: Make.at(11)), "wait-not-over", "zone-uncertain",
      "offset-unknown"),
    ResetRow(
      "when it is over in every zone",
      ResetFacts(resets: [Make.reset(Make.between(9, 10), reload: Make.device(9, 30))]),
      now: Make.at(11), .clear, "offset-unknown"),
    ResetRow(
      "a zone that puts it ahead is not a future",
      ResetFacts(resets: [Make.reset(Make.between(9, 14), reload: Make.between(9, 14))]),
      now: Make.at(10, 30), .refused(until: Make.at(15)), "wait-not-over", "zone-uncertain",
      "offset-unknown"),
    ResetRow(
      "a reset that only one zone makes the latest does not hide the other",
      ResetFacts(resets: [
        Make.reset(Make.between(6, 11), reload: Make.device(10), order: 1),
        Make.reset(Make.device(10), reload: Make.device(11, 30), order: 2),
      ]), now: Make.at(12, 10), .refused(until: Make.at(12, 30)), "wait-not-over",
      "offset-unknown"),
    ResetRow(
      "an uptime that began after the reset in every zone",
      ResetFacts(
        resets: [Make.reset(Make.between(9, 10))],
        uptimes: [Make.up(minutes: 60, handedIn: Make.at(12))]),
      now: Make.at(12), .clear, "uptime-clears"),
    ResetRow(
      "one that began after it in some",
      ResetFacts(
        resets: [Make.reset(Make.between(9, 10))],
        uptimes: [Make.up(minutes: 150, handedIn: Make.at(12))]),
      now: Make.at(12), .refused(until: nil), "reload-unknown", "zone-uncertain",
      "offset-unknown"),
    ResetRow(
      "one that began before it in every zone",
      ResetFacts(
        resets: [Make.reset(Make.between(9, 10))],
        uptimes: [Make.up(minutes: 180, handedIn: Make.at(12))]),
      now: Make.at(12), .refused(until: nil), "old-capture"),
  ]

  @Test("the host's clock went back", arguments: wentBack)
  func theClockWentBack(_ row: ResetRow) { row.check() }

  @Test("records in the future", arguments: future)
  func recordsInTheFuture(_ row: ResetRow) { row.check() }

  @Test("a present that was typed", arguments: typed)
  func aTypedPresent(_ row: ResetRow) { row.check() }

  @Test("a difference that was typed after the reset", arguments: late)
  func aLateDifference(_ row: ResetRow) { row.check() }

  @Test("output from the future", arguments: ahead)
  func outputFromTheFuture(_ row: ResetRow) { row.check() }

  @Test("clocks that differ", arguments: differences)
  func clocksThatDiffer(_ row: ResetRow) { row.check() }

  @Test("time zones", arguments: zones)
  func timeZones(_ row: ResetRow) { row.check() }
}
