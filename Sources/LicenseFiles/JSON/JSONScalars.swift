// The leaves of the grammar: strings, numbers and the three words.

extension JSONCursor {
  /// A string token. Its contents are checked: UTF-8, no control characters, escapes well formed.
  mutating func string() throws(JSONError) -> JSONString {
    skipWhiteSpace()
    guard position < bytes.count else { throw JSONError(.endsEarly, at: position) }
    guard bytes[position] == JSONByte.quote else { throw JSONError(.wrongKind, at: position) }
    position &+= 1
    let start = position
    var hasEscapes = false
    while position < bytes.count {
      if let base = bytes.baseAddress {
        while position &+ 8 <= bytes.count {
          let plain = ByteWord(base + position).beforeSpecial
          position &+= plain
          if plain < 8 { break }
        }
        if position == bytes.count { break }
      }
      let byte = bytes[position]
      if byte == JSONByte.quote {
        position &+= 1
        return JSONString(start: start, end: position &- 1, hasEscapes: hasEscapes)
      }
      if byte == JSONByte.backslash {
        hasEscapes = true
        try escape()
      } else if byte < 0x20 {
        throw JSONError(.controlCharacter, at: position)
      } else if byte < 0x80 {
        position &+= 1
      } else {
        let length = UTF8Check.sequence(bytes, at: position)
        guard length > 0 else { throw JSONError(.notUTF8, at: position) }
        position &+= length
      }
    }
    throw JSONError(.endsEarly, at: position)
  }

  /// A string token; the bytes that it stands for are put at the front of `target`, which grows as
  /// needed. Also gives their number and the place of the first escape that is neither `\"` nor `\\`.
  mutating func string(
    undoneInto target: inout [UInt8]
  ) throws(JSONError) -> (token: JSONString, count: Int, foreign: Int?) {
    skipWhiteSpace()
    let start = min(position &+ 1, bytes.count)
    let room = bytes.count &- start &+ 8
    if target.count < room { target = [UInt8](repeating: 0, count: room &+ room / 2) }
    if position < bytes.count, bytes[position] == JSONByte.quote,
      let plain = target.withUnsafeMutableBufferPointer({
        JSONEscapes.undoPlain(bytes, from: start, into: $0)
      })
    {
      position = plain.end &+ 1
      let hasEscapes = plain.count < plain.end &- start
      return (JSONString(start: start, end: plain.end, hasEscapes: hasEscapes), plain.count, nil)
    }
    let token = try string()
    let contents = UnsafeBufferPointer(rebasing: bytes[token.start..<token.end])
    let undone = target.withUnsafeMutableBufferPointer { JSONEscapes.undo(contents, into: $0) }
    return (token, undone.count, undone.foreign)
  }

  private mutating func escape() throws(JSONError) {
    guard position &+ 1 < bytes.count else { throw JSONError(.endsEarly, at: bytes.count) }
    switch bytes[position &+ 1] {
    case JSONByte.quote, JSONByte.backslash, JSONByte.slash, 0x62, 0x66, 0x6E, 0x72, 0x74:
      position &+= 2
    case 0x75:
      for index in position &+ 2..<position &+ 6 {
        guard index < bytes.count else { throw JSONError(.endsEarly, at: bytes.count) }
        guard JSONByte.hexadecimal(bytes[index]) != nil else {
          throw JSONError(.badEscape, at: position)
        }
      }
      position &+= 6
    default: throw JSONError(.badEscape, at: position)
    }
  }

  /// A number token.
  mutating func number() throws(JSONError) -> JSONNumber {
    skipWhiteSpace()
    let start = position
    if position < bytes.count, bytes[position] == JSONByte.minus { position &+= 1 }
    guard position < bytes.count else { throw JSONError(.endsEarly, at: position) }
    if bytes[position] == JSONByte.zero {
      position &+= 1
    } else {
      try digits()
    }
    var isInteger = true
    if position < bytes.count, bytes[position] == JSONByte.period {
      isInteger = false
      position &+= 1
      try digits()
    }
    if position < bytes.count, bytes[position] | 0x20 == 0x65 {
      isInteger = false
      position &+= 1
      if position < bytes.count,
        bytes[position] == JSONByte.plus || bytes[position] == JSONByte.minus
      {
        position &+= 1
      }
      try digits()
    }
    if position < bytes.count, JSONByte.isDigit(bytes[position]) {
      throw JSONError(.badNumber, at: position)
    }
    return JSONNumber(start: start, end: position, isInteger: isInteger)
  }

  private mutating func digits() throws(JSONError) {
    let start = position
    while position < bytes.count, JSONByte.isDigit(bytes[position]) { position &+= 1 }
    guard position > start else {
      throw JSONError(position < bytes.count ? .badNumber : .endsEarly, at: position)
    }
  }

  /// `true` or `false`.
  mutating func bool() throws(JSONError) -> Bool {
    skipWhiteSpace()
    guard position < bytes.count else { throw JSONError(.endsEarly, at: position) }
    let value = bytes[position] == 0x74
    try word(value ? "true" : "false")
    return value
  }

  /// `null`.
  mutating func null() throws(JSONError) {
    skipWhiteSpace()
    try word("null")
  }

  private mutating func word(_ word: StaticString) throws(JSONError) {
    for index in 0..<word.utf8CodeUnitCount {
      guard position < bytes.count else { throw JSONError(.endsEarly, at: position) }
      guard bytes[position] == word.utf8Start[index] else {
        throw JSONError(.unexpectedByte, at: position)
      }
      position &+= 1
    }
  }

  /// True when the string reads exactly like this, without escapes.
  func matches(_ string: JSONString, _ word: StaticString) -> Bool {
    guard string.count == word.utf8CodeUnitCount, let base = bytes.baseAddress else { return false }
    let left = base + string.start
    let right = word.utf8Start
    for index in 0..<word.utf8CodeUnitCount where left[index] != right[index] { return false }
    return true
  }
}
