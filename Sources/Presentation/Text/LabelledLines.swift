/// Lines of a label and a text. Both are escaped here.
struct LabelledLines {
  private var lines: [(String, String)] = []
  private let margin: String
  private let limit: Int
  private let least: Int

  /// - Parameters:
  ///   - lines: labels with their texts.
  ///   - indent: blanks before each line.
  ///   - limit: the most characters of a text.
  ///   - least: the least width of the labels.
  init(_ lines: [(String, String)] = [], indent: Int = 0, limit: Int = 600, least: Int = 0) {
    margin = String(repeating: " ", count: indent)
    self.limit = limit
    self.least = least
    for (label, text) in lines { add(label, text) }
  }

  mutating func add(_ label: String, _ text: String) {
    lines.append((TerminalText.escaped(label, limit: 60), text))
  }

  var text: String {
    let width = max(least, lines.map { TerminalText.width($0.0) }.max() ?? 0)
    return lines.map { label, text in
      let blank = String(repeating: " ", count: width - TerminalText.width(label))
      return margin + label + blank + "  " + TerminalText.escaped(text, limit: limit) + "\n"
    }.joined()
  }

  /// A list, in which a line without a label stands below the one before it.
  var markdown: String {
    lines.map { label, text in
      let words = MarkdownText.escaped(text, limit: limit)
      return label.isEmpty ? "  - \(words)\n" : "- **\(MarkdownText.escaped(label))**: \(words)\n"
    }.joined() + "\n"
  }
}
