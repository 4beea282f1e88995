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

/// Blocks whose lines are settings.
protocol SettingBlock {
  init()
  /// Takes a setting; false for one that the block does not know.
  mutating func take(_ setting: BlockSetting, _ context: OutputContext) -> Bool
}

/// The lines of a block as settings. Indentation says what belongs under what, since the order and the
/// depth differ between releases; where a page or a ticket has taken it away, the names do.
struct BlockLines {
  private(set) var settings: [BlockSetting] = []
  /// Lines that are neither a setting nor the value of a heading.
  private(set) var rest: [TranscriptLine] = []

  /// Deeper than any known block.
  private static let deepest = 8

  init(_ lines: [TranscriptLine]) {
    var headings: [(indentation: Int, title: String, line: TranscriptLine)] = []
    for line in lines {
      if line.text.isRule { continue }
      if let last = settings.last, last.line.number + 1 == line.number,
        Self.isYear(line.text.trimmingBlanks, after: last.value)
      {
        settings[settings.count - 1] = BlockSetting(
          headings: last.headings, key: last.key,
          value: "\(last.value) \(line.text.trimmingBlanks)",
          line: last.line)
        continue
      }
      let indentation = line.text.indentation
      while let last = headings.last, last.indentation >= indentation {
        if last.indentation == indentation, Self.isUnder(last.title, last.line, line) { break }
        headings.removeLast()
      }
      if let (key, value) = line.text.keyAndValue, !key.isEmpty {
        if value.isEmpty {
          guard headings.count < Self.deepest else {
            rest.append(line)
            continue
          }
          headings.append((indentation, String(key), line))
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

  /// True for `2026 UTC` after `Aug 20 12:45:09`: a page or a ticket has broken the line there.
  private static func isYear(_ text: Substring, after value: String) -> Bool {
    let words = text.words
    guard (1...2).contains(words.count), words[0].utf8.count == 4,
      let year = words[0].number, (1970...2100).contains(year),
      words.count == 1 || words[1].utf8.allSatisfy({ $0 != 0x3A })
    else { return false }
    let clock = value.words.last?.utf8.split(separator: 0x3A) ?? []
    return clock.count == 3
      && clock.allSatisfy { $0.count <= 6 && Substring($0).first?.isNumber == true }
  }

  /// True for a heading that stands inside a block.
  static func isInner(_ heading: Substring) -> Bool {
    keys(under: heading) != nil
      || ["VRF", "URL", "Term information", "Features Authorized"].contains(heading)
  }

  /// True when a line without indentation belongs to the heading above it.
  private static func isUnder(
    _ heading: String, _ headingLine: TranscriptLine, _ line: TranscriptLine
  ) -> Bool {
    guard let (key, value) = line.text.keyAndValue, !key.isEmpty else {
      return line.number == headingLine.number + 1
    }
    return !value.isEmpty && keys(under: heading[...])?.contains(key) == true
  }

  private static func keys(under heading: Substring) -> Set<Substring>? {
    if heading.hasSuffix(" Attributes") { return PolicyClass.keys }
    return ["Proxy": ["Address", "Port", "Username", "Password"]][heading]
  }
}

/// Several `Key: value` on one line, with two blanks or more between them:
/// `Total: 12,  Purged: 0`.
enum PairedKeys {
  /// - Parameter keys: keys before which a pair begins also after a single blank, as where a page has
  ///   run blanks together.
  static func pairs(
    _ text: String, keys: [String] = []
  ) -> [(key: Substring, value: Substring)] {
    var pairs: [(key: Substring, value: Substring)] = []
    for piece in pieces(text, keys) {
      var part = piece
      if part.utf8.last == 0x2C { part = part.dropLast() }
      if let pair = part.keyAndValue {
        pairs.append(pair)
      } else if let last = pairs.popLast() {
        pairs.append((last.key, text[last.value.startIndex..<part.endIndex]))
      }
    }
    return pairs
  }

  private static func pieces(_ text: String, _ keys: [String]) -> [Substring] {
    var pieces: [Substring] = []
    var rest = text.trimmingBlanks
    while !rest.isEmpty {
      let (piece, following) = rest.parted(by: "  ") ?? (rest, rest[rest.endIndex...])
      var part = piece.trimmingBlanks
      // The longest line of this kind holds three pairs.
      while pieces.count < 16, let next = second(in: part, keys) {
        pieces.append(part[..<next].trimmingBlanks)
        part = part[next...]
      }
      pieces.append(part)
      rest = following.trimmingBlanks
    }
    return pieces
  }

  /// Where a known key begins after the first pair.
  private static func second(in part: Substring, _ keys: [String]) -> Substring.Index? {
    guard part.utf8.count <= 400 else { return nil }
    return keys.compactMap { key in part.parted(by: " " + key + ":").map { $0.before.endIndex } }
      .min().map { part.index(after: $0) }
  }
}
