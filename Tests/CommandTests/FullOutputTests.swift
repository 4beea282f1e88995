import Foundation
import Testing

/// Results and messages that cannot be written: told, never a crash.
@Suite struct FullOutputTests {
  private static let shell = URL(filePath: "/bin/sh")

  private func run(_ line: String) throws -> RumkitRun {
    try RumkitRun(
      ["-c", "\"$RUMKIT\" " + line], program: Self.shell,
      environment: ["RUMKIT": RumkitRun.program.path])
  }

  @Test(arguments: [
    "inspect Samples/usage", "explain", "summarize Samples/usage --format csv", "--help",
    "inspect --help", "--version", "ritual --list-questions", "ritual --rehearsal",
    "site init --site \"$XDG_STATE_HOME/s\" --name X",
    "unpack Samples/ack/ACK_UD_SA_26Aug20_10_00_00_000_py.tar.gz --output \"$XDG_STATE_HOME/u\"",
  ])
  func aFullDeviceBehindTheResultIsToldWithStatus4(_ command: String) throws {
    let run = try run(command + " >/dev/full")
    #expect(run.status == 4)
    #expect(run.stderr.contains("error: the result could not be written: no space left"))
  }

  @Test func aFullDeviceBehindTheMessagesChangesNothing() throws {
    let run = try run("inspect nowhere 2>/dev/full")
    #expect(run.status == 2)
  }

  @Test func theSameResultInAPipeIsWhole() throws {
    let run = try run("inspect Samples/usage | cat")
    #expect(run.status == 0)
    #expect(run.stdout.contains("kind       usage"))
  }
}
