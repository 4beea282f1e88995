import Foundation
import Testing

/// One reading of evidence: what a file is called, and where it stands, changes no answer.
@Suite struct EvidenceCommandTests {
  private static let now = ["--now", "2026-08-20T13:00:00Z"]

  private static func capture(_ clock: String?, ack: String, deadline: String) -> String {
    let clock = clock.map { "wlc-example-9#show clock\n\($0)\n" } ?? ""
    return """
      wlc-example-9#show license udi
      UDI: PID:C9800-CL-K9,SN:9ZZEXAMPLE9
      wlc-example-9#show version
      Cisco IOS XE Software, Version 17.09.05
      wlc-example-9#show license status
      Transport:
        Type: Transport Off
      Usage Reporting:
        Last ACK received: \(ack)
        Next ACK deadline: \(deadline)
      Trust Code Installed: <none>
      \(clock)
      """
  }

  private static let before = capture(
    "10:00:00.000 UTC Mon Aug 10 2026", ack: "<none>", deadline: "Aug 09 10:00:00 2026 UTC")
  private static let after = capture(
    "10:00:00.000 UTC Wed Aug 12 2026", ack: "Aug 11 10:00:00 2026 UTC",
    deadline: "Aug 11 10:00:00 2027 UTC")

  private func folder(_ files: [(String, String)]) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "evidence-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    return folder
  }

  private func both(_ before: String, _ after: String) throws -> [URL] {
    [
      try folder([("a.txt", before), ("b.txt", after)]),
      try folder([("b.txt", before), ("a.txt", after)]),
      try folder([("all.txt", before + after)]), try folder([("all.txt", after + before)]),
    ]
  }

  @Test func checkBelievesTheNewestOutput() throws {
    for folder in try both(Self.before, Self.after) {
      let run = try RumkitRun(["check", folder.path] + Self.now)
      #expect(run.stdout.contains("  355  "), "\(run.stdout)")
      #expect(run.status == 0)
      #expect(!run.stdout.contains("the order of the files decided"))
    }
  }

  @Test func reportBelievesTheNewestOutput() throws {
    for folder in try both(Self.before, Self.after) {
      let run = try RumkitRun(["report", folder.path, "--format", "json"] + Self.now)
      #expect(run.stdout.contains("2027-08-11"), "\(run.stderr)")
      #expect(!run.stdout.contains("2026-08-09"))
    }
  }

  @Test func diagnoseBelievesTheNewestOutput() throws {
    for folder in try both(Self.before, Self.after) {
      let run = try RumkitRun(["diagnose", folder.path] + Self.now)
      #expect(!run.stdout.contains("Next ACK deadline: Aug 09"), "\(run.stdout)")
      #expect(!run.stdout.contains("the order of the files decided"))
    }
  }

  @Test func whereNoTimeTellsTheAnswerSaysIt() throws {
    func version(_ release: String) -> String {
      "sw-1#show license udi\nUDI: PID:C9300-48P,SN:9ZZEXAMPLE1\nsw-1#show version\n"
        + "Cisco IOS XE Software, Version \(release)\n"
    }
    let folder = try folder([("a.txt", version("17.9.1")), ("b.txt", version("17.12.1"))])
    for command in ["check", "diagnose"] {
      let text = try RumkitRun([command, folder.path] + Self.now).stdout
      #expect(text.contains("the order of the files decided"), "\(text)")
      let json = try RumkitRun([command, folder.path, "--format", "json"] + Self.now).stdout
      #expect(json.contains(#""order_known": false"#) || json.contains(#""order_known":false"#))
    }
  }

  /// What is device output is decided once.
  @Test(arguments: [
    "RP/0/RP0/CPU0:xr-example#show license status | include ACK\n  Last ACK received: <none>\n",
    "UDI: PID:C9300-24UX,SN:FZZ0000C001\n\nHA UDI List:\n    Active:PID:C9300-24UX,SN:FZZ0000C001\n",
    "sw-1#show processes cpu sorted\n PID  Runtime(ms)\n",
    "*Apr  1 15:38:52.975: %SYS-5-CONFIG_I: Configured from console\n",
  ])
  func everyCommandTakesTheSameForDeviceOutput(_ text: String) throws {
    let file = try folder([("x.txt", text)]).appending(path: "x.txt").path
    let inspected = try RumkitRun(["inspect", file]).stdout
    #expect(inspected.contains("device-output"), "\(inspected)")
    #expect(try RumkitRun(["check", file] + Self.now).status != 2)
    #expect(try RumkitRun(["diagnose", file] + Self.now).status != 2)
    #expect(try RumkitRun(["redact", file, "--output", file + ".copy"]).status == 0)
  }

  @Test(arguments: ["hello\n", "show license all\n", "Policy:\nwe report once a month\n"])
  func orNotForIt(_ text: String) throws {
    let file = try folder([("x.txt", text)]).appending(path: "x.txt").path
    let inspected = try RumkitRun(["inspect", file]).stdout
    #expect(!inspected.contains("device-output"), "\(inspected)")
    #expect(try RumkitRun(["check", file] + Self.now).status == 2)
    #expect(try RumkitRun(["diagnose", file] + Self.now).status == 2)
    #expect(try RumkitRun(["redact", file, "--output", file + ".copy"]).status == 2)
  }

  @Test func aSiteFillsWhatTheCapturesLack() throws {
    let place = FileManager.default.temporaryDirectory.appending(
      path: "evidence-site-\(UUID().uuidString)"
    ).path
    #expect(
      try RumkitRun(
        ["site", "init", "--site", place, "--name", "cellar", "--rehearsal"] + Self.now
      )
      .status == 0)
    let table = try folder([
      ("devices.csv", "pid,serial,host\nC9800-CL-K9,9ZZEXAMPLE9,wlc-example-9\n")
    ]).appending(path: "devices.csv").path
    let added = try RumkitRun(["site", "devices", "import", table, "--site", place] + Self.now)
    try #require(added.status == 0, "\(added.stderr)")
    let bare = try folder([
      ("y.txt", "WLC-EXAMPLE-9#show license status\nTransport:\n  Type: Transport Off\n")
    ])
    for command in ["check", "diagnose"] {
      let text = try RumkitRun([command, bare.path, "--site", place] + Self.now).stdout
      #expect(text.contains("9ZZEXAMPLE9"), "\(text)")
      #expect(text.contains("from the ledger of site cellar: the UDI"))
      let json = try RumkitRun(
        [command, bare.path, "--site", place, "--format", "json"] + Self.now
      ).stdout
      #expect(json.contains("from_site"))
    }
  }
}
