/// A pull reader over JSON bytes: strict RFC 8259, UTF-8 checked, no recursion of its own.
///
/// A caller that knows the shape of a text walks it with `beginObject`/`nextKey` and
/// `beginArray`/`nextElement`; what it does not know it skips with `skipValue`, which checks it all
/// the same. The caller ends with `end`, so that nothing is left over.
struct JSONCursor {
  let bytes: UnsafeBufferPointer<UInt8>
  var position: Int
  /// The first white space between tokens, which no device writes into a payload.
  private(set) var whiteSpaceAt: Int?
  /// The first key that its object already had.
  private(set) var duplicateKeyAt: Int?
  private let depthLimit: Int
  /// The containers that are open. Of each, the innermost lowest, one bit says that it is an object
  /// and one that it still waits for its first member.
  private var depth = 0
  private var objects: UInt64 = 0
  private var empties: UInt64 = 0
  private var keys = JSONKeyMemory()
  /// Where the quotes stand, when the text was searched for them before: see ``UndoneText``.
  let quotes: UnsafeBufferPointer<UInt32>
  /// How many of them stand before `position`.
  var passedQuotes = 0

  /// The most containers inside containers, whatever limit is given.
  static let deepest = 64

  init(
    _ bytes: UnsafeBufferPointer<UInt8>, at position: Int = 0, depthLimit: Int,
    quotes: UnsafeBufferPointer<UInt32> = UnsafeBufferPointer(start: nil, count: 0)
  ) {
    self.bytes = bytes
    self.position = position
    self.quotes = quotes
    self.depthLimit = min(depthLimit, Self.deepest)
  }

  // MARK: Tokens

  @inline(__always)
  mutating func skipWhiteSpace() {
    if position < bytes.count, bytes[position] <= JSONByte.space { skipSomeWhiteSpace() }
  }

  private mutating func skipSomeWhiteSpace() {
    let start = position
    while position < bytes.count, JSONByte.isWhiteSpace(bytes[position]) { position &+= 1 }
    if position > start, whiteSpaceAt == nil { whiteSpaceAt = start }
  }

  /// What the next value is, without taking it.
  @inline(__always)
  mutating func kind() throws(JSONError) -> JSONKind {
    skipWhiteSpace()
    guard position < bytes.count else { throw JSONError(.endsEarly, at: position) }
    switch bytes[position] {
    case JSONByte.openBrace: return .object
    case JSONByte.openBracket: return .array
    case JSONByte.quote: return .string
    case JSONByte.minus, JSONByte.zero...JSONByte.nine: return .number
    case 0x74, 0x66: return .bool
    case 0x6E: return .null
    default: throw JSONError(.unexpectedByte, at: position)
    }
  }

  /// Nothing may be left over.
  mutating func end() throws(JSONError) {
    skipWhiteSpace()
    guard position == bytes.count else { throw JSONError(.somethingFollows, at: position) }
  }

  // MARK: Containers

  /// Enters an object. ``nextKey()`` then gives its keys; after each, exactly one value is taken.
  mutating func beginObject() throws(JSONError) {
    try enter(JSONByte.openBrace)
    objects |= 1
    keys.open()
  }

  /// The next key of the innermost object, or nil at its end, which is taken.
  mutating func nextKey() throws(JSONError) -> JSONString? {
    guard try anotherFollows(JSONByte.closeBrace) else { return nil }
    skipWhiteSpace()
    let at = position
    guard position < bytes.count else { throw JSONError(.endsEarly, at: position) }
    guard bytes[position] == JSONByte.quote else { throw JSONError(.unexpectedByte, at: position) }
    let key = try string()
    if keys.isRepeated(key, in: bytes), duplicateKeyAt == nil { duplicateKeyAt = at }
    skipWhiteSpace()
    guard position < bytes.count else { throw JSONError(.endsEarly, at: position) }
    guard bytes[position] == JSONByte.colon else { throw JSONError(.unexpectedByte, at: position) }
    position &+= 1
    return key
  }

  /// Enters an array. ``nextElement()`` then says whether another element follows.
  mutating func beginArray() throws(JSONError) {
    try enter(JSONByte.openBracket)
  }

  /// True when another element follows in the innermost array; false at its end, which is taken.
  mutating func nextElement() throws(JSONError) -> Bool {
    try anotherFollows(JSONByte.closeBracket)
  }

  @inline(__always)
  private mutating func enter(_ byte: UInt8) throws(JSONError) {
    skipWhiteSpace()
    guard position < bytes.count else { throw JSONError(.endsEarly, at: position) }
    guard bytes[position] == byte else { throw JSONError(.wrongKind, at: position) }
    guard depth < depthLimit else { throw JSONError(.tooDeep, at: position) }
    position &+= 1
    depth &+= 1
    objects <<= 1
    empties = empties << 1 | 1
  }

  @inline(__always)
  private mutating func anotherFollows(_ close: UInt8) throws(JSONError) -> Bool {
    skipWhiteSpace()
    guard position < bytes.count else { throw JSONError(.endsEarly, at: position) }
    guard depth > 0, (objects & 1 == 1) == (close == JSONByte.closeBrace) else {
      throw JSONError(.wrongKind, at: position)
    }
    if bytes[position] == close {
      position &+= 1
      if objects & 1 == 1 { keys.close() }
      depth &-= 1
      objects >>= 1
      empties >>= 1
      return false
    }
    if empties & 1 == 1 {
      empties &= ~1
    } else {
      guard bytes[position] == JSONByte.comma else {
        throw JSONError(.unexpectedByte, at: position)
      }
      position &+= 1
      skipWhiteSpace()
      // A comma promises another: a trailing one is not JSON.
      if position < bytes.count, bytes[position] == close {
        throw JSONError(.unexpectedByte, at: position)
      }
    }
    return true
  }

  // MARK: Skipping

  /// Takes any value, checked like every other. Depth costs no recursion.
  mutating func skipValue() throws(JSONError) {
    let outer = depth
    repeat {
      // One value is due here.
      switch try kind() {
      case .object: try beginObject()
      case .array: try beginArray()
      case .string: _ = try string()
      case .number: _ = try number()
      case .bool: _ = try bool()
      case .null: try null()
      }
      // Then go on to the next value that is due, closing what is over.
      while depth > outer {
        if objects & 1 == 1 {
          if try nextKey() != nil { break }
        } else if try nextElement() {
          break
        }
      }
    } while depth > outer
  }
}
