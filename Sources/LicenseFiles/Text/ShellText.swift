/// Commands as a shell takes them, whatever their words hold.
public enum ShellText {
  /// `rumkit` and its words, to be pasted.
  public static func command(_ words: [String]) -> String {
    (["rumkit"] + words.map(word)).joined(separator: " ")
  }

  /// A word as it is, or between quotes where a shell would take it for something else. What nobody can
  /// see is spelt (`$'\x1b'`), which bash, ksh, zsh and POSIX of 2024 read back.
  public static func word(_ text: String) -> String {
    if !text.isEmpty, text.utf8.allSatisfy(isPlain) { return text }
    if text.isVisible { return "'" + text.replacing("'", with: "'\\''") + "'" }
    var spelt = "$'"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "'", "\\":
        spelt += "\\"
        spelt.unicodeScalars.append(scalar)
      case _ where scalar.isVisible: spelt.unicodeScalars.append(scalar)
      default: for byte in String(scalar).utf8 { spelt += "\\x" + zeroPadded(byte, 2, radix: 16) }
      }
    }
    return spelt + "'"
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "-_./:,=@%+".utf8.contains(byte)
    }
  }
}
