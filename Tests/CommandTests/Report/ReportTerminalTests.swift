import Foundation
import Testing

/// Nobody reads the markup of a page on a terminal: who names no file is told where to put it.
@Suite(.enabled(if: Tmux.isThere, "no tmux here (Debian: apt install tmux): skipped"))
struct ReportTerminalTests {
  @Test(arguments: [
    ["report", "Samples/usage/c9800-cl-rum.txt", "--no-site"],
    ["migrate", "report", "--device", "C9800-CL-K9:9ZZEXAMPLE1"],
  ])
  func aPageIsNotPouredOntoATerminal(_ command: [String]) throws {
    let screen = try show(command, until: "THE END")
    #expect(screen.contains("a page is not for a terminal"))
    // What was typed comes back, so that pasting it makes the page that was meant.
    #expect(
      screen.contains("rumkit \(command.joined(separator: " ")) --output report.html"), "\(screen)")
    #expect(!screen.contains("<!DOCTYPE"))
  }

  /// The near miss: a form that was asked for is given.
  @Test func whatWasAskedForIsShown() throws {
    let screen = try show(
      ["report", "Samples/usage/c8000v-rum.txt", "--no-site", "--format", "md"], until: "THE END")
    #expect(screen.contains("## Devices") && !screen.contains("not for a terminal"))
  }

  private func show(_ command: [String], until end: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "terminal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let terminal = try Tmux(
      [
        "/bin/sh", "-c", "cd \"$1\"; shift; \"$@\"; echo \(end)", "sh", RumkitRun.repository.path,
        RumkitRun.program.path,
      ] + command, columns: 160, rows: 300, folder: folder)
    return try terminal.screen(showing: end)
  }
}
