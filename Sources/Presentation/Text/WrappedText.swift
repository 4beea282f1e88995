/// Text for people in lines of a width.
enum WrappedText {
  /// The lines of safe text, broken at blanks; a word that is longer than a line is broken inside.
  ///
  /// - Parameters:
  ///   - safe: text that was escaped.
  ///   - columns: the width of a line; nil for one line.
  ///   - indent: what the lines after the first begin with.
  static func lines(_ safe: String, columns: Int?, indent: String = "") -> [String] {
    guard let columns, TerminalText.width(safe) > columns else { return [safe] }
    var lines: [String] = []
    var line = ""
    var isEmpty = true
    for word in safe.split(separator: " ", omittingEmptySubsequences: false) {
      let room = columns - TerminalText.width(line)
      if !isEmpty, TerminalText.width(String(word)) + 1 > room {
        lines.append(withoutBlanks(line))
        line = indent
        isEmpty = true
      }
      if !isEmpty { line += " " }
      isEmpty = false
      for scalar in word.unicodeScalars {
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

  /// Safe text of several lines, each of which goes on below itself where it is too wide.
  ///
  /// - Parameters:
  ///   - safe: text that was escaped.
  ///   - columns: the width of a line; nil where it does not matter.
  ///   - isWhole: true for a line that is not broken, since it is pasted.
  static func block(
    _ safe: String, columns: Int?, isWhole: (Substring) -> Bool = { _ in false }
  ) -> String {
    guard columns != nil else { return safe }
    return safe.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      guard !isWhole(line) else { return [String(line)] }
      let margin = line.prefix { $0 == " " }
      return lines(String(line), columns: columns, indent: margin + "    ")
    }.joined(separator: "\n")
  }

  /// The lines of safe text of at most this width.
  static func lines(_ safe: String, width: Int) -> [String] { lines(safe, columns: width) }

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
