import Foundation
import Testing

@Suite struct CheckCommandTests {
  private static let now = ["--now", "2026-08-20T13:00:00Z"]

  private func file(_ text: String) throws -> URL {
    let url = FileManager.default.temporaryDirectory.appending(
      path: "check-\(UUID().uuidString).txt")
    try Data(text.utf8).write(to: url)
    return url
  }

  private static func status(lastAck: String, deadline: String) -> String {
    """
    wlc-example-9#show license udi
    UDI: PID:C9800-CL-K9,SN:9ZZEXAMPLE9

    wlc-example-9#show version
    Cisco IOS XE Software, Version 17.09.02

    wlc-example-9#show license status
    Transport:
      Type: Transport Off

    Usage Reporting:
      Last ACK received: \(lastAck)
      Next ACK deadline: \(deadline)

    Trust Code Installed: <none>

    """
  }

  @Test func theSamplesAreJudged() throws {
    let run = try RumkitRun(["check", "Samples/show"] + Self.now)
    #expect(run.stdout.contains("wlc-example-1"))
    #expect(run.stdout.contains("9800-CL ACK"))
    // The deadline of wlc-example-7 is over.
    #expect(run.status == 1)
  }

  @Test func overdueFailsAndDueDoesNot() throws {
    let over = try file(Self.status(lastAck: "<none>", deadline: "Aug 01 10:00:00 2026 UTC"))
    let due = try file(Self.status(lastAck: "<none>", deadline: "Nov 01 10:00:00 2026 UTC"))
    #expect(try RumkitRun(["check", over.path] + Self.now).status == 1)
    #expect(try RumkitRun(["check", due.path] + Self.now).status == 0)
    #expect(try RumkitRun(["check", due.path, "--fail-on", "warning"] + Self.now).status == 1)
    #expect(try RumkitRun(["check", over.path, "--fail-on", "never"] + Self.now).status == 0)
  }

  @Test func monitoringHasItsOwnStatuses() throws {
    let cases: [(String, String, Int32, String)] = [
      ("<none>", "Aug 01 10:00:00 2026 UTC", 2, "RUMKIT CRITICAL - "),
      ("<none>", "Nov 01 10:00:00 2026 UTC", 1, "RUMKIT WARNING - "),
      ("Aug 01 10:00:00 2026 UTC", "Nov 01 10:00:00 2026 UTC", 3, "RUMKIT UNKNOWN - "),
    ]
    for (ack, deadline, status, word) in cases {
      let run = try RumkitRun(
        ["check", try file(Self.status(lastAck: ack, deadline: deadline)).path, "--monitor"]
          + Self.now)
      #expect(run.status == status)
      #expect(run.stdout.hasPrefix(word))
      #expect(run.stdout.filter { $0 == "|" }.count == 1)
      #expect(run.stdout.split(separator: "\n").count == 1)
    }
    let missing = try RumkitRun(["check", "no-such-file.txt", "--monitor"] + Self.now)
    #expect(missing.status == 3)
    #expect(missing.stdout.hasPrefix("RUMKIT UNKNOWN"))
  }

  @Test func jsonHasWhatTheContractFixes() throws {
    let path = try file(Self.status(lastAck: "<none>", deadline: "Nov 01 10:00:00 2026 Central"))
    let run = try RumkitRun(["check", path.path, "--format", "json"] + Self.now)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(run.stdout.utf8)) as? [String: Any])
    #expect(json["schema"] as? String == "rumkit.requirements/1")
    let device = try #require((json["devices"] as? [[String: Any]])?.first)
    #expect(device["udi_serial_number"] as? String == "9ZZEXAMPLE9")
    let requirements = try #require(device["requirements"] as? [[String: Any]])
    #expect(requirements.count == 9)
    let ack = try #require(requirements.first { $0["id"] as? String == "9800-cl-ack" })
    #expect(ack["verdict"] as? String == "due")
    let deadline = try #require(ack["deadline"] as? [String: Any])
    #expect(deadline["utc"] is NSNull)
    #expect(deadline["text"] as? String == "Nov 01 10:00:00 2026 Central")
    #expect((ack["basis"] as? [String: Any])?["certainty"] as? String == "documented")
  }

  @Test func csvHasARowForEachRequirement() throws {
    let path = try file(Self.status(lastAck: "<none>", deadline: "Nov 01 10:00:00 2026 UTC"))
    let run = try RumkitRun(["check", path.path, "--format", "csv"] + Self.now)
    #expect(run.stdout.split(separator: "\r\n").count == 10)
  }

  @Test func aFileWithoutOutputIsNamed() throws {
    let path = try file("nothing of a device\n")
    let run = try RumkitRun(["check", path.path] + Self.now)
    #expect(run.status == 2)
    #expect(run.stderr.contains("it is not device output"))
    #expect(run.stdout.isEmpty)
  }

  @Test func monitoringWithAFormatIsWrongUsage() throws {
    #expect(try RumkitRun(["check", "Samples/show", "--monitor", "--format", "json"]).status == 64)
  }
}
