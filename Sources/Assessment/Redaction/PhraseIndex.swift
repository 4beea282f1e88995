/// Finds the values of a run in running text, at the borders of words; values that no word of a
/// language can hold are found inside longer runs of letters and digits too.
struct PhraseIndex {
  /// By the first run of letters and digits, the longest first.
  private var phrases: [String: [[UInt8]]] = [:]
  /// By the first four bytes, for texts in another notation, where nothing marks a border.
  private var beginnings: [UInt32: [[UInt8]]] = [:]
  private var strong: Set<String> = []
  private var lengths: Set<Int> = []
  private var shortest = Int.max

  mutating func add(_ canonical: String, isStrong: Bool) {
    let bytes = Array(canonical.utf8.drop { !$0.isWordByte })
    let first = bytes.prefix { $0.isWordByte }
    guard !first.isEmpty, bytes.count == canonical.utf8.count else { return }
    if bytes.count >= 5 { beginnings[Self.beginning(bytes, 0), default: []].append(bytes) }
    let word = String(decoding: first, as: UTF8.self)
    var list = phrases[word] ?? []
    list.append(bytes)
    list.sort { $0.count > $1.count }
    phrases[word] = list
    if isStrong, first.count == bytes.count {
      strong.insert(canonical)
      lengths.insert(bytes.count)
      shortest = min(shortest, bytes.count)
    }
  }

  /// The length of the value that begins with the word at `start`, ending at `end`; nil for none.
  func match(_ text: [UInt8], at start: Int, wordEnd end: Int) -> Int? {
    guard !phrases.isEmpty else { return nil }
    let word = String(decoding: text[start..<end].map(\.lowered), as: UTF8.self)
    for phrase in phrases[word] ?? [] {
      let stop = start + phrase.count
      guard stop <= text.count,
        stop == text.count || !text[stop].isWordByte
          || !(phrase.last?.isWordByte ?? true)
      else { continue }
      if zip(text[start..<stop], phrase).allSatisfy({ $0.lowered == $1 }) { return phrase.count }
    }
    return nil
  }

  private static func beginning(_ bytes: [UInt8], _ start: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 << 8 | UInt32(bytes[start + $1].lowered) }
  }

  /// True when a value stands anywhere in the bytes, whatever is around it.
  func isAnywhere(in bytes: [UInt8]) -> Bool {
    guard bytes.count >= 5, !beginnings.isEmpty else { return false }
    return (0...(bytes.count - 5)).contains { start in
      beginnings[Self.beginning(bytes, start)]?.contains { phrase in
        start + phrase.count <= bytes.count
          && zip(bytes[start..<start + phrase.count], phrase).allSatisfy { $0.lowered == $1 }
      } ?? false
    }
  }

  /// A value of several words whose first one has something in front, such as `xwlc-north-1`.
  func glued(_ text: [UInt8], _ run: Range<Int>) -> Range<Int>? {
    guard run.upperBound < text.count, [0x2D, 0x2E, 0x3A, 0x5F].contains(text[run.upperBound]),
      run.count > 1
    else { return nil }
    for start in (run.lowerBound + 1)..<run.upperBound {
      if let length = match(text, at: start, wordEnd: run.upperBound), length >= 8,
        text[start..<start + length].contains(where: \.isDigit)
      {
        return start..<start + length
      }
    }
    return nil
  }

  /// The first value inside a run of letters and digits that is no value itself.
  func inside(_ text: [UInt8], _ run: Range<Int>) -> Range<Int>? {
    guard run.count > shortest, text[run].contains(where: \.isDigit) else { return nil }
    for start in run.lowerBound...(run.upperBound - shortest) {
      for length in lengths where start + length <= run.upperBound {
        let part = start..<start + length
        if strong.contains(String(decoding: text[part].map(\.lowered), as: UTF8.self)) {
          return part
        }
      }
    }
    return nil
  }
}
