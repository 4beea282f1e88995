/// Words in lines of a page.
enum WrappedText {
  /// The words in lines of at most this width; a word that is wider than the page is cut. At least one
  /// line. Untrusted text has to be escaped before.
  static func lines(_ words: String, width: Int) -> [Substring] {
    var lines: [Substring] = []
    var rest = Substring(words)
    while rest.count > width, width > 0 {
      let end = rest.index(rest.startIndex, offsetBy: width)
      let cut = rest[...end].lastIndex(of: " ").flatMap { $0 > rest.startIndex ? $0 : nil } ?? end
      lines.append(rest[..<cut])
      rest = rest[cut...].drop { $0 == " " }
    }
    if !rest.isEmpty || lines.isEmpty { lines.append(rest) }
    return lines
  }
}
