/// Finds out, from the first bytes, in what shape a document comes, and undoes the wrappings.
struct DocumentSniffer {
  enum Shape: Equatable {
    case empty
    case xml
    case json
    /// Text of a terminal with payloads in it.
    case consoleJSON
    case unknown
  }

  var shape: Shape
  var wrappings: Set<DocumentForm.Wrapping> = []
  /// The bytes with all wrappings undone, from the first byte of the document on.
  var source: PeekingSource
  /// Bytes and lines that stand before the document.
  var skippedBytes = 0
  var skippedLines = 0

  /// The code of a reservation, `<specificPLR>`, is none: `show license` prints it among everything else.
  private static let xmlStarts = [
    "<?xml", "<smartLicense", "<RUMReport", "<!DOCTYPE", "<!--",
  ].map { Array($0.utf8) }

  init(_ opened: any ByteSource, limits: ReadingLimits) throws(ByteSourceError) {
    source = PeekingSource(opened)
    shape = .unknown
    try undoUTF16()
    try undoByteOrderMark()
    try classify(limits)
    if shape == .unknown, try undoBase64() {
      try undoByteOrderMark()
      try classify(limits)
    }
    if shape == .unknown { try findInTerminalText(limits) }
  }

  /// True when `<?xml` stands first.
  func beginsWithDeclaration() throws(ByteSourceError) -> Bool {
    let declaration = Array("<?xml".utf8)
    return try source.peek(declaration.count).elementsEqual(declaration)
  }

  private mutating func undoUTF16() throws(ByteSourceError) {
    let head = Array(try source.peek(4))
    guard head.count >= 2 else { return }
    let bigEndian: Bool
    if head[0] == 0xFF, head[1] == 0xFE {
      bigEndian = false
      source.drop(2)
    } else if head[0] == 0xFE, head[1] == 0xFF {
      bigEndian = true
      source.drop(2)
    } else if head.count == 4, head[0] != 0, head[1] == 0, head[2] != 0, head[3] == 0 {
      bigEndian = false
    } else if head.count == 4, head[0] == 0, head[1] != 0, head[2] == 0, head[3] != 0 {
      bigEndian = true
    } else {
      return
    }
    wrappings.insert(.utf16)
    source = PeekingSource(UTF16Source(source, isBigEndian: bigEndian))
  }

  private mutating func undoByteOrderMark() throws(ByteSourceError) {
    guard try source.peek(3).elementsEqual([0xEF, 0xBB, 0xBF]) else { return }
    source.drop(3)
    skippedBytes += 3
    wrappings.insert(.byteOrderMark)
  }

  /// Looks at the first byte that is not a white space.
  private mutating func classify(_ limits: ReadingLimits) throws(ByteSourceError) {
    var wanted = 4096
    var head = try source.peek(wanted)
    while head.allSatisfy({ JSONByte.isWhiteSpace($0) }), head.count == wanted,
      wanted < limits.preambleBytes
    {
      wanted *= 4
      head = try source.peek(wanted)
    }
    guard let first = head.firstIndex(where: { !JSONByte.isWhiteSpace($0) }) else {
      shape = head.count < wanted ? .empty : .unknown
      return
    }
    switch head[first] {
    case 0x3C where Self.looksLikeMarkup(head[first...]): shape = .xml
    // A terminal program may put the time before each line.
    case JSONByte.openBracket where Self.looksLikeTime(head[first...].dropFirst()): return
    case JSONByte.openBrace, JSONByte.openBracket, JSONByte.quote: shape = .json
    default: return
    }
    skip(head[..<first])
  }

  /// `<` alone may also begin a prompt's text or a log line.
  private static func looksLikeMarkup(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let next = bytes.dropFirst().first else { return false }
    return next == 0x3F || next == 0x21 || next == 0x5F
      || (next | 0x20 >= 0x61 && next | 0x20 <= 0x7A)
  }

  /// `2026-08-20 …` or `10:15:02`, which no array of JSON begins with.
  private static func looksLikeTime(_ bytes: ArraySlice<UInt8>) -> Bool {
    let digits = bytes.prefix { (0x30...0x39).contains($0) }.count
    guard let sign = bytes.dropFirst(digits).first else { return false }
    return digits == 4 && [0x2D, 0x2F].contains(sign) || digits == 2 && sign == 0x3A
  }

  private mutating func skip(_ bytes: ArraySlice<UInt8>) {
    skippedBytes += bytes.count
    for byte in bytes where byte == JSONByte.lineFeed { skippedLines += 1 }
    source.drop(bytes.count)
  }

  private mutating func undoBase64() throws(ByteSourceError) -> Bool {
    let printed = try source.peek(256)
    let head = Array(printed).filter { !JSONByte.isWhiteSpace($0) }
    guard head.count >= 8, !Self.isOfWords(printed),
      head.prefix(while: { $0 != Base64.padding }).allSatisfy({ Base64.value($0) != nil })
    else { return false }
    let trial = Base64Source(MemorySource(Array(head.prefix(head.count & ~3))))
    var decoded = [UInt8](repeating: 0, count: 256)
    guard let count = try? trial.read(into: &decoded), count > 0 else { return false }
    var start = decoded[..<count]
    if start.starts(with: [0xEF, 0xBB, 0xBF]) { start = start.dropFirst(3) }
    guard let first = start.first(where: { !JSONByte.isWhiteSpace($0) }) else { return false }
    guard [0x3C, JSONByte.openBrace, JSONByte.openBracket, JSONByte.quote].contains(first) else {
      return false
    }
    wrappings.insert(.base64)
    source = PeekingSource(Base64Source(source))
    skippedBytes = 0
    skippedLines = 0
    return true
  }

  /// True where a line holds a blank between other characters, as text does and base64 does not.
  private static func isOfWords(_ bytes: some Sequence<UInt8>) -> Bool {
    var hasBegun = false
    var isAfterBlank = false
    for byte in bytes {
      switch byte {
      case JSONByte.lineFeed, 0x0D:
        hasBegun = false
        isAfterBlank = false
      case 0x20, 0x09: isAfterBlank = hasBegun
      default:
        if isAfterBlank { return true }
        hasBegun = true
      }
    }
    return false
  }

  private mutating func findInTerminalText(_ limits: ReadingLimits) throws(ByteSourceError) {
    let head = try source.peek(limits.preambleBytes)
    var index = head.startIndex
    while let candidate = head[index...].firstIndex(of: 0x3C) {
      let rest = head[candidate...]
      if Self.xmlStarts.contains(where: { rest.starts(with: $0) }) {
        skip(head[..<candidate])
        wrappings.insert(.consoleText)
        source = PeekingSource(PagerSource(source))
        shape = .xml
        return
      }
      index = candidate + 1
    }
    guard ConsoleReports.begins(in: head) else { return }
    shape = .consoleJSON
  }
}
