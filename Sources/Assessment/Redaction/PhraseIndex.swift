/// Finds the values of a run in running text, at the borders of words; values that no word of a
/// language can hold are found inside longer runs of letters and digits too.
struct PhraseIndex {
  private var phrases: Set<String> = []
  /// How long the values are that begin with a run of letters and digits, the longest first.
  private var lengths: [String: [Int]] = [:]
  /// The same by the first four bytes, for texts in another notation, where nothing marks a border.
  private var beginnings: [UInt32: [Int]] = [:]
  private var strong: Set<String> = []
  private var strongLengths: Set<Int> = []
  private var shortest = Int.max
  /// The longest run of letters and digits that a value begins with.
  private var longestFirst = 0

  mutating func add(_ canonical: String, isStrong: Bool) {
    let bytes = Array(canonical.utf8)
    let first = bytes.prefix { $0.isWordByte }
    guard !first.isEmpty else { return }
    phrases.insert(canonical)
    longestFirst = max(longestFirst, first.count)
    if bytes.count >= 5 {
      Self.insert(bytes.count, &beginnings[Self.beginning(bytes, 0), default: []])
    }
    Self.insert(bytes.count, &lengths[String(decoding: first, as: UTF8.self), default: []])
    if isStrong, first.count == bytes.count {
      strong.insert(canonical)
      strongLengths.insert(bytes.count)
      shortest = min(shortest, bytes.count)
    }
  }

  private static func insert(_ length: Int, _ list: inout [Int]) {
    guard !list.contains(length) else { return }
    list.append(length)
    list.sort(by: >)
  }

  private func holds(_ text: ArraySlice<UInt8>) -> Bool {
    phrases.contains(String(decoding: text.map(\.lowered), as: UTF8.self))
  }

  /// The length of the value that begins with the word at `start`, ending at `end`; nil for none.
  func match(_ text: [UInt8], at start: Int, wordEnd end: Int) -> Int? {
    guard !phrases.isEmpty, end - start <= longestFirst else { return nil }
    let word = String(decoding: text[start..<end].map(\.lowered), as: UTF8.self)
    return lengths[word]?.first { length in
      let stop = start + length
      return stop <= text.count
        && (stop == text.count || !text[stop].isWordByte || !text[stop - 1].isWordByte)
        && holds(text[start..<stop])
    }
  }

  private static func beginning(_ bytes: [UInt8], _ start: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 << 8 | UInt32(bytes[start + $1].lowered) }
  }

  /// True when a value stands anywhere in the bytes, whatever is around it.
  func isAnywhere(in bytes: [UInt8]) -> Bool {
    guard bytes.count >= 5, !beginnings.isEmpty else { return false }
    return (0...(bytes.count - 5)).contains { start in
      beginnings[Self.beginning(bytes, start)]?.contains { length in
        start + length <= bytes.count && holds(bytes[start..<start + length])
      } ?? false
    }
  }

  /// A value of several words whose first one has something in front, such as `xwlc-north-1`.
  func glued(_ text: [UInt8], _ run: Range<Int>) -> Range<Int>? {
    guard run.upperBound < text.count, [0x2D, 0x2E, 0x3A, 0x5F].contains(text[run.upperBound]),
      run.count > 1
    else { return nil }
    let first = max(run.lowerBound + 1, run.upperBound - longestFirst)
    for start in first..<max(first, run.upperBound) {
      if let length = match(text, at: start, wordEnd: run.upperBound), length >= 8,
        text[start..<start + length].contains(where: \.isDigit)
      {
        return start..<start + length
      }
    }
    return nil
  }

  /// The first value inside a run of letters and digits that is not a value itself.
  func inside(_ text: [UInt8], _ run: Range<Int>) -> Range<Int>? {
    guard run.count > shortest, text[run].contains(where: \.isDigit) else { return nil }
    for start in run.lowerBound...(run.upperBound - shortest) {
      for length in strongLengths where start + length <= run.upperBound {
        let part = start..<start + length
        if strong.contains(String(decoding: text[part].map(\.lowered), as: UTF8.self)) {
          return part
        }
      }
    }
    return nil
  }
}
