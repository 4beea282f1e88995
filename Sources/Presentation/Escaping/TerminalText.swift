import LicenseFiles

/// Untrusted text for a terminal: nothing of it can move the cursor, change colours, reorder what
/// stands beside it, or run off the screen.
public enum TerminalText {
  /// The most characters that one value may take.
  public static let limit = 400

  /// The text with C0, C1, DEL, bidirectional controls and other invisible characters written as
  /// `\u{…}`, on one line, cut after ``limit`` characters.
  public static func escaped(_ text: String, limit: Int = TerminalText.limit) -> String {
    if text.utf8.count <= limit, text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
      return text
    }
    var result = String.UnicodeScalarView()
    var count = 0
    for scalar in text.unicodeScalars {
      guard count < limit else {
        result.append("…")
        break
      }
      count += 1
      if isSafe(scalar) {
        result.append(scalar)
      } else {
        result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      }
    }
    return String(result)
  }

  /// Lines of a file that people look at: as ``escaped(_:limit:)``, with line ends and tabs as they are
  /// and nothing cut.
  public static func lines(_ bytes: [UInt8]) -> [UInt8] {
    if isPlain(bytes) { return bytes }
    return Array(lines(String(decoding: bytes, as: UTF8.self)).utf8)
  }

  /// The same of text. Text that is safe already stays as it is.
  public static func lines(_ text: String) -> String {
    if isPlain(text.utf8) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\n" || scalar == "\t" || isSafe(scalar) {
        result.append(scalar)
      } else {
        result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      }
    }
    return String(result)
  }

  private static func isPlain(_ bytes: some Sequence<UInt8>) -> Bool {
    bytes.allSatisfy { $0 == 0x0A || $0 == 0x09 || (0x20...0x7E).contains($0) }
  }

  /// Safe text for a terminal that does not show UTF-8: `…` as three points, every other character
  /// that is not ASCII as `\u{…}`.
  static func ascii(_ safe: String) -> String {
    var result = ""
    for scalar in safe.unicodeScalars {
      if scalar.isASCII {
        result.unicodeScalars.append(scalar)
      } else {
        result += scalar == "…" ? "..." : "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return result
  }

  /// False for what a terminal acts on, and for what a person cannot see.
  static func isSafe(_ scalar: Unicode.Scalar) -> Bool { scalar.isVisible }

  /// The columns that safe text takes on a terminal.
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    if scalar.isASCII { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
