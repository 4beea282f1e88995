import Assessment
import Foundation
import LicenseFiles
import Testing

/// What people meet who keep a site for more than a month.
@Suite struct SecondMonthTests {
  private static let resetAt = "2026-08-20T00:00:00Z"

  private func reset(_ home: Homeward, at time: String) throws {
    try home.run(
      "reset", "record", "--device", "9ZZEXAMPLE1", "--at", time, "--reloaded-at", time)
  }

  private func prove(_ home: Homeward, as name: String = "ACK_c9800-cl-rum.txt") throws -> RumkitRun
  {
    let output = try home.file(
      "output.txt", Capture().imported(name).status("Aug 21 09:30:00 2026 UTC").text)
    return try home.run("confirm", output, at: "10:00")
  }

  @Test func anACKFromBeforeAResetIsToldOnTheRunSheetAndNotTheEnd() throws {
    let home = try Homeward([Homeward.usage])
    try reset(home, at: Self.resetAt)
    let sheet = try home.run("import", Homeward.ack, "--run-sheet", "CHG1").stdout
    #expect(sheet.contains("   warning: ack/predates-reset: its reports were saved"))
    #expect(try home.status("9ZZEXAMPLE1", at: "09:10") == ("staged", "save-after-reset"))
    _ = try prove(home)
    #expect(try home.status("9ZZEXAMPLE1", at: "10:10") == ("confirmed", "save-after-reset"))
    let text = try home.run("site", "status", at: "10:10").stdout
    #expect(text.contains("it was reset after it saved what ACK_c9800-cl-rum.txt acknowledges"))
    #expect(text.contains("1 under way"), "\(text)")
    try home.expectSound()
  }

  /// A near miss: usage that was saved after the reset.
  @Test func aResetFromBeforeTheUsageWantsNothingMore() throws {
    let home = try Homeward([Homeward.usage])
    try reset(home, at: "2026-08-01T00:00:00Z")
    let sheet = try home.run("import", Homeward.ack, "--run-sheet", "CHG1").stdout
    #expect(!sheet.contains("predates-reset"))
    _ = try prove(home)
    #expect(try home.status("9ZZEXAMPLE1", at: "10:10") == ("confirmed", "nothing"))
  }

  /// A browser saves the same ACK once more as "(1)": it is one file to import, under its own name.
  @Test func copiesOfAnACKAreStagedOnce() throws {
    let home = try Homeward([Homeward.usage])
    let text = try String(contentsOfFile: Homeward.ack, encoding: .utf8)
    _ = try home.file("in/ACK_c9800-cl-rum (1).txt", text)
    let one = try home.file("in/ACK_c9800-cl-rum.txt", text)
    let folder = URL(filePath: one).deletingLastPathComponent().path
    let sheet = try home.run("import", folder, "--run-sheet", "CHG1").stdout
    #expect(sheet.contains("1 file to import\n"), "\(sheet)")
    #expect(sheet.components(separatedBy: "license smart import").count == 2)
    let status = try home.run("site", "status", at: "09:10").stdout
    #expect(status.contains("import ACK_c9800-cl-rum.txt on the device"), "\(status)")
  }

  /// A download with the name of another device is staged under one of its own: that is the file to import.
  @Test func theFileToImportIsNamedAsItWasStaged() throws {
    let home = try Homeward()
    let text = try String(contentsOfFile: Homeward.ack, encoding: .utf8)
    let other = try home.file("in/ACK_C8000V_9ZZEXAMPLE5.txt", text)
    try home.run("import", other)
    let status = try home.run("site", "status", at: "09:10").stdout
    #expect(status.contains("import ACK_C9800-CL-K9_9ZZEXAMPLE1.txt on the device"), "\(status)")
    let output = try home.file("output.txt", Capture().status("<none>").text)
    #expect(
      try home.run("confirm", output, at: "10:00", status: 1).stdout.contains(
        "not proved: ACK_C8000V_9ZZEXAMPLE5.txt, staged as ACK_C9800-CL-K9_9ZZEXAMPLE1.txt"))
  }

  /// Every ACK that it was to bring is here.
  @Test func aTripThatCameHomeIsNotLost() throws {
    let home = try Homeward([])
    try home.run("pack", Homeward.usage, "--output", home.folder.path("stick"))
    try home.run("trip", "open", "aug", home.folder.path("stick"), "--carrier", "kim")
    try home.run("ack", "match", Homeward.ack)
    let run = try home.run("trip", "close", "aug", "--lost", "oops", status: 64)
    #expect(run.status == 64, "\(run.stdout)\(run.stderr)")
    #expect(
      run.stderr.contains("aug is not lost: every ACK that it was expected to bring is here"))
    #expect(try home.run("trip", "close", "aug").status == 0)
  }

  @Test func aSkippedChoiceTakesWhatIsDue() throws {
    let home = try Homeward([])
    try home.run(
      "site", "devices", "import", try home.file("r.csv", "pid,sn,host\nC8000V,9ZZEXAMPLE5,edge\n"))
    let answers = try home.file("answers.txt", "start: due\ndue.devices: skip\ncommands.to: quit\n")
    let run = try home.run("ritual", "--answers", answers)
    #expect(run.stdout.contains("skipped: due\nall that are due go on: edge"), "\(run.stdout)")
    #expect(run.stdout.components(separatedBy: "Which devices do you want to do now?").count == 2)
  }

  @Test func whoAllowedAnImportIsNamedInTheStatus() throws {
    let home = try Homeward([Homeward.usage])
    try reset(home, at: "2026-08-21T08:50:00Z")
    try home.run(
      "import", Homeward.ack, "--override-wait", "agreed", "--operator", "olga", at: "09:00")
    #expect(try home.run("site", "status", at: "09:01").stdout.contains(", by olga: "))
  }

  @Test func theFileThatTheDeviceNamedIsTold() throws {
    let home = try Homeward([Homeward.usage])
    try home.run("import", Homeward.ack)
    #expect(try prove(home).stdout.contains("import of ACK_c9800-cl-rum.txt: Import Data"))

    let second = try Homeward([Homeward.usage])
    try second.run("import", Homeward.ack)
    let output = try second.file(
      "output.txt",
      Capture().imported("ACK_other.txt").status("Aug 21 09:30:00 2026 UTC")
        .reports(Array(1_770_100_001...1_770_100_008).map { ($0, "ACK") }).text)
    let run = try second.run(["confirm", output], at: "10:00")
    #expect(run.stdout.contains("import of ACK_other.txt: Import Data Successful"), "\(run.stdout)")
  }

  @Test func outputOfAReplacedNameNamesTheDevicesThatItCanBe() throws {
    let home = try Homeward([Homeward.usage])
    let register = try home.file(
      "register.csv", "pid,sn,host\nC9800-CL-K9,9ZZEXAMPLE1,wlc-1\nC9800-CL-K9,9ZZEXAMPLE9,wlc-1\n")
    try home.run("site", "devices", "import", register)
    try home.run("site", "devices", "replace", "9ZZEXAMPLE1", "C9800-CL-K9:9ZZEXAMPLE9")
    let bare = try home.file(
      "bare.txt", Capture(host: "wlc-1", showsUDI: false).status("Aug 21 09:30:00 2026 UTC").text)
    let run = try home.run("check", bare, "--fail-on", "never")
    #expect(
      run.stderr.replacing("\n    ", with: " ").contains(
        "wlc-1: it shows no UDI, and 2 devices have the host name wlc-1 that its prompt shows: "
          + "C9800-CL-K9:9ZZEXAMPLE1 (replaced by C9800-CL-K9:9ZZEXAMPLE9), C9800-CL-K9:9ZZEXAMPLE9"
      ),
      "\(run.stderr)")
    #expect(!run.stderr.contains("does not know it"))
  }

  @Test func aFileWithNothingNewIsNoReasonForATrip() throws {
    let home = try Homeward([Homeward.usage])
    try home.run("import", Homeward.ack)
    _ = try prove(home)
    // The same reports, saved once more: other bytes, nothing new.
    let usage = try String(contentsOfFile: Homeward.usage, encoding: .utf8)
    let again = try home.file("again.txt", usage + "\n")
    let packed = try home.run(
      ["pack", again, "--output", home.folder.path("out2")], at: "11:00")
    try #require(packed.status == 0, "\(packed.stdout)\(packed.stderr)")
    let run = try home.run(
      ["report", "--trip", home.folder.path("out2"), "--format", "md"], at: "11:10")
    #expect(run.status == 1 && run.stdout.contains("\n# NO-GO"), "\(run.stdout)")
    #expect(run.stdout.contains("no report on the media is new"))
  }

  @Test func theStatusThatThePortalShowsIsKeptInItsWords() throws {
    let home = try Homeward([Homeward.usage])
    let name = "C9800-CL-K9_9ZZEXAMPLE1.txt"
    try home.run("portal", "record", name, "--status", "No Errors")
    try home.run("portal", "record", name, "--status", "uploaded")
    try home.run("portal", "record", name, "--status", "Errors", "--words", "code 7")
    let events = try home.site.events(.portalRecorded)
    #expect(events.map { $0[.words] } == ["No Errors", nil, "code 7"])
  }

  @Test func whatLaterCameOrWasLostIsToldOfAClosedTrip() throws {
    let home = try Homeward([Homeward.usage, "Samples/usage/c8000v-rum.txt"])
    try home.run("trip", "close", "t1")
    try home.run("import", Homeward.ack, at: "09:30")
    let list = try home.site.run(["trip", "list"], at: nil).stdout
    #expect(list.contains("ACKs expected 2, received 1, 1 after closing, missing: "), "\(list)")
    let page = try home.run("report", "--format", "md", at: "09:40").stdout
    #expect(page.contains("| 2 | 1, 1 after closing |"), "\(page)")
    try home.run("trip", "close", "t1", "--lost", "found at the counter", at: "09:50")
    let trip = try #require(try home.site.history().trips.first)
    #expect(trip.lostReason == "found at the counter")
    #expect(try trip.closedAt == Self.seconds("2026-08-21T09:00:00Z"))
    // What was answered has arrived; the rest has not.
    #expect(try home.site.device("9ZZEXAMPLE1").stage == .staged)
    #expect(try home.site.device("9ZZEXAMPLE5").stage == .lost)
    try home.run("trip", "close", "t1", "--lost", "once more", at: "09:55", status: 64)
    try home.expectSound()
  }

  private static func seconds(_ text: String) throws -> Int64 {
    Int64(try Date(text, strategy: .iso8601).timeIntervalSince1970)
  }
}
