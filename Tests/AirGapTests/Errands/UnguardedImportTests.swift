import AirGap
import Assessment
import Foundation
import LicenseFiles
import Testing

/// What cannot be true loosens no guard, and what happened despite it is in the ledger.
@Suite struct UnguardedImportTests {
  private let home: ErrandSite
  init() async throws { home = try await ErrandSite([ErrandSite.usage]) }

  private func uptime(_ words: String) -> String {
    "wlc-example-1#show version\nwlc-example-1 uptime is \(words)\n"
  }

  private func outcome(at time: String) throws -> [ImportOutcome.Entry.Outcome] {
    try home.importing(ErrandSite.ack, at: time).entries.map(\.outcome)
  }

  /// Reloaded at 10:30: half an hour later nothing can have been up for an hour.
  @Test func anUptimeFromBeforeTheReloadClearsNothing() throws {
    try home.reset(at: "10:00", reloaded: "10:30", now: "10:35")
    _ = try home.recorded(
      from: uptime("1 hour, 1 minute"), device: "9ZZEXAMPLE1", now: "11:02")
    #expect(try outcome(at: "11:03") == [.refused])
    // A near miss: it started six minutes before the end of its reload, as devices do.
    _ = try home.recorded(
      from: uptime("1 hour, 1 minute"), device: "9ZZEXAMPLE1", now: "11:25")
    #expect(try outcome(at: "11:26") == [.staged])
  }

  @Test func anImportInsideTheHourIsAnOverride() throws {
    try home.reset(at: "12:30", reloaded: "12:35", now: "12:36")
    #expect(try outcome(at: "12:40") == [.refused])
    let capture = Capture().imported("ACK_c9800-cl-rum.txt").status("Aug 21 12:45:00 2026 UTC")
    #expect(try home.confirming(capture, at: "12:50").closedCount == 1)
    let overrides = try home.events(.guardOverridden)
    #expect(overrides.map { $0[.command] } == ["confirm"])
    #expect(home.heard.contains { "\($0)".contains("while the guard refuses it") })
    // Once: the same output says nothing new.
    _ = try home.confirming(capture, at: "12:55")
    #expect(try home.events(.guardOverridden).count == 1)
  }

  /// When the device took the ACK decides, not when somebody hands the proof in.
  @Test func aProofAfterTheHourTellsOfAnImportInsideIt() throws {
    #expect(try outcome(at: "08:00") == [.staged])
    try home.reset(at: "12:30", reloaded: "12:35", now: "12:36")
    let capture = Capture().imported("ACK_c9800-cl-rum.txt").status("Aug 21 12:45:00 2026 UTC")
    #expect(try home.confirming(capture, at: "14:50").closedCount == 1)
    let overrides = try home.events(.guardOverridden)
    #expect(overrides.map { $0[.finding] } == ["reset/wait-not-over"])
    #expect(home.warnings.contains { $0.contains("while the guard refuses it") })
  }

  /// The same where only the time proves that there was an import.
  @Test func theTimeAloneTellsOfAnImportInsideTheHour() throws {
    #expect(try outcome(at: "08:00") == [.staged])
    try home.reset(at: "12:30", reloaded: "12:35", now: "12:36")
    let capture = Capture().status("Aug 21 12:45:00 2026 UTC")
    #expect(try home.confirming(capture, at: "14:50").closedCount == 1)
    #expect(try home.events(.guardOverridden).count == 1)
  }

  /// Near misses: an import after the hour, and one from before the reset, whenever they are handed in.
  @Test(arguments: [("13:36", "14:50"), ("12:20", "14:50"), ("12:20", "12:50")])
  func anImportOutsideTheHourIsNoOverride(_ taken: String, _ now: String) throws {
    #expect(try outcome(at: "08:00") == [.staged])
    try home.reset(at: "12:30", reloaded: "12:35", now: "12:36")
    let capture = Capture().imported("ACK_c9800-cl-rum.txt")
      .status("Aug 21 \(taken):00 2026 UTC")
    #expect(try home.confirming(capture, at: now).closedCount == 1)
    #expect(try home.events(.guardOverridden).isEmpty)
  }

  /// A clock of the device that lies ahead hides nothing.
  @Test func aTimeAfterTheHourThatIsStillToComeIsAnOverride() throws {
    #expect(try outcome(at: "08:00") == [.staged])
    try home.reset(at: "12:30", reloaded: "12:35", now: "12:36")
    let capture = Capture().imported("ACK_c9800-cl-rum.txt").status("Aug 21 14:00:00 2026 UTC")
    #expect(try home.confirming(capture, at: "12:50").closedCount == 1)
    #expect(try home.events(.guardOverridden).count == 1)
  }

  /// A near miss: after the hour nothing is overridden.
  @Test func anImportAfterTheHourIsNone() throws {
    try home.reset(at: "10:30", reloaded: "10:35", now: "10:36")
    #expect(try outcome(at: "12:40") == [.staged])
    let capture = Capture().imported("ACK_c9800-cl-rum.txt").status("Aug 21 12:45:00 2026 UTC")
    #expect(try home.confirming(capture, at: "12:50").closedCount == 1)
    #expect(try home.events(.guardOverridden).isEmpty)
  }

  /// Saved "three days ago", and measured within the hour.
  @Test func usageIsSavedNoEarlierThanItWasMeasured() async throws {
    try home.reset(at: "10:00", reloaded: "10:05", now: "10:06")
    let text = try String(contentsOfFile: ErrandSite.usage, encoding: .utf8)
    let measured = try ErrandSite.seconds("10:29")
    let changed = text.replacingOccurrences(of: "1786952703", with: String(measured))
    #expect(changed != text)
    let outcome = try await home.pack(
      [try home.file("u.txt", changed)], to: "inside", at: "10:40")
    #expect(
      outcome.plan.leftOut.map { "\($0.reason)" }.contains { $0.contains("guarded") },
      "\(outcome.plan.leftOut)")
  }

  /// A filler looks like nothing.
  @Test(arguments: ["\u{3164}", "\u{115F}\u{1160}", "\u{2800}", "…"])
  func aReasonThatNobodySeesIsNone(_ reason: String) throws {
    try home.reset(at: "12:30", reloaded: "12:35", now: "12:36")
    #expect(throws: ErrandError(.usage)) {
      try home.importing(ErrandSite.ack, at: "12:40") { $0.policy = .override(reason: reason) }
    }
  }

  /// Who packed usage of the hour all the same has not said that its ACK may be imported.
  @Test(arguments: [false, true])
  func anImportOfUsageFromTheHourIsAnOverride(_ isImportOverridden: Bool) async throws {
    let home = try await ErrandSite([])
    try home.reset(
      "C9800-CL-K9:9ZZEXAMPLE1", at: "2026-08-17T07:30:00Z", reloaded: "2026-08-17T07:35:00Z")
    _ = try await home.pack([ErrandSite.usage]) {
      $0.policy = .override(reason: "the boss says so")
    }
    try home.openTrip("t1", at: "09:01")
    func action(_ time: String) throws -> String? {
      try ReadStatus(device: "9ZZEXAMPLE1").run(in: try home.session(at: time)).status
        .cycle(of: ErrandSite.wlc)?.action.id
    }
    #expect(try home.importing(ErrandSite.ack, at: "09:10").count(.refused) == 1)
    #expect(try action("09:11") == "save-after-reset")
    if isImportOverridden {
      let outcome = try home.importing(ErrandSite.ack, at: "09:12") {
        $0.policy = .override(reason: "the boss says so")
      }
      #expect(outcome.count(.done) == 1)
      #expect(try action("09:13") == "import-on-device")
    }
    let capture = Capture().imported("ACK_c9800-cl-rum.txt").status("Aug 21 12:45:00 2026 UTC")
    #expect(try home.confirming(capture, at: "12:50").closedCount == 1)
    let overrides = try home.events(.guardOverridden)
    #expect(
      overrides.map { $0[.command] } == ["pack", isImportOverridden ? "import" : "confirm"])
    #expect(
      isImportOverridden || overrides.last?[.finding] == "reset/exported-inside-hour")
  }

  /// Who declares the wait over within the hour has gone on despite the guard; after it nothing is overridden.
  @Test(arguments: [("12:40", 1), ("13:40", 0)])
  func aClearanceWithinTheHourIsAnOverride(_ time: String, _ count: Int) throws {
    try home.reset(at: "12:30", reloaded: "12:35", now: "12:36")
    _ = try ClearReset(device: "9ZZEXAMPLE1", reason: "the window closes")
      .run(in: try home.session(at: time))
    #expect(try home.events(.guardOverridden).count == count)
    #expect(try home.events(.resetCleared).count == 1)
  }

  /// What saves usage is not there to be pasted while the guard refuses.
  @Test(arguments: [("12:40", false), ("13:40", true)])
  func noLineSavesUsageWithinTheHour(_ time: String, _ saves: Bool) throws {
    try home.reset(at: "12:30", reloaded: "12:35", now: "12:36")
    let blocks = try ListCommands(["9ZZEXAMPLE1"], for: [.check, .export])
      .run(in: try home.session(at: time), home.tell)
    let lines = blocks.flatMap(\.instructions).map(\.text)
    #expect(lines.contains { $0.hasPrefix("license smart save usage") } == saves)
    #expect(lines.contains("show license all"))
    #expect(blocks.flatMap(\.notes).contains { $0.contains("left out") } == !saves)
  }
}
