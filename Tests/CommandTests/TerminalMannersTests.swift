import Foundation
import Testing

/// Colour, closed pipes and programs that hang.
@Suite struct TerminalMannersTests {
  private static let escape = "\u{1B}["
  private let missing = ["inspect", "no-such-file"]

  /// Runs a line of a shell in which `$RUMKIT` is the program.
  private func shell(_ line: String, _ environment: [String: String] = [:]) throws -> RumkitRun {
    try RumkitRun(
      ["-c", line], program: URL(filePath: "/bin/sh"),
      environment: environment.merging(["RUMKIT": RumkitRun.program.path]) { $1 })
  }

  @Test func aReaderThatHasSeenEnoughIsNoFailureToTellOf() throws {
    // More than any pipe holds, so that the program meets the closed end.
    let many = String(repeating: " Samples/usage", count: 100)
    let run = try shell("\"$RUMKIT\" inspect --format json\(many) | head -c 10")
    #expect(run.status == 0)
    #expect(run.stdout.utf8.count == 10)
    #expect(run.stderr.isEmpty)
    let whole = try shell("\"$RUMKIT\" inspect --format json\(many)")
    #expect(whole.stdout.utf8.count > 1 << 18)
  }

  @Test func messagesIntoAFileHaveNoColour() throws {
    #expect(try RumkitRun(missing).stderr.hasPrefix("rumkit: error: "))
    #expect(!(try RumkitRun(missing + ["--color", "auto"]).stderr.contains(Self.escape)))
    #expect(!(try RumkitRun(missing + ["--color", "never"]).stderr.contains(Self.escape)))
  }

  @Test(arguments: ["", "1"])
  func colourThatIsAskedForIsGiven(_ noColor: String) throws {
    let run = try RumkitRun(missing + ["--color", "always"], environment: ["NO_COLOR": noColor])
    #expect(run.stderr.hasPrefix("rumkit: \(Self.escape)31merror:\(Self.escape)0m "))
  }

  @Test func anotherWordForColourIsWrongUsage() throws {
    #expect(try RumkitRun(missing + ["--color", "sometimes"]).status == 64)
  }

  /// On a terminal, which `script` of util-linux makes.
  @Test(arguments: [
    ("auto", "", true), ("auto", "1", false), ("never", "", false), ("always", "1", true),
  ])
  func onATerminalANonEmptyNoColorTakesTheColourAway(
    _ choice: String, _ noColor: String, _ hasColour: Bool
  ) throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/script") else {
      print("skipped: there is no script(1) here")
      return
    }
    let line = "script -qec '\"$RUMKIT\" inspect no-such-file --color \(choice)' /dev/null"
    let run = try shell(line, ["NO_COLOR": noColor])
    #expect(run.stdout.contains("no-such-file"), "\(run.stdout) \(run.stderr)")
    #expect(run.stdout.contains(Self.escape) == hasColour)
  }

  @Test func aProgramThatDoesNotEndIsKilled() throws {
    #expect(throws: RumkitRun.TookTooLong.self) {
      try RumkitRun(["30"], program: URL(filePath: "/bin/sleep"), timeout: 0.2)
    }
  }
}
