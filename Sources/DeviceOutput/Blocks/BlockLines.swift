import LicenseFiles

/// One `Key: value` of a block, with the headings above it.
struct BlockSetting {
  let headings: [String]
  let key: String
  let value: String
  let line: TranscriptLine

  /// Headings and key in one: `Proxy/Address`.
  var name: String { (headings + [key]).joined(separator: "/") }
}

/// The lines of a block as settings. Indentation alone says what belongs under what, since the
/// order and the depth differ between releases.
struct BlockLines {
  private(set) var settings: [BlockSetting] = []
  /// Lines that are neither a setting nor the value of a heading.
  private(set) var rest: [TranscriptLine] = []

  /// Deeper than any known block.
  private static let deepest = 8

  init(_ lines: [TranscriptLine]) {
    var headings: [(indentation: Int, title: String, line: TranscriptLine, isUsed: Bool)] = []
    for line in lines {
      if line.text.isRule { continue }
      let indentation = line.text.indentation
      while let last = headings.last, last.indentation >= indentation { headings.removeLast() }
      if let (key, value) = line.text.keyAndValue, !key.isEmpty {
        if value.isEmpty {
          guard headings.count < Self.deepest else {
            rest.append(line)
            continue
          }
          headings.append((indentation, String(key), line, false))
        } else {
          settings.append(
            BlockSetting(
              headings: headings.map(\.title), key: String(key), value: String(value), line: line))
        }
      } else if let last = headings.last {
        settings.append(
          BlockSetting(
            headings: headings.dropLast().map(\.title), key: last.title,
            value: String(line.text.trimmingBlanks), line: line))
      } else {
        rest.append(line)
      }
    }
  }
}

/// Several `Key: value` on one line, with two blanks or more between them:
/// `Total: 12,  Purged: 0`.
enum PairedKeys {
  static func pairs(_ text: String) -> [(key: Substring, value: Substring)] {
    var pairs: [(key: Substring, value: Substring)] = []
    var rest = text.trimmingBlanks
    while !rest.isEmpty {
      let (piece, following) = rest.parted(by: "  ") ?? (rest, rest[rest.endIndex...])
      rest = following.trimmingBlanks
      var part = piece.trimmingBlanks
      if part.utf8.last == 0x2C { part = part.dropLast() }
      if let pair = part.keyAndValue {
        pairs.append(pair)
      } else if let last = pairs.popLast() {
        pairs.append((last.key, text[last.value.startIndex..<part.endIndex]))
      }
    }
    return pairs
  }
}
