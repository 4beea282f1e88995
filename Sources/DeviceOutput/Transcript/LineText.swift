// Cutting up a printed line. Everything works on the line's own bytes and in one pass.

extension StringProtocol where SubSequence == Substring {
  /// Without blanks and tabs at both ends.
  var trimmingBlanks: Substring {
    let bytes = self[startIndex..<endIndex].utf8
    var start = bytes.startIndex
    var end = bytes.endIndex
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 {
      start = bytes.index(after: start)
    }
    while start < end {
      let before = bytes.index(before: end)
      guard bytes[before] == 0x20 || bytes[before] == 0x09 else { break }
      end = before
    }
    return self[start..<end]
  }

  /// How many blanks stand before the first other character; a tab counts as one.
  var indentation: Int { utf8.prefix { $0 == 0x20 || $0 == 0x09 }.count }

  /// True when it is a row of one of these signs, as under a heading.
  var isRule: Bool {
    let text = trimmingBlanks.utf8
    guard text.count >= 3, let first = text.first, [0x3D, 0x2D, 0x2A, 0x5F].contains(first) else {
      return false
    }
    return text.allSatisfy { $0 == first || $0 == 0x20 }
  }

  /// The words between blanks and tabs.
  var words: [Substring] {
    self[startIndex..<endIndex].utf8.split { $0 == 0x20 || $0 == 0x09 }.map { Substring($0) }
  }

  /// The text after a beginning; nil when it begins otherwise.
  func after(prefix: String) -> Substring? {
    guard utf8.starts(with: prefix.utf8) else { return nil }
    return self[utf8.index(startIndex, offsetBy: prefix.utf8.count)...]
  }

  /// The text on both sides of the first occurrence; nil without one.
  func parted(by separator: String) -> (before: Substring, after: Substring)? {
    guard let first = separator.utf8.first else { return nil }
    var index = utf8.startIndex
    while let found = utf8[index...].firstIndex(of: first) {
      if utf8[found...].starts(with: separator.utf8) {
        return (self[..<found], self[utf8.index(found, offsetBy: separator.utf8.count)...])
      }
      index = utf8.index(after: found)
    }
    return nil
  }

  /// `Key: value`, both without blanks around them; nil without a colon that a blank, a tab or the
  /// end follows. The value is empty for a heading.
  var keyAndValue: (key: Substring, value: Substring)? {
    var index = utf8.startIndex
    while let colon = utf8[index...].firstIndex(of: 0x3A) {
      let next = utf8.index(after: colon)
      if next == utf8.endIndex || utf8[next] == 0x20 || utf8[next] == 0x09 {
        return (self[..<colon].trimmingBlanks, self[next...].trimmingBlanks)
      }
      index = next
    }
    return nil
  }

  /// A whole number of digits only; nil when there is none or it does not fit.
  var number: Int? {
    guard !utf8.isEmpty, utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(self)
  }
}

extension String {
  /// The text on both sides of the last occurrence; nil without one.
  func lastParted(by separator: String) -> (before: Substring, after: Substring)? {
    var found: (before: Substring, after: Substring)?
    var from = startIndex
    while let (before, after) = self[from...].parted(by: separator) {
      found = (self[..<before.endIndex], after)
      from = after.startIndex
    }
    return found
  }
}
