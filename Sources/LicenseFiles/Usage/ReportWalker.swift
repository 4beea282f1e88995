/// What the envelope of a report holds beside its payload.
struct ReportEnvelope {
  /// The payload string and its first foreign escape.
  var payload: (token: JSONString, foreign: Int?)?
  /// There is a payload, but it is not a string.
  var payloadIsOther = false
  var headerType: String?
  var signature: ReportSignature?
}

/// Walks the JSON of a report by the shape of known reports: this file the envelope and the leaves,
/// `ReportWalker+Payload` the payload.
///
/// Source: a report of IOS XE 17.9.2 (payload generation 2), a payload of 17.6.2 (generation 1), the
/// structure of a 17.11.1 telemetry report.
struct ReportWalker {
  var cursor: JSONCursor
  private let texts: TextInterner
  private(set) var unknown: [UnknownField] = []
  private(set) var wrongTypes: [String] = []

  private static let unknownLimit = 50
  private static let excerptLength = 200

  init(_ cursor: JSONCursor, texts: TextInterner) {
    self.cursor = cursor
    self.texts = texts
  }

  // MARK: Envelope

  /// Walks the envelope. The signed bytes of the payload are put into `payload`.
  mutating func envelope(
    undoingInto payload: inout UndoneText
  ) throws(JSONError) -> ReportEnvelope {
    var envelope = ReportEnvelope()
    try cursor.beginObject()
    while let key = try cursor.nextKey() {
      if cursor.matches(key, "payload") {
        if try cursor.kind() == .string {
          envelope.payload = try cursor.string(undoneInto: &payload)
        } else {
          envelope.payloadIsOther = true
          try cursor.skipValue()
        }
      } else if cursor.matches(key, "header") {
        envelope.headerType = try header()
      } else if cursor.matches(key, "signature") {
        envelope.signature = try signature("signature")
      } else {
        try keep(key, "")
      }
    }
    return envelope
  }

  private mutating func header() throws(JSONError) -> String? {
    guard try entersObject("header") else { return nil }
    var type: String?
    while let key = try cursor.nextKey() {
      if cursor.matches(key, "type") {
        type = try text("header.type")
      } else {
        try keep(key, "header.")
      }
    }
    return type
  }

  mutating func signature(_ path: StaticString) throws(JSONError) -> ReportSignature? {
    guard try entersObject(path) else { return nil }
    var signature = ReportSignature()
    while let key = try cursor.nextKey() {
      if cursor.matches(key, "sudi") {
        signature.udi = try udi("signature.sudi")
      } else if cursor.matches(key, "signing_type") {
        signature.signingType = try text("signature.signing_type")
      } else if cursor.matches(key, "key") {
        signature.key = try text("signature.key")
      } else if cursor.matches(key, "value") {
        signature.value = try signatureValue()
      } else {
        try keep(key, "signature.")
      }
    }
    return signature
  }

  private mutating func signatureValue() throws(JSONError) -> ReportSignature.Value {
    switch try cursor.kind() {
    case .string: break
    case .null:
      try cursor.null()
      return .absent
    case .object, .array, .number, .bool:
      try cursor.skipValue()
      return .notBase64
    }
    let token = try cursor.string()
    let contents = UnsafeBufferPointer(rebasing: cursor.bytes[token.start..<token.end])
    if contents.isEmpty { return .absent }
    let count =
      token.hasEscapes
      ? JSONEscapes.undone(contents).withUnsafeBufferPointer { Base64.decodedCount($0) }
      : Base64.decodedCount(contents)
    return count.map { .bytes($0) } ?? .notBase64
  }

  /// A `sudi` object. Its other keys (vid, uuid, …) are known and not needed.
  mutating func udi(_ path: StaticString) throws(JSONError) -> UDI? {
    guard try entersObject(path) else { return nil }
    var pid: String?
    var serial: String?
    while let key = try cursor.nextKey() {
      if cursor.matches(key, "udi_pid") {
        pid = try text(path)
      } else if cursor.matches(key, "udi_serial_number") {
        serial = try text(path)
      } else {
        try cursor.skipValue()
      }
    }
    guard let pid, let serial, !pid.isEmpty, !serial.isEmpty else { return nil }
    return UDI(pid: pid, serial: serial)
  }

  // MARK: Tolerant leaves

  /// Enters an object; another kind of value is skipped and, unless it is null, remembered.
  mutating func entersObject(_ path: StaticString) throws(JSONError) -> Bool {
    if try cursor.kind() == .object {
      try cursor.beginObject()
      return true
    }
    try skipWrong(path)
    return false
  }

  /// Enters an array; another kind of value is skipped and, unless it is null, remembered.
  mutating func entersArray(_ path: StaticString) throws(JSONError) -> Bool {
    if try cursor.kind() == .array {
      try cursor.beginArray()
      return true
    }
    try skipWrong(path)
    return false
  }

  mutating func skipWrong(_ path: StaticString) throws(JSONError) {
    if try cursor.kind() != .null, wrongTypes.count < Self.unknownLimit {
      wrongTypes.append("\(path)")
    }
    try cursor.skipValue()
  }

  /// A string, or a number as its spelling.
  mutating func text(_ path: StaticString) throws(JSONError) -> String? {
    switch try cursor.kind() {
    case .string:
      let token = try cursor.string()
      if token.hasEscapes { return cursor.text(token) }
      return texts.string(UnsafeBufferPointer(rebasing: cursor.bytes[token.start..<token.end]))
    case .number:
      let token = try cursor.number()
      return texts.string(UnsafeBufferPointer(rebasing: cursor.bytes[token.start..<token.end]))
    case .object, .array, .bool, .null:
      try skipWrong(path)
      return nil
    }
  }

  mutating func bool(_ path: StaticString) throws(JSONError) -> Bool? {
    if try cursor.kind() == .bool { return try cursor.bool() }
    try skipWrong(path)
    return nil
  }

  /// The digits of a whole number, written as a number or as a string.
  private mutating func digits() throws(JSONError) -> UnsafeBufferPointer<UInt8>? {
    switch try cursor.kind() {
    case .number:
      let token = try cursor.number()
      guard token.isInteger else { return nil }
      return UnsafeBufferPointer(rebasing: cursor.bytes[token.start..<token.end])
    case .string:
      let token = try cursor.string()
      guard !token.hasEscapes else { return nil }
      return UnsafeBufferPointer(rebasing: cursor.bytes[token.start..<token.end])
    case .object, .array, .bool, .null:
      try cursor.skipValue()
      return nil
    }
  }

  mutating func integer(_ path: StaticString) throws(JSONError) -> Int64? {
    if try cursor.kind() == .null {
      try cursor.null()
      return nil
    }
    if let digits = try digits(), let value = Decimal.int64(digits) { return value }
    if wrongTypes.count < Self.unknownLimit { wrongTypes.append("\(path)") }
    return nil
  }

  mutating func unsigned(_ path: StaticString) throws(JSONError) -> UInt64? {
    if try cursor.kind() == .null {
      try cursor.null()
      return nil
    }
    if let digits = try digits(), let value = Decimal.uint64(digits) { return value }
    if wrongTypes.count < Self.unknownLimit { wrongTypes.append("\(path)") }
    return nil
  }

  /// Takes a value whose key is not known and keeps it for display.
  mutating func keep(_ key: JSONString, _ path: StaticString) throws(JSONError) {
    _ = try cursor.kind()
    let start = cursor.position
    try cursor.skipValue()
    guard unknown.count < Self.unknownLimit else { return }
    unknown.append(
      UnknownField(
        path: "\(path)\(excerpt(key.start, key.end))", text: excerpt(start, cursor.position)))
  }

  /// The bytes as text, cut to a length that a person reads.
  func excerpt(_ start: Int, _ end: Int) -> String {
    let cut = min(end, start + Self.excerptLength)
    return String(decoding: cursor.bytes[start..<cut], as: UTF8.self) + (cut < end ? "…" : "")
  }
}
