import Foundation
import Testing

/// What the site knows of a device is said where somebody has to go to it, and what a look shows is kept.
@Suite struct KnownDeviceTests {
  private let site: SiteFolder
  private static let before = "Samples/show/wlc-example-1-before.txt"

  init() throws {
    site = try SiteFolder("EXAMPLE-CAMPUS", mode: .rehearsal)
    let run = try site.run(["site", "devices", "import", "Samples/site/devices.csv"])
    try #require(run.status == 0, "\(run.stderr)")
  }

  @Test func aTripNamesTheBoxOfAMissingACK() throws {
    _ = try site.pack("out", "Samples/usage/c9800-cl-rum.txt")
    let opened = try site.run(
      ["trip", "open", "august", site.folder.path("out"), "--carrier", "carol"])
    #expect(opened.status == 0, "\(opened.stderr)")
    let box = "wlc-example-1, contact wireless team, change window Thu 12:00-16:00"
    #expect(try site.run(["trip", "list"], at: nil).stdout.contains(box))
    let json = try site.run(["trip", "list", "--format", "json"], at: nil).stdout
    #expect(json.contains("Thu 12:00-16:00"))
    let closed = try site.run(["trip", "close", "august"])
    #expect(closed.stdout.contains(box), "\(closed.stdout)\(closed.stderr)")
  }

  @Test func checkForAMonitorRecordsToo() throws {
    let run = try site.run(["check", Self.before, "--monitor"], at: "2026-08-20T08:00:00Z")
    #expect(run.stdout.split(separator: "\n").count == 1, "\(run.stdout)")
    let status = try site.run(["status"], at: "2026-08-20T08:00:00Z").stdout
    #expect(status.contains("2026-09-01"), "\(status)")
  }

  /// The near miss: a look leaves nothing.
  @Test func withNoRecordItOnlyLooks() throws {
    _ = try site.run(
      ["check", Self.before, "--monitor", "--no-record"], at: "2026-08-20T08:00:00Z")
    let status = try site.run(["status"], at: "2026-08-20T08:00:00Z").stdout
    #expect(!status.contains("2026-09-01"), "\(status)")
  }

  @Test func matchingNamesThePolicyThatAnACKCarries() throws {
    let match = ["ack", "match", "--usage", "Samples/usage", "--now", "2026-08-20T11:00:00Z"]
    let with = try RumkitRun(match + ["Samples/ack/ACK_c9800-cl-rum.txt"]).stdout
    #expect(with.contains("carries policy EXAMPLE-SITE Policy"), "\(with)")
    let without = try RumkitRun(match + ["Samples/ack/ACK_c9800-ha-rum.txt"]).stdout
    #expect(!without.contains("carries policy"), "\(without)")
  }

  @Test func anOverdueDeadlineIsNotToBeKept() throws {
    let late = try RumkitRun(["check", Self.before, "--now", "2026-09-20"]).stdout
    #expect(late.contains("overdue"), "\(late)")
    #expect(!late.contains("before the deadline"), "\(late)")
    let due = try RumkitRun(["check", Self.before, "--now", "2026-08-20"]).stdout
    #expect(due.contains("before the deadline"), "\(due)")
  }
}
