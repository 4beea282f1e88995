/// Text for people in lines of a width.
package enum WrappedText {
  /// Stands for a blank at which no line is broken. Escaped text has no such character.
  private static let glue: Character = "\u{1}"

  /// Safe text whose commands, which stand in backquotes, are not broken.
  static func keepingCommands(_ safe: String, quotes: String = "`") -> String {
    let parts = safe.split(separator: "`", omittingEmptySubsequences: false)
    guard parts.count % 2 == 1 else { return safe.replacing("`", with: quotes) }
    return parts.enumerated().map { index, part in
      index % 2 == 0
        ? String(part) : quotes + command(String(part)) + quotes
    }.joined()
  }

  /// A safe line that is pasted as it stands, for a ``block(_:columns:)``.
  static func command(_ safe: String) -> String { String(safe.map { $0 == " " ? glue : $0 }) }

  /// A message of one line for a terminal of this width.
  package static func message(_ safe: String, columns: Int?) -> String {
    lines(keepingCommands(safe), columns: columns, indent: "    ", breaksWords: false)
      .joined(separator: "\n")
  }

  /// What is wrong with a command line, and its usage: no line is broken between an option and its value.
  package static func usage(_ safe: String, columns: Int?) -> String {
    var depth = 0
    let glued = safe.map { character -> Character in
      switch character {
      case "[": depth += 1
      case "]", "\n": depth = character == "]" ? max(0, depth - 1) : 0
      default: break
      }
      return character == " " && depth > 0 ? glue : character
    }
    return block(String(glued), columns: columns)
  }

  /// The lines of safe text, broken at blanks. A command with blanks stays whole, on a line of its own
  /// where it is longer than the rest of one.
  ///
  /// - Parameters:
  ///   - safe: text that was escaped.
  ///   - columns: the width of a line; nil for one line.
  ///   - indent: what the lines after the first begin with.
  ///   - breaksWords: a word that is longer than a line is broken inside; else it stays whole, as a path
  ///     or hash that is copied has to.
  static func lines(
    _ safe: String, columns: Int?, indent: String = "", breaksWords: Bool = true
  ) -> [String] {
    let plain = withoutGlue(safe)
    guard let columns, TerminalText.width(plain) > columns else { return [plain] }
    var lines: [String] = []
    var line = ""
    var isEmpty = true
    for glued in safe.split(separator: " ", omittingEmptySubsequences: false) {
      let word = withoutGlue(String(glued))
      let isCommand = glued.contains(glue)
      let room = columns - TerminalText.width(line)
      if !isEmpty, line.contains(where: { $0 != " " }), TerminalText.width(word) + 1 > room {
        lines.append(withoutBlanks(line))
        line = indent
        isEmpty = true
      }
      if !isEmpty { line += " " }
      isEmpty = false
      if isCommand || !breaksWords {
        line += word
        continue
      }
      let comma = commaBreak(in: word, room: columns - TerminalText.width(line))
      for (place, scalar) in word.unicodeScalars.enumerated() {
        if place == comma {
          lines.append(line)
          line = indent
        }
        let width = TerminalText.width(String(scalar))
        // A width of less than a few characters is too small: something of the word has to fit.
        if TerminalText.width(line) + width > max(columns, TerminalText.width(indent) + 4) {
          lines.append(line)
          line = indent
        }
        line.unicodeScalars.append(scalar)
      }
    }
    return lines + [line]
  }

  /// Where a word that is longer than its room is broken best: after its last comma that fits. A tag has one
  /// between its name and its number.
  private static func commaBreak(in word: String, room: Int) -> Int? {
    guard TerminalText.width(word) > room else { return nil }
    let comma = word.unicodeScalars.prefix(max(0, room)).lastIndex(of: ",")
    return comma.map { word.unicodeScalars.distance(from: word.startIndex, to: $0) + 1 }
  }

  /// Safe text of several lines, each of which goes on below itself, or beside its label, where it is too wide.
  ///
  /// - Parameters:
  ///   - safe: text that was escaped.
  ///   - columns: the width of a line; nil where it does not matter.
  package static func block(_ safe: String, columns: Int?) -> String {
    guard columns != nil else { return withoutGlue(safe) }
    return safe.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      lines(
        keepingCommands(String(line)), columns: columns,
        indent: String(repeating: " ", count: indent(below: line, columns: columns)),
        breaksWords: false)
    }.joined(separator: "\n")
  }

  /// Where a line goes on: below what stands beside its label, where that leaves half of the width.
  private static func indent(below line: Substring, columns: Int?) -> Int {
    let margin = line.prefix { $0 == " " }.count
    guard let columns, let gap = line.dropFirst(margin).firstRange(of: "  ") else {
      return margin + 4
    }
    let rest = line[gap.upperBound...].drop { $0 == " " }
    let label = TerminalText.width(String(line[..<rest.startIndex]))
    // A path or a hash that is wider than the room beside the label gets a whole line.
    let longest = rest.split(separator: " ").map { TerminalText.width(String($0)) }.max() ?? columns
    return label > columns / 2 || label + longest > columns ? margin + 4 : label
  }

  /// The lines of safe text of at most this width.
  static func lines(_ safe: String, width: Int) -> [String] { lines(safe, columns: width) }

  /// The text of a pipe may be long, and has few blanks that are glued.
  private static func withoutGlue(_ safe: String) -> String {
    guard safe.utf8.contains(1) else { return safe }
    return String(decoding: safe.utf8.map { $0 == 1 ? 0x20 : $0 }, as: UTF8.self)
  }

  private static func withoutBlanks(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }

  /// Safe text cut to a width, with `…` where something was left out.
  static func cut(_ safe: String, columns: Int) -> String {
    guard TerminalText.width(safe) > columns else { return safe }
    var result = ""
    var used = 0
    for scalar in safe.unicodeScalars {
      used += TerminalText.width(String(scalar))
      if used > columns - 1 { break }
      result.unicodeScalars.append(scalar)
    }
    return result + "…"
  }
}
