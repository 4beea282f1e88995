/// Walks the data of an ACK once and notes what stands where. Nothing of the tree is kept.
struct AckDataWalk {
  private(set) var data = AckData("", empty: ())
  private var known: Set<UDI> = []

  /// JSON inside strings is how these formats nest; three levels are known.
  private static let deepestString = 3
  private static let mostObjects = 400_000
  private static let mostNumbers = 200_000
  private static let mostWords = 50_000
  private static let mostDevices = 10_000
  private static let longestKey = 60

  /// What a value is asked to be.
  private struct Place {
    var path: String
    var object: Int
    /// The last key, cut.
    var key = ""
    /// The key that makes words of the values below it.
    var wordKey: String?
    /// True when that key is the value's own.
    var isOwnKey = false
    var stringDepth = 0
  }

  /// Reads a whole text; the error, when it is not JSON. Then nothing of it is noted.
  mutating func read(_ bytes: [UInt8]) -> JSONError? {
    read(bytes, Place(path: "", object: 0))
  }

  private mutating func read(_ bytes: [UInt8], _ place: Place) -> JSONError? {
    bytes.withUnsafeBufferPointer { buffer in
      do throws(JSONError) {
        let depth = ReadingLimits.standard.jsonDepth
        var check = JSONCursor(buffer, depthLimit: depth)
        try check.skipValue()
        try check.end()
        var cursor = JSONCursor(buffer, depthLimit: depth)
        _ = try value(&cursor, place)
        return nil
      } catch {
        return error
      }
    }
  }

  /// Takes one value; its text, when it is a string of no more than ``AckData/longestWord`` bytes.
  // Depth is bounded by the cursor's limit, so this recursion is bounded too.
  private mutating func value(
    _ cursor: inout JSONCursor, _ place: Place
  ) throws(JSONError) -> String? {
    guard place.path.utf8.count <= AckData.longestPath else {
      data.isCut = true
      try cursor.skipValue()
      return nil
    }
    switch try cursor.kind() {
    case .object: try object(&cursor, place)
    case .array:
      try cursor.beginArray()
      var index = 0
      while try cursor.nextElement() {
        var inner = place
        inner.path += "[\(index)]"
        _ = try value(&cursor, inner)
        index += 1
      }
    case .string: return string(cursor.text(try cursor.string()), place)
    case .number:
      let token = try cursor.number()
      let text = String(decoding: cursor.bytes[token.start..<token.end], as: UTF8.self)
      if let number = UInt64(text) { note(number, place) }
      if place.isOwnKey { note(word: text, place) }
    case .bool:
      let text = try cursor.bool() ? "true" : "false"
      if place.wordKey != nil { note(word: text, place) }
    case .null: try cursor.null()
    }
    return nil
  }

  private mutating func object(
    _ cursor: inout JSONCursor, _ place: Place
  ) throws(JSONError) {
    guard data.objects.count < Self.mostObjects else {
      data.isCut = true
      return try cursor.skipValue()
    }
    data.objects.append(AckData.Object(parent: place.object))
    let number = data.objects.count - 1
    var pid: String?
    var serial: String?
    try cursor.beginObject()
    while let token = try cursor.nextKey() {
      let key = Self.cut(cursor.text(token), Self.longestKey)
      var inner = place
      inner.path += place.path.isEmpty ? key : ".\(key)"
      inner.object = number
      inner.key = key
      let about = AckWordKey(key)
      let isWord = try cursor.kind().isWord
      inner.isOwnKey = about.map { $0.spreads || isWord } ?? false
      if inner.isOwnKey { inner.wordKey = key }
      let text = try value(&cursor, inner)
      switch key {
      case "udi_pid", "udiPid": pid = text
      case "udi_serial_number", "udiSerialNumber": serial = text
      case "udi":
        if let udi = text.flatMap(UDI.init(portalText:)) { note(udi, at: inner.path, in: number) }
      default: break
      }
    }
    if let pid, let serial, !pid.isEmpty, !serial.isEmpty {
      note(UDI(pid: pid, serial: serial), at: place.path, in: number)
    }
  }

  private mutating func string(_ text: String, _ place: Place) -> String? {
    if let number = UInt64(text), text.utf8.allSatisfy(JSONByte.isDigit) {
      note(number, place)
      if place.isOwnKey { note(word: text, place) }
      return text
    }
    if place.wordKey != nil { note(word: text, place) }
    if place.stringDepth < Self.deepestString, text.hasPrefix("{") || text.hasPrefix("[") {
      var inner = place
      inner.stringDepth += 1
      _ = read(Array(text.utf8), inner)
    }
    return text.utf8.count <= AckData.longestWord ? text : nil
  }

  // MARK: Notes

  private mutating func note(_ number: UInt64, _ place: Place) {
    guard data.numbers.count < Self.mostNumbers else { return data.isCut = true }
    data.numbers.append(AckData.Number(number: number, path: place.path, object: place.object))
  }

  private mutating func note(word: String, _ place: Place) {
    guard data.words.count < Self.mostWords else { return data.isCut = true }
    data.words.append(
      AckData.Word(
        key: place.wordKey ?? place.key, text: Self.cut(word, AckData.longestWord),
        path: place.path, object: place.object))
  }

  private mutating func note(_ udi: UDI, at path: String, in object: Int) {
    data.objects[object].device = udi
    guard known.insert(udi).inserted else { return }
    guard data.devices.count < Self.mostDevices else { return data.isCut = true }
    data.devices.append(AckData.Device(udi: udi, path: path))
  }

  /// Counts scalars: a single character may be megabytes of combining marks.
  private static func cut(_ text: String, _ count: Int) -> String {
    text.utf8.count <= count
      ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(count)))
  }
}

extension JSONKind {
  /// True for what says something by itself.
  fileprivate var isWord: Bool {
    switch self {
    case .string, .number, .bool: true
    case .object, .array, .null: false
    }
  }
}

extension AckData {
  /// Nothing read yet.
  fileprivate init(_ text: String, empty: Void) {}
}
