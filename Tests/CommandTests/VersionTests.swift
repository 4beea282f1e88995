import AirGap
import Foundation
import Testing

/// The version is in one place, and what shows it shows that one.
@Suite struct VersionTests {
  @Test func versionCommitAndBuildArePrinted() throws {
    let run = try RumkitRun(["--version"])
    #expect(run.status == 0)
    let lines = run.stdout.split(separator: "\n")
    try #require(lines.count == 3)
    #expect(lines[0] == "rumkit \(ThisProgram.version)")
    #expect(lines[1].hasPrefix("commit  "))
    #expect(lines[2].hasPrefix("build   linux-"))
  }

  @Test(arguments: [
    "docs/from-the-stick.md", "docs/json.md", "man/rumkit-media.5",
  ])
  func aPageThatShowsAVersionShowsThisOne(_ page: String) throws {
    let text = try String(
      contentsOf: RumkitRun.repository.appending(path: page), encoding: .utf8)
    let shown = text.matches(
      of: /(?:rumkit[-_ ]|"tool_version": ")([0-9]+\.[0-9]+\.[0-9]+)/
    ).map { String($0.output.1) }
    #expect(!shown.isEmpty)
    #expect(shown.allSatisfy { $0 == ThisProgram.version }, "\(page): \(shown)")
  }

  @Test func theChangelogTellsOfIt() throws {
    let text = try String(
      contentsOf: RumkitRun.repository.appending(path: "CHANGELOG.md"), encoding: .utf8)
    #expect(text.contains("\n## \(ThisProgram.version)"))
  }
}
