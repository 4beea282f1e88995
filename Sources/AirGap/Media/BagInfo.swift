/// The lines of `bag-info.txt` (RFC 8493, 2.2.2): a label, a colon and a text.
struct BagInfo: Equatable {
  var lines: [(label: String, text: String)] = []

  static func == (left: BagInfo, right: BagInfo) -> Bool {
    left.lines.elementsEqual(right.lines) { $0 == $1 }
  }

  /// Adds a line. Line breaks inside the text, and what nobody sees, become spaces; the log of custody
  /// has every character.
  mutating func add(_ label: String, _ text: String) {
    let words = text.unicodeScalars.map { scalar -> Character in
      EvidenceText.isPlain(scalar) ? Character(scalar) : " "
    }
    lines.append((label, String(words)))
  }

  var bytes: [UInt8] { lines.flatMap { Array("\($0.label): \($0.text)\n".utf8) } }

  /// Reads the lines; nil when one is neither a label with a text nor the continuation of one.
  static func read(_ bytes: [UInt8]) -> BagInfo? {
    var info = BagInfo()
    for raw in bytes.split(separator: 0x0A) {
      var line = String(decoding: raw, as: UTF8.self)
      if line.hasSuffix("\r") { line.removeLast() }
      if let first = line.first, first == " " || first == "\t" {
        guard !info.lines.isEmpty else { return nil }
        info.lines[info.lines.count - 1].text += " " + line.drop { $0 == " " || $0 == "\t" }
        continue
      }
      guard let colon = line.firstIndex(of: ":"), colon != line.startIndex else { return nil }
      let text = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      info.lines.append((String(line[..<colon]), String(text)))
    }
    return info
  }

  /// Every text under a label. Labels are the same in upper and lower case.
  func texts(_ label: String) -> [String] {
    lines.filter { $0.label.lowercased() == label.lowercased() }.map(\.text)
  }
}
