import Foundation
import Testing

/// The whole ritual, out and home, as `scripts/demo` walks it on `Samples/`. The script stops at the
/// first command that does not end with the status that it names.
@Suite struct DemoTests {
  private static let script = RumkitRun.repository.appending(path: "scripts/demo")

  @Test func theWholeRitualWorksOutAndHome() throws {
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "rumkit-demo-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let run = try RumkitRun(
      ["--only-loop", RumkitRun.program.path], program: Self.script,
      environment: ["TMPDIR": scratch.path])
    try #require(run.status == 0, "\(run.stdout.suffix(4000))\(run.stderr)")

    // What was refused and what went on against a refusal stands in the log, once for each.
    let log = try #require(run.stdout.split(separator: "$ rumkit site log").last)
    #expect(run.stdout.split(separator: "\n").count { $0 == "(status 3, as expected)" } == 3)
    #expect(log.split(separator: "REFUSED: ").count - 1 == 3)
    #expect(log.contains("import was refused: import/already-imported\n"))
    #expect(log.contains("import --again went on despite the guard (import/already-imported)"))

    // Both controllers are proved, and the one that said so without a proof was not believed.
    #expect(log.split(separator: "the cycle is closed").count - 1 == 2)
    #expect(log.contains("9ZZEXAMPLE3: its output does not prove the import"))
    #expect(log.contains("passed  anchor: bag: "))

    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty)
  }

  @Test func aCommandThatEndsOtherwiseStopsIt() throws {
    let run = try RumkitRun(["--only-loop", "/bin/false"], program: Self.script)
    #expect(run.status == 1)
    #expect(run.stderr == "scripts/demo: expected status 0, but it was 1\n")
  }
}
