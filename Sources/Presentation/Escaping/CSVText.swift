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

  /// One cell: neutralised with an apostrophe when a spreadsheet would take it for a formula, and
  /// quoted where needed. Characters that are invisible or act on a terminal are written out.
  public static func cell(_ text: String, isRaw: Bool = false) -> String {
    var safe = isRaw ? text : TerminalText.escaped(text, limit: 32_000)
    if !isRaw, let first = text.unicodeScalars.first, isFormulaStart(first) {
      // A plain negative number is data.
      if first != "-" || Int64(text) == nil { safe = "'" + safe }
    }
    let needsQuotes = safe.unicodeScalars.contains {
      $0 == "," || $0 == "\"" || $0 == "\r" || $0 == "\n" || $0 == "'"
    }
    guard needsQuotes else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }

  private static func isFormulaStart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "=", "+", "-", "@", "\t", "\r", "\n", "\0", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}":
      true
    default: false
    }
  }
}
