/// Undoes the escapes of a JSON string whose token has been checked.
enum JSONEscapes {
  /// The bytes that the contents stand for. A lone surrogate becomes U+FFFD.
  static func undone(_ contents: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: contents.count) { target, count in
      count = undo(contents, into: target).count
    }
  }

  /// Writes the bytes that the contents stand for, which are never more than the contents, and
  /// returns their number and the place of the first escape that is neither `\"` nor `\\`.
  static func undo(
    _ contents: UnsafeBufferPointer<UInt8>, into target: UnsafeMutableBufferPointer<UInt8>
  ) -> (count: Int, foreign: Int?) {
    var foreign: Int?
    var index = 0
    var count = 0
    let end = contents.count
    while index < end {
      // Whole words while there is room for one: what follows the first special byte of a word is
      // written over by the next.
      if let source = contents.baseAddress, let room = target.baseAddress {
        while index &+ 8 <= end, count &+ 8 <= target.count {
          let word = ByteWord(source + index)
          UnsafeMutableRawPointer(room + count).storeBytes(
            of: word.word.littleEndian, as: UInt64.self)
          let plain = word.beforeSpecial
          count &+= plain
          index &+= plain
          if plain < 8 { break }
        }
        if index == end { break }
      }
      let byte = contents[index]
      if byte != JSONByte.backslash || index &+ 1 >= end {
        target[count] = byte
        count &+= 1
        index &+= 1
        continue
      }
      let escaped = contents[index &+ 1]
      if escaped == JSONByte.quote || escaped == JSONByte.backslash {
        target[count] = escaped
        count &+= 1
        index &+= 2
        continue
      }
      if foreign == nil { foreign = index }
      if escaped == 0x75 {
        index = writeUnicode(contents, at: index, to: target, &count)
        continue
      }
      target[count] =
        switch escaped {
        case 0x62: 0x08
        case 0x66: 0x0C
        case 0x6E: 0x0A
        case 0x72: 0x0D
        case 0x74: 0x09
        default: escaped
        }
      count &+= 1
      index &+= 2
    }
    return (count, foreign)
  }

  /// Writes a string from its first byte to its closing quote, undoing `\"` and `\\`: the payload of
  /// a device, checked and undone in one pass. Returns nil at anything else, and where the target is
  /// too small; the string then takes the long way.
  ///
  /// The places of the quotes in the result are written to `places`, which must hold one for every
  /// two bytes. Their number is 0 when the result holds a backslash, which may escape a quote.
  static func undoPlain(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int,
    into target: UnsafeMutableBufferPointer<UInt8>,
    quotesInto places: UnsafeMutableBufferPointer<UInt32>
  ) -> (count: Int, end: Int, quotes: Int)? {
    guard let source = text.baseAddress, let room = target.baseAddress,
      let quotes = places.baseAddress
    else { return nil }
    var index = start
    var count = 0
    var quoteCount = 0
    var holdsBackslash = false
    // Words are written whole, so sixteen bytes beyond the end must be there.
    guard target.count >= text.count &- start &+ 16,
      places.count >= (text.count &- start) / 2
    else { return nil }
    while index &+ 16 <= text.count {
      let first = ByteWord(source + index)
      let second = ByteWord(source + index + 8)
      let end = UnsafeMutableRawPointer(room + count)
      end.storeBytes(of: first.word.littleEndian, as: UInt64.self)
      end.storeBytes(of: second.word.littleEndian, toByteOffset: 8, as: UInt64.self)
      let plain = first.beforeSpecial(with: second)
      index &+= plain
      count &+= plain
      if plain == 16 { continue }
      if source[index] == JSONByte.quote {
        return (count, index, holdsBackslash ? 0 : quoteCount)
      }
      guard source[index] == JSONByte.backslash, index &+ 1 < text.count else { return nil }
      let escaped = source[index &+ 1]
      if escaped == JSONByte.quote {
        quotes[quoteCount] = UInt32(truncatingIfNeeded: count)
        quoteCount &+= 1
      } else if escaped == JSONByte.backslash {
        holdsBackslash = true
      } else {
        return nil
      }
      room[count] = escaped
      index &+= 2
      count &+= 1
    }
    return nil
  }

  private static func unit(_ contents: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt32? {
    guard index &+ 6 <= contents.count, contents[index] == JSONByte.backslash,
      contents[index &+ 1] == 0x75
    else { return nil }
    var value: UInt32 = 0
    for place in index &+ 2..<index &+ 6 {
      guard let digit = JSONByte.hexadecimal(contents[place]) else { return nil }
      value = value << 4 | digit
    }
    return value
  }

  /// Returns the place after the escape, or after the pair of escapes.
  private static func writeUnicode(
    _ contents: UnsafeBufferPointer<UInt8>, at index: Int,
    to target: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int
  ) -> Int {
    guard let high = unit(contents, at: index) else { return index &+ 2 }
    var value = high
    var next = index &+ 6
    if (0xD800...0xDBFF).contains(high), let low = unit(contents, at: next),
      (0xDC00...0xDFFF).contains(low)
    {
      value = 0x10000 &+ (high &- 0xD800) << 10 &+ (low &- 0xDC00)
      next = next &+ 6
    }
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    // An escape of six bytes stands for three at the most, a pair of them for four.
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
      target[count] = byte
      count &+= 1
    }
    return next
  }
}
