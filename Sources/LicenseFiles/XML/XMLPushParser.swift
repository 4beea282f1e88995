import CLibXML2

/// libxml2's push parser, held to strict settings: no network, no DTD, no entity of the document's
/// own, no repair, nothing printed.
///
/// The input is UTF-8 by then; a declared encoding is passed over. Events go to a handler while
/// `feed` runs.
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
  }

  private var context: xmlParserCtxtPtr?
  // Strong: a weak reference costs at every event, and the handler must not own its parser.
  private let handler: any Handler
  private(set) var stop: Stop?
  /// True from the moment a handler asked to go no further.
  private(set) var isHalted = false
  /// Bytes given to libxml2 so far.
  private(set) var fed = 0

  init(handler: any Handler) {
    self.handler = handler
    var sax = xmlSAXHandler()
    sax.initialized = UInt32(XML_SAX2_MAGIC)
    sax.startElementNs = { user, name, _, _, _, _, _, _, _ in
      guard let parser = XMLPushParser.from(user), let name else { return }
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
    return Int(xmlByteConsumed(context))
  }

  /// The number of different names that the document has used: hostile ones must not fill memory.
  var nameCount: Int {
    guard let dictionary = context?.pointee.dict else { return 0 }
    return Int(xmlDictSize(dictionary))
  }

  /// Parses a piece; the last piece may be empty. Returns false once nothing more is to come.
  func feed(_ bytes: UnsafeRawBufferPointer, isLast: Bool) -> Bool {
    guard stop == nil, !isHalted, let context else { return false }
    fed += bytes.count
    let failed = xmlParseChunk(
      context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count),
      isLast ? 1 : 0)
    guard stop == nil, !isHalted else { return false }
    if failed != 0 {
      stop = describe(failed)
      return false
    }
    return !isLast
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
