import Foundation
import Testing

/// A folder for the files of one test.
private struct Scratch {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "rumkit-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  func file(_ name: String, _ text: String) throws -> String {
    let url = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }
}

/// What scripts rely on, on the built program (docs/json.md, rumkit(1)).
@Suite struct CommandContractTests {
  private let now = ["--now", "2026-11-24T10:00:00Z"]

  @Test func aSoundFileIsNoFailure() throws {
    let run = try RumkitRun(["validate", "Samples/usage"] + now)
    #expect(run.status == 0)
    #expect(run.stdout.hasSuffix("0 errors, 0 warnings, 1 note\n"))
    #expect(run.stderr.isEmpty)
  }

  @Test(arguments: [("error", 0), ("warning", 0), ("note", 1), ("never", 0)])
  func theFailLevelDecides(_ level: String, _ status: Int32) throws {
    #expect(
      try RumkitRun(["validate", "Samples/usage", "--fail-on", level] + now).status == status)
  }

  @Test func errorsAreStatusOne() throws {
    let run = try RumkitRun(["validate", "Samples/faulty/c9800-rum.txt"] + now)
    #expect(run.status == 1)
    for id in [
      "usage/report-id-duplicate", "usage/payload-edited", "usage/signature-missing",
      "usage/interval-mismatch", "usage/ap-count-mismatch", "usage/udi-mismatch",
      "usage/count-not-a-number",
    ] {
      #expect(run.stdout.contains(": \(id): "), "\(id)")
    }
  }

  @Test func whatIsNamedAndMissingIsStatusTwoBeforeFindings() throws {
    let run = try RumkitRun(["validate", "no-such-file", "Samples/faulty"] + now)
    #expect(run.status == 2)
    #expect(run.stderr == "rumkit: error: no-such-file: there is no such file\n")
    let into = try RumkitRun(["validate", "Samples/usage", "--output", "no-such-folder/x.json"])
    #expect(
      into.stderr.contains("no-such-folder/x.json: the folder no-such-folder does not exist\n"))
    #expect(run.stdout.contains("usage/truncated"))
  }

  @Test func figuresOfACutFileAreStatusTwo() throws {
    #expect(try RumkitRun(["summarize", "Samples/faulty/truncated-rum.txt"]).status == 2)
  }

  @Test(arguments: [
    ["validate"], ["summarize", "--format", "yaml", "x"], ["validate", "x", "--now", "soon"],
    ["explain", "usage/no-such-finding"], ["nonsense"], ["pack", "x"],
  ])
  func wrongUsageIsStatus64(_ arguments: [String]) throws {
    let run = try RumkitRun(arguments)
    #expect(run.status == 64)
    #expect(run.stdout.isEmpty)
    #expect(run.stderr.hasPrefix("rumkit: error: "))
  }

  @Test func standardInputIsADash() throws {
    let data = try Data(
      contentsOf: RumkitRun.repository.appending(path: "Samples/usage/c9800-cl-rum.txt"))
    let run = try RumkitRun(["inspect", "-"], standardInput: data)
    #expect(run.status == 0)
    #expect(run.stdout.hasPrefix("-\n  kind       usage\n"))
  }

  @Test(arguments: [
    (["inspect", "Samples/usage"], "rumkit.inspection/1"),
    (["validate", "Samples/usage"], "rumkit.findings/1"),
    (["summarize", "Samples/usage"], "rumkit.summary/1"), (["explain"], "rumkit.catalogue/1"),
  ])
  func jsonNamesItsSchemaFirst(_ arguments: [String], _ schema: String) throws {
    let run = try RumkitRun(arguments + ["--format", "json"])
    #expect(run.stdout.hasPrefix("{\n  \"schema\": \"\(schema)\","))
    #expect(throws: Never.self) {
      try JSONSerialization.jsonObject(with: Data(run.stdout.utf8))
    }
  }

  @Test func theSummaryOfASampleIsTheContracts() throws {
    let run = try RumkitRun(["summarize", "Samples/usage/c9800-cl-rum.txt", "--format", "json"])
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(run.stdout.utf8)) as? [String: Any])
    let totals = try #require(root["totals"] as? [String: Int])
    #expect(totals["files"] == 1)
    #expect(totals["reports"] == 8)
    #expect(totals["telemetry_reports"] == 0)
    let devices = try #require(root["product_instances"] as? [[String: Any]])
    #expect(devices.first?["udi_serial_number"] as? String == "9ZZEXAMPLE1")
    let entitlements = try #require(devices.first?["entitlements"] as? [[String: Any]])
    #expect(
      entitlements.map { $0["name"] as? String } == ["air-dna-advantage", "air-network-advantage"])
    #expect(entitlements.first?["latest"] as? Int == 5)
  }

  @Test func theSameReportInSeveralFilesCountsOnce() throws {
    let path = "Samples/usage/c9800-cl-rum.txt"
    let once = try RumkitRun(["summarize", path, "--format", "csv"]).stdout
    #expect(try RumkitRun(["summarize", path, path, "--format", "csv"]).stdout == once)
  }

  @Test func outputIsNeverReplacedWithoutForce() throws {
    let scratch = try Scratch()
    let path = try scratch.file("out.txt", "old")
    let arguments = ["summarize", "Samples/usage", "--output", path]
    let refused = try RumkitRun(arguments)
    #expect(refused.status == 64)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
    #expect(try RumkitRun(arguments + ["--force"]).status == 0)
    #expect(try String(contentsOfFile: path, encoding: .utf8).contains("air-dna-advantage"))
    #expect(scratch.names == ["out.txt"])
  }

  @Test(arguments: ["validate", "summarize", "inspect"])
  func aResultNeverReplacesAnInput(_ command: String) throws {
    let scratch = try Scratch()
    let path = try scratch.file("rum.txt", "<smartLicense></smartLicense>\n")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("link.txt"), withDestinationPath: path)
    for output in [path, scratch.path("link.txt")] {
      for input in [path, scratch.folder.path] {
        let run = try RumkitRun([command, input, "--output", output, "--force"])
        #expect(run.status == 64)
        #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("<smartLicense>"))
      }
    }
  }

  @Test func anEmptyFolderIsAWarning() throws {
    let run = try RumkitRun(["validate", try Scratch().folder.path])
    #expect(run.stderr.contains("warning: there is nothing to read in "))
  }

  @Test(arguments: [
    ["--\u{1B}[2J"], ["\u{202E}x"], ["validate", "x", "--format", "\u{1B}[2J"],
    ["validate", "x", "--now", "\u{9B}2J"], ["explain", "\u{1B}]0;x\u{7}"],
  ])
  func hostileArgumentsAreEscaped(_ arguments: [String]) throws {
    let run = try RumkitRun(arguments)
    #expect(run.status == 64)
    #expect(run.stderr.contains("\\u{"))
    for scalar in run.stderr.unicodeScalars {
      #expect(scalar == "\n" || (scalar.value >= 0x20 && scalar.value < 0x7F))
    }
  }

  @Test func debrisOfAFolderIsPassedOver() throws {
    let scratch = try Scratch()
    let sample = try String(
      contentsOf: RumkitRun.repository.appending(path: "Samples/usage/c8000v-rum.txt"),
      encoding: .utf8)
    _ = try scratch.file("rum.txt", sample)
    _ = try scratch.file("._rum.txt", "junk")
    _ = try scratch.file("System Volume Information/x.txt", "junk")
    _ = try scratch.file(".rumkit-partial-abc", "junk")
    mkfifo(scratch.path("pipe"), 0o600)
    let run = try RumkitRun(["validate", scratch.folder.path, "--verbose"] + now)
    #expect(run.status == 0)
    #expect(run.stdout.hasSuffix("0 errors, 0 warnings, 1 note\n"))
    for name in ["._rum.txt", "System Volume Information", ".rumkit-partial-abc", "pipe"] {
      #expect(run.stderr.contains("\(name): skipped"), "\(name)")
    }
    let short = try RumkitRun(["validate", scratch.folder.path] + now)
    #expect(short.stderr.contains(" and 3 more: skipped (--verbose lists each)\n"))
    #expect(try RumkitRun(["validate", scratch.folder.path, "--quiet"] + now).stderr.isEmpty)
  }

  @Test func manyOtherFilesShareOneLine() throws {
    let scratch = try Scratch()
    for number in 1...5 { _ = try scratch.file("notes-\(number).txt", "call the carrier") }
    func stderr(_ words: String...) throws -> String {
      try RumkitRun(["validate", scratch.folder.path] + now + words).stderr
    }
    let short = try stderr()
    #expect(
      short.contains(
        "notes-3.txt and 2 more: not Smart Licensing files, skipped (--verbose lists each)\n"))
    #expect(!short.contains("notes-4.txt"))
    #expect(try stderr("--verbose").contains("notes-4.txt: not a Smart Licensing file, skipped\n"))
    try FileManager.default.removeItem(at: scratch.folder.appending(path: "notes-4.txt"))
    try FileManager.default.removeItem(at: scratch.folder.appending(path: "notes-5.txt"))
    #expect(try stderr().contains("notes-3.txt: not a Smart Licensing file, skipped\n"))
  }

  @Test func otherFilesOfAFolderAreListedAndPassedOver() throws {
    let scratch = try Scratch()
    let sample = try String(
      contentsOf: RumkitRun.repository.appending(path: "Samples/usage/c8000v-rum.txt"),
      encoding: .utf8)
    _ = try scratch.file("rum.txt", sample)
    let notes = try scratch.file("notes.txt", "call the carrier")
    let folder = try RumkitRun(["validate", scratch.folder.path] + now)
    #expect(folder.status == 0)
    #expect(folder.stderr.contains("notes.txt: not a Smart Licensing file, skipped"))
    let summary = try RumkitRun(["summarize", scratch.folder.path, "--format", "json"])
    #expect(summary.status == 0)
    #expect(summary.stdout.contains("\"files\": 1,"))
    let named = try RumkitRun(["validate", notes] + now)
    #expect(named.status == 1)
    #expect(named.stdout.contains("usage/not-a-license-file"))
  }

  @Test func anArchiveIsReadMemberByMember() throws {
    let scratch = try Scratch()
    let tar = Process()
    tar.executableURL = URL(filePath: "/usr/bin/env")
    tar.currentDirectoryURL = RumkitRun.repository.appending(path: "Samples/usage")
    tar.arguments = [
      "tar", "-c", "-z", "--format=ustar", "-f", scratch.path("a.tar.gz"), "c8000v-rum.txt",
      "c9800-cl-rum.txt",
    ]
    try tar.run()
    tar.waitUntilExit()
    let run = try RumkitRun(["inspect", scratch.path("a.tar.gz")])
    #expect(run.stdout.contains("a.tar.gz!c8000v-rum.txt\n  kind       usage"))
    #expect(
      try RumkitRun(["unpack", scratch.path("a.tar.gz"), "--output", scratch.path("out")]).status
        == 0)
    #expect(
      try Data(contentsOf: scratch.folder.appending(path: "out/c8000v-rum.txt"))
        == Data(
          contentsOf: RumkitRun.repository.appending(path: "Samples/usage/c8000v-rum.txt")))
  }

  @Test func everyFindingIsExplained() throws {
    let list = try RumkitRun(["explain"]).stdout.split(separator: "\n").dropFirst()
    #expect(list.count > 50)
    for line in list {
      let id = String(line.prefix { $0 != " " })
      let run = try RumkitRun(["explain", id])
      #expect(run.status == 0)
      for word in ["looks at", "why", "remedy", "basis"] { #expect(run.stdout.contains(word)) }
    }
  }

  /// Texts that act on terminals, spreadsheets and pages, in every place of a report that is free.
  @Test(arguments: ["text", "json", "csv"])
  func hostileTextNeverComesThroughRaw(_ format: String) throws {
    let scratch = try Scratch()
    let hostile = "\\u001b[2J\\u009b1m\\u202e\\u0007=cmd|x\\u0000<script>"
    let payload =
      #"{"version":"\#(hostile)","asset_identification":{"report_id":"\#(hostile)","asset":{"name":"\#(hostile)"},"instance":{"sudi":{"udi_pid":"\#(hostile)","udi_serial_number":"\#(hostile)"}}},"meta":{"entitlement_tag":"\#(hostile)","software_version":"\#(hostile)","\#(hostile)":"\#(hostile)","ha_udi":[{"role":"\#(hostile)","sudi":{"udi_pid":"a","udi_serial_number":"\#(hostile)"}}]},"measurements":[{"metric_name":"\#(hostile)","value":{"type":"\#(hostile)","value":"\#(hostile)"},"meta":{"termination_reason":"\#(hostile)"}}]}"#
    let escaped = payload.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let path = try scratch.file(
      "ru\u{1B}[31mm\u{202E}.txt",
      "<smartLicense><RUMReport><![CDATA[{\"payload\":\"\(escaped)\"}]]></RUMReport>"
        + "<weird>&#x9b;1m</weird><smartLicensePolicy><policyCode><name>&#x202e;=x</name>"
        + "</policyCode></smartLicensePolicy></smartLicense>\n")
    for command in ["inspect", "validate", "summarize"] {
      let run = try RumkitRun([command, path, "--format", format, "--verbose"])
      #expect(!run.stdout.isEmpty)
      for text in [run.stdout, run.stderr] {
        for scalar in text.unicodeScalars {
          let isPlain =
            scalar == "\n" || scalar == "\r" || (scalar.value >= 0x20 && scalar.value < 0x7F)
            || (scalar.value >= 0xA0 && scalar.value < 0x2000)
            || (0x2190..<0xE000).contains(scalar.value)
            || scalar == "…"
          #expect(isPlain, "\(command) \(format): U+\(String(scalar.value, radix: 16))")
        }
      }
      if format == "csv" {
        #expect(!run.stdout.contains(",="), "a formula survives in \(command)")
      }
    }
  }
}
