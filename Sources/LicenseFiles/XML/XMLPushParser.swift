import CLibXML2

/// libxml2's push parser, held to strict settings: no network, no DTD, no entity of the document's
/// own, no repair, nothing printed.
///
/// The input is UTF-8 by then; a declared encoding is skipped. Events go to a handler while
/// `feed` runs.
///
/// The text of CDATA sections goes to the handler without a detour over libxml2 as far as it is
/// printable ASCII, in which there is nothing to parse or to refuse. Whatever else stands there
/// libxml2 sees, and judges, itself.
final class XMLPushParser {
  /// Receives what the parser meets. Bytes are valid only during the call.
  protocol Handler: AnyObject {
    func startElement(_ name: String)
    func endElement(_ name: String)
    func characters(_ bytes: UnsafeBufferPointer<UInt8>, isCDATA: Bool)
  }

  /// Why parsing cannot go on.
  enum Stop: Equatable {
    case notWellFormed(String)
    case doctype
    case entity(String)
    /// The document passes a limit.
    case limit(String)
  }

  private var context: xmlParserCtxtPtr?
  // Strong: a weak reference costs at every event, and the handler must not own its parser.
  private let handler: any Handler
  private let limits: ReadingLimits
  private(set) var stop: Stop?
  /// True from the moment a handler asked to go no further.
  private(set) var isHalted = false
  /// Bytes of the document so far.
  private(set) var fed = 0
  /// Those of them that libxml2 was not given.
  private var bypassed = 0
  /// True while a CDATA section is open and libxml2 has taken all that it was given.
  private var isInSection = false

  init(handler: any Handler, limits: ReadingLimits) {
    self.handler = handler
    self.limits = limits
    var sax = xmlSAXHandler()
    sax.initialized = UInt32(XML_SAX2_MAGIC)
    sax.startElementNs = { user, name, _, _, namespaces, _, attributes, _, _ in
      guard let parser = XMLPushParser.from(user), let name else { return }
      guard Int(namespaces) + Int(attributes) <= parser.limits.attributes else {
        parser.stop = .limit("an element has more than \(parser.limits.attributes) attributes")
        return parser.halt()
      }
      parser.handler.startElement(String(cString: name))
    }
    sax.endElementNs = { user, name, _, _ in
      guard let parser = XMLPushParser.from(user), let name else { return }
      parser.handler.endElement(String(cString: name))
    }
    sax.characters = { user, text, length in
      XMLPushParser.from(user)?.deliver(text, length, isCDATA: false)
    }
    sax.ignorableWhitespace = sax.characters
    sax.cdataBlock = { user, text, length in
      XMLPushParser.from(user)?.deliver(text, length, isCDATA: true)
    }
    sax.internalSubset = { user, _, _, _ in
      guard let parser = XMLPushParser.from(user) else { return }
      parser.stop = .doctype
      parser.halt()
    }
    context = xmlCreatePushParserCtxt(
      &sax, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil)
    _ = xmlCtxtUseOptions(
      context,
      Int32(
        XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue | XML_PARSE_NONET.rawValue
          | XML_PARSE_HUGE.rawValue | XML_PARSE_IGNORE_ENC.rawValue))
  }

  deinit {
    if let context { xmlFreeParserCtxt(context) }
  }

  private static func from(_ user: UnsafeMutableRawPointer?) -> XMLPushParser? {
    user.map { Unmanaged<XMLPushParser>.fromOpaque($0).takeUnretainedValue() }
  }

  private func deliver(_ text: UnsafePointer<UInt8>?, _ length: Int32, isCDATA: Bool) {
    guard let text, length > 0 else { return }
    handler.characters(UnsafeBufferPointer(start: text, count: Int(length)), isCDATA: isCDATA)
  }

  /// Goes no further: for a handler that has what it needs or has met a limit.
  func halt() {
    isHalted = true
    if let context { xmlStopParser(context) }
  }

  /// The line that the parser is on, counted from 1.
  var line: Int {
    guard let input = context?.pointee.input else { return 1 }
    return Int(input.pointee.line)
  }

  /// The place of the next byte to be parsed. Inside a CDATA event it is the event's first byte.
  var offset: Int {
    guard let context else { return 0 }
    return Int(xmlByteConsumed(context)) &+ bypassed
  }

  /// What libxml2 has taken and keeps until its end, and the names that it remembers, must not fill
  /// memory; and each attribute of a tag is compared with all the others.
  private var excess: String? {
    guard let context else { return nil }
    let held = fed &- offset
    if held > limits.blockBytes {
      return "a tag or comment is longer than \(limits.blockBytes) bytes"
    }
    if held > limits.tagBytes, context.pointee.instate == XML_PARSER_START_TAG {
      return "a tag is longer than \(limits.tagBytes) bytes"
    }
    if let names = context.pointee.dict, Int(xmlDictSize(names)) > limits.names {
      return "more than \(limits.names) different names"
    }
    return nil
  }

  /// Parses a piece; the last piece may be empty. Returns false once nothing more is to come.
  func feed(_ bytes: UnsafeRawBufferPointer, isLast: Bool) -> Bool {
    if isLast { return parse(bytes, isLast: true) }
    var rest = bytes
    while !rest.isEmpty {
      if isInSection {
        rest = UnsafeRawBufferPointer(rebasing: rest[bypass(rest)...])
        if isHalted { return false }
        if rest.isEmpty { break }
      }
      let end = CDATAText.endOfOpening(rest)
      let piece = UnsafeRawBufferPointer(rebasing: rest[..<end])
      guard parse(piece, isLast: false) else { return false }
      rest = UnsafeRawBufferPointer(rebasing: rest[end...])
      // libxml2 takes these bytes at once only where they open a section: a comment, a tag or a
      // section that they are a part of it keeps until its end.
      isInSection = CDATAText.endsWithOpening(piece) && offset == fed
      if !isInSection, !rest.isEmpty {
        // Pieces that open no section would only make the parser look at the same bytes again.
        return parse(rest, isLast: false)
      }
    }
    return true
  }

  /// Hands the front of an open CDATA section to the handler and returns how many bytes it was.
  private func bypass(_ bytes: UnsafeRawBufferPointer) -> Int {
    let count = CDATAText.plainCount(bytes)
    guard count > 0 else { return 0 }
    // The handler may ask for the offset, which is that of the first byte.
    handler.characters(
      UnsafeBufferPointer(rebasing: bytes.bindMemory(to: UInt8.self)[..<count]), isCDATA: true)
    fed &+= count
    bypassed &+= count
    return count
  }

  private func parse(_ bytes: UnsafeRawBufferPointer, isLast: Bool) -> Bool {
    guard stop == nil, !isHalted, let context else { return false }
    isInSection = false
    fed += bytes.count
    let failed = xmlParseChunk(
      context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count),
      isLast ? 1 : 0)
    guard stop == nil, !isHalted else { return false }
    if failed != 0 {
      stop = describe(failed)
      return false
    }
    if !isLast { stop = excess.map { .limit($0) } }
    return !isLast && stop == nil
  }

  private func describe(_ code: Int32) -> Stop {
    let message: String
    if let error = xmlCtxtGetLastError(context), let text = error.pointee.message {
      message = String(cString: text)
    } else {
      message = "XML error \(code)"
    }
    let oneLine = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    if code == Int32(XML_ERR_UNDECLARED_ENTITY.rawValue)
      || code == Int32(XML_WAR_UNDECLARED_ENTITY.rawValue)
    {
      return .entity(oneLine)
    }
    return .notWellFormed(oneLine.prefix(1).lowercased() + oneLine.dropFirst())
  }
}
