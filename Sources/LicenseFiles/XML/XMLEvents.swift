import CLibXML2

/// What stands in an XML document, in its order. Attributes, comments, processing instructions and
/// namespace prefixes are left out: no known Smart Licensing file has any.
public enum XMLEvent: Sendable, Hashable {
  case start(String)
  /// All character data up to the next tag, entities undone.
  case text([UInt8], isCDATA: Bool)
  case end(String)
}

/// A document opened for who wants its parts and not its meaning: wrappings undone, shape known.
public final class DocumentParts {
  /// What begins the document.
  public enum Shape: Sendable, Hashable {
    case xml
    case json
    case text
    case empty
  }

  /// What begins the document.
  public let shape: Shape
  /// What was undone; terminal text around a document is skipped.
  public let wrappings: Set<DocumentForm.Wrapping>
  /// The bytes of the document.
  public let source: any ByteSource
  private let limits: ReadingLimits

  private static let initialised: Void = xmlInitParser()

  /// Opens a document.
  ///
  /// - Throws: ``ByteSourceError`` when its first bytes cannot be had.
  public init(
    _ source: any ByteSource, limits: ReadingLimits = .standard
  ) throws(ByteSourceError) {
    _ = Self.initialised
    let sniffer = try DocumentSniffer(source, limits: limits)
    self.limits = limits
    self.source = sniffer.source
    wrappings = sniffer.wrappings
    shape =
      switch sniffer.shape {
      case .xml: .xml
      case .json: .json
      case .empty: .empty
      case .consoleJSON, .unknown: .text
      }
  }

  /// Gives the events of an XML document up to the end of its root, in bounded memory.
  ///
  /// - Parameter body: returns false to stop.
  /// - Throws: ``ByteSourceError`` when the bytes cannot be had, are not XML that is read here, or pass
  ///   a limit.
  public func eachEvent(_ body: @escaping (XMLEvent) -> Bool) throws(ByteSourceError) {
    let collector = EventCollector(body, limits)
    let parser = XMLPushParser(handler: collector, limits: limits)
    collector.halt = { [unowned parser] in parser.halt() }
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    while true {
      let count = try source.read(into: &buffer)
      collector.holdsBack = count == 0
      let goesOn = buffer.withUnsafeBytes { bytes in
        parser.feed(UnsafeRawBufferPointer(rebasing: bytes[..<count]), isLast: count == 0)
      }
      if let excess = collector.excess { throw ByteSourceError(.limitExceeded, excess) }
      if case .limit(let reason) = parser.stop { throw ByteSourceError(.limitExceeded, reason) }
      if collector.isOver { return collector.release() }
      if !goesOn || count == 0 {
        throw ByteSourceError(.notWellFormed, "the document ends early or is not well-formed")
      }
    }
  }
}

private final class EventCollector: XMLPushParser.Handler {
  private let body: (XMLEvent) -> Bool
  private let limits: ReadingLimits
  private var text: [UInt8] = []
  private var isCDATA = false
  private var depth = 0
  var halt: () -> Void = {}
  /// At the end of the input libxml2 also tells of the tag that was cut off, so what comes then counts
  /// only when it closes the root.
  var holdsBack = false
  private var held: [XMLEvent] = []
  private(set) var excess: String?
  /// True when the root was closed, or the receiver has seen enough.
  private(set) var isOver = false

  init(_ body: @escaping (XMLEvent) -> Bool, _ limits: ReadingLimits) {
    self.body = body
    self.limits = limits
  }

  func startElement(_ name: String) {
    flush()
    depth += 1
    if depth > limits.depth {
      excess = "elements are nested deeper than \(limits.depth)"
      return halt()
    }
    give(.start(name))
  }

  func endElement(_ name: String) {
    flush()
    depth -= 1
    give(.end(name))
    if depth == 0 {
      isOver = true
      halt()
    }
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>, isCDATA: Bool) {
    guard text.count + bytes.count <= limits.reportBytes else {
      excess = "a text is longer than \(limits.reportBytes) bytes"
      return halt()
    }
    text.append(contentsOf: bytes)
    self.isCDATA = self.isCDATA || isCDATA
  }

  private func flush() {
    guard !text.isEmpty else { return }
    give(.text(text, isCDATA: isCDATA))
    text.removeAll(keepingCapacity: true)
    isCDATA = false
  }

  /// Gives what was held back.
  func release() {
    for event in held where !body(event) { return }
    held = []
  }

  private func give(_ event: XMLEvent) {
    guard !isOver, excess == nil else { return }
    if holdsBack { return held.append(event) }
    guard !body(event) else { return }
    isOver = true
    halt()
  }
}
