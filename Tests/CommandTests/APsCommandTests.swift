import Foundation
import Testing

/// `rumkit aps` on the built program.
@Suite struct APsCommandTests {
  private func json(_ arguments: [String]) throws -> [String: Any] {
    let run = try RumkitRun(["aps", "--format", "json"] + arguments)
    let object = try JSONSerialization.jsonObject(with: Data(run.stdout.utf8))
    return try #require(object as? [String: Any])
  }

  @Test func theAccessPointsBehindACountAreShown() throws {
    let run = try RumkitRun(["aps", "Samples/usage/c9800-cl-rum.txt"])
    #expect(run.status == 0 && run.stderr.isEmpty)
    #expect(run.stdout.contains("5 access points at 2026-08-17T07:45:03Z"))
    #expect(run.stdout.contains("11 of 11 measurements\n"))
    #expect(
      run.stdout.contains(
        "AIR-AP2802I-E-K9  FZZ0000A006  2026-05-14T10:36:52Z     2026-06-12T22:25:41Z  "
          + "air-dna-advantage, air-network-advantage\n"))
  }

  @Test func anEarlierFileOfTheSameDeviceChangesNothing() throws {
    let one = try json(["Samples/usage/c9800-cl-rum.txt"])
    let both = try json(["Samples/usage/c9800-cl-rum.txt", "Samples/earlier/c9800-cl-rum.txt"])
    #expect(
      try #require(one["product_instances"] as? NSArray)
        == #require(both["product_instances"] as? NSArray))
    #expect((both["totals"] as? [String: Any])?["repeated_reports"] as? Int == 6)
  }

  @Test func jsonKeepsItsContract() throws {
    let object = try json(["Samples/usage/c9800-ha-rum.txt"])
    #expect(object["schema"] as? String == "rumkit.access-points/1")
    let instances = try #require(object["product_instances"] as? [[String: Any]])
    #expect(instances.map { $0["udi_serial_number"] as? String } == ["9ZZEXAMPLE2", "9ZZEXAMPLE3"])
    let other = instances[0]["superseded_by"] as? [String: String]
    #expect(other?["udi_serial_number"] == "9ZZEXAMPLE3")
    let accessPoints = try #require(instances[1]["access_points"] as? [[String: Any]])
    #expect(accessPoints.count == 5)
    #expect(accessPoints[1]["udi_pid"] as? String == "AIR-AP2802I-E-K9")
    #expect(accessPoints[1]["first_seen"] as? String == "2026-05-20T03:14:20Z")
    #expect(accessPoints[1]["removed_at"] as? String == "2026-06-19T03:19:53Z")
    #expect(accessPoints[2]["removed_at"] is NSNull)
    #expect(object["inventory"] is NSNull)
  }

  @Test func aCountThatTheListsDoNotGiveIsTold() throws {
    let run = try RumkitRun(["aps", "--fail-on", "warning", "Samples/faulty/c9800-rum.txt"])
    #expect(run.status == 1)
    #expect(run.stdout.contains("fails from 2026-06-01T12:00:00Z"))
    #expect(
      run.stdout.contains(
        ":7: warning: usage/ap-count-mismatch: from measurement 1 on, the lists give 2 access points"
          + " and the count is 4, since 2026-06-01T12:00:00Z\n"))
  }

  @Test(arguments: [("error", 0), ("warning", 1), ("never", 0)])
  func theInventoryIsComparedBySerialNumber(_ level: String, _ status: Int32) throws {
    let run = try RumkitRun([
      "aps", "--verbose", "--inventory", "Samples/inventory/aps.csv", "--fail-on", level,
      "Samples/usage",
    ])
    #expect(run.status == status)
    #expect(
      run.stdout.contains("by serial number: 9 licensed, 10 in the inventory, 8 in both\n"))
    #expect(run.stdout.contains("access-points/not-in-inventory: AIR-AP2802I-E-K9:FZZ0000A008 "))
    #expect(run.stdout.contains("access-points/not-licensed: FZZ0000B031 (C9130AXI-E, ap-yard-31)"))
    #expect(run.stdout.contains("0 errors, 3 warnings, 0 notes\n"))
  }

  @Test func showAPSummaryIsComparedByModelAndSaysSo() throws {
    let transcript = "Samples/inventory/wlc-example-1-ap-summary.txt"
    let usage = "Samples/usage/c9800-cl-rum.txt"
    let run = try RumkitRun(["aps", "--inventory", transcript, usage])
    #expect(run.status == 0)
    #expect(run.stdout.contains("by the number of each model, because there are no serial numbers"))
    #expect(
      run.stdout.contains(
        "access-points/model-count-differs: 2802I: 5 licensed, 6 in the inventory\n"))
    let object = try json(["--inventory", transcript, usage])
    let inventory = try #require(object["inventory"] as? [String: Any])
    #expect(inventory["compared_by"] as? String == "model_count")
    let both = try RumkitRun([
      "aps", "--inventory", transcript, "--inventory", "Samples/inventory/aps.csv",
      "Samples/usage",
    ])
    #expect(both.stdout.contains("in the inventory without a serial number, not compared: 2\n"))
  }

  @Test func anInventoryMayComeOnStandardInput() throws {
    let text = "Serial\tModel\nFZZ0000A003\tAIR-AP2802I\n"
    let run = try RumkitRun(
      ["aps", "--inventory", "-", "Samples/usage/c9800-cl-rum.txt"],
      standardInput: Data(text.utf8))
    #expect(run.status == 0)
    #expect(run.stdout.contains("5 licensed, 1 in the inventory, 1 in both\n"))
  }

  @Test func modelsOverTimeAreATable() throws {
    let usage = "Samples/usage/c9800-cl-rum.txt"
    let text = try RumkitRun(["aps", "--by-model", usage])
    #expect(text.stdout.contains("  2026-02-08T08:35:34Z                 3    3\n"))
    #expect(!text.stdout.contains("FZZ0000A001"))
    let csv = try RumkitRun(["aps", "--by-model", "--format", "csv", usage])
    let rows = csv.stdout.split(separator: "\r\n")
    #expect(rows.count == 8)
    #expect(rows.last == "C9800-CL-K9,9ZZEXAMPLE1,AIR-AP2802I-E-K9,2026-07-11T22:10:57Z,5")
  }

  @Test func csvHasARowForEachAccessPointAndASecondTable() throws {
    let run = try RumkitRun([
      "aps", "--format", "csv", "--inventory", "Samples/inventory/aps.csv", "Samples/usage",
    ])
    let tables = run.stdout.components(separatedBy: "\r\n\r\n")
    #expect(tables.count == 2)
    #expect(tables[0].components(separatedBy: "\r\n").count == 1 + 8 + 4 + 5)
    #expect(tables[1].hasPrefix("difference,model,serial_number,name,first_seen,removed_at\r\n"))
    #expect(tables[1].contains("not licensed,C9130AXI-E,FZZ0000B031,ap-yard-31,,\r\n"))
  }

  @Test func whatIsNotNeededIsStatusTwo() throws {
    let ack = try RumkitRun(["aps", "Samples/ack/ACK_c9800-cl-rum.txt"])
    #expect(ack.status == 2)
    #expect(ack.stderr.contains("error: no usage report was found in"))
    let inventory = try RumkitRun([
      "aps", "--inventory", "Samples/README.md", "Samples/usage/c9800-cl-rum.txt",
    ])
    #expect(inventory.status == 2 && inventory.stdout.isEmpty)
    #expect(inventory.stderr.contains("Samples/README.md:1: this is not an inventory"))
    let missing = try RumkitRun(["aps", "--inventory", "no-such-file", "Samples/usage"])
    #expect(missing.status == 2 && missing.stderr.contains("no-such-file: there is no such file"))
    #expect(try RumkitRun(["aps", "Samples/faulty/truncated-rum.txt"]).status == 2)
  }

  @Test func aSwitchHasNoAccessPoints() throws {
    let run = try RumkitRun(["aps", "Samples/usage/c9300-stack-rum.txt"])
    #expect(run.status == 0)
    #expect(run.stdout.hasPrefix("no access points: none of 8 reports lists any, 1 file"))
  }

  @Test func hostileTextIsEscaped() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "aps-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let hostile = #"=cmd|\\u001b[31m\\u202e<b>"#
    let usage = try String(
      contentsOf: RumkitRun.repository.appending(path: "Samples/usage/c9800-cl-rum.txt"),
      encoding: .utf8
    ).replacing("FZZ0000A003", with: hostile)
    let file = folder.appending(path: "rum.txt")
    try Data(usage.utf8).write(to: file)
    let table = folder.appending(path: "aps.csv")
    try Data("Serial,Model,Name\nX,2802I,=1+1\u{202E}\n".utf8).write(to: table)
    for format in ["text", "json", "csv"] {
      let run = try RumkitRun([
        "aps", "--format", format, "--inventory", table.path, file.path,
      ])
      #expect(run.status == 0)
      #expect(!run.stdout.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
      #expect(run.stdout.contains("cmd|"), "\(format)")
      if format == "csv" {
        #expect(run.stdout.contains("'=cmd|") && !run.stdout.contains(",=cmd|"))
        #expect(run.stdout.contains("'=1+1") && !run.stdout.contains(",=1+1"))
      }
    }
  }

  @Test func anInputIsNeverReplaced() throws {
    let run = try RumkitRun([
      "aps", "--inventory", "Samples/inventory/aps.csv", "--output", "Samples/inventory/aps.csv",
      "--force", "Samples/usage",
    ])
    #expect(run.status == 64)
    #expect(run.stderr.contains("is one of the inputs"))
  }

  private static let real = RumkitRun.repository.deletingLastPathComponent()
    .appending(path: "shared/samples/rum/c9800cl-17.09.02-report-1671840750.xml")

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: real.path),
      "../shared/samples is not here: skipped"))
  func thePublishedReportIsProved() throws {
    let object = try json([Self.real.path])
    let instances = try #require(object["product_instances"] as? [[String: Any]])
    let entitlement = try #require(
      (instances.first?["entitlements"] as? [[String: Any]])?.first)
    #expect(entitlement["proved"] as? Int == 3 && entitlement["measurements"] as? Int == 3)
    #expect((instances.first?["access_points"] as? [Any])?.count == 3)
  }
}
