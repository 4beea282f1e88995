import DeviceOutput
public import LicenseFiles

/// The skeleton of a file: names, types, counts and lengths, and no value. A name is shown when it is
/// made of words of the format; any other may be a serial number or a customer, and shows as its length.
public struct DocumentShape: Sendable, Hashable {
  /// What the file is made of.
  public enum Form: String, Sendable, Hashable {
    case xml
    case json
    case text
    case empty
  }

  /// What it is made of.
  public internal(set) var form: Form
  /// What was undone to read it.
  public internal(set) var wrappings: Set<DocumentForm.Wrapping> = []
  /// Bytes that were read.
  public internal(set) var byteCount = 0
  /// False when it could not be read to its end; the skeleton is that of what stands before.
  public internal(set) var isComplete = true
  /// True when it holds more names than are shown.
  public internal(set) var isCut = false
  /// The skeleton of XML and JSON.
  public internal(set) var nodes: [ShapeNode] = []
  /// What is known of text.
  public internal(set) var text: TextShape?

  /// The skeleton of a document.
  ///
  /// - Throws: `ByteSourceError` when the disk fails; damage in the bytes makes it incomplete.
  public init(_ source: any ByteSource) throws(ByteSourceError) {
    let counted = CountingSource(source)
    let parts = try DocumentParts(counted)
    wrappings = parts.wrappings
    form = .empty
    var builder = ShapeBuilder()
    switch parts.shape {
    case .empty: break
    case .xml:
      form = .xml
      let stack = ElementStack()
      do throws(ByteSourceError) {
        try parts.eachEvent { event in
          stack.take(event)
          return true
        }
      } catch {
        // What stands before the damage is shown.
        guard error.descriptor != nil else { throw error }
        isComplete = false
      }
      builder = stack.builder
    case .json:
      form = .json
      let bytes = try parts.source.bytes(limit: DocumentRedaction.largest)
      if let value = try? JSONValue(bytes) {
        builder.take(value, at: ShapeTree.root)
      } else {
        isComplete = false
      }
    case .text:
      form = .text
      text = TextShape(try parts.source.bytes(limit: DocumentRedaction.largest))
    }
    byteCount = counted.count
    nodes = builder.tree.finished()
    isCut = builder.tree.isCut
  }
}

/// The places of the elements that are open.
private final class ElementStack {
  var builder = ShapeBuilder()
  private var open: [(place: Int, hasContent: Bool)] = [(ShapeTree.root, true)]

  func take(_ event: XMLEvent) {
    switch event {
    case .start(let name):
      let parent = open.last?.place ?? ShapeTree.root
      open[open.count - 1].hasContent = true
      open.append((builder.tree.enter(name, below: parent, isElement: true), false))
    case .text(let bytes, _):
      guard let place = open.last?.place, bytes.contains(where: { $0 > 0x20 }) else { return }
      open[open.count - 1].hasContent = true
      builder.take(String(decoding: bytes, as: UTF8.self), at: place)
    case .end:
      guard let element = open.popLast() else { return }
      if !element.hasContent { builder.tree.note(.empty, 0, at: element.place) }
    }
  }
}

/// Adds values to a skeleton.
struct ShapeBuilder {
  var tree = ShapeTree()

  /// JSON in a string of JSON is looked into no deeper than this.
  private static let deepest = 8

  mutating func take(_ value: JSONValue, at place: Int, depth: Int = 0) {
    switch value {
    case .object(let members):
      tree.note(.object, members.count, at: place)
      for member in members {
        take(
          member.value, at: tree.enter(member.key, below: place, isElement: false), depth: depth)
      }
    case .array(let elements):
      tree.note(.array, elements.count, at: place)
      for element in elements {
        take(element, at: tree.enter("[]", below: place, isElement: false), depth: depth)
      }
    case .string(let text): take(text, at: place, depth: depth)
    case .number(let text): tree.note(.number, text.utf8.count, at: place)
    case .bool: tree.note(.bool, 1, at: place)
    case .null: tree.note(.null, 0, at: place)
    }
  }

  mutating func take(_ text: String, at place: Int, depth: Int = 0) {
    let trimmed = text.trimmed
    let bytes = Array(trimmed.utf8)
    if let first = bytes.first, first == 0x7B || first == 0x5B, depth < Self.deepest,
      let value = try? JSONValue(bytes)
    {
      tree.note(.json, bytes.count, at: place)
      return take(value, at: place, depth: depth + 1)
    }
    let type: ShapeNode.ValueType =
      if bytes.isEmpty {
        .empty
      } else if bytes.allSatisfy(\.isDigit) {
        .digits
      } else if ValueShapes.dateTime(bytes, 0) == bytes.count {
        .time
      } else if bytes.count >= 16, Self.isBase64(bytes) {
        .base64
      } else {
        .string
      }
    tree.note(type, trimmed.unicodeScalars.count, at: place)
  }

  private static func isBase64(_ bytes: [UInt8]) -> Bool {
    let digits = bytes.filter { $0 > 0x20 && $0 != 0x3D }
    return digits.allSatisfy { $0.isDigit || $0.isLetter || $0 == 0x2B || $0 == 0x2F }
      && digits.contains(where: \.isDigit) && digits.contains { $0 &- 0x41 < 26 }
      && digits.contains { $0 &- 0x61 < 26 }
  }
}

/// What is known of text without any of it.
public struct TextShape: Sendable, Hashable {
  /// Lines that are not blank.
  public let lineCount: Int
  /// Characters of the longest line.
  public let longestLine: Int
  /// The number of different host names in prompts.
  public let deviceCount: Int
  /// Log messages.
  public let logLineCount: Int
  /// The commands that are known, in full, with how often they stand in it.
  public let commands: [String: Int]
  /// Outputs of other commands.
  public let otherCommandCount: Int

  init(_ bytes: [UInt8]) {
    let transcript = TranscriptLines(cleaning: bytes)
    lineCount = transcript.lines.count
    longestLine = transcript.lines.map(\.text.unicodeScalars.count).max() ?? 0
    let sections = DeviceOutputReader.sections(name: "", bytes: bytes)
    deviceCount = Set(sections.compactMap(\.device)).count
    logLineCount = sections.reduce(0) { $0 + $1.logLines.count }
    var commands: [String: Int] = [:]
    var others = 0
    for section in sections {
      if let command = section.command?.command {
        commands[command.rawValue, default: 0] += 1
      } else if section.command != nil {
        others += 1
      }
    }
    self.commands = commands
    otherCommandCount = others
  }
}

/// Counts what is read.
private final class CountingSource: ByteSource {
  private let source: any ByteSource
  private(set) var count = 0

  init(_ source: any ByteSource) { self.source = source }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    let taken = try source.read(into: buffer)
    count += taken
    return taken
  }
}

extension ByteSource {
  /// All bytes.
  ///
  /// - Throws: `ByteSourceError` when there are more than `limit`: they are held in memory.
  func bytes(limit: Int) throws(ByteSourceError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    while true {
      var count = 0
      var failure: ByteSourceError?
      buffer.withUnsafeMutableBytes { target in
        do throws(ByteSourceError) { count = try read(into: target) } catch { failure = error }
      }
      if let failure { throw failure }
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else {
        throw ByteSourceError("larger than \(limit) bytes, which are held in memory")
      }
      bytes += buffer[..<count]
    }
  }
}
