import Foundation
import Testing

/// How far long work is, on a terminal and nowhere else.
@Suite struct ProgressLineTests {
  /// What is shown in the middle of a usage file that a pipe brings slowly, and at the end.
  private static func screens(
    _ line: String, inBetween: String, waitingFor text: String
  ) throws -> (during: String, after: String) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "p\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let slowly = """
      cd "$1" && { head -c 3000 "$2"; sleep 2; \(inBetween); sleep 1; tail -c +3001 "$2"; } \
      | \(line); echo THE END
      """
    let terminal = try Tmux(
      [
        "/bin/sh", "-c", slowly, "sh", RumkitRun.repository.path,
        "Samples/usage/c9800-cl-rum.txt", RumkitRun.program.path,
      ], columns: 80, folder: folder)
    let during = try terminal.screen(showing: text)
    return (during, try terminal.screen(showing: "THE END"))
  }

  @Test(.enabled(if: Tmux.isThere)) func itStandsThereAndGoesAway() throws {
    let (during, after) = try Self.screens(
      "\"$3\" validate -", inBetween: ":", waitingFor: "reading standard input: 3 kB")
    #expect(during.contains("reading standard input: 3 kB"))
    #expect(!after.contains("reading"))
    #expect(after.contains("0 errors"))
  }

  @Test(
    .enabled(if: Tmux.isThere),
    arguments: [
      "\"$3\" validate - --quiet", "TERM=dumb \"$3\" validate -", "\"$3\" validate - 2>&1 | cat",
    ])
  func itIsNotShown(_ line: String) throws {
    let (during, after) = try Self.screens(line, inBetween: "echo HALF >&2", waitingFor: "HALF")
    #expect(!during.contains("reading"))
    #expect(after.contains("0 errors"))
  }
}
