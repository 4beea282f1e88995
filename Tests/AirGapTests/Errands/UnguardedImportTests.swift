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
}
