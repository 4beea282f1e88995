/// Lines of a label and a text. Texts are escaped here.
struct LabelledLines {
  private var lines: [(String, String)] = []

  mutating func add(_ label: String, _ text: String) { lines.append((label, text)) }

  var text: String { text(columns: nil) }

  /// The lines, broken at a width where one is given.
  func text(columns: Int?) -> String {
    let width = lines.map(\.0.count).max() ?? 0
    return lines.map { label, text in
      let safe = TerminalText.escaped(text, limit: 600)
      let first = label + String(repeating: " ", count: width - label.count) + "  "
      // A hash that fits into a line of its own is not broken: it is copied.
      let longest = safe.split(separator: " ").map { TerminalText.width(String($0)) }.max() ?? 0
      let indent = longest + width + 2 > columns ?? .max ? 2 : width + 2
      return WrappedText.lines(
        first + safe, columns: columns, indent: String(repeating: " ", count: indent)
      ).map { $0 + "\n" }.joined()
    }.joined()
  }
}
