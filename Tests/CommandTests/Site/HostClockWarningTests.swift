import AirGap
import Assessment
import Foundation
import Testing

/// A command that writes to a site warns of a clock that the ledger makes doubtful.
@Suite struct HostClockWarningTests {
  /// Records something with the clock of this host, in a site whose newest event is so many seconds ahead.
  private func write(newestAhead seconds: Int64, _ arguments: String...) throws -> String {
    let folder = PackFolder()
    let newest = Int64(Date().timeIntervalSince1970) + seconds
    _ = try SiteLedger.create(
      at: folder.path("site"), name: "WEST", mode: .own, by: SiteFolder.author(newest))
    try folder.write("pid,sn\nC8000V,9ZZEXAMPLE5\n", to: "register.csv")
    let run = try RumkitRun(
      [
        "site", "devices", "import", folder.path("register.csv"), "--site", folder.path("site"),
      ] + arguments)
    return run.stderr
  }

  @Test func aClockBeforeTheNewestEventIsDoubtful() throws {
    let words = try write(newestAhead: 86_400)
    #expect(words.contains("warning: the clock of this host says "), "\(words)")
    #expect(words.contains("rumkit site clock repair"))
  }

  @Test func aClockLongAfterTheNewestEventIsDoubtful() throws {
    let words = try write(newestAhead: -40 * 86_400)
    #expect(words.contains("more than a month before"), "\(words)")
  }

  @Test func aClockThatGoesOnIsNot() throws {
    #expect(try !write(newestAhead: -60).contains("the clock of this host"))
    // Nothing is recorded in a dry run, so nothing is warned of.
    #expect(try !write(newestAhead: 86_400, "--dry-run").contains("the clock of this host"))
  }
}
