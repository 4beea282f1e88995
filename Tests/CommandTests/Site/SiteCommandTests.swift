import AirGap
import Assessment
import Foundation
import LicenseFiles
import Testing

private struct Status: Decodable {
  struct Member: Decodable { var udi_serial_number: String }
  struct Action: Decodable {
    var id: String
    var file: String?
  }
  struct Cycle: Decodable {
    var rank: String
    var members: [Member]
    var stage: String
    var stage_days: Int?
    var waiting_reports: Int
    var days_left: Int?
    var next_action: Action
  }
  struct Report: Decodable {
    var report_id: String
    var states: [String]
  }
  struct Ledger: Decodable { var events: Int }
  var schema: String
  var rehearsal: Bool
  var cycles: [Cycle]
  var reports: [Report]?
  var ledger: Ledger?
}

/// `rumkit site` on the built program.
@Suite struct SiteCommandTests {
  @Test func withoutASiteTheStatusIsFourAndSaysWhatMakesOne() throws {
    let scratch = try SiteScratch()
    defer { scratch.remove() }
    for command in ["status", "log", "verify", "export"] {
      let run = try scratch.run(command)
      #expect(run.status == 4, "\(command)")
      #expect(run.stdout.isEmpty)
      #expect(run.stderr.contains("make it with: rumkit site init --site \(scratch.site)"))
    }
    let unnamed = try RumkitRun(
      ["site", "status"], environment: ["RUMKIT_SITE": "", "XDG_STATE_HOME": scratch.folder])
    #expect(unnamed.status == 4)
    #expect(unnamed.stderr.hasSuffix("hint: make it with: rumkit site init --name NAME\n"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder).isEmpty)
  }

  @Test func initMakesASiteOnce() throws {
    let scratch = try SiteScratch()
    defer { scratch.remove() }
    let made = try scratch.run("init", "--name", "campus", "--operator", "alice")
    #expect(made.status == 0)
    #expect(made.stdout.contains("campus\n"))
    #expect(made.stdout.contains("1 event, head "))
    let attributes = try FileManager.default.attributesOfItem(atPath: scratch.site)
    #expect(attributes[.posixPermissions] as? Int == 0o700)
    let again = try scratch.run("init", "--name", "other")
    #expect(again.status == 64)
    #expect(again.stderr.contains("is a site already"))
    #expect(try scratch.run("log").stdout.contains("alice  the site campus was created (own)\n"))
  }

  @Test(arguments: [
    ["init"], ["init", "--name", " "], ["init", "--name", "x", "--shared", "g", "--rehearsal"],
    ["init", "--name", "x", "--shared", "no-such-group-here"], ["clock", "offset"],
    ["clock", "repair", " "],
    ["clock", "offset", "--device", "x", "1", "--at", "2026-01-01T00:00:00Z"],
    ["log", "--kind", "no-such-kind"], ["log", "--since", "soon"], ["log", "--last", "0"],
  ])
  func wrongUsageMakesNothing(_ arguments: [String]) throws {
    let scratch = try SiteScratch()
    defer { scratch.remove() }
    let run = try RumkitRun(["site"] + arguments + ["--site", scratch.site])
    #expect(run.status == 64)
    #expect(run.stdout.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: scratch.site + "/ledger.sqlite"))
  }

  @Test func theEnvironmentNamesThePlace() throws {
    let scratch = try SiteScratch()
    defer { scratch.remove() }
    let state = ["RUMKIT_SITE": "", "XDG_STATE_HOME": scratch.folder]
    #expect(try RumkitRun(["site", "init", "--name", "a"], environment: state).status == 0)
    #expect(FileManager.default.fileExists(atPath: scratch.folder + "/rumkit/ledger.sqlite"))
    let named = ["RUMKIT_SITE": scratch.site, "XDG_STATE_HOME": scratch.folder]
    #expect(try RumkitRun(["site", "init", "--name", "b"], environment: named).status == 0)
    #expect(
      try RumkitRun(["site", "log"], environment: named).stdout.contains("the site b was created"))
    #expect(
      try RumkitRun(["site", "log"], environment: state).stdout.contains("the site a was created"))
  }

  @Test func statusIsTheTableOfAMonday() throws {
    let scratch = try SiteScratch()
    defer { scratch.remove() }
    try scratch.seed()
    let now = ["--now", "2026-06-01T00:00:00Z"]
    let text = try RumkitRun(["site", "status", "--site", scratch.site] + now)
    #expect(text.status == 0)
    #expect(text.stderr.isEmpty)
    #expect(!text.stdout.contains("REHEARSAL"))
    for word in [
      "GROUP OR HOST", "wlc-1", "campus-va", "upload C9800.txt", "t1: carol",
      "went on despite the guard", "1: C9800-CL-K9:9ZZEXAMPLE2", "6 events, head ",
      "never: rumkit site backup FILE", "unknown",
    ] {
      #expect(text.stdout.contains(word), "\(word)")
    }
    let json = try RumkitRun(["site", "status", "--format", "json", "--site", scratch.site] + now)
    let status = try JSONDecoder().decode(Status.self, from: Data(json.stdout.utf8))
    #expect(status.schema == "rumkit.site-status/1")
    #expect(!status.rehearsal)
    #expect(status.cycles.map(\.rank) == ["under-way", "never-exported"])
    #expect(status.cycles[0].stage == "carried")
    #expect(status.cycles[0].stage_days == 3)
    #expect(status.cycles[0].waiting_reports == 1)
    #expect(status.cycles[0].days_left == nil)
    #expect(status.cycles[0].next_action.id == "upload")
    #expect(status.cycles[0].next_action.file == "C9800.txt")
    #expect(status.ledger?.events == 6)
    let csv = try RumkitRun(["site", "status", "--format", "csv", "--site", scratch.site] + now)
    #expect(csv.stdout.hasPrefix("rank,group,"))
    #expect(csv.stdout.contains("\r\nunder-way,,wlc-1,C9800-CL-K9:9ZZEXAMPLE1,campus-va,"))
  }

  @Test func oneDeviceIsNamedInThreeWays() throws {
    let scratch = try SiteScratch()
    defer { scratch.remove() }
    try scratch.seed()
    for name in ["C9800-CL-K9:9ZZEXAMPLE1", "9ZZEXAMPLE1", "WLC-1"] {
      let run = try scratch.run("status", "--device", name, "--format", "json")
      let status = try JSONDecoder().decode(Status.self, from: Data(run.stdout.utf8))
      #expect(status.cycles.flatMap(\.members).map(\.udi_serial_number) == ["9ZZEXAMPLE1"])
      #expect(status.reports?.map(\.report_id) == ["1770100001"])
      #expect(status.reports?.first?.states == ["seen", "exported", "carried"])
    }
    let unknown = try scratch.run("status", "--device", "wlc-9")
    #expect(unknown.status == 64)
    #expect(unknown.stderr.contains("the site knows no device wlc-9; did you mean wlc-1"))
  }

  @Test func theLogTellsEverythingAndCanBeNarrowed() throws {
    let scratch = try SiteScratch()
    defer { scratch.remove() }
    try scratch.seed()
    let whole = try scratch.run("log")
    #expect(whole.stdout.split(separator: "\n").count == 6)
    #expect(whole.stdout.contains("1 report exported as C9800.txt on out"))
    #expect(whole.stdout.contains("alice (witness bob)"))
    #expect(whole.stdout.contains("OVERRIDDEN: C9800-CL-K9:9ZZEXAMPLE1: import went on"))

    func numbers(_ arguments: String...) throws -> [Int] {
      let run = try RumkitRun(
        ["site", "log", "--format", "ndjson", "--site", scratch.site] + arguments)
      struct Line: Decodable { var number: Int }
      return try run.stdout.split(separator: "\n").map {
        try JSONDecoder().decode(Line.self, from: Data($0.utf8)).number
      }
    }
    #expect(try numbers() == [1, 2, 3, 4, 5, 6])
    #expect(try numbers("--last", "2") == [5, 6])
    #expect(try numbers("--device", "wlc-1") == [2, 4, 5, 6])
    #expect(try numbers("--device", "wlc-2") == [3])
    #expect(try numbers("--kind", "exported", "--kind", "trip-opened") == [4, 5])
    #expect(try numbers("--since", "2026-05-28T20:27:00Z") == [2, 3, 4, 5, 6])
    #expect(try numbers("--since", "2026-05-28T20:27:41Z") == [])
    let json = try scratch.run("log", "--format", "json", "--last", "1")
    #expect(json.stdout.contains("\"schema\": \"rumkit.site-log/1\""))
    #expect(json.stdout.contains("\"mark\": \"overridden\""))
  }

  @Test func aClockOffsetIsDeviceMinusHost() throws {
    let scratch = try SiteScratch()
    defer { scratch.remove() }
    try scratch.seed()
    // With and without the mark that says that no option follows.
    for number in [["--device", "wlc-1", "--", "-90"], ["-90", "--device", "wlc-1"]] {
      let run = try RumkitRun(["site", "clock", "offset", "--site", scratch.site] + number)
      #expect(run.status == 0, "\(number)")
      #expect(run.stdout.contains("the clock of the device is 90 seconds behind that of the host"))
    }
    let ahead = try scratch.run(
      "clock", "offset", "--device", "wlc-1", "--device-time", "2026-06-01T12:00:05+01:00",
      "--at", "2026-06-01T11:00:00Z")
    #expect(ahead.stdout.contains("is 5 seconds ahead"))
    let printed = try scratch.run(
      "clock", "offset", "--device", "wlc-1", "--device-time",
      "*11:00:07.125 UTC Mon Jun 1 2026", "--at", "2026-06-01T11:00:00Z")
    #expect(printed.stdout.contains("is 7 seconds ahead"))
    let uncertain = try scratch.run(
      "clock", "offset", "--device", "wlc-1", "--device-time",
      "*11:00:07.125 CET Mon Jun 1 2026", "--at", "2026-06-01T11:00:00Z")
    #expect(uncertain.status == 64)
  }

  @Test func inARehearsalNowIsTheOnlyClock() throws {
    let scratch = try SiteScratch()
    defer { scratch.remove() }
    let made = try scratch.run("init", "--name", "x", "--rehearsal", "--now", "2030-01-02")
    #expect(made.stdout.hasPrefix("REHEARSAL: "))
    for command in ["status", "log", "verify"] {
      #expect(try scratch.run(command).stdout.hasPrefix("REHEARSAL: "), "\(command)")
    }
    #expect(try scratch.run("status").stdout.contains("site x, 2030-01-02T00:00:00Z"))
    #expect(try scratch.run("export", "--format", "csv").stdout.hasPrefix("REHEARSAL,number,"))
    #expect(try scratch.run("export").stdout.contains("\"mode\":\"rehearsal\""))
    let back = try scratch.run("verify", "--now", "2030-01-01")
    #expect(back.status == 64)
    #expect(back.stderr.contains("may not run backwards"))
    let copy = scratch.folder + "/copy"
    #expect(try scratch.run("backup", copy).stdout.hasPrefix("REHEARSAL: "))
    let place = scratch.folder + "/other"
    let early = try RumkitRun(["site", "restore", copy, "--site", place, "--now", "2029-01-01"])
    #expect(early.status == 64)
    #expect(!FileManager.default.fileExists(atPath: place))
  }

  @Test func aHostileHostNameNeverReachesTheTerminal() throws {
    let scratch = try SiteScratch()
    defer { scratch.remove() }
    let ledger = try scratch.seed()
    let name = "\u{1B}[2J\u{202E}\n=1+1"
    try ledger.append(
      [
        SiteEventDraft(
          .deviceRegistered, SiteScratch.device,
          [.hostName: name, .group: name, .account: name])
      ], by: SiteScratch.author(SiteScratch.start + 90))
    for arguments in [
      ["status"], ["status", "--format", "json"], ["status", "--format", "csv"], ["log"],
      ["log", "--format", "json"], ["log", "--format", "ndjson"], ["export"],
      ["export", "--format", "csv"], ["status", "--device", "9ZZEXAMPLE1"],
    ] {
      let run = try RumkitRun(["site"] + arguments + ["--site", scratch.site])
      #expect(run.status == 0)
      let acting = run.stdout.unicodeScalars.filter {
        $0 == "\u{1B}" || $0 == "\u{202E}"
      }
      #expect(acting.isEmpty, "\(arguments)")
    }
  }
}
