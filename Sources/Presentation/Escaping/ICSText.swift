/// Content lines of a calendar (RFC 5545), safe to import.
enum ICSText {
  /// The most octets of a line, without its end (RFC 5545, section 3.1).
  static let lineOctets = 75

  /// A content line with its end, folded: a line that goes on begins with a blank. No UTF-8 character
  /// is split, although the standard lets it be: many readers unfold after decoding.
  ///
  /// - Parameters:
  ///   - name: the property, with its parameters.
  ///   - value: the value, escaped by ``text(_:limit:)`` where it is text.
  static func line(_ name: String, _ value: String) -> String {
    var result = ""
    var octets = 0
    for scalar in (name + ":" + value).unicodeScalars {
      let length = UTF8.width(scalar)
      if octets + length > lineOctets {
        result += "\r\n "
        octets = 1
      }
      result.unicodeScalars.append(scalar)
      octets += length
    }
    return result + "\r\n"
  }

  /// A value of the type TEXT (RFC 5545, section 3.3.11): backslash, semicolon and comma escaped.
  /// Line ends, and whatever else a terminal acts on or a person cannot see, are written out first, so
  /// that no text can begin a property of its own.
  static func text(_ text: String, limit: Int = TerminalText.limit) -> String {
    var result = ""
    for scalar in TerminalText.escaped(text, limit: limit).unicodeScalars {
      if scalar == "\\" || scalar == ";" || scalar == "," { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  /// Several lines as one value of the type TEXT.
  static func text(lines: [String]) -> String {
    lines.map { text($0) }.joined(separator: "\\n")
  }
}

extension UTF8 {
  /// The octets that a character takes.
  fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case ..<0x80: 1
    case ..<0x800: 2
    case ..<0x1_0000: 3
    default: 4
    }
  }
}
