import Assessment
import LicenseFiles

/// Finds where an answer ends: at a line that is the prompt and nothing else, after the echo.
struct AnswerEnd {
  let prompt: String
  let command: String
  /// Lines before this were looked at.
  private var scanned: Int
  /// There is no end of a line from there to here.
  private var searched: Int
  /// True when the command was seen.
  private(set) var isEchoed = false

  init(prompt: String, command: String, from begin: Int) {
    self.prompt = prompt
    self.command = command
    scanned = begin
    searched = begin
  }

  /// Looks at what is new.
  mutating func isOver(_ transcript: [UInt8]) -> Bool {
    while let end = transcript[searched...].firstIndex(of: 0x0A) {
      let line = transcript[scanned..<end]
      scanned = end + 1
      searched = scanned
      // A prompt and a command are short; lines of data may be long.
      guard line.count < 2048 else { continue }
      let shown = DeviceDialogue.shown(line)
      if !isEchoed {
        isEchoed = shown.hasSuffix(command)
      } else if shown == prompt {
        return true
      }
    }
    searched = transcript.count
    return isEchoed && transcript.count - scanned < 2048
      && DeviceDialogue.shown(transcript[scanned...]) == prompt
  }
}

/// The words with which IOS XE refuses.
enum DeviceRefusal {
  private static let starts = [
    "% ", "%error", "error", "the requested item was not found", "command authorization failed",
    "failed", "failure",
  ]

  /// The first line that refuses; nil where there is none.
  static func line(in lines: [String]) -> String? {
    lines.first { line in
      let lower = line.lowercased()
      return starts.contains(where: lower.hasPrefix)
    }
  }

  /// The line that refuses a show command; nil where its output came, which may tell of errors too.
  static func line(toLook lines: [String]) -> String? {
    let said = lines.filter { $0 != "^" }
    return said.count <= 3 ? line(in: Array(said.prefix(1))) : nil
  }

  /// True where the device does not know the command, or hides it from this account.
  static func isUnknown(_ line: String) -> Bool {
    let lower = line.lowercased()
    return ["% invalid input", "% incomplete", "% ambiguous", "% unrecognized"]
      .contains(where: lower.hasPrefix)
  }

  /// What a refusal is about.
  static func kind(of line: String) -> FindingDescriptor {
    let lower = line.lowercased()
    func has(_ words: String...) -> Bool { words.contains(where: lower.contains) }
    if has("no space", "not enough space", "insufficient space", "disk full", "file system full") {
      return .deviceFull
    }
    if has("authorization failed", "permission denied", "not authorized", "privilege") {
      return .devicePrivilege
    }
    return .deviceRefused
  }
}
