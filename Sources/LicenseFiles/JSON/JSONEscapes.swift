/// Undoes the escapes of a JSON string whose token has been checked.
enum JSONEscapes {
  /// The bytes that the contents stand for. A lone surrogate becomes U+FFFD.
  static func undone(_ contents: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    undo(contents, into: &result)
    return result
  }

  /// Appends the bytes that the contents stand for and returns the place of the first escape that
  /// is neither `\"` nor `\\`.
  @discardableResult
  static func undo(_ contents: UnsafeBufferPointer<UInt8>, into result: inout [UInt8]) -> Int? {
    result.reserveCapacity(result.count + contents.count)
    var foreign: Int?
    var index = 0
    var runStart = 0
    while index < contents.count {
      guard contents[index] == JSONByte.backslash, index &+ 1 < contents.count else {
        index &+= 1
        continue
      }
      if index > runStart {
        result.append(contentsOf: UnsafeBufferPointer(rebasing: contents[runStart..<index]))
      }
      let escaped = contents[index &+ 1]
      if escaped == JSONByte.quote || escaped == JSONByte.backslash {
        // The run simply goes on with the escaped byte itself.
        runStart = index &+ 1
        index &+= 2
        continue
      }
      if foreign == nil { foreign = index }
      switch escaped {
      case 0x62: result.append(0x08)
      case 0x66: result.append(0x0C)
      case 0x6E: result.append(0x0A)
      case 0x72: result.append(0x0D)
      case 0x74: result.append(0x09)
      case 0x75:
        index = appendUnicode(contents, at: index, to: &result)
        runStart = index
        continue
      default: result.append(escaped)
      }
      index &+= 2
      runStart = index
    }
    if contents.count > runStart {
      result.append(contentsOf: UnsafeBufferPointer(rebasing: contents[runStart...]))
    }
    return foreign
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

  /// Returns the place behind the escape, or behind the pair of escapes.
  private static func appendUnicode(
    _ contents: UnsafeBufferPointer<UInt8>, at index: Int, to result: inout [UInt8]
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
    result.append(contentsOf: Array(String(Character(scalar)).utf8))
    return next
  }
}
