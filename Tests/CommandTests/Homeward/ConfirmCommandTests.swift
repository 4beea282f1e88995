import Assessment
import Foundation
import LicenseFiles
import Testing

/// `rumkit confirm`: the device's own output closes a cycle, or says what is missing.
@Suite struct ConfirmCommandTests {
  private let home: Homeward
  init() throws {
    home = try Homeward()
    try home.run("import", "Samples/ack")
  }

  private static let reports = (1_770_100_001...1_770_100_008 as ClosedRange<UInt64>)
  private static let acknowledged = reports.map { ($0, "ACK") }

  private func confirm(
    _ captures: Capture..., at time: String = "10:00", status: Int32 = 0,
    place: Testing.SourceLocation = #_sourceLocation
  ) throws -> RumkitRun {
    let paths = try captures.map { try home.file("\(UUID().uuidString).txt", $0.text) }
    let run = try home.run(["confirm"] + paths, at: time)
    #expect(run.status == status, "\(run.stdout)\(run.stderr)", sourceLocation: place)
    return run
  }

  @Test func theWholeProofClosesTheCycle() throws {
    let run = try confirm(
      Capture().imported("ACK_c9800-cl-rum.txt").status("Aug 21 09:30:00 2026 UTC")
        .reports(Self.acknowledged))
    #expect(run.stdout.contains("C9800-CL-K9:9ZZEXAMPLE1  closed"))
    #expect(run.stdout.contains("1 cycle closed, 0 not proved"))
    let device = try home.site.device("9ZZEXAMPLE1")
    #expect(device.stage == .confirmed && device.waitingCount == 0)
    #expect(device.lastAckText == "Aug 21 09:30:00 2026 UTC")
    #expect(device.deadlineText == "Nov 19 10:00:00 2026 UTC")
    #expect(try home.site.events(.ackImported).map { $0[.by] } == [SiteEvent.byDevice])
    #expect(try home.status("9ZZEXAMPLE1", at: "10:00").stage == "confirmed")
    try home.expectSound()
  }

  @Test(arguments: [["a.txt", "b.txt"], ["b.txt", "a.txt"]])
  func outputsInSeveralFilesProveTogetherWhateverTheirNames(_ names: [String]) throws {
    let before = try home.file(names[0], Capture().status("<none>").text)
    let after = try home.file(
      names[1],
      Capture().imported("ACK_c9800-cl-rum.txt").status("Aug 21 09:30:00 2026 UTC").text)
    let run = try home.run(["confirm"] + [before, after].sorted(), at: "10:00")
    #expect(run.stdout.contains("1 cycle closed, 0 not proved"), "\(run.stdout)")
    #expect(try home.site.device("9ZZEXAMPLE1").stage == .confirmed)
  }

  @Test func aForgottenImportIsStillToBeDone() throws {
    let remedy = "the import was not done: import ACK_c9800-cl-rum.txt on the device"
    let waiting = Self.reports.map { ($0, "CLOSED") }
    let forgotten = try home.file("f.txt", Capture().status("<none>").reports(waiting).text)
    #expect(try home.run(["confirm", forgotten, "--dry-run"], at: "10:00").stdout.contains(remedy))
    let done = try home.file(
      "d.txt",
      Capture().imported("ACK_c9800-cl-rum.txt").status("<none>").reports(waiting).text)
    #expect(try !home.run(["confirm", done, "--dry-run"], at: "10:00").stdout.contains(remedy))
  }

  @Test func anImportOnTheWrongDeviceNamesTheOneThatWaits() throws {
    let remedy = "import ACK_c9800-cl-rum.txt on C9800-CL-K9:9ZZEXAMPLE1, which waits for it"
    func words(_ device: UDI) throws -> String {
      let text = Capture(device).imported("ACK_c9800-cl-rum.txt")
        .status("Aug 21 09:30:00 2026 UTC").text
      return try home.run(["confirm", home.file("\(device.serial).txt", text)], at: "10:00").stdout
    }
    #expect(try words(Homeward.router).contains(remedy))
    #expect(try !words(Homeward.wlc).contains(remedy))
  }

  @Test func severalOutputsOfOneImportAreNoContradiction() throws {
    // show license status and show license all print the same time.
    _ = try confirm(
      Capture().imported("ACK_c9800-cl-rum.txt").status("Aug 21 09:30:00 2026 UTC")
        .status("Aug 21 09:30:00 2026 UTC"))
    #expect(try home.site.device("9ZZEXAMPLE1").stage == .confirmed)
  }

  @Test func theLastAckOfTheCycleBeforeProvesNothing() throws {
    _ = try confirm(Capture().status("Aug 21 09:30:00 2026 UTC").reports(Self.acknowledged))
    let next = try home.file(
      "ACK_next.txt", Homeward.answer(Homeward.data(Homeward.wlc, [1_770_100_001])))
    try home.run("import", next, "--again", "its report was proved before", at: "11:00")
    let run = try confirm(
      Capture().imported("ACK_next.txt").status("Aug 21 09:30:00 2026 UTC"), at: "11:10", status: 1)
    #expect(run.stdout.contains("confirm/last-ack-older"))
    _ = try confirm(Capture().status("Aug 21 11:05:00 2026 UTC"), at: "11:20")
    try home.expectSound()
  }

  @Test func severalDevicesInOneFileAndAFolder() throws {
    let one = Capture().status("Aug 21 09:30:00 2026 UTC").reports(Self.acknowledged)
    let two = Capture(Homeward.router, host: "router").status("<none>")
    let both = try home.file("both.txt", one.text + "\n" + two.text)
    let run = try home.run("confirm", both, "--format", "json", at: "10:00", status: 5)
    let devices = try home.list(run, "devices")
    #expect(devices.map { $0["closed"] as? Bool } == [true, false])
    #expect(
      (devices[1]["findings"] as? [[String: Any]])?.first?["id"] as? String
        == "confirm/last-ack-missing")
    try home.folder.write(
      Capture(Homeward.router, host: "router").status("Aug 21 10:30:00 2026 UTC").text,
      to: "captures/r.txt")
    try home.folder.write("nothing of a device\n", to: "captures/readme.md")
    let walked = try home.run("confirm", home.folder.path("captures"), at: "10:40")
    #expect(walked.stdout.contains("C8000V:9ZZEXAMPLE5  closed"))
    try home.folder.write("nothing of a device\n", to: "empty/readme.md")
    try home.run("confirm", home.folder.path("empty"), at: "10:40", status: 2)
  }

  @Test func theWordsOfAFailureAreKept() throws {
    let run = try confirm(
      Capture().imported("ACK_c9800-cl-rum.txt", "Failure: \u{1B}[31mnonce failed to match")
        .status("<none>"), status: 1)
    #expect(!run.stdout.contains("\u{1B}"))
    #expect(run.stdout.contains("confirm/import-failed"))
    let failure = try #require(try home.site.events(.importFailed).first)
    #expect(failure[.words]?.contains("nonce failed to match") == true)
    #expect(try home.site.device("9ZZEXAMPLE1").stage == .staged)
    let log = try home.run("site", "log", at: "10:00").stdout
    #expect(log.contains("nonce failed to match") && !log.contains("\u{1B}"))
  }

  @Test func aLogMessageBetweenIsNoFailure() throws {
    let run = try confirm(
      Capture().imported(
        "ACK_c9800-cl-rum.txt",
        "*Aug 21 09:30:00.000: %SMART_LIC-6-TRUST_INSTALL_SUCCESS: A new licensing trust code\n"
          + "Import Data Successful"
      ).status("Aug 21 09:30:00 2026 UTC"))
    #expect(run.stdout.contains("closed"))
  }

  @Test func theHandNamesADeviceThatTheOutputDoesNotSay() throws {
    let bare = try home.file(
      "bare.txt",
      Capture(host: "nobody-1", showsUDI: false).status("Aug 21 09:30:00 2026 UTC").text)
    let unnamed = try home.run("confirm", bare, at: "10:00", status: 2)
    #expect(unnamed.stderr.contains("name the device with --device"))
    try home.run("confirm", bare, "--device", "nobody", at: "10:00", status: 64)
    try home.run("confirm", bare, "--device", "9ZZEXAMPLE1", at: "10:00")
    #expect(try home.site.device("9ZZEXAMPLE1").stage == .confirmed)
  }

  @Test func outputOfAnotherDeviceIsStatusTwo() throws {
    let head = try home.head()
    let stranger = UDI(pid: "C9800-CL-K9", serial: "9ZZSTRANGER")
    _ = try confirm(Capture(stranger).status("Aug 21 09:30:00 2026 UTC"), status: 2)
    let router = try home.file(
      "r.txt", Capture(Homeward.router).status("Aug 21 09:30:00 2026 UTC").text)
    try home.run("confirm", router, "--device", "9ZZEXAMPLE1", at: "10:00", status: 2)
    try home.run("confirm", Homeward.usage, at: "10:00", status: 2)
    try home.run("confirm", home.folder.path("none"), at: "10:00", status: 2)
    #expect(try home.head() == head)
    #expect(try !home.site.holds("9ZZSTRANGER"))
  }

  @Test func aDryRunRecordsNothing() throws {
    let head = try home.head()
    let capture = try home.file("a.txt", Capture().status("Aug 21 09:30:00 2026 UTC").text)
    let run = try home.run("confirm", capture, "--dry-run", at: "10:00")
    #expect(run.stdout.contains("closed"))
    #expect(try home.head() == head)
  }

  @Test func hostileOutputDoesNotReachTheTerminal() throws {
    let random = String(
      decoding: (0..<50_000).map { _ in UInt8.random(in: 0...255) }, as: UTF8.self)
    let noise = try home.file("noise.txt", Capture().text + random)
    let run = try home.run(["confirm", noise], at: "10:00")
    #expect([0, 1, 2, 5].contains(run.status))
    let hostile = try home.file(
      "hostile.txt",
      Capture().status("Aug 21 09:30:00 2026 \u{1B}]0;x\u{7}", deadline: "\u{202E}soon").text)
    let second = try home.run(["confirm", hostile], at: "10:00")
    for text in [run.stdout, run.stderr, second.stdout, second.stderr] {
      #expect(
        !text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{7}" || $0 == "\u{202E}" })
    }
    try home.expectSound()
  }
}

/// Output that comes before anybody hands in the ACK.
@Suite struct ConfirmBeforeImportTests {
  private let home: Homeward
  init() throws { home = try Homeward() }

  private static let acknowledged = (1_770_100_001...1_770_100_008 as ClosedRange<UInt64>)
    .map { ($0, "ACK") }

  @Test func theCycleClosesAndTheAckIsTiedToItLater() throws {
    let capture = Capture().imported("ACK_c9800-cl-rum.txt").status("Aug 21 09:30:00 2026 UTC")
    let file = try home.file("a.txt", capture.reports(Self.acknowledged).text)
    let run = try home.run("confirm", file, at: "10:00")
    #expect(
      run.stdout.contains("proved without its ACK file: C9800-CL-K9_9ZZEXAMPLE1.txt"),
      "\(run.stdout)")
    #expect(try home.site.device("9ZZEXAMPLE1").stage == .confirmed)
    try home.run("ack", "match", Homeward.ack, at: "11:00")
    #expect(try home.site.device("9ZZEXAMPLE1").stage == .confirmed)
    #expect(try home.site.device("9ZZEXAMPLE1").acksToImport == 0)
    let later = try home.run("import", Homeward.ack, at: "11:10")
    #expect(later.stdout.contains("the ACK is matched and the cycle is closed"))
    try home.expectSound()
  }

  @Test func lessThanAllIsRecordedAndNamesTheMissingFile() throws {
    let capture = Capture().imported("ACK_c9800-cl-rum.txt").status("Aug 21 09:30:00 2026 UTC")
    let file = try home.file("a.txt", capture.text)
    let run = try home.run("confirm", file, at: "10:00")
    #expect(run.stdout.contains("rumkit ack match ACK_C9800-CL-K9_9ZZEXAMPLE1.txt"))
    #expect(run.stdout.contains("recorded: last ACK Aug 21 09:30:00 2026 UTC"))
    // The file comes later: the same output proves it.
    try home.run("import", Homeward.ack, at: "11:00")
    let later = try home.run("confirm", file, at: "11:10")
    #expect(later.stdout.contains("closed"), "\(later.stdout)")
    #expect(try home.site.device("9ZZEXAMPLE1").stage == .confirmed)
    try home.expectSound()
  }

  @Test func checkRecordsWhatTheCapturesShow() throws {
    let file = try home.file(
      "a.txt", Capture().status("Aug 01 09:30:00 2026 UTC").version(uptime: "3 weeks").text)
    try home.run("check", file, "--no-record", "--fail-on", "never")
    #expect(try home.site.device("9ZZEXAMPLE1").deadlineText == nil)
    let run = try home.run("check", file, "--fail-on", "never")
    #expect(run.stdout.contains("recorded: "), "\(run.stdout)")
    let device = try home.site.device("9ZZEXAMPLE1")
    #expect(device.deadlineText == "Nov 19 10:00:00 2026 UTC")
    #expect(device.transport == "off" && device.release != nil)
    // The same again is not new, and older output changes nothing.
    #expect(try !home.run("check", file, "--fail-on", "never").stdout.contains("recorded:"))
    let old = try home.file(
      "old.txt", Capture().status("Jul 01 09:30:00 2026 UTC", deadline: "<none>").text)
    try home.run("check", old, "--fail-on", "never")
    #expect(try home.site.device("9ZZEXAMPLE1").deadlineText == "Nov 19 10:00:00 2026 UTC")
    // A look at an earlier time is an answer all the same, and no entry of the ledger.
    let newer = try home.file("newer.txt", Capture().status("Aug 10 09:30:00 2026 UTC").text)
    let earlier = try home.run("check", newer, "--fail-on", "never", at: "2026-08-11T09:00:00Z")
    #expect(earlier.stdout.contains("ACK"))
    #expect(earlier.stderr.contains("nothing was recorded"))
    let stranger = try home.file(
      "s.txt", Capture(UDI(pid: "C8000V", serial: "9ZZNOBODY"), host: "x").status("<none>").text)
    let other = try home.run("check", stranger, "--fail-on", "never")
    #expect(other.stderr.contains("the site does not know it"))
    try home.expectSound()
  }

  @Test func statusNamesTheCommandThatFillsADeadlineAndSpeaksToMonitors() throws {
    let text = try home.run("site", "status").stdout
    #expect(text.contains("rumkit check CAPTURES") && text.contains("rumkit commands"))
    #expect(
      try home.run("site", "status", "--monitor", status: 3).stdout.hasPrefix("RUMKIT UNKNOWN"))
    for (host, device) in [
      ("wlc-example-1", Homeward.wlc), ("r", Homeward.router),
      ("s", UDI(pid: "C9300-24UX", serial: "FZZ0000C001")),
    ] {
      let file = try home.file(
        host + ".txt", Capture(device, host: host).status("Aug 20 09:30:00 2026 UTC").text)
      try home.run("check", file, "--fail-on", "never")
    }
    let status = try home.run("site", "status", "--format", "json").stdout
    let line = try home.run(["site", "status", "--monitor"], at: "2026-12-01T00:00:00Z")
    #expect(line.status == 2, "\(line.stdout) \(status)")
    #expect(line.stdout.hasPrefix("RUMKIT CRITICAL - ") && line.stdout.contains(" | overdue="))
    #expect(line.stdout.split(separator: "\n").count == 1)
  }
}
