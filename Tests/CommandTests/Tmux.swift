import Foundation

/// A program in a terminal of its own, which tmux keeps.
final class Tmux {
  static let isThere = FileManager.default.isExecutableFile(atPath: "/usr/bin/tmux")

  private let socket: String
  private let folder: URL

  /// The screen never showed what was waited for.
  struct NotShown: Error, CustomStringConvertible {
    let wanted: String
    let screen: String
    var description: String { "'\(wanted)' is not on the screen:\n\(screen)" }
  }

  /// Starts a program. The terminal stays when it has ended.
  init(_ words: [String], columns: Int, rows: Int = 40, folder: URL) throws {
    socket = folder.appending(path: "tmux").path
    self.folder = folder
    let line = words.map { "'" + $0.replacing("'", with: "'\\''") + "'" }.joined(separator: " ")
    _ = try tmux([
      "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)",
      "\(line); read -r",
    ])
  }

  deinit { _ = try? tmux(["kill-server"]) }

  /// Types text, then presses keys by their names.
  func type(_ text: String, keys: [String] = []) throws {
    if !text.isEmpty { _ = try tmux(["send-keys", "-l", text]) }
    for key in keys { _ = try tmux(["send-keys", key]) }
  }

  /// The screen, as soon as it shows a text.
  func screen(showing text: String) throws -> String {
    var shown = ""
    for _ in 0..<300 {
      shown = try tmux(["capture-pane", "-p"])
      if shown.contains(text) { return shown }
      usleep(50_000)
    }
    throw NotShown(wanted: text, screen: shown)
  }

  private func tmux(_ words: [String]) throws -> String {
    let run = try RumkitRun(
      ["-S", socket] + words, program: URL(filePath: "/usr/bin/tmux"),
      environment: ["HOME": folder.path, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"])
    return run.stdout
  }
}
