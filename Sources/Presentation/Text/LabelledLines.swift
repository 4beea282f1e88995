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
    self.lines = lines.map { (TerminalText.escaped($0.0, limit: 60), $0.1) }
    margin = String(repeating: " ", count: indent)
    self.limit = limit
    self.least = least
  }

  mutating func add(_ label: String, _ text: String) { lines.append((label, text)) }

  var text: String { text(columns: nil) }

  /// The lines, broken at a width where one is given.
  func text(columns: Int?) -> String {
    let width = lines.map(\.0.count).max() ?? 0
    return lines.map { label, text in
      let safe = TerminalText.escaped(text, limit: limit)
      let blank = String(repeating: " ", count: max(width, least) - label.count)
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
