/// Untrusted text for Markdown (CommonMark and the tables of GitHub): it stays text, also where the
/// page that shows it takes HTML and makes links of addresses.
enum MarkdownText {
  /// The text with every character that means something to Markdown or HTML escaped, and everything
  /// that nobody can see as `\\u{…}`, on one line, cut after so many characters.
  static func escaped(_ text: String, limit: Int = HTMLText.limit) -> String {
    var result = ""
    for scalar in TerminalText.escaped(text, limit: limit).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      // It makes a name a mention, and an address a link.
      case "@": result += "&#64;"
      case "\\", "`", "*", "_", "[", "]", "#", "|", "~", "$":
        result += "\\"
        result.unicodeScalars.append(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result.replacing("://", with: "&#58;//").replacing("www.", with: "www&#46;")
  }

  /// A table with its heading row. Cells are escaped here.
  static func table(_ columns: [String], _ rows: [[String]]) -> String {
    var result = "| " + columns.map { escaped($0) }.joined(separator: " | ") + " |\n"
    result += "|" + String(repeating: " --- |", count: columns.count) + "\n"
    for row in rows {
      let cells =
        row.prefix(columns.count) + repeatElement("", count: max(0, columns.count - row.count))
      result += "| " + cells.map { escaped($0) }.joined(separator: " | ") + " |\n"
    }
    return result + "\n"
  }
}
