import Assessment
import Foundation
import LicenseFiles
import Testing

/// `rumkit migrate` on the built program, with the files of `Samples/migration` and others made of them.
@Suite struct MigrateCommandTests {
  private static let device = MigrationDesk.device
  private func sample(_ name: String) -> String { MigrationDesk.sample(name) }

  @Test func aStepWhosePreconditionIsOpenIsRefused() throws {
    let desk = try MigrationDesk()
    let run = try desk.record("transport-off", sample("1-before.txt"), "14T08:15", status: 3)
    #expect(run.stderr.contains("target-release, upgrade, policy-enabled first"))
    try desk.run(["record", "transport-off", "--by-hand", "x"], "14T08:15", status: 3)
    // With the preconditions recorded, the same step is taken.
    try desk.carryToCount()
  }

  /// Not by evidence from before it, not by a person's word; after eight hours by a word, or by the
  /// device's own count.
  @Test func theCountHasToBeWaitedFor() throws {
    let desk = try MigrationDesk()
    try desk.carryToCount()
    let early = try desk.record(
      "ap-count", sample("3-counted-too-early.txt"), "15T22:06", status: 3)
    #expect(early.stderr.contains("over at 2026-09-16T05:12:15Z"))
    let word = try desk.run(["record", "ap-count", "--by-hand", "x"], "16T05:30", status: 3)
    #expect(word.stderr.contains("over at 2026-09-16T05:30:41Z"))
    let next = try desk.run(["next"], "16T05:00")
    #expect(next.stdout.contains("0 h 30 min left"))
    try desk.run(["record", "ap-count", "--by-hand", "seen in the WebUI"], "16T05:31")
    // What was by hand may be proved later, and stays in the log.
    _ = try desk.record("ap-count", sample("3-counted.txt"), "16T05:45")
    _ = try desk.record("ap-count", sample("3-counted.txt"), "16T05:46", status: 3)
    #expect(try desk.site.events(.migrationStep).count { $0.mark == .byHand } == 1)
  }

  @Test func captureOfManyDevicesProvesEveryStepThatItProves() throws {
    let desk = try MigrationDesk()
    let other = "C9800-CL-K9:9ZZEXAMPL12"
    func twin(_ sample: String) throws -> String {
      try desk.file("captures/twin-\(sample)", of: sample) {
        $0.replacing("9ZZEXAMPL11", with: "9ZZEXAMPL12")
          .replacing("wlc-example-11", with: "wlc-example-12")
      }
    }
    // The UDI comes from the output.
    let started = try desk.run(["start", "--from", try twin("1-before.txt")], "14T08:10")
    #expect(started.stdout.contains(other), "\(started.stdout)")
    for device in [Self.device, other] {
      try desk.run(
        ["record", "target-release", "--target", "17.9.5", "--device", device], "14T08:20")
    }
    _ = try twin("2-upgraded.txt")
    _ = try desk.file("captures/own.txt", of: "2-upgraded.txt") { $0 }
    try desk.site.folder.write("nothing\n", to: "captures/readme.md")
    let folder = desk.site.folder.path("captures")
    let run = try desk.run(["record", "--evidence", folder], "15T21:35")
    #expect(run.stdout.contains("6 steps recorded"), "\(run.stdout)\(run.stderr)")
    let list = try desk.run(["status"], "15T21:40").stdout
    #expect(list.contains("waiting: 2 at "), "\(list)")
    // A second time nothing is new, and nothing of it is in the ledger.
    let head = try desk.site.history().head
    try desk.run(["record", "--evidence", folder], "15T21:36", status: 1)
    #expect(try desk.site.history().head == head)
    try desk.run(["record", "--evidence", sample("other-controller.txt")], "15T21:37", status: 2)
    try desk.run(["record"], "15T21:37", status: 64)
    try desk.run(["start", "--from", folder], "15T21:37", status: 64)
  }

  /// More captures prove no less than the one among them that proves a step.
  @Test(arguments: [
    ["a-2-upgraded.txt", "b-3-counted.txt"], ["z-2-upgraded.txt", "a-3-counted.txt"],
  ])
  func aLaterCaptureHidesNothing(_ names: [String]) throws {
    let desk = try MigrationDesk()
    try desk.run(["record", "target-release", "--target", "17.9.5"], "14T08:20")
    _ = try desk.file("captures/\(names[0])", of: "2-upgraded.txt") { $0 }
    _ = try desk.file("captures/\(names[1])", of: "3-counted.txt") { $0 }
    let run = try desk.run(["record", "--evidence", desk.site.folder.path("captures")], "16T08:00")
    #expect(run.stdout.contains("4 steps recorded"), "\(run.stdout)")
  }

  @Test func whatIsMissingIsSaid() throws {
    let desk = try MigrationDesk()
    try desk.run(["record", "target-release", "--target", "17.6.3"], "14T08:20", status: 1)
    try desk.run(["record", "target-release", "--target", "16.12.5"], "14T08:20", status: 1)
    try desk.run(["record", "target-release", "--target", "17.9.5"], "14T08:20")
    let wrong = try desk.file("wrong.txt", of: "2-upgraded.txt") {
      $0.replacing("17.09.05", with: "17.09.04").replacing("17.9.5", with: "17.9.4")
        .replacing("Transport Off", with: "cslu")
    }
    let run = try desk.record("upgrade", wrong, "15T21:35", status: 1)
    #expect(run.stdout.contains("missing: it runs 17.09.04, but 17.9.5 was chosen"))
    _ = try desk.record("upgrade", sample("2-upgraded.txt"), "15T21:35")
    _ = try desk.record("policy-enabled", sample("2-upgraded.txt"), "15T21:35")
    let json = try desk.run(
      ["record", "transport-off", "--evidence", wrong, "--format", "json"], "15T21:35", status: 1)
    let result = try #require(try desk.site.object(json)["result"] as? [String: Any])
    #expect(result["state"] as? String == "not-proved")
  }

  @Test func aDryRunRecordsNothing() throws {
    let desk = try MigrationDesk()
    let head = try desk.site.history().head
    try desk.run(["record", "target-release", "--target", "17.9.5", "--dry-run"], "14T08:20")
    try desk.run(["record", "upgrade", "--by-hand", "x", "--dry-run"], "14T08:20", status: 3)
    #expect(try desk.site.history().head == head)
  }

  // MARK: Kinds

  @Test func theKindIsPickedOrTheReasonIsSaid() throws {
    let desk = try MigrationDesk()
    let other = try desk.file("plain.txt", of: "2-upgraded.txt") {
      $0.replacing("9ZZEXAMPL11", with: "9ZZEXAMPL12")
    }
    let run = try desk.run(
      ["start", "--device", "C9800-CL-K9:9ZZEXAMPL12", "--from", other], "16T08:00", status: 2)
    #expect(run.stderr.contains("uses Smart Licensing Using Policy already"))
    let wrong = try desk.file("reserved.txt", of: "1-before.txt") {
      $0.replacing("9ZZEXAMPL11", with: "9ZZEXAMPL12")
    }
    let refused = try desk.run(
      [
        "start", "--device", "C9800-CL-K9:9ZZEXAMPL12", "--kind", "evaluation", "--from", wrong,
      ], "16T08:00", status: 3)
    #expect(refused.stderr.contains("calls for slr"))
    try desk.run(
      ["start", "--device", "C9800-CL-K9:9ZZEXAMPL12", "--from", sample("1-before.txt")],
      "16T08:00", status: 3)
    try desk.run(["start", "--device", "C9800-CL-K9:9ZZEXAMPL12"], "16T08:00", status: 64)
  }

  /// The four that a factory reset needs, each missing in turn.
  @Test func aFactoryResetNeedsItsFour() throws {
    let site = try MigrationDesk(["--kind", "factory-reset"])
    let before = try site.file("before.txt", of: "5-imported.txt") { text in
      "wlc-example-11#show version\nCisco IOS XE Software, Version 17.09.05\n"
        + text.replacing("12:45:02.271 UTC Thu Sep 17", with: "22:00:00.000 UTC Tue Sep 15")
    }
    let codes = try site.file("codes.txt", of: "5-imported.txt") { text in
      text.replacing("12:45:02.271 UTC Thu Sep 17", with: "06:10:00.000 UTC Wed Sep 16")
        + "wlc-example-11#show license authorization\nOverall status:\n"
        + "  Active: PID:C9800-CL-K9,SN:9ZZEXAMPL11\n"
        + "      Status: SMART AUTHORIZATION INSTALLED on Sep 01 10:00:00 2026 UTC\n"
    }
    let reset = try site.file("reset.txt", of: "3-counted.txt") { _ in
      "wlc-example-11#show clock\n07:00:00.000 UTC Wed Sep 16 2026\n"
        + "wlc-example-11#show license udi\nUDI: PID:C9800-CL-K9,SN:9ZZEXAMPL11\n"
        + "wlc-example-11#show clock\n07:00:10.000 UTC Wed Sep 16 2026\n"
        + "wlc-example-11#license smart factory reset\n"
        + "%Warning: reload required after \"license smart factory reset\" command\n"
    }
    func refused(_ step: String, _ time: String) throws {
      let run = try site.run(
        ["record", "reset", "--evidence", reset, "--at", "2026-09-16T07:00:10Z"], time,
        status: 3)
      #expect(run.stderr.contains(step), "\(run.stderr)")
    }
    _ = try site.record("record-before", before, "15T22:05")
    try refused("save-usage", "16T07:05")
    try site.run(["record", "save-usage", "--by-hand", "saved"], "16T07:05", status: 3)
    _ = try site.record("save-usage", sample("wlc-example-11-rum.txt"), "16T07:06")
    try site.run(["record", "pack", "--by-hand", "carried by the site's own way"], "16T07:07")
    try refused("authorizations", "16T07:07")
    _ = try site.record("authorizations", codes, "16T07:08")
    try refused("reissue-plan", "16T07:08")
    try site.run(["record", "reissue-plan"], "16T07:08", status: 1)
    try site.run(["record", "reissue-plan", "--by-hand", "SLAC by carol"], "16T07:09")
    try refused("change", "16T07:09")
    try site.run(["record", "change"], "16T07:09", status: 1)
    try site.run(["record", "change", "--change", "CHG-7"], "16T07:10")
    try site.run(["record", "reset", "--by-hand", "done"], "16T07:10", status: 3)
    try site.run(
      ["record", "reset", "--evidence", reset, "--at", "2026-09-16T07:00:10Z"], "16T07:11")
    func version(_ name: String, _ clock: String, _ uptime: String) throws -> String {
      try site.file(name, of: "3-counted.txt") { _ in
        "wlc-example-11#show clock\n\(clock):00.000 UTC Wed Sep 16 2026\n"
          + "wlc-example-11#show license udi\nUDI: PID:C9800-CL-K9,SN:9ZZEXAMPL11\n"
          + "wlc-example-11#show version\nCisco IOS XE Software, Version 17.09.05\n"
          + "wlc-example-11 uptime is \(uptime)\n"
          + "System restarted at 07:20:00 UTC Wed Sep 16 2026\n"
      }
    }
    _ = try site.record("reload", try version("v1.txt", "07:30", "10 minutes"), "16T07:31")
    let early = try site.record(
      "reset-hour", try version("v2.txt", "08:00", "40 minutes"), "16T08:01", status: 3)
    #expect(early.stderr.contains("migrate/wait-not-over"))
    _ = try site.record(
      "reset-hour", try version("v3.txt", "08:25", "1 hour, 5 minutes"), "16T08:26")
    // The guard of pack and import knows the reset too.
    #expect(try site.site.events(.resetRecorded).count == 1)
  }

  /// The new device is another one: its evidence counts, the old one's does not.
  @Test func aReplacementIsAboutTheNewDevice() throws {
    let site = try SiteFolder("EAST", mode: .rehearsal)
    try site.register("C9800-CL-K9,9ZZEXAMPL11,old,,EAST,\nC9800-CL-K9,9ZZEXAMPL12,new,,EAST,\n")
    func run(_ arguments: [String], _ status: Int32 = 0) throws {
      let run = try site.run(arguments, at: "2026-09-16T08:00:00Z")
      #expect(run.status == status, "\(arguments): \(run.stdout)\(run.stderr)")
    }
    let new = "C9800-CL-K9:9ZZEXAMPL12"
    try run(["migrate", "start", "--device", "old", "--kind", "rma"], 64)
    try run(["migrate", "start", "--device", "old", "--kind", "rma", "--replacement", new])
    try run([
      "migrate", "record", "record-before", "--by-hand", "dead; last usage file of August",
    ])
    try run(["migrate", "record", "registered"], 1)
    try run(["site", "devices", "replace", "old", new, "RMA"])
    try run(["migrate", "record", "registered", "--device", Self.device])
    try run(
      ["migrate", "record", "policy-enabled", "--evidence", sample("2-upgraded.txt")], 3)
    let text = try String(
      contentsOf: RumkitRun.repository.appending(path: sample("2-upgraded.txt")), encoding: .utf8)
    try site.folder.write(text.replacing("9ZZEXAMPL11", with: "9ZZEXAMPL12"), to: "new.txt")
    try run(["migrate", "record", "policy-enabled", "--evidence", site.folder.path("new.txt")])
  }

  // MARK: The dialogue and the report

  @Test func theDialogueStopsAtTheWaitAndGoesOn() throws {
    let desk = try MigrationDesk()
    let first = try desk.run(
      ["run", "--answers", sample("answers.txt"), "--operator", "alice"], "15T22:06", status: 3)
    #expect(first.stdout.contains("the same by hand: rumkit migrate record upgrade"))
    #expect(first.stdout.contains("the wait is over at"))
    let answers = try desk.file("more.txt", of: "answers.txt") { _ in
      "ap-count.evidence: Samples/migration/3-counted.txt\n"
        + "save-usage.evidence: Samples/migration/wlc-example-11-rum.txt\n"
    }
    // The answers end before the migration does: wrong usage, and what was recorded stands.
    let second = try desk.run(
      ["run", "--answers", answers, "--operator", "bob"], "16T06:00", status: 64)
    #expect(second.stderr.contains("pack.done"))
    let steps = try #require(try desk.migration()["steps"] as? [[String: Any]])
    let done = steps.filter { $0["state"] as? String == "proved" }
    #expect(done.count == 7)
    #expect(Set(done.compactMap { $0["operator"] as? String }).isSuperset(of: ["alice", "bob"]))
    let left = try desk.run(["run"], "16T06:05", input: "quit\n")
    #expect(left.stdout.contains("left; nothing is lost"))
    let list = try desk.run(["run", "--list-questions"], "16T06:05")
    #expect(list.stdout.contains("\nsurplus.words:\n"))
  }

  @Test func theReportHasEveryHash() throws {
    let desk = try MigrationDesk()
    try desk.carryToCount()
    _ = try desk.record("ap-count", sample("other-controller.txt"), "15T22:00", status: 3)
    let hashes = try desk.site.events(.migrationEvidence).compactMap { $0[.sha256] }
    #expect(Set(hashes).count == 2)
    for format in ["html", "md", "json"] {
      let run = try desk.run(["report", "--format", format], "16T00:00")
      for hash in hashes { #expect(run.stdout.contains(hash), "\(format)") }
      #expect(run.stdout.contains("migrate/other-device"), "\(format)")
    }
    let page = try desk.run(["report", "--format", "html"], "16T00:00").stdout
    #expect(page.contains("ap-count is open"))
    #expect(page.contains("REHEARSAL"))
    #expect(!page.contains("<script"))
    let csv = try desk.run(["status", "--format", "csv"], "16T00:00").stdout
    #expect(csv.contains("REHEARSAL,migration,udi_pid"))
  }

  /// Names and words of people are text, whatever they hold.
  @Test func hostileWordsStayText() throws {
    let desk = try MigrationDesk()
    try desk.run(
      ["record", "target-release", "--by-hand", "<script>alert(1)</script>\u{1B}[31m"], "14T08:20")
    let page = try desk.run(["report", "--format", "html"], "16T00:00").stdout
    #expect(!page.contains("<script>"))
    let detail = try desk.run(["status", "--device", "wlc-example-11"], "16T00:00").stdout
    #expect(!detail.contains("\u{1B}"))
    let csv = try desk.run(["status", "--format", "csv"], "16T00:00").stdout
    #expect(!csv.contains("\u{1B}"))
  }

  @Test func wrongUsageIsSaid() throws {
    let desk = try MigrationDesk()
    try desk.run(["record", "no-such-step"], "14T09:00", status: 64)
    try desk.run(["record", "compare", "--released", "A"], "14T09:00", status: 64)
    try desk.run(["record", "compare", "--explained", "=x"], "14T09:00", status: 64)
    try desk.run(["record", "upgrade", "--by-hand", " "], "14T09:00", status: 64)
    try desk.run(["next", "--device", "nobody"], "14T09:00", status: 64)
    try desk.run(["record", "upgrade", "--evidence", "no-such-file"], "14T09:00", status: 2)
    let empty = try SiteFolder("WEST", mode: .rehearsal)
    #expect(try empty.run(["migrate", "next"]).status == 64)
    #expect(try empty.run(["migrate", "status"]).stdout.contains("no migration was begun"))
    #expect(try RumkitRun(["migrate", "status", "--site", "/nonexistent"]).status == 4)
  }
}
