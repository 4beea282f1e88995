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

  var text: String { text(columns: nil) }

  /// The lines, broken at a width where one is given.
  func text(columns: Int?) -> String {
    let width = lines.map { TerminalText.width($0.0) }.max() ?? 0
    return lines.map { label, text in
      let safe = TerminalText.escaped(text, limit: limit)
      let blank = String(repeating: " ", count: max(width, least) - TerminalText.width(label))
      let first = margin + label + blank + "  "
      // A hash that fits into a line of its own is not broken: it is copied.
      let longest = safe.split(separator: " ").map { TerminalText.width(String($0)) }.max() ?? 0
      let indent = longest + width + 2 > columns ?? .max ? 2 : width + 2
      return WrappedText.lines(
        first + safe, columns: columns, indent: String(repeating: " ", count: indent)
      ).map { $0 + "\n" }.joined()
    }.joined()
  }
}
