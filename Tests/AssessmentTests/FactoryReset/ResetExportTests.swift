import Assessment
import LicenseFiles
import Testing

/// Usage that was saved inside an hour, and devices that the documents do not name.
@Suite("Factory reset, saved usage")
struct ResetExportTests {
  typealias Make = ResetFixtures

  // All by the clock of the device, so that no other clock plays a part.
  private static let facts = ResetFacts(resets: [
    Make.reset(Make.device(10), reload: Make.device(10, 5))
  ])
  private static let noReload = ResetFacts(resets: [Make.reset(Make.device(10))])
  private static let two = ResetFacts(resets: [
    Make.reset(Make.device(10), reload: Make.device(10, 5), order: 1),
    Make.reset(Make.device(14), reload: Make.device(14, 5), order: 2),
  ])

  private static func pack(
    _ name: String, _ facts: ResetFacts, saved: Int64?, now: Int64 = Make.at(18),
    of device: UDI = Make.active, _ answer: ResetRow.Answer, _ ids: String...
  ) -> ResetRow {
    ResetRow(
      name, facts, now: now, hostClock: nil, .pack([Make.usage(saved, of: device)]), answer, ids)
  }

  static let packing: [ResetRow] = [
    pack("saved before the reset", facts, saved: Make.at(9, 59, 59), .clear, "saved-before-reset"),
    pack(
      "the same, packed within the hour", facts, saved: Make.at(9, 59, 59), now: Make.at(10, 10),
      .clear, "saved-before-reset"),
    pack(
      "saved in the second of the reset", facts, saved: Make.at(10), .refused(until: nil),
      "saved-inside-hour"),
    pack(
      "saved in the last second of the hour", facts, saved: Make.at(11, 4, 59),
      .refused(until: nil), "saved-inside-hour"),
    pack("saved at its end", facts, saved: Make.at(11, 5), .clear),
    pack(
      "within the hour, a year later", facts, saved: Make.at(10, 30), now: Make.at(0, day: 365),
      .refused(until: nil), "saved-inside-hour"),
    pack(
      "after the reset, no reload known", noReload, saved: Make.at(13), .refused(until: nil),
      "reload-unknown"),
    pack(
      "before the reset, no reload known", noReload, saved: Make.at(9), .clear, "saved-before-reset"
    ),
    pack(
      "no time in the file", facts, saved: nil, .refused(until: nil), "saved-time-unknown"),
    pack("no time and no reset", ResetFacts(), saved: nil, .clear),
    pack(
      "within the hour of an earlier reset", two, saved: Make.at(10, 30), .refused(until: nil),
      "saved-inside-hour", "saved-before-reset"),
    pack("between the hours of two resets", two, saved: Make.at(12), .clear, "saved-before-reset"),
    pack(
      "within the hour of the later one", two, saved: Make.at(14, 30), .refused(until: nil),
      "saved-inside-hour"),
    pack(
      "after an earlier reset whose reload is not known",
      ResetFacts(resets: [
        Make.reset(Make.device(10), order: 1),
        Make.reset(Make.device(14), reload: Make.device(14, 5), order: 2),
      ]), saved: Make.at(12), .refused(until: nil), "saved-inside-hour",
      "saved-before-reset"),
    pack(
      "after the hour of the reset that followed it",
      ResetFacts(resets: [
        Make.reset(Make.device(10), order: 1),
        Make.reset(Make.device(14), reload: Make.device(14, 5), order: 2),
      ]), saved: Make.at(15, 5), .clear),
    pack(
      "within the hour of a reset that was cleared by hand",
      ResetFacts(
        resets: facts.resets,
        clearances: [ResetClearance(order: 2, at: nil, reason: "lab", resets: [1])]),
      saved: Make.at(10, 30), .clear, "cleared-by-hand"),
    pack(
      "by the standby, after a reset of the active member", facts, saved: Make.at(10, 30),
      of: Make.standby, .refused(until: nil), "saved-inside-hour", "offset-unknown"),
    pack(
      "by the standby, whose clock is an hour after",
      ResetFacts(
        resets: [Make.reset(Make.host(10), reload: Make.host(10, 5))],
        offsets: [Make.offset(3600, of: Make.standby)]),
      saved: Make.at(10, 5), of: Make.standby, .clear, "offset-used"),
    pack(
      "two minutes ahead of the present", facts, saved: Make.at(18, 2), .clear),
    pack(
      "a second more", facts, saved: Make.at(18, 2, 1), .refused(until: nil),
      "record-in-future"),
    pack(
      "the uptime shows where the hour ended",
      ResetFacts(
        resets: noReload.resets,
        uptimes: [Make.up(minutes: 70, handedIn: Make.at(13), shown: Make.device(11, 20))]),
      saved: Make.at(11, 10), .clear),
    pack(
      "and what was saved inside it",
      ResetFacts(
        resets: noReload.resets,
        uptimes: [Make.up(minutes: 70, handedIn: Make.at(13), shown: Make.device(11, 20))]),
      saved: Make.at(11, 9, 59), .refused(until: nil), "saved-inside-hour"),
    pack(
      "output from before the reset proves no reload",
      ResetFacts(
        resets: facts.resets,
        uptimes: [Make.up(minutes: 9000, handedIn: Make.at(13))]),
      saved: Make.at(12), .refused(until: nil), "old-capture"),
    pack(
      "saved at a moment that may be before the reset",
      ResetFacts(resets: [Make.reset(Make.between(9, 10), reload: Make.device(10, 5))]),
      saved: Make.at(9, 30), .refused(until: nil), "saved-inside-hour", "zone-uncertain"),
  ]

  static let imports: [ResetRow] = [
    ResetRow(
      "an ACK for usage of the hour, however late", facts, now: Make.at(0, day: 365),
      .importAck([Make.usage(Make.at(10, 30))]), .refused(until: nil), "exported-inside-hour",
      "offset-unknown"),
    ResetRow(
      "an ACK for usage from before the reset, after the hour", facts, now: Make.at(11, 5),
      .importAck([Make.usage(Make.at(9))]), .clear, "offset-unknown"),
    ResetRow(
      "the same within the hour", facts, now: Make.at(11, 4, 59),
      .importAck([Make.usage(Make.at(9))]), .refused(until: Make.at(11, 5)), "wait-not-over",
      "offset-unknown"),
    ResetRow(
      "one of several exports is enough", facts, now: Make.at(12),
      .importAck([Make.usage(Make.at(11, 30)), Make.usage(Make.at(11, 4, 59))]),
      .refused(until: nil), "exported-inside-hour", "offset-unknown"),
    ResetRow(
      "an export of which nothing is known", facts, now: Make.at(12),
      .importAck([Make.usage(nil)]), .refused(until: nil), "saved-time-unknown",
      "offset-unknown"),
    ResetRow(
      "waiting does not help an export of the hour", facts, now: Make.at(11),
      .importAck([Make.usage(Make.at(10, 30))]), .refused(until: nil), "wait-not-over",
      "exported-inside-hour", "offset-unknown"),
  ]

  private static let other = ResetFacts(resets: [
    Make.reset(Make.host(10), reload: Make.host(10, 5), of: Make.aSwitch)
  ])

  static let otherDevices: [ResetRow] = [
    ResetRow(
      "a switch is warned about", other, now: Make.at(11, 4, 59),
      .warning(until: Make.at(11, 5)), "wait-not-over", "not-9800"),
    ResetRow("and after the hour nothing is said", other, now: Make.at(11, 5), .clear),
    ResetRow(
      "a usage file of a switch", other, now: Make.at(18),
      .pack([Make.usage(Make.at(10, 30), of: Make.aSwitch)]), .warning(until: nil),
      "saved-inside-hour", "not-9800", "offset-unknown"),
    ResetRow(
      "beside a controller it is refused",
      ResetFacts(
        resets: other.resets + [
          Make.reset(Make.host(10), reload: Make.host(10, 5), order: 2)
        ]), now: Make.at(11), .refused(until: Make.at(11, 5)), "wait-not-over"),
    ResetRow(
      "a clock that went back, for a switch",
      ResetFacts(resets: other.resets, newestEvent: Make.at(20)), now: Make.at(18),
      .warning(until: nil), "clock-went-back", "not-9800"),
  ]

  @Test("usage to be packed", arguments: packing)
  func usageToBePacked(_ row: ResetRow) { row.check() }

  @Test("ACKs to be imported", arguments: imports)
  func acksToBeImported(_ row: ResetRow) { row.check() }

  @Test("devices that the documents do not name", arguments: otherDevices)
  func devicesThatAreNot9800(_ row: ResetRow) { row.check() }

  @Test func nothingInferredIsAnErrorAndNoOtherDeviceIs() {
    func severity(_ device: UDI, saved: Int64) -> Severity? {
      let facts = ResetFacts(resets: [
        Make.reset(Make.device(10), reload: Make.device(10, 5), of: device)
      ])
      let question = ResetQuestion.pack([Make.usage(saved, of: device)])
      return FactoryResetGuard.judge(question, facts, now: Make.at(18)).reasons.first?.severity
    }
    #expect(severity(Make.active, saved: Make.at(10, 59, 59)) == .error)
    #expect(severity(Make.active, saved: Make.at(11)) == .warning)
    #expect(severity(Make.aSwitch, saved: Make.at(10, 59, 59)) == .warning)
  }

  @Test func theFileAndTheMeasurementAreNamed() throws {
    let question = ResetQuestion.pack([
      Make.usage(Make.at(10, 30), of: Make.active, .lastMeasurement)
    ])
    let verdict = FactoryResetGuard.judge(question, Self.facts, now: Make.at(18))
    let reason = try #require(verdict.reasons.first)
    #expect(reason.location.file == "rum.txt")
    #expect(reason.productInstance == Make.active)
    #expect(
      reason.message
        == "usage of C9800-CL-K9:9ZZEXAMPLE1 ends with a measurement at 2026-11-24T10:30:00Z, "
        + "within the hour after the reset of C9800-CL-K9:9ZZEXAMPLE1 that ends at "
        + "2026-11-24T11:05:00Z")
  }
}
