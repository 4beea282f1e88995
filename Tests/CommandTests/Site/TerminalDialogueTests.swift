import Foundation
import Testing

/// The dialogue in a real terminal, driven by tmux: arrows edit, Tab completes a path.
@Suite(.enabled(if: Tmux.isThere, "tmux is not installed"))
struct TerminalDialogueTests {
  @Test func arrowsEditAndTabCompletesAPath() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "terminal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appending(path: "captures-of-august"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let terminal = try Tmux(
      [RumkitRun.program.path, "ritual", "--rehearsal", "--site", folder.path + "/site"],
      columns: 100, folder: folder)
    defer { terminal.end() }

    _ = try terminal.screen(showing: "Which step do you want to begin with?")
    // Typed wrong, corrected with the arrows.
    try terminal.type("filxes", keys: ["Left", "Left", "BSpace", "Enter"])
    _ = try terminal.screen(showing: "Which devices do you want to do now?")
    try terminal.type("", keys: ["Enter"])
    let asked = try terminal.screen(showing: "Which files or folders came from the devices?")
    #expect(!asked.contains("^["))
    try terminal.type("\(folder.path)/capt", keys: ["Tab"])
    #expect(
      try terminal.screen(showing: "captures-of-august").contains("> \(folder.path)/captures-of"))
    try terminal.type("", keys: ["C-u"])
    try terminal.type("quit", keys: ["Enter"])
    #expect(try terminal.screen(showing: "nothing is lost").contains("left"))
  }
}
