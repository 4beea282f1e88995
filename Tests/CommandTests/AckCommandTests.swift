import Foundation
import Testing

/// `rumkit ack match`, and ACKs in the commands that look at files, on the built program.
@Suite struct AckCommandTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "rumkit-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func file(_ name: String, _ text: String) throws -> String {
    let url = folder.appending(path: name)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  private func ack(_ data: String) -> String {
    "<smartLicense><smartLicenseRumAck><data><![CDATA[\(data)]]></data>"
      + "<signature>RVhBTVBMRQ==</signature></smartLicenseRumAck></smartLicense>"
  }

  private func match(_ arguments: String...) throws -> RumkitRun {
    try RumkitRun(["ack", "match"] + arguments + ["--now", "2026-11-24T10:00:00Z"])
  }

  private struct Match: Decodable {
    struct Device: Decodable {
      var udi_serial_number: String
      var acknowledged: [String]
      var outstanding: [String]
      var undetermined: [String]
      var unknown: [String]
    }
    struct File: Decodable {
      var file: String
      var match: String
      var by: String?
    }
    var schema: String
    var devices: [Device]
    var files: [File]
    var accepted_names: String?

    init(_ run: RumkitRun) throws {
      self = try JSONDecoder().decode(Match.self, from: Data(run.stdout.utf8))
    }

    subscript(_ serial: String) -> Device? { devices.first { $0.udi_serial_number == serial } }
  }

  /// `pack`, `verify` and `ack match` count alike.
  @Test func telemetryIsCountedApart() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "t\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let usage = "Samples/usage/c9300-stack-rum.txt"
    let match = try RumkitRun(["ack", "match", "Samples/ack", "--usage", usage])
    #expect(match.stdout.contains("  acknowledged    8: 1772300001, "), "\(match.stdout)")
    #expect(match.stdout.contains("1772300008; besides 2 telemetry reports\n"))
    let pack = try RumkitRun([
      "pack", usage, "--no-site", "--output", folder.path + "/out", "--evidence",
      folder.path + "/bag",
    ])
    #expect(pack.stdout.contains("    8 reports"), "\(pack.stdout)")
    let verify = try RumkitRun(["verify", folder.path + "/out"])
    #expect(
      verify.stdout.contains("a whole usage file with 8 reports and 2 telemetry reports\n"),
      "\(verify.stdout)")
  }

  @Test func theSamplesComeHome() throws {
    let run = try match("Samples/ack", "--usage", "Samples/usage", "--format", "json")
    #expect(run.status == 0)
    let match = try Match(run)
    #expect(match.schema == "rumkit.ack-match/1")
    #expect(match.files.map(\.match) == ["matched", "matched", "matched", "matched"])
    #expect(match["9ZZEXAMPLE1"]?.acknowledged.count == 8)
    #expect(match["9ZZEXAMPLE2"]?.acknowledged == ["1774900001", "1774900002"])
    #expect(match["9ZZEXAMPLE3"]?.undetermined == ["1774900102"])
    #expect(match["9ZZEXAMPLE5"]?.undetermined.count == 3)
    #expect(match["FZZ0000C001"]?.outstanding == [])
    #expect(match.devices.allSatisfy { $0.unknown.isEmpty })
  }

  @Test func aForeignDeviceIsStatusOne() throws {
    let run = try match(
      "Samples/ack/ACK_c9800-cl-rum.txt", "--usage", "Samples/usage/c9800-ha-rum.txt")
    #expect(run.status == 1)
    #expect(run.stdout.contains(": error: ack/foreign-device: "))
    let lenient = try match(
      "Samples/ack/ACK_c9800-cl-rum.txt", "--usage", "Samples/usage/c9800-ha-rum.txt",
      "--fail-on", "never")
    #expect(lenient.status == 0)
  }

  @Test func whatIsNotWhatItWasNamedForIsStatusTwo() throws {
    let usage = "Samples/usage/c9800-cl-rum.txt"
    let swapped = try match(usage, "--usage", usage)
    #expect(swapped.status == 2)
    #expect(swapped.stdout.contains(": error: ack/not-an-ack: "))
    #expect(swapped.stderr == "rumkit: error: \(usage): it holds nothing from the portal\n")
    let ack = "Samples/ack/ACK_c9800-cl-rum.txt"
    let noUsage = try match(ack, "--usage", ack)
    #expect(noUsage.status == 2)
    #expect(noUsage.stderr.contains("error: \(ack): it holds no usage"))
    #expect(try match(ack, "--usage", "Samples/faulty/truncated-rum.txt").status == 2)
    #expect(try match("no-such-file", "--usage", usage).status == 2)
  }

  @Test func usageThatLiesBesideAcksIsPassedOver() throws {
    let run = try match("Samples/ack", "Samples/usage", "--usage", "Samples/usage")
    #expect(run.status == 0)
    #expect(run.stderr.contains("hint: Samples/usage/c8000v-rum.txt: nothing from the portal"))
  }

  @Test(arguments: [
    ["ack", "match", "Samples/ack"], ["ack", "match", "--usage", "Samples/usage"],
    ["ack", "match", "Samples/ack", "--usage", "Samples/usage", "--device", "9ZZNOBODY"],
    ["ack", "match", "Samples/ack", "--usage", "Samples/usage", "--accept-names", ""],
    ["ack", "match", "Samples/ack", "--usage", "Samples/usage", "--now", "soon"],
  ])
  func wrongUsageIsSixtyFour(_ arguments: [String]) throws {
    #expect(try RumkitRun(arguments).status == 64)
  }

  @Test func namesThatPackGaveOutTieAloneAndInBulkWhenAccepted() throws {
    let bag = folder.appending(path: "bag").path
    let packed = try RumkitRun([
      "pack", "Samples/usage", "--output", folder.appending(path: "out").path, "--evidence", bag,
    ])
    #expect(packed.status == 0)
    let first = try file("ACK_C9800-CL-K9_9ZZEXAMPLE1 (1).txt", ack(#"[{"text":"EXAMPLE 1"}]"#))
    let second = try file("ACK_C8000V_9ZZEXAMPLE5.txt", ack(#"[{"text":"EXAMPLE 5"}]"#))
    let alone = try Match(match(first, "--usage", bag, "--format", "json"))
    #expect(alone.files.map(\.by) == ["name"])
    #expect(alone["9ZZEXAMPLE1"]?.undetermined.count == 8)
    let refused = try Match(match(first, second, "--usage", bag, "--format", "json"))
    #expect(refused.files.map(\.match) == ["ambiguous", "ambiguous"])
    let accepted = try Match(
      match(first, second, "--usage", bag, "--format", "json", "--accept-names", "seen"))
    #expect(accepted.files.map(\.by) == ["name", "name"])
    #expect(accepted.accepted_names == "seen")
  }

  @Test func theUserTiesByHand() throws {
    let silent = try file("ACK_x.txt", ack(#"[{"text":"EXAMPLE"}]"#))
    let map = try file(
      "map.csv", "file,udi_pid,udi_serial_number\nACK_x.txt,C9800-CL-K9,9ZZEXAMPLE1\n")
    for choice in [["--device", "9ZZEXAMPLE1"], ["--device-map", map]] {
      let run = try RumkitRun(
        ["ack", "match", silent, "--usage", "Samples/usage", "--format", "json"] + choice)
      #expect(try Match(run).files.map(\.by) == ["hand"], "\(choice)")
      #expect(run.status == 0)
    }
    let broken = try file("broken.csv", "file\nACK_x.txt\n")
    let run = try match(silent, "--usage", "Samples/usage", "--device-map", broken)
    #expect(run.status == 2)
    #expect(run.stderr.contains("broken.csv:1: the header needs the columns"))
  }

  @Test func hostileTextDoesNotReachTheTerminal() throws {
    let name = try file(
      "ACK_x.txt", ack(#"[{"status":"FAILED \u001b[31m \u202e","text":"\u0007"}]"#))
    for arguments in [
      ["ack", "match", name, "--usage", "Samples/usage"], ["validate", name], ["inspect", name],
      ["summarize", name], ["summarize", "--format", "csv", name],
      ["summarize", "--format", "json", name],
    ] {
      let run = try RumkitRun(arguments)
      let text = run.stdout + run.stderr
      #expect(
        !text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" || $0 == "\u{7}" },
        "\(arguments)")
      #expect(text.contains("FAILED"), "\(arguments)")
    }
  }

  @Test func theResultIsNeverWrittenOverAnInput() throws {
    let name = try file("ACK_x.txt", ack("[]"))
    let run = try match(name, "--usage", "Samples/usage", "--output", name, "--force")
    #expect(run.status == 64)
    #expect(try String(contentsOfFile: name, encoding: .utf8) == ack("[]"))
  }

  @Test func csvHasARowForEachReport() throws {
    let run = try match(
      "Samples/ack/ACK_c9800-ha-rum.txt", "--usage", "Samples/usage/c9800-ha-rum.txt", "--format",
      "csv")
    let rows = run.stdout.split(separator: "\r\n")
    #expect(rows.first == "udi_pid,udi_serial_number,report_id,state,acks")
    #expect(rows.count == 5)
    #expect(rows.contains { $0.hasPrefix("C9800-CL-K9,9ZZEXAMPLE3,1774900102,undetermined,") })
  }

  // MARK: The commands that look at files

  @Test func validateJudgesWhatComesHome() throws {
    let run = try RumkitRun(["validate", "--expect", "ack", "Samples/ack"])
    #expect(run.status == 0)
    #expect(run.stdout.contains(": warning: ack/status-failed: "))
    #expect(run.stdout.hasSuffix("0 errors, 1 warning, 0 notes\n"))
    let policy = try RumkitRun(["validate", "--expect", "ack", "Samples/policy/policy.xml"])
    #expect(policy.stdout.contains(": warning: ack/no-rum-ack: "))
    #expect(try RumkitRun(["validate", "Samples/policy/policy.xml"]).stdout.hasPrefix("0 errors"))
  }

  @Test func summarizeShowsAcksBesideUsage() throws {
    let both = try RumkitRun(["summarize", "Samples/usage/c8000v-rum.txt", "Samples/ack"])
    #expect(both.stdout.contains("C8000V:9ZZEXAMPLE5  release 17.06.05\n"))
    #expect(both.stdout.contains("authorizes      P:C8000V,S:9ZZEXAMPLE5: 1 × Router US Export"))
    let csv = try RumkitRun(["summarize", "--format", "csv", "Samples/ack"])
    #expect(csv.stdout.hasPrefix("file,kind,devices,report_numbers,"))
    let tables = try RumkitRun(
      ["summarize", "--format", "csv", "Samples/usage/c8000v-rum.txt", "Samples/ack"])
    #expect(tables.stdout.contains("\r\n\r\nfile,kind,devices,"))
    let json = try RumkitRun(["summarize", "--format", "json", "Samples/usage"])
    #expect(json.stdout.contains("\"acknowledgements\": []"))
  }

  @Test func whatIsLeftOutOfTheSummaryIsCounted() throws {
    let words = (0..<25).map { "{\"status\":\"OK \($0)\"}" }.joined(separator: ",")
    let ids = (1...25).map { String($0) }.joined(separator: ",")
    let many = try file("ACK_many.txt", ack("[{\"report_ids\":[\(ids)]},\(words)]"))
    let text = try RumkitRun(["summarize", many]).stdout
    #expect(text.contains("says     and 5 more\n"))
    #expect(text.contains("19, 20 and 5 more\n"))
  }

  @Test func theIdentityInsideAnAuthorizationIsNotShown() throws {
    for arguments in [["summarize"], ["inspect"], ["summarize", "--format", "json"]] {
      let run = try RumkitRun(arguments + ["Samples/ack"])
      #expect(run.stdout.contains("9ZZEXAMPLE5"))
      #expect(!run.stdout.contains("00000000-2222-4333-8444-555555555555"))
    }
  }
}
