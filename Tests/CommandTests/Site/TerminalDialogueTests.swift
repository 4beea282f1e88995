import Foundation
import Testing

/// The dialogue in a real terminal, driven by tmux: arrows edit, Tab completes a path.
@Suite(.enabled(if: Tmux.isThere, "tmux is not installed"))
struct TerminalDialogueTests {
  /// A rehearsal that asks its first question.
  private func rehearsal(in folder: URL, columns: Int) throws -> Tmux {
    let terminal = try Tmux(
      [RumkitRun.program.path, "ritual", "--rehearsal", "--site", folder.path + "/site"],
      columns: columns, folder: folder)
    _ = try terminal.screen(showing: "Which step do you want to begin with?")
    return terminal
  }

  @Test func arrowsEditAndTabCompletesAPath() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "terminal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appending(path: "captures-of-august"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let terminal = try rehearsal(in: folder, columns: 100)
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

  /// Names come from the stick: one that controls a terminal is not offered, and a folder is gone on from.
  @Test func tabOffersNoNameThatControlsTheTerminal() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "terminal-\(UUID().uuidString)")
    for name in ["k/acks-1", "k/acks-2", "k/acks-\u{1B}[31mred", "k/acks-\u{202E}x", "k/only"] {
      try FileManager.default.createDirectory(
        at: folder.appending(path: name), withIntermediateDirectories: true)
    }
    defer { try? FileManager.default.removeItem(at: folder) }
    let terminal = try rehearsal(in: folder, columns: 200)
    try terminal.type("\(folder.path)/k/acks", keys: ["Tab", "Tab"])
    let listed = try terminal.screen(showing: "acks-2")
    #expect(!listed.contains("red") && !listed.contains("\u{202E}"), "\(listed)")
    try terminal.type("", keys: ["C-u"])
    try terminal.type("\(folder.path)/k/on", keys: ["Tab"])
    try terminal.type("x", keys: [])
    #expect(try terminal.screen(showing: "only").contains("/k/only/x"))
    try terminal.type("", keys: ["C-u"])
    try terminal.type("quit", keys: ["Enter"])
  }
}
