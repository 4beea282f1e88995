/// Cells for a spreadsheet (RFC 4180), safe to open.
public enum CSVText {
  /// A row with its line end.
  ///
  /// - Parameters:
  ///   - cells: the texts, unescaped.
  ///   - isRaw: leaves cells that begin like a formula as they are.
  public static func row(_ cells: [String], isRaw: Bool = false) -> String {
    cells.map { cell($0, isRaw: isRaw) }.joined(separator: ",") + "\r\n"
  }

  /// One cell: neutralised with an apostrophe where a spreadsheet would take it for a formula, and
  /// quoted where needed. Characters that are invisible or act on a terminal are written out, also in
  /// a raw cell: a table is looked at on terminals too, and JSON has the exact text.
  package static func cell(_ text: String, isRaw: Bool = false) -> String {
    var safe = TerminalText.escaped(text, limit: 32_000)
    if !isRaw { safe = neutralised(safe, writtenOut: text) }
    let marks = Array(",\";'".utf8)
    let needsQuotes = safe.utf8.contains { marks.contains($0) }
    guard needsQuotes else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }

  /// An apostrophe before what a spreadsheet takes for a formula (ASVS 1.2.10, CWE-1236): at the
  /// beginning of the cell, and after each semicolon, because a spreadsheet of a country that
  /// separates cells by semicolons opens a file with commas too. White space and quotes before a
  /// formula are skipped, as some spreadsheets trim them.
  private static func neutralised(_ safe: String, writtenOut text: String) -> String {
    // What begins with a control was written out and is text already, but says what it was.
    if let first = text.unicodeScalars.first,
      first == "\t" || first == "\r" || first == "\n"
        || first == "\0"
    {
      return "'" + semicolonsGuarded(safe)
    }
    if beginsLikeFormula(safe.unicodeScalars[...]), !isNumber(text) {
      return "'" + semicolonsGuarded(safe)
    }
    return semicolonsGuarded(safe)
  }

  private static func semicolonsGuarded(_ safe: String) -> String {
    guard safe.contains(";") else { return safe }
    var result = ""
    let scalars = safe.unicodeScalars
    for index in scalars.indices {
      result.unicodeScalars.append(scalars[index])
      guard scalars[index] == ";" else { continue }
      if beginsLikeFormula(scalars[scalars.index(after: index)...]) { result += "'" }
    }
    return result
  }

  private static func beginsLikeFormula(_ scalars: Substring.UnicodeScalarView) -> Bool {
    guard let first = scalars.first(where: { !$0.properties.isWhitespace && $0 != "\"" }) else {
      return false
    }
    switch first {
    case "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": return true
    default: return false
    }
  }

  /// A plain negative number is data.
  private static func isNumber(_ text: String) -> Bool {
    text.wholeMatch(of: /-[0-9]+(\.[0-9]+)?/) != nil
  }
}
