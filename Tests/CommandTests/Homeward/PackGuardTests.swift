import Assessment
import Foundation
import LicenseFiles
import Testing

/// The guard in `pack` and in the import of what was packed. The sample was saved by its device at
/// 2026-08-17T07:45:05Z.
@Suite struct PackGuardTests {
  private func reset(
    _ home: Homeward, _ serial: String = "C9800-CL-K9:9ZZEXAMPLE1", at: String, reloaded: String
  ) throws {
    try home.run(
      "reset", "record", "--device", serial, "--at", "2026-08-17T\(at)Z", "--reloaded-at",
      "2026-08-17T\(reloaded)Z", at: "2026-08-17T12:00:00Z")
  }

  private func pack(_ home: Homeward, _ more: String..., status: Int32) throws -> RumkitRun {
    let run = try home.run(
      ["pack", Homeward.usage, "--output", home.folder.path("out")] + more,
      at: "2026-08-19T09:00:00Z")
    #expect(run.status == status, "\(run.stdout)\(run.stderr)")
    return run
  }

  @Test(arguments: [
    // Saved at the reset's second, inside, at the last second, at the end, and before.
    ("07:45:05", "07:45:10", 3), ("07:00:00", "07:10:00", 3), ("06:40:00", "06:45:06", 3),
    ("06:40:00", "06:45:05", 0), ("07:45:06", "07:50:00", 0),
  ])
  func usageOfTheHourIsRefused(_ at: String, _ reloaded: String, _ status: Int32) throws {
    let home = try Homeward([])
    try reset(home, at: at, reloaded: reloaded)
    let run = try pack(home, status: status)
    #expect(run.stdout.contains("reset/saved-inside-hour") == (status == 3))
    #expect(home.folder.names.contains("out") == (status == 0))
    #expect(try home.site.events(.guardRefused).count == (status == 3 ? 1 : 0))
    try home.expectSound()
  }

  @Test func aFileWithoutASystemTimeIsJudgedByItsLastMeasurement() throws {
    let home = try Homeward([])
    try reset(home, at: "07:00:00", reloaded: "07:10:00")
    let text = try home.folder.sample("usage/c9800-cl-rum.txt")
    let range = try #require(
      text.range(
        of: "<smartLicenseSystemInfo>.*</smartLicenseSystemInfo>", options: .regularExpression))
    let file = try home.file("rum.txt", text.replacingCharacters(in: range, with: ""))
    let run = try home.run(
      ["pack", file, "--output", home.folder.path("out")], at: "2026-08-19T09:00:00Z")
    #expect(run.status == 3, "\(run.stdout)\(run.stderr)")
    #expect(run.stdout.contains("ends with a measurement at 2026-08-17T07:45:03Z"))
  }

  @Test func anOverrideGoesOutAndStaysVisibleAndItsAckIsRefusedHoweverLate() throws {
    let home = try Homeward([])
    try reset(home, at: "07:00:00", reloaded: "07:10:00")
    #expect(try pack(home, "--override-wait", "", status: 64).stdout.isEmpty)
    let run = try pack(home, "--override-wait", "audit tomorrow", status: 0)
    #expect(run.stdout.contains("warning: reset/saved-inside-hour"))
    let log = try home.run("site", "log", at: "2026-08-20T09:00:00Z").stdout
    #expect(log.contains("OVERRIDDEN"))
    #expect(log.contains("audit tomorrow"))
    let status = try home.run("site", "status", at: "2026-08-20T09:00:00Z").stdout
    #expect(status.contains("audit tomorrow"))
    let bag = try #require(try home.site.events(.packed).first?[.bag])
    let info = try String(contentsOfFile: bag + "/bag-info.txt", encoding: .utf8)
    #expect(info.contains("Reset-Guard: overridden"))
    let late = "2027-08-01T09:00:00Z"
    let refused = try home.run("import", Homeward.ack, at: late, status: 3)
    #expect(refused.stdout.contains("reset/exported-inside-hour"))
    #expect(refused.stderr.contains("refused"))
    let allowed = try home.run("import", Homeward.ack, "--override-wait", "told", at: late)
    #expect(allowed.stdout.contains("the guard is overridden"))
    #expect(try home.site.events(.guardOverridden).map { $0[.command] } == ["pack", "import"])
    try home.expectSound()
  }

  /// The ledger does not know yet that the two are a pair; the file says so.
  @Test func theOtherMemberOfAPairThatOnlyTheFileKnowsGuardsToo() throws {
    let home = try Homeward([])
    // The pair's file was saved by 9ZZEXAMPLE3.
    let file = "Samples/usage/c9800-ha-rum.txt"
    try home.run(
      "reset", "record", "--device", "C9800-CL-K9:9ZZEXAMPLE2", "--at", "2026-04-01T00:00:00Z",
      at: "2026-08-19T08:00:00Z")
    let run = try home.run(
      ["pack", file, "--output", home.folder.path("out")], at: "2026-08-19T09:00:00Z")
    #expect(run.status == 3, "\(run.stdout)\(run.stderr)")
    #expect(run.stdout.contains("C9800-CL-K9:9ZZEXAMPLE2"))
    #expect(try home.site.events(.guardRefused).count == 1)
  }

  @Test func aDryRunAsksAndRecordsNothing() throws {
    let home = try Homeward([])
    try reset(home, at: "07:00:00", reloaded: "07:10:00")
    let head = try home.head()
    _ = try pack(home, "--dry-run", status: 3)
    _ = try pack(home, "--dry-run", "--override-wait", "x", status: 0)
    #expect(try home.head() == head)
  }
}
