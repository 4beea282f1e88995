import Foundation
import Testing

/// `rumkit diff` where another device goes on with the work: a switchover and a replacement, made of the
/// samples, and what is neither.
@Suite struct DiffSuccessorTests {
  private let folder = PackFolder()

  /// The reports of a sample and the device's account of itself.
  private func parts(_ name: String) throws -> (reports: [String], info: String) {
    let text = try String(
      contentsOf: RumkitRun.repository.appending(path: "Samples/usage/\(name)"), encoding: .utf8)
    let lines = text.split(separator: "\n").map(String.init)
    return (
      lines.filter { $0.hasPrefix("<RUMReport>") },
      try #require(lines.first { $0.hasPrefix("<smartLicenseSystemInfo>") })
    )
  }

  private func write(_ lines: [String], to name: String) throws {
    try folder.write(
      (["<smartLicense>"] + lines + ["</smartLicense>", ""]).joined(separator: "\n"), to: name)
  }

  private func diff(_ arguments: String...) throws -> RumkitRun {
    let run = try RumkitRun(["diff", folder.path("old.txt"), folder.path("new.txt")] + arguments)
    #expect(run.status == 1 && run.stderr.isEmpty, "\(run.stderr)")
    return run
  }

  private func relations() throws -> [String] {
    let json = try JSONSerialization.jsonObject(with: Data(diff("--format", "json").stdout.utf8))
    let devices = try #require(
      (json as? [String: Any])?["product_instances"] as? [[String: Any]])
    return devices.compactMap { $0["relation"] as? String }
  }

  @Test func theStandbyTookOver() throws {
    let (reports, info) = try parts("c9800-ha-rum.txt")
    let before = reports.filter { $0.contains(#"\"report_id\":17749000"#) }
    #expect(before.count == 2 && reports.count == 4)
    try write(before, to: "old.txt")
    try write(reports + [info], to: "new.txt")
    let run = try diff()
    #expect(run.stdout.contains("C9800-CL-K9:9ZZEXAMPLE3  wlc-example-2  (switchover)\n"))
    #expect(run.stdout.contains("  HA role     C9800-CL-K9:9ZZEXAMPLE2: Active -> Standby\n"))
    #expect(run.stdout.contains("1 of 1 device changed\n"))

    // The same reports without the list of members are those of two devices.
    let list = try Regex(#",\\"ha_udi\\":\[.*?\}\}\]"#)
    try write(before.map { $0.replacing(list, with: "") }, to: "old.txt")
    try write(reports.map { $0.replacing(list, with: "") } + [info], to: "new.txt")
    #expect(try relations() == ["same", "appeared"])
  }

  @Test func anotherDeviceStandsInItsPlace() throws {
    let (reports, info) = try parts("c9800-cl-rum.txt")
    let all = (reports + [info]).map {
      $0.replacingOccurrences(of: "9ZZEXAMPLE1", with: "9ZZEXAMPLE7")
    }
    try write(Array(reports.prefix(6)) + [info], to: "old.txt")
    try write(Array(all.suffix(3)), to: "new.txt")
    let run = try diff()
    #expect(run.stdout.contains("C9800-CL-K9:9ZZEXAMPLE7  wlc-example-1  (replaced)\n"))
    #expect(
      run.stdout.contains(
        "C9800-CL-K9:9ZZEXAMPLE1 -> C9800-CL-K9:9ZZEXAMPLE7  (inferred: the same product id and host"
      ))
    #expect(run.stdout.contains("  access points: +2 joined, -1 left\n"), "\(run.stdout)")

    // Under another host name it is another device.
    try write(
      all.suffix(3).map { $0.replacingOccurrences(of: "wlc-example-1", with: "wlc-example-8") },
      to: "new.txt")
    #expect(try relations() == ["gone", "appeared"])
    // And so it is when both measured at the same time.
    try write(Array(all.suffix(5)), to: "new.txt")
    #expect(try relations() == ["gone", "appeared"])
  }
}
