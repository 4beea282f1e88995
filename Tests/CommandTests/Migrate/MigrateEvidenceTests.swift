import Assessment
import Foundation
import LicenseFiles
import Testing

/// What evidence `rumkit migrate record` takes, on the built program.
@Suite struct MigrateEvidenceTests {
  private static let device = MigrationDesk.device
  private func sample(_ name: String) -> String { MigrationDesk.sample(name) }

  @Test func evidenceOfAnotherDeviceIsRefused() throws {
    let desk = try MigrationDesk()
    try desk.run(["record", "target-release", "--target", "17.9.5"], "14T08:20")
    let run = try desk.record("upgrade", sample("other-controller.txt"), "15T21:35", status: 3)
    #expect(run.stdout.isEmpty)
    #expect(run.stderr.contains("migrate/other-device"))
    _ = try desk.record("upgrade", sample("2-upgraded.txt"), "15T21:36")
    let refusals = try #require(try desk.migration()["refusals"] as? [[String: Any]])
    #expect(refusals.map { $0["finding"] as? String } == ["migrate/other-device"])
  }

  /// A day before the step before it, and at the same moment: one output proves several steps.
  @Test func evidenceIsNotOlderThanTheStepBefore() throws {
    let desk = try MigrationDesk()
    try desk.run(["record", "target-release", "--target", "17.9.5"], "14T08:20")
    let old = try desk.file("old.txt", of: "2-upgraded.txt") {
      $0.replacing("21:30:41.118 UTC Tue Sep 15", with: "07:00:00.000 UTC Mon Sep 14")
    }
    let run = try desk.record("upgrade", old, "15T21:35", status: 3)
    #expect(run.stderr.contains("migrate/older-evidence"))
    _ = try desk.record("upgrade", sample("2-upgraded.txt"), "15T21:35")
    _ = try desk.record("policy-enabled", sample("2-upgraded.txt"), "15T21:35")
  }

  /// A zone that nobody knows gives a range: only what is certainly older is refused.
  @Test func aZoneThatIsNotKnownIsNotHeldAgainstTheEvidence() throws {
    let desk = try MigrationDesk()
    try desk.run(["record", "target-release", "--target", "17.9.5"], "14T08:20")
    let vague = try desk.file("vague.txt", of: "2-upgraded.txt") {
      $0.replacing("21:30:41.118 UTC Tue Sep 15", with: "07:00:00.000 XYZ Mon Sep 14")
    }
    _ = try desk.record("upgrade", vague, "15T21:35")
  }

  /// After an upgrade the device cannot print its first output again, so what a migration that was given up
  /// had is good in the one that stands in its place.
  @Test func evidenceOfAMigrationThatWasGivenUpStaysGood() throws {
    let desk = try MigrationDesk()
    let again = try desk.run(
      ["start", "--device", Self.device, "--kind", "slr"], "14T09:00", status: 3)
    #expect(again.stderr.contains("is open"))
    try desk.run(
      ["start", "--device", Self.device, "--kind", "slr", "--instead", "begun by mistake"],
      "14T09:00")
    _ = try desk.record("record-before", sample("1-before.txt"), "14T09:05")
  }

  @Test func evidenceWithoutADateAsksForOne() throws {
    let desk = try MigrationDesk()
    try desk.run(["record", "target-release", "--target", "17.9.5"], "14T08:20")
    let dateless = try desk.file("dateless.txt", of: "2-upgraded.txt") { text in
      text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(2)
        .joined(separator: "\n")
    }
    let run = try desk.record("upgrade", dateless, "15T21:35", status: 2)
    #expect(run.stderr.contains("--at"))
    try desk.run(
      ["record", "upgrade", "--evidence", dateless, "--at", "2026-09-15T21:30:00Z"], "15T21:35")
    let future = try desk.run(
      ["record", "policy-enabled", "--evidence", dateless, "--at", "2026-09-16T00:00:00Z"],
      "15T21:35", status: 64)
    #expect(future.stderr.contains("future"))
  }

  @Test(arguments: [("23:30", Int32(3)), ("22:30", 0)])
  func evidenceOfTheFutureIsRefused(_ time: String, _ status: Int32) throws {
    let desk = try MigrationDesk()
    try desk.run(["record", "target-release", "--target", "17.9.5"], "14T08:20")
    let file = try desk.file("later.txt", of: "2-upgraded.txt") {
      $0.replacing("21:30:41", with: "\(time):41")
    }
    _ = try desk.record("upgrade", file, "15T21:35", status: status)
  }

  @Test func outputThatShowsNoDeviceIsRefused() throws {
    let desk = try MigrationDesk()
    try desk.run(["record", "target-release", "--target", "17.9.5"], "14T08:20")
    func strip(_ name: String) throws -> String {
      try desk.file("stripped-\(name).txt", of: "2-upgraded.txt") {
        $0.replacing("UDI: PID:C9800-CL-K9,SN:9ZZEXAMPL11\n", with: "")
          .replacing("wlc-example-11", with: name)
      }
    }
    let run = try desk.record("upgrade", try strip("somebody"), "15T21:35", status: 3)
    #expect(run.stderr.contains("migrate/device-not-shown"))
    _ = try desk.record("upgrade", try strip("wlc-example-11"), "15T21:35")
  }

  /// The proof of an import inside the hour of a reset: refused within the hour, recorded as an override after it.
  @Test(arguments: [("11:50", "11:55", 1), ("10:30", "10:35", 0)])
  func anImportInsideTheHourIsAnOverride(_ reset: String, _ reload: String, _ overrides: Int) throws
  {
    let desk = try MigrationDesk()
    try desk.carryToImport()
    let day = "2026-09-17T"
    let reset = try desk.site.run(
      [
        "reset", "record", "--device", "9ZZEXAMPL11", "--at", "\(day)\(reset):00Z",
        "--reloaded-at", "\(day)\(reload):00Z",
      ], at: "\(day)12:00:00Z")
    #expect(reset.status == 0, "\(reset.stderr)")
    let proof = MigrationDesk.sample("5-imported.txt")
    if overrides > 0 {
      let inside = try desk.record("import-ack", proof, "17T12:47", status: 3)
      #expect(inside.stderr.contains("reset/wait-not-over"), "\(inside.stderr)")
      #expect(inside.stderr.contains("over at 2026-09-17T12:55:00Z"), "\(inside.stderr)")
    }
    let run = try desk.record("import-ack", proof, "17T13:30")
    #expect(run.stderr.contains("while the guard refuses it") == (overrides > 0), "\(run.stderr)")
    let events = try desk.site.events(.guardOverridden)
    #expect(events.map { $0[.command] } == Array(repeating: "migrate record", count: overrides))
  }
}
