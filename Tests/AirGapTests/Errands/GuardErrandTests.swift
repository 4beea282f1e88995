import AirGap
import Assessment
import LicenseFiles
import Testing

/// Ways around the hour after a reset: none is open without an override in the ledger.
@Suite struct GuardErrandTests {
  private static let warning =
    #"%Warning: reload required after "license smart factory reset" command"#

  private func standing(
    _ home: ErrandSite, at time: String, _ serial: String
  ) throws -> ResetVerdict {
    try #require(
      try ResetStatus(device: serial).run(in: try home.session(at: time), home.tell).first?.verdict)
  }

  /// Who is taken out of a pair after a reset has the same hour to wait.
  @Test(arguments: ["9ZZEXAMPLE2", "9ZZEXAMPLE3"])
  func aPairThatIsUngroupedAfterTheResetStaysGuarded(_ leaving: String) async throws {
    let home = try await ErrandSite()
    try home.reset("9ZZEXAMPLE2", at: "09:00", reloaded: "09:05")
    let group = try #require(try home.device("9ZZEXAMPLE3").group)
    try GroupDevices(name: group, devices: [leaving], isEnding: true)
      .run(in: try home.session(at: "09:06"))
    #expect(try standing(home, at: "09:10", "9ZZEXAMPLE3").word == "refused")
    #expect(try standing(home, at: "10:05", "9ZZEXAMPLE3").word == "clear")
  }

  /// A pair that was taken apart before the reset is two devices.
  @Test func aPairThatWasUngroupedBeforeTheResetIsNotGuarded() async throws {
    let home = try await ErrandSite()
    let group = try #require(try home.device("9ZZEXAMPLE3").group)
    try GroupDevices(name: group, devices: [], isEnding: true)
      .run(in: try home.session(at: "08:50"))
    try home.reset("9ZZEXAMPLE2", at: "09:00", reloaded: "09:05")
    #expect(try home.importing(ErrandSite.ack, at: "09:10").count(.refused) == 0)
    #expect(throws: Never.self) {
      try GroupDevices(name: "other", devices: ["9ZZEXAMPLE3"])
        .run(in: try home.session(at: "09:11"))
    }
    let device = try home.device("9ZZEXAMPLE3").udi
    let facts = try home.session(at: "09:12").read { reader throws(LedgerError) in
      try reader.resetFacts(of: device)
    }
    #expect(facts.resets.isEmpty)
  }

  @Test(arguments: ["", "   ", "\u{200B}", "...", "\u{A0}\t"])
  func aReasonWithoutAWordIsNone(_ reason: String) async throws {
    let home = try await ErrandSite([ErrandSite.usage])
    try home.reset(at: "08:50", reloaded: "08:55")
    #expect(throws: ErrandError(.usage)) {
      try ClearReset(device: "9ZZEXAMPLE1", reason: reason).run(in: try home.session())
    }
    #expect(throws: ErrandError(.usage)) {
      try home.importing(ErrandSite.ack) { $0.policy = .override(reason: reason) }
    }
    #expect(throws: ErrandError(.usage)) {
      try RecordClockOffset(device: "9ZZEXAMPLE1", seconds: 9, reason: reason)
        .run(in: try home.session(), home.tell)
    }
    #expect(try home.events(.resetCleared, .guardOverridden, .clockOffset).isEmpty)
    #expect(try home.importing(ErrandSite.ack).count(.refused) == 1)
  }

  /// A difference between clocks that is recorded after the reset says so, and loosens nothing without a
  /// reason in the ledger.
  @Test func aDifferenceAfterTheResetNeedsAReason() async throws {
    let home = try await ErrandSite([ErrandSite.usage])
    let warned = Capture().adding("show logging", "*Aug 21 08:50:00.000 UTC: \(Self.warning)")
      .version(uptime: "3 minutes", restarted: "08:55:00 UTC Fri Aug 21 2026").text
    _ = try home.recorded(from: warned, now: "08:58")
    _ = try RecordClockOffset(device: "9ZZEXAMPLE1", seconds: 7200)
      .run(in: try home.session(at: "09:00"), home.tell)
    #expect(home.warnings.contains { $0.hasPrefix("reset/offset-after-reset") })
    #expect(try home.importing(ErrandSite.ack, at: "09:01").count(.refused) == 1)
    let events = try RecordClockOffset(
      device: "9ZZEXAMPLE1", seconds: 7200, reason: "compared at the console"
    ).run(in: try home.session(at: "09:02"), home.tell)
    #expect(events.first?.mark == .overridden)
    #expect(try home.importing(ErrandSite.ack, at: "09:03").count(.refused) == 0)
  }

  /// What lies staged from before a reset is asked for again, also when the hour is over.
  @Test func whatWasStagedBeforeAResetIsAskedForAgain() async throws {
    let home = try await ErrandSite([ErrandSite.usage])
    func action(_ time: String) throws -> String? {
      try ReadStatus(device: "9ZZEXAMPLE1").run(in: try home.session(at: time)).status
        .cycle(of: ErrandSite.wlc)?.action.id
    }
    #expect(try home.importing(ErrandSite.ack, at: "08:30").count(.done) == 1)
    #expect(try action("08:40") == "import-on-device")
    try home.reset(at: "08:50", reloaded: "08:55")
    #expect(try action("09:00") == "wait-after-reset")
    #expect(try action("11:00") == "stage-again")
    #expect(try home.importing(ErrandSite.ack, at: "11:00").count(.done) == 1)
    // The usage that it answers went with the reset.
    #expect(try action("11:01") == "save-after-reset")
  }

  /// Once newer usage is out, the ACK of what went with the reset waits no more, and the new cycle closes.
  @Test(arguments: [false, true])
  func theACKFromBeforeAResetDoesNotHoldTheNewCycleUp(_ wasStaged: Bool) async throws {
    let home = try await ErrandSite([ErrandSite.usage])
    try home.openTrip("t1", at: "2026-08-19T10:00:00Z")
    if wasStaged {
      #expect(try home.importing(ErrandSite.ack, at: "2026-08-20T08:00:00Z").count(.done) == 1)
    } else {
      _ = try MatchAcks([ErrandSite.ack]).run(
        in: try home.session(at: "2026-08-20T08:00:00Z"), home.tell)
    }
    try home.reset(at: "2026-08-21T03:00:00Z", reloaded: "2026-08-21T03:05:00Z")
    func next(_ time: String) throws -> NextAction? {
      try ReadStatus(device: "9ZZEXAMPLE1").run(in: try home.session(at: time)).status
        .cycle(of: ErrandSite.wlc)?.action
    }
    #expect(try next("06:00") != .carry(file: "C9800-CL-K9_9ZZEXAMPLE1.txt"))
    let text = try String(contentsOfFile: ErrandSite.usage, encoding: .utf8)
      .replacing("17701000", with: "17701001").replacing("17869527", with: "17872877")
    _ = try await home.pack([try home.file("next.txt", text)], to: "out2", at: "06:30")
    #expect(try next("06:31") == .carry(file: "C9800-CL-K9_9ZZEXAMPLE1.txt"))
    try home.openTrip("t2", at: "06:40")
    #expect(try home.importing(try home.nextACK(), at: "09:00").count(.done) == 1)
    let outcome = try home.confirming(
      Capture().imported("ACK_next.txt").status("Aug 21 09:30:00 2026 UTC"))
    #expect(outcome.closedCount == 1 && outcome.openCount == 0)
    #expect(try next("10:01") != .importAck(file: "ACK_c9800-cl-rum.txt", more: 0))
  }

  /// A step of a migration that imports neither shows its commands nor is proved while `import` refuses.
  @Test func aMigrationWaitsForTheGuardToo() async throws {
    let home = try await ErrandSite([ErrandSite.usage])
    var start = StartMigration(device: "9ZZEXAMPLE1")
    start.kind = .evaluation
    let run = try #require(
      try start.run(in: try home.session(at: "08:00"), isDryRun: false, home.tell).run)
    let step = try #require(run.checklist.steps.first { $0.asksGuard })
    #expect(try home.session(at: "08:10").guardRefusal(run, of: step) == nil)
    try home.reset(at: "08:50", reloaded: "08:55")
    #expect(
      try home.session(at: "09:00").guardRefusal(run, of: step)?.id == "reset/wait-not-over")
    #expect(try home.session(at: "10:00").guardRefusal(run, of: step) == nil)
    let look = try #require(run.checklist.steps.first { !$0.asksGuard })
    #expect(try home.session(at: "09:00").guardRefusal(run, of: look) == nil)
  }

  /// The latest of several system times is when a file was saved, whatever stands in front of it.
  @Test func anOlderSystemTimeInFrontHidesNothing() async throws {
    let text = try String(contentsOfFile: ErrandSite.usage, encoding: .utf8)
    let info = try #require(
      text.firstRange(of: /<smartLicenseSystemInfo>.*<\/smartLicenseSystemInfo>/))
    let dayBefore = text[info].replacing("1786952705417", with: "1786866305417")
    let both = text.replacingCharacters(in: info, with: dayBefore + "\n" + text[info])
    // What was measured within the hour was not saved the day before.
    let older = text.replacingCharacters(in: info, with: dayBefore)
    let measuredBefore = older.replacing("1786952703", with: "1786866303")
    for (content, refused) in [(text, 1), (both, 1), (older, 1), (measuredBefore, 0)] {
      let home = try await ErrandSite([])
      try home.reset(
        "C9800-CL-K9:9ZZEXAMPLE1", at: "2026-08-17T07:30:00Z", reloaded: "2026-08-17T07:35:00Z")
      let outcome = try await home.pack([try home.file("c9800-cl-rum.txt", content)])
      #expect(outcome.plan.refused.count == refused)
    }
  }

  /// What proved a step of a migration that was given up proves it in the one that stands in its place.
  @Test func theFirstOutputOfAnAbandonedMigrationStaysGood() async throws {
    let home = try await ErrandSite([ErrandSite.usage])
    let capture = try home.file(
      "wlc.txt", Capture().version(uptime: "2 days").status("Aug 20 09:00:00 2026 UTC").text)
    func start(_ instead: String?, at time: String) throws -> MigrationBeginning {
      var errand = StartMigration(device: "9ZZEXAMPLE1")
      errand.kind = .evaluation
      errand.from = [capture]
      errand.instead = instead
      return try errand.run(in: try home.session(at: time), isDryRun: false, home.tell)
    }
    let first = try start(nil, at: "08:00")
    let second = try start("the wrong window", at: "08:10")
    if case .refused(let finding, _, _, _)? = second.attempt?.result {
      Issue.record("\(finding.id): \(finding.message)")
    }
    #expect(second.run?.number != first.run?.number)
  }
}
