import AirGap
import Assessment
import Foundation
import LicenseFiles
import Testing

/// `rumkit reset`: records, what the guard says of them, and how a wait ends.
@Suite struct ResetCommandTests {
  private static let warning =
    #"%Warning: reload required after "license smart factory reset" command"#

  private func row(_ home: Homeward, at time: String) throws -> [String: Any] {
    let run = try home.run(["reset", "status", "--format", "json"], at: time)
    return try #require(try home.list(run, "devices").first)
  }

  private func ids(_ row: [String: Any]) -> [String] {
    (row["reasons"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
  }

  @Test func theHourIsCountedFromTheEndOfTheReloadToTheSecond() throws {
    let home = try Homeward([])
    let before = try home.run("reset", "status")
    #expect(before.stdout.contains("no factory reset is recorded"))
    try home.run(
      "reset", "record", "--device", "C9800-CL-K9:9ZZEXAMPLE1", "--at", "2026-08-21T09:00:00Z",
      at: "09:05")
    #expect(ids(try row(home, at: "11:00")) == ["reset/reload-unknown"])
    try home.run(
      "reset", "record", "--device", "9ZZEXAMPLE1", "--reloaded-at", "2026-08-21T09:10:00Z",
      at: "09:12")
    let refused = try home.run("reset", "status", at: "2026-08-21T10:09:59Z", status: 3)
    #expect(refused.stdout.contains("until 2026-08-21T10:10:00Z, 0 min 1 s left"))
    let clear = try home.run("reset", "status", at: "2026-08-21T10:10:00Z")
    #expect(clear.stdout.contains("C9800-CL-K9:9ZZEXAMPLE1  clear"))
    try home.expectSound()
  }

  @Test(arguments: [
    ["--device", "C9800-CL-K9:A"], ["--at", "2026-08-21T09:00:00Z"],
    ["--device", "C9800-CL-K9:A", "--at", "noon"],
    ["--device", "nobody", "--at", "2026-08-21T09:00:00Z"],
    [
      "--device", "C9800-CL-K9:A", "--at", "2026-08-21T09:00:00Z", "--reloaded-at",
      "2026-08-21T08:59:59Z",
    ],
  ])
  func wrongUsageRecordsNothing(_ arguments: [String]) throws {
    let home = try Homeward([])
    #expect(try home.run(["reset", "record"] + arguments).status == 64)
    #expect(try home.head().count == 1)
    #expect(try home.run(["reset", "clear", "--device", "C9800-CL-K9:A", "x"]).status == 64)
  }

  @Test func aPersonClearsWithAReasonThatStays() throws {
    let home = try Homeward([Homeward.usage])
    try home.run(
      "reset", "record", "--device", "9ZZEXAMPLE1", "--at", "2026-08-21T09:00:00Z", at: "09:05")
    try home.run("reset", "clear", "--device", "9ZZEXAMPLE1", "", at: "09:06", status: 64)
    let run = try home.run(
      "reset", "clear", "--device", "9ZZEXAMPLE1", "it was another one", at: "09:06")
    #expect(run.stderr.contains("declared over by hand"))
    #expect(try home.run("reset", "status", at: "09:07").stdout.contains("it was another one"))
    #expect(try home.run("site", "log", at: "09:07").stdout.contains("it was another one"))
    // A reset after the clearance is not cleared.
    try home.run(
      "reset", "record", "--device", "9ZZEXAMPLE1", "--at", "2026-08-21T09:08:00Z", at: "09:09")
    try home.run("reset", "status", at: "09:10", status: 3)
  }

  // MARK: Clocks

  @Test func aClockThatWentBackRefusesUntilItIsRepaired() throws {
    let home = try Homeward([Homeward.usage], mode: .own)
    let old = "2026-08-19T08:00:00Z"
    try home.run(
      "reset", "record", "--device", "9ZZEXAMPLE1", "--at", old, "--reloaded-at",
      "2026-08-19T08:10:00Z")
    let facts = try home.site.ledger.read { reader throws(LedgerError) in
      try reader.resetFacts(of: Homeward.wlc)
    }
    func verdict(_ now: Int64, _ facts: ResetFacts) -> [String] {
      FactoryResetGuard.judge(.save, facts, now: now).reasons.map(\.id)
    }
    let recorded = try #require(facts.newestEvent)
    #expect(!verdict(recorded, facts).contains("reset/clock-went-back"))
    #expect(verdict(recorded - 3600, facts).contains("reset/clock-went-back"))
    // One event with a wild date.
    try home.run("site", "backup", home.folder.path("b"), at: "2036-01-01T00:00:00Z")
    let wild = try home.run("reset", "status", at: "09:00", status: 3)
    #expect(wild.stdout.contains("reset/clock-went-back"))
    try home.run("site", "clock", "repair", "the battery was empty", at: "09:01")
    let repaired = try home.run(["reset", "status"], at: "09:02")
    #expect(!repaired.stdout.contains("reset/clock-went-back"), "\(repaired.stdout)")
    #expect(try home.run("site", "log", at: "09:03").stdout.contains("the battery was empty"))
    try home.expectSound()
  }

  @Test func aRehearsalDoesNotGoBack() throws {
    let home = try Homeward([])
    try home.run(
      "reset", "record", "--device", "C9800-CL-K9:9ZZEXAMPLE1", "--at", "2026-08-21T09:00:00Z",
      at: "09:05")
    let run = try home.run(
      "reset", "record", "--device", "9ZZEXAMPLE1", "--reloaded-at", "2026-08-21T09:01:00Z",
      at: "09:04", status: 64)
    #expect(run.stderr.contains("2026-08-21T09:05:00Z"))
  }

  /// The device is 1800 seconds ahead: what it calls 09:10 is 08:40 here.
  @Test(arguments: [
    ("1800", "09:14", "2026-08-21T09:40:00Z"), ("-1800", "09:45", "2026-08-21T10:40:00Z"),
    ("0", "09:14", "2026-08-21T10:10:00Z"),
  ])
  func anOffsetMovesTheHourTheRightWay(
    _ offset: String, _ time: String, _ ends: String
  ) throws {
    let home = try Homeward([Homeward.usage])
    let output = try home.file(
      "reset.txt",
      Capture().adding(
        "license smart factory reset",
        "Load for five secs: 2%/0%\nTime source is NTP, 09:00:00.000 UTC Fri Aug 21 2026\n"
          + Self.warning
      ).version(uptime: "2 minutes", restarted: "09:10:00 UTC Fri Aug 21 2026").text)
    let set = try RumkitRun([
      "site", "clock", "offset", "--device", "9ZZEXAMPLE1", "--site", home.folder.path("site"),
      "--now", "2026-08-21T09:11:00Z", "--", offset,
    ])
    #expect(set.status == 0, "\(set.stderr)")
    try home.run("reset", "record", "--from", output, at: "09:12")
    let row = try row(home, at: time)
    #expect(row["until"] as? String == ends)
    #expect(ids(row).contains("reset/offset-used"))
  }

  // MARK: From the device's output

  @Test func theDevicesOwnWordsTellResetAndReload() throws {
    let home = try Homeward([Homeward.usage])
    let warned = try home.file(
      "a.txt", Capture().adding("show logging", "*Aug 21 09:00:00.000 UTC: \(Self.warning)").text)
    let first = try home.run("reset", "record", "--from", warned, at: "09:05")
    #expect(
      first.stdout.contains(
        "recorded: factory reset of C9800-CL-K9:9ZZEXAMPLE1 at 2026-08-21T09:00:00Z"))
    let event = try #require(try home.site.events(.resetRecorded).first)
    #expect(event.number(.at) == 1_787_302_800 && event[.by] == SiteEvent.byDevice)
    // The log keeps it for long.
    let same = try home.run("reset", "record", "--from", warned, at: "09:06")
    #expect(same.stderr.contains("has this reset already"))
    #expect(try home.site.events(.resetRecorded).count == 1)
    let booted = try home.file(
      "b.txt",
      Capture().version(uptime: "3 minutes", restarted: "09:10:00 UTC Fri Aug 21 2026").text)
    let second = try home.run("reset", "record", "--from", booted, at: "09:13")
    #expect(second.stdout.contains("guard: refused until 2026-08-21T10:10:00Z"))
    // An uptime of an hour needs no clock.
    let up = try home.file("c.txt", Capture().version(uptime: "1 hour, 1 minute").text)
    let third = try home.run("reset", "record", "--from", up, at: "10:14")
    #expect(third.stdout.contains("guard: clear"))
    #expect(try home.run("reset", "status", at: "10:15").stdout.contains("reset/uptime-clears"))
  }

  @Test func withoutASiteItIsStatusFour() throws {
    let run = try RumkitRun(["reset", "status", "--site", NSTemporaryDirectory() + "no-site"])
    #expect(run.status == 4)
    #expect(run.stderr.contains("rumkit site init"))
  }
}
