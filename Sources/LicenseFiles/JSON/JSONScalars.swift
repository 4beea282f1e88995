// The leaves of the grammar: strings, numbers and the three words.

extension JSONCursor {
  /// A string token. Its contents are checked: UTF-8, no control characters, escapes well formed.
  mutating func string() throws(JSONError) -> JSONString {
    skipWhiteSpace()
    guard position < bytes.count else { throw JSONError(.endsEarly, at: position) }
    guard bytes[position] == JSONByte.quote else { throw JSONError(.wrongKind, at: position) }
    let start = position &+ 1
    if passedQuotes &+ 1 < quotes.count, Int(quotes[passedQuotes]) == position {
      let end = Int(quotes[passedQuotes &+ 1])
      passedQuotes &+= 2
      position = end &+ 1
      return JSONString(start: start, end: end, hasEscapes: false)
    }
    position = plainEnd(from: start)
    if position < bytes.count, bytes[position] == JSONByte.quote {
      position &+= 1
      return JSONString(start: start, end: position &- 1, hasEscapes: false)
    }
    return try restOfString(from: start)
  }

  /// The first place at or after this one that may be something else than a plain part of a string.
  @inline(__always)
  private func plainEnd(from start: Int) -> Int {
    guard let base = bytes.baseAddress else { return start }
    var place = start
    while place &+ 8 <= bytes.count {
      let plain = ByteWord(base + place).beforeSpecial
      place &+= plain
      if plain < 8 { break }
    }
    return place
  }

  /// The string token that begins at `start`, of which everything before `position` is plain.
  private mutating func restOfString(from start: Int) throws(JSONError) -> JSONString {
    var hasEscapes = false
    while true {
      position = plainEnd(from: position)
      guard position < bytes.count else { break }
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

  /// A string token; the bytes that it stands for are put into `target`. Also gives the place of the
  /// first escape that is neither `\"` nor `\\`.
  mutating func string(
    undoneInto target: inout UndoneText
  ) throws(JSONError) -> (token: JSONString, foreign: Int?) {
    skipWhiteSpace()
    let start = position &+ 1
    if position < bytes.count, bytes[position] == JSONByte.quote,
      let end = target.takePlain(bytes, from: start)
    {
      position = end &+ 1
      let hasEscapes = target.count < end &- start
      return (JSONString(start: start, end: end, hasEscapes: hasEscapes), nil)
    }
    let token = try string()
    let contents = UnsafeBufferPointer(rebasing: bytes[token.start..<token.end])
    return (token, target.take(contents, isEscaped: true))
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
