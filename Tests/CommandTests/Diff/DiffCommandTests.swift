import Foundation
import Testing

/// `rumkit diff` on the samples, as a user would start it.
@Suite struct DiffCommandTests {
  private static let earlier = "Samples/earlier/c9800-cl-rum.txt"
  private static let now = "Samples/usage/c9800-cl-rum.txt"
  private static let ack = "Samples/ack/ACK_c9800-cl-rum.txt"

  private func object(_ run: RumkitRun) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(run.stdout.utf8)) as? [String: Any])
  }

  private func list(_ value: Any?, _ keys: String...) throws -> [[String: Any]] {
    var value = value
    for key in keys { value = (value as? [String: Any])?[key] }
    return try #require(value as? [[String: Any]])
  }

  @Test func twoFilesOfOneDevice() throws {
    let run = try RumkitRun(["diff", Self.earlier, Self.now])
    #expect(run.status == 1 && run.stderr.isEmpty, "\(run.stderr)")
    #expect(run.stdout.contains("C9800-CL-K9:9ZZEXAMPLE1  wlc-example-1\n"))
    #expect(run.stdout.contains("  reports     +2 added, 6 the same\n"))
    #expect(run.stdout.contains("  access points: +2 joined, -1 left\n"), "\(run.stdout)")
    let row = try #require(
      run.stdout.split(separator: "\n").first { $0.hasPrefix("  air-network-advantage ") })
    #expect(
      row.split(separator: " ").map(String.init).suffix(6) == ["4", "5", "+1", "5", "5", "+1"])
    #expect(run.stdout.hasSuffix("access points: +2, -1; 1 of 1 device changed\n"))
  }

  @Test func theSameIsNoDifference() throws {
    for arguments in [
      [Self.now, Self.now], ["Samples/usage", "Samples/usage"], [Self.ack, Self.ack],
      ["Samples/ack", "Samples/ack"], ["Samples/policy", "Samples/policy/policy.xml"],
    ] {
      let run = try RumkitRun(["diff"] + arguments)
      #expect(run.status == 0, "\(arguments): \(run.stdout)\(run.stderr)")
      #expect(run.stdout.hasSuffix("nothing differs\n"), "\(arguments): \(run.stdout)")
    }
  }

  @Test func jsonHasWhatIsPromised() throws {
    let run = try RumkitRun(["diff", "--format", "json", Self.earlier, Self.now])
    let json = try object(run)
    #expect(json["schema"] as? String == "rumkit.diff/1" && json["differs"] as? Bool == true)
    let added = try list(json["reports"], "added")
    #expect(added.compactMap { $0["report_id"] as? String } == ["1770100008", "1770100007"])
    #expect(try list(json["reports"], "removed").isEmpty)
    #expect(try list(json["reports"], "changed").isEmpty)
    let entitlements = try list(json["entitlements"])
    #expect(entitlements.map { $0["old_latest"] as? Int } == [4, 4])
    #expect(entitlements.map { $0["new_latest"] as? Int } == [5, 5])
    let joined = try list(json["access_points"], "added")
    #expect(
      joined.compactMap { $0["udi_serial_number"] as? String } == ["FZZ0000A007", "FZZ0000A008"])
    #expect((joined.first?["names"] as? [String])?.count == 2)
    let left = try list(json["access_points"], "removed")
    #expect(left.compactMap { $0["udi_serial_number"] as? String } == ["FZZ0000A006"])
    #expect(try list(json["findings"]).isEmpty)
  }

  @Test func csvHasARowForEachDifference() throws {
    let run = try RumkitRun(["diff", "--format", "csv", Self.earlier, Self.now])
    let rows = run.stdout.split(separator: "\r\n")
    #expect(rows.first == "what,change,udi_pid,udi_serial_number,entitlement_tag,name,item,old,new")
    #expect(rows.count == 1 + 2 + 2 + 4 + 2, "\(run.stdout)")
    #expect(rows.contains { $0.hasPrefix("latest,changed,") && $0.hasSuffix(",4,5") })
    let same = try RumkitRun(["diff", "--format", "csv", Self.now, Self.now])
    #expect(same.stdout.split(separator: "\r\n").count == 1)
  }

  @Test func twoFolders() throws {
    let run = try RumkitRun(["diff", "Samples/earlier", "Samples/usage", "--format", "json"])
    #expect(run.status == 1)
    let relations = try list(try object(run)["product_instances"])
      .compactMap { $0["relation"] as? String }
    #expect(relations == ["appeared", "appeared", "same", "appeared"])
  }

  @Test func aClosedReportThatWasEditedIsAnError() throws {
    let folder = PackFolder()
    let text = try String(
      contentsOf: RumkitRun.repository.appending(path: Self.now), encoding: .utf8)
    let count = #"\"type\":\"COUNT\",\"value\":\"2\""#
    #expect(text.contains(count))
    let range = try #require(text.range(of: count))
    try folder.write(
      text.replacingCharacters(
        in: range, with: count.replacingOccurrences(of: "\"2", with: "\"9")), to: "edited.txt")
    let run = try RumkitRun(["diff", Self.now, folder.path("edited.txt")])
    #expect(run.status == 1)
    #expect(
      run.stdout.contains("edited.txt:2: error: diff/closed-report-changed: report 1770100001"),
      "\(run.stdout)")
    #expect(run.stdout.contains("  reports     1 closed and changed, 7 the same\n"))
    let table = try RumkitRun(["diff", Self.now, folder.path("edited.txt"), "--format", "csv"])
    #expect(
      table.stdout.contains(
        "\r\nfinding,error,C9800-CL-K9,9ZZEXAMPLE1,,,diff/closed-report-changed,,"),
      "\(table.stdout)")
  }

  @Test func oneSideMayBeStandardInput() throws {
    let data = try Data(contentsOf: RumkitRun.repository.appending(path: Self.now))
    #expect(try RumkitRun(["diff", Self.now, "-"], standardInput: data).status == 0)
    #expect(try RumkitRun(["diff", "-", Self.now], standardInput: data).status == 0)
  }

  @Test func kindsThatCannotBeComparedAreRefused() throws {
    let mixed = try RumkitRun(["diff", Self.now, Self.ack])
    #expect(mixed.status == 2 && mixed.stdout.isEmpty)
    #expect(
      mixed.stderr.contains("\(Self.now) holds usage and \(Self.ack) holds files from the portal"))
    #expect(mixed.stderr.contains("rumkit ack match"))
    let nothing = try RumkitRun(["diff", Self.now, "README.md"])
    #expect(nothing.status == 2 && nothing.stdout.isEmpty)
    #expect(nothing.stderr.contains("README.md: it holds neither usage nor a file from the portal"))
    let missing = try RumkitRun(["diff", "not-there.txt", Self.now])
    #expect(missing.status == 2 && missing.stdout.isEmpty)
    #expect(missing.stderr == "rumkit: error: not-there.txt: there is no such file\n")
  }

  @Test func aFileThatEndsEarlyIsSaid() throws {
    let run = try RumkitRun(["diff", Self.now, "Samples/faulty/truncated-rum.txt"])
    #expect(run.status == 2)
    #expect(run.stdout.contains("NEW could not be read to its end: what it lacks may be there\n"))
    #expect(
      run.stderr.hasPrefix(
        "rumkit: error: Samples/faulty/truncated-rum.txt: the file ends early, inside report 4"))
  }

  @Test func wrongUsage() throws {
    for arguments in [
      [], [Self.now], [Self.now, Self.now, Self.now], ["-", "-"],
      ["--last-export", Self.now, Self.now], ["--last-export", "-"],
    ] {
      #expect(try RumkitRun(["diff"] + arguments).status == 64, "\(arguments)")
    }
    let folder = PackFolder()
    try folder.write("kept", to: "out.json")
    let output = ["--output", folder.path("out.json")]
    #expect(try RumkitRun(["diff", Self.now, Self.now] + output).status == 64)
    #expect(try folder.text("out.json") == "kept")
  }

  @Test func acksAreComparedByWhatTheySay() throws {
    let folder = PackFolder()
    let text = try String(
      contentsOf: RumkitRun.repository.appending(path: Self.ack), encoding: .utf8)
    try folder.write(
      text.replacingOccurrences(of: "1770100006", with: "1770100099")
        .replacingOccurrences(of: "EXAMPLE-LAB", with: "EXAMPLE-PROD")
        .replacingOccurrences(of: "<onGoingReporting>365<", with: "<onGoingReporting>90<"),
      to: "ACK_new.txt")
    let run = try RumkitRun(["diff", Self.ack, folder.path("ACK_new.txt"), "--format", "json"])
    #expect(run.status == 1)
    let pair = try #require(try list(try object(run)["acknowledgements"]).first)
    #expect(pair["report_numbers_added"] as? [String] == ["1770100099"])
    #expect(pair["report_numbers_removed"] as? [String] == ["1770100006"])
    let changes = try list(pair["changes"])
    #expect(
      Set(changes.compactMap { $0["subject"] as? String }) == ["policy", "account"], "\(changes)")
    #expect(changes.contains { $0["new"] as? String == "EXAMPLE-PROD" })
  }

  /// Nothing of a hostile file reaches the terminal, the spreadsheet or the JSON as it is.
  @Test func hostileTextIsEscaped() throws {
    let folder = PackFolder()
    let text = try String(
      contentsOf: RumkitRun.repository.appending(path: Self.now), encoding: .utf8)
    try folder.write(
      text.replacingOccurrences(of: "wlc-example-1", with: #"=cmd()\u001b[31m\u202ehost"#)
        .replacingOccurrences(of: "FZZ0000A008", with: #"=1+1\\u001b[2J"#)
        .replacingOccurrences(of: "17.09.05", with: #"=@\\u001b]0;x"#), to: "hostile.txt")
    for format in ["text", "json", "csv"] {
      let run = try RumkitRun([
        "diff", "--verbose", "--format", format, Self.earlier, folder.path("hostile.txt"),
      ])
      #expect(!run.stdout.isEmpty)
      for scalar in (run.stdout + run.stderr).unicodeScalars {
        let isLineEnd = scalar == "\n" || (format == "csv" && scalar == "\r")
        #expect(isLineEnd || scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value))
        #expect(!(0x202A...0x202E).contains(scalar.value))
      }
      if format == "csv" {
        #expect(!run.stdout.contains(",=") && !run.stdout.contains("\n="))
      }
    }
  }

  /// Where real files are there: each is the same as itself, and two devices are two devices.
  @Test func realFiles() throws {
    let folder = RumkitRun.repository.appending(path: "../shared/samples").standardizedFileURL
    guard FileManager.default.fileExists(atPath: folder.path) else {
      print("skipped: ../shared/samples is not here")
      return
    }
    let report = folder.appending(path: "rum/c9800cl-17.09.02-report-1671840750.xml").path
    let router = folder.appending(path: "rum/c8000v-17.06.02-payload-escaped.txt").path
    #expect(try RumkitRun(["diff", report, report]).status == 0)
    let run = try RumkitRun(["diff", report, router, "--format", "json"])
    #expect(run.status == 1)
    #expect(
      Set(try list(try object(run)["product_instances"]).compactMap { $0["relation"] as? String })
        == ["appeared", "gone"])
    let ack = folder.appending(path: "ack/ack-transcribed-from-screenshot.xml").path
    #expect(try RumkitRun(["diff", ack, ack]).status == 0)
    #expect(try RumkitRun(["diff", report, ack]).status == 2)
  }
}
