/// Untrusted text for a page, in an element or in the quotes of an attribute: it stays text, whatever
/// it holds.
enum HTMLText {
  /// The most characters that one value may take.
  static let limit = 600

  /// The text with `&`, `<`, `>`, `"` and `'` as references and everything that nobody can see (C0,
  /// C1, DEL, bidirectional controls, fillers of no width) as `\u{…}`, on one line, cut after so many
  /// characters.
  static func escaped(_ text: String, limit: Int = HTMLText.limit) -> String {
    var result = ""
    var isPlain = true
    for byte in text.utf8 where byte < 0x20 || byte > 0x7E || isMarkup(byte) {
      isPlain = false
      break
    }
    if isPlain, text.utf8.count <= limit { return text }
    for scalar in TerminalText.escaped(text, limit: limit).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isMarkup(_ byte: UInt8) -> Bool {
    switch UnicodeScalar(byte) {
    case "&", "<", ">", "\"", "'": true
    default: false
    }
  }
}
