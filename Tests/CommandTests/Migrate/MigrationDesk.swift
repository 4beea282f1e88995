import Assessment
import Foundation
import LicenseFiles
import Testing

/// A rehearsal with a migration that has begun.
struct MigrationDesk {
  static let device = "C9800-CL-K9:9ZZEXAMPL11"
  let site: SiteFolder

  init(_ start: [String]? = nil) throws {
    site = try SiteFolder("EAST", mode: .rehearsal)
    try run(
      ["start", "--device", Self.device] + (start ?? ["--from", Self.sample("1-before.txt")]),
      "14T08:10")
  }

  /// Runs a subcommand of migrate at a day and time of September 2026.
  @discardableResult
  func run(
    _ arguments: [String], _ time: String, status: Int32 = 0, input: String? = nil,
    place: Testing.SourceLocation = #_sourceLocation
  ) throws -> RumkitRun {
    let run = try site.run(["migrate"] + arguments, at: "2026-09-\(time):00Z", input: input)
    #expect(
      run.status == status, "\(arguments): \(run.stdout)\(run.stderr)", sourceLocation: place)
    return run
  }

  func record(
    _ step: String, _ file: String, _ time: String, status: Int32 = 0,
    place: Testing.SourceLocation = #_sourceLocation
  ) throws -> RumkitRun {
    try run(["record", step, "--evidence", file], time, status: status, place: place)
  }

  /// Up to and with the wait for the count.
  func carryToCount() throws {
    try run(["record", "target-release", "--target", "17.9.5"], "14T08:20")
    for step in ["upgrade", "policy-enabled", "transport-off"] {
      _ = try record(step, Self.sample("2-upgraded.txt"), "15T21:35")
    }
  }

  /// Up to the import of the ACK, which is home on 17 September at 11:00.
  func carryToImport() throws {
    try carryToCount()
    _ = try record("ap-count", Self.sample("3-counted.txt"), "16T05:45")
    _ = try record("save-usage", Self.sample("wlc-example-11-rum.txt"), "16T06:00")
    let packed = try site.run(
      ["pack", Self.sample("wlc-example-11-rum.txt"), "--output", site.folder.path("out")],
      at: "2026-09-16T06:02:00Z")
    #expect(packed.status == 0, "\(packed.stderr)")
    try run(["record", "pack"], "16T06:03")
    _ = try record("portal", Self.sample("ACK_wlc-example-11-rum.txt"), "17T11:00")
  }

  /// A file made of a sample.
  func file(_ name: String, of sample: String, _ change: (String) -> String) throws -> String {
    let text = try String(
      contentsOf: RumkitRun.repository.appending(path: Self.sample(sample)),
      encoding: .utf8)
    try site.folder.write(change(text), to: name)
    return site.folder.path(name)
  }

  func migration() throws -> [String: Any] {
    let run = try run(["status", "--format", "json"], "20T00:00")
    let list = try #require(try site.object(run)["migrations"] as? [[String: Any]])
    return try #require(list.last)
  }

  static func sample(_ name: String) -> String { "Samples/migration/\(name)" }
}
