/// A JSON text as a value: for small texts whose shape is not known, such as the data of an ACK.
///
/// Keys keep their order and repetition; numbers keep their spelling, because report ids are 64 bits
/// wide and nonces wider.
public indirect enum JSONValue: Sendable, Hashable {
  case object([Member])
  case array([JSONValue])
  case string(String)
  /// The number as written.
  case number(String)
  case bool(Bool)
  case null

  /// A key with its value.
  public struct Member: Sendable, Hashable {
    /// The key.
    public let key: String
    /// Its value.
    public let value: JSONValue

    /// Creates a member.
    public init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// Reads one JSON text.
  ///
  /// - Parameters:
  ///   - bytes: the text.
  ///   - depth: the most values inside values.
  ///   - values: the most values, keys included. Each takes some 100 bytes of memory, however short it is.
  /// - Throws: ``JSONError`` when the bytes are not JSON, deeper than `depth`, or more than `values`. A
  ///   repeated key is no error: both stand in the result.
  public init(
    _ bytes: [UInt8], depth: Int = ReadingLimits.standard.jsonDepth,
    values: Int = ReadingLimits.standard.jsonValues
  ) throws(JSONError) {
    let result = bytes.withUnsafeBufferPointer { buffer -> Result<JSONValue, JSONError> in
      do throws(JSONError) {
        var cursor = JSONCursor(buffer, depthLimit: depth)
        var room = values
        let value = try JSONValue(&cursor, &room)
        try cursor.end()
        return .success(value)
      } catch {
        return .failure(error)
      }
    }
    self = try result.get()
  }

  // Depth is bounded by the cursor's limit, so this recursion is bounded too.
  private init(_ cursor: inout JSONCursor, _ room: inout Int) throws(JSONError) {
    room -= 1
    guard room >= 0 else { throw JSONError(.tooMany, at: cursor.position) }
    switch try cursor.kind() {
    case .object:
      var members: [Member] = []
      try cursor.beginObject()
      while let key = try cursor.nextKey() {
        room -= 1
        members.append(Member(key: cursor.text(key), value: try JSONValue(&cursor, &room)))
      }
      self = .object(members)
    case .array:
      var elements: [JSONValue] = []
      try cursor.beginArray()
      while try cursor.nextElement() { elements.append(try JSONValue(&cursor, &room)) }
      self = .array(elements)
    case .string: self = .string(cursor.text(try cursor.string()))
    case .number:
      let number = try cursor.number()
      self = .number(
        String(decoding: cursor.bytes[number.start..<number.end], as: UTF8.self))
    case .bool: self = .bool(try cursor.bool())
    case .null:
      try cursor.null()
      self = .null
    }
  }

  /// The first value under this key, when this is an object.
  public subscript(_ key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The text, when this is a string.
  public var string: String? { if case .string(let text) = self { text } else { nil } }

  /// Epoch seconds, when this is a time in milliseconds, written as a number or as a string.
  package var secondsOfMilliseconds: Int64? {
    switch self {
    case .number(let text), .string(let text): Int64(text).map { $0 / 1000 }
    case .object, .array, .bool, .null: nil
    }
  }
}

extension JSONCursor {
  /// The text of a string token, escapes undone.
  func text(_ string: JSONString) -> String {
    let contents = UnsafeBufferPointer(rebasing: bytes[string.start..<string.end])
    return string.hasEscapes
      ? String(decoding: JSONEscapes.undone(contents), as: UTF8.self)
      : String(decoding: contents, as: UTF8.self)
  }
}
