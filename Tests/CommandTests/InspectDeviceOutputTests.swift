import Foundation
import Testing

@Suite("inspect on device output")
struct InspectDeviceOutputTests {
  private func object(_ run: RumkitRun) throws -> [String: Any] {
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(run.stdout.utf8)) as? [String: Any])
    let file = try #require((json["files"] as? [[String: Any]])?.first)
    return try #require(file["device_output"] as? [String: Any])
  }

  @Test("a show tech: the device, what it reports and what is wrong with its messages")
  func tech() throws {
    let run = try RumkitRun(["inspect", "Samples/show/wlc-example-7-tech.txt"])
    #expect(run.status == 0)
    for words in [
      "device C9800-CL-K9:9ZZEXAMPLE7 (wlc-example-7)", "17.12.04", "last ACK received",
      "2026-05-04T06:10:20Z (May 04 07:10:20 2026 CET)", "waiting for ACK 198(400)",
      "air-dna-advantage", "Usage Reporting", "%SMART_LIC-3-COMM_FAILED", "understood",
    ] {
      #expect(run.stdout.contains(words), "\(words)")
    }
    #expect(!run.stdout.contains("SmartAgentMaxRumMemory"))
    let verbose = try RumkitRun(["inspect", "--verbose", "Samples/show/wlc-example-7-tech.txt"])
    #expect(verbose.stdout.contains("SmartAgentMaxRumMemory"))
    #expect(verbose.stdout.contains("Save unreported RUM Reports"))
  }

  @Test(
    "messages: no answer, failure and what it means; no secret in any form of the result",
    arguments: ["text", "json", "csv"])
  func history(_ format: String) throws {
    let run = try RumkitRun(
      ["inspect", "--verbose", "--format", format, "Samples/show/wlc-example-7-history.txt"])
    #expect(run.status == 0)
    // The token, the request for a certificate and the signature of the sample.
    for secret in ["RVhBTVBMRS1UT0tFTi1", "TUlJRXhhbXBsZUNTUi1", "RVhBTVBMRS1OT1QtQS1"] {
      #expect(!run.stdout.contains(secret))
      #expect(!run.stderr.contains(secret))
    }
    guard format != "csv" else { return }
    #expect(run.stdout.contains("no answer was received"))
    #expect(run.stdout.contains("Invalid ProductInstanceIdentifier"))
    #expect(run.stdout.contains("license smart trust idtoken TOKEN all force"))
  }

  @Test("what one file says of a device holds in all of them")
  func names() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let clock = "WLC#show clock\n10:00:00.000 UTC Tue Nov 24 2026\n"
    let udi = "WLC#show license udi\nUDI: PID:C9800-CL-K9,SN:9ZZEXAMPLE1\n"
    for (name, text) in [("a.txt", clock), ("b.txt", udi), ("c.txt", clock)] {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    let paths = ["a.txt", "b.txt"].map { folder.appending(path: $0).path }
    let both = try RumkitRun(["inspect"] + paths)
    #expect(both.stdout.components(separatedBy: "device C9800-CL-K9:9ZZEXAMPLE1 (WLC)").count == 3)
    #expect(both.stdout.contains("b.txt: the UDI"))
    let alone = try RumkitRun(["inspect", "--format", "json", folder.appending(path: "c.txt").path])
    #expect(!alone.stdout.contains("9ZZEXAMPLE1"))
  }

  @Test("the same from standard input and out of an archive")
  func sources() throws {
    let path = RumkitRun.repository.appending(path: "Samples/show/wlc-example-7-tech.txt")
    let bytes = try Data(contentsOf: path)
    let direct = try object(
      try RumkitRun(["inspect", "--format", "json", "Samples/show/wlc-example-7-tech.txt"]))
    let piped = try object(
      try RumkitRun(["inspect", "--format", "json", "-"], standardInput: bytes))
    #expect(piped["lines"] as? Int == direct["lines"] as? Int)
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let archive = folder.appending(path: "captures.tar.gz").path
    let tar = try RumkitRun(
      ["-czf", archive, "-C", path.deletingLastPathComponent().path, path.lastPathComponent],
      program: URL(filePath: "/bin/tar"))
    #expect(tar.status == 0)
    let packed = try RumkitRun(["inspect", "--format", "json", archive])
    #expect(packed.stdout.contains("9ZZEXAMPLE7"))
    #expect(packed.stdout.contains("show license tech support"))
  }

  @Test("lines that are not understood are counted, and listed on demand")
  func unknown() throws {
    let text = Data("W#show license status\nUtility:\n  Status: DISABLED\nthe moon is full\n".utf8)
    let run = try RumkitRun(["inspect", "-"], standardInput: text)
    #expect(run.stdout.contains("2 of 3 lines"))
    #expect(run.stdout.contains("device/not-understood"))
    #expect(!run.stdout.contains("the moon is full"))
    let verbose = try RumkitRun(["inspect", "--verbose", "-"], standardInput: text)
    #expect(verbose.stdout.contains("4: the moon is full"))
  }

  @Test("what a device logged of a command does not show its token")
  func loggedCommand() throws {
    let line =
      "Aug 20 09:00:00.000 UTC: %PARSER-5-CFGLOG_LOGGEDCMD: User:admin  logged command:license smart "
      + "trust idtoken NOTAREALTOKEN1234 all force\n"
    for format in ["text", "json"] {
      let run = try RumkitRun(
        ["inspect", "--verbose", "--format", format, "-"], standardInput: Data(line.utf8))
      #expect(run.stdout.contains("PARSER-5-CFGLOG_LOGGEDCMD") || format == "json")
      #expect(!run.stdout.contains("NOTAREALTOKEN1234"))
      #expect(run.stdout.contains("(withheld)"))
    }
  }

  @Test("nothing of a transcript moves the cursor")
  func terminal() throws {
    let text = "W#show license status\nTransport:\n  Type: \u{202E}evil\u{1B}[2Jtext\n"
    let run = try RumkitRun(["inspect", "-"], standardInput: Data(text.utf8))
    #expect(!run.stdout.contains("\u{1B}"))
    #expect(!run.stdout.contains("\u{202E}"))
  }
}
