import CLibXML2
import Foundation

/// Takes a document apart into batches. It is a pull reader: who asks for batches sets the pace, so
/// memory stays bounded whatever the length of the document.
final class DocumentReader {
  /// What is known of the document so far.
  private(set) var outline: DocumentOutline

  private let file: String
  private let limits: ReadingLimits
  private var sniffer: DocumentSniffer
  private var stage: Stage
  private var openingFindings: [Finding] = []
  /// Small at first: an archive may hold a hundred thousand files of some bytes.
  private var buffer = [UInt8](repeating: 0, count: 8 << 10)
  private static let wholeBuffer = 256 << 10
  private var carriageReturnLine: Int?

  private enum Stage {
    case xml(XMLPushParser, BlockCollector)
    case json(any ReportSplitter)
    case done
  }

  private static let initialised: Void = xmlInitParser()

  init(
    _ file: String, _ source: any ByteSource, limits: ReadingLimits,
    terminal: ([UInt8]) -> DeviceText
  ) throws(ByteSourceError) {
    _ = Self.initialised
    self.file = file
    self.limits = limits
    let sniffer = try DocumentSniffer(source, limits: limits)
    self.sniffer = sniffer
    outline = DocumentOutline(
      file: file, form: DocumentForm(container: .unknown, wrappings: sniffer.wrappings))
    outline.byteCount = sniffer.skippedBytes
    switch try Self.shape(sniffer, limits, terminal) {
    case .xml:
      outline.hasDeclaration = try sniffer.beginsWithDeclaration()
      let collector = BlockCollector(
        file: file, limits: limits, startLine: sniffer.skippedLines + 1,
        startOffset: sniffer.skippedBytes,
        keepsOffsets: sniffer.wrappings.isDisjoint(with: [.consoleText]))
      let parser = XMLPushParser(handler: collector, limits: limits)
      collector.position = { [unowned parser] in (parser.line, parser.offset) }
      collector.halt = { [unowned parser] in parser.halt() }
      stage = .xml(parser, collector)
    case .json:
      stage = .json(
        JSONReportSplitter(
          file: file, limits: limits, startLine: sniffer.skippedLines + 1,
          startOffset: sniffer.skippedBytes))
    case .empty:
      stage = .done
      openingFindings.append(notALicenseFile("the file is empty"))
    case .unknown, .consoleJSON:
      stage = .done
      let head = Array(try sniffer.source.peek(min(64 << 10, limits.preambleBytes)))
      let isRedacted = RedactionMark.begins(head)
      if isRedacted { outline.form.wrappings.insert(.redacted) }
      let text = terminal(head)
      if sniffer.shape == .consoleJSON {
        self.sniffer.wrappings.insert(.consoleText)
        outline.form.wrappings.insert(.consoleText)
        self.sniffer.source = PeekingSource(PagerSource(sniffer.source))
        // Beside other outputs a payload is a part of what the device printed.
        stage = .json(
          ConsoleReports(
            file: file, limits: limits, startLine: sniffer.skippedLines + 1,
            container: text == .output ? .deviceOutput : .jsonPayload))
        break
      }
      if isRedacted || text != .other {
        outline.form.container = .deviceOutput
        openingFindings.append(
          notALicenseFile("this is what a device prints, not a file that it saved"))
      } else {
        openingFindings.append(
          notALicenseFile("neither XML nor JSON of Smart Licensing starts here"))
      }
    }
    openingFindings += formFindings(self.sniffer.wrappings)
  }

  /// What the document is. A page or a ticket puts signs around what a device printed that documents begin with too:
  /// `<pre>`, `{code}`, `[code]`, and a mail its own `<name of a site>`.
  private static func shape(
    _ sniffer: DocumentSniffer, _ limits: ReadingLimits, _ terminal: ([UInt8]) -> DeviceText
  ) throws(ByteSourceError) -> DocumentSniffer.Shape {
    let opening = Array(try sniffer.source.peek(64))
    let isFramed =
      switch sniffer.shape {
      case .xml:
        !["<?xml", "<smart", "<rum", "<specific", "<!--"].contains { known in
          opening.prefix(known.utf8.count).map { $0 | 0x20 }
            .elementsEqual(known.utf8.map { $0 | 0x20 })
        }
      case .json:
        // A key, a value or an end comes next in JSON.
        opening.dropFirst().first { $0 > 0x20 }.map(isLetter) ?? false
      case .empty, .consoleJSON, .unknown: false
      }
    guard isFramed,
      terminal(Array(try sniffer.source.peek(min(64 << 10, limits.preambleBytes)))) == .output
    else { return sniffer.shape }
    return .unknown
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  /// The next batch, or nil at the end.
  func next() throws(ByteSourceError) -> DocumentBatch? {
    if !openingFindings.isEmpty {
      var batch = DocumentBatch()
      batch.entries = openingFindings.map { .finding($0) }
      openingFindings = []
      return batch
    }
    switch stage {
    case .done: return nil
    case .xml(let parser, let collector): return try nextXML(parser, collector)
    case .json(let splitter): return try nextJSON(splitter)
    }
  }

  private func readPiece() throws(ByteSourceError) -> Int {
    if outline.byteCount > buffer.count, buffer.count < Self.wholeBuffer {
      buffer = [UInt8](repeating: 0, count: Self.wholeBuffer)
    }
    return try sniffer.source.read(into: &buffer)
  }

  // MARK: XML

  private func nextXML(
    _ parser: XMLPushParser, _ collector: BlockCollector
  ) throws(ByteSourceError) -> DocumentBatch {
    while true {
      let before = parser.fed
      let count = try readPiece()
      outline.byteCount += count
      noteCarriageReturns(count, parser)
      let goesOn = buffer.withUnsafeBytes { bytes in
        parser.feed(UnsafeRawBufferPointer(rebasing: bytes[..<count]), isLast: count == 0)
      }
      if !goesOn {
        try finishXML(parser, collector, lastPiece: before, count)
        return collector.takeBatch()
      }
      if collector.batch.isFull { return collector.takeBatch() }
    }
  }

  private func finishXML(
    _ parser: XMLPushParser, _ collector: BlockCollector, lastPiece: Int, _ count: Int
  ) throws(ByteSourceError) {
    stage = .done
    if collector.isRootClosed {
      let rest = Array(buffer[min(count, max(0, collector.rootEnd - lastPiece))..<count])
      let isSound = try readTrailing(rest, collector)
      return close(collector, isComplete: isSound)
    }
    close(collector, isComplete: false)
    if collector.isStopped { return }
    let line = parser.line + sniffer.skippedLines
    let place = SourceLocation(file: file, line: line)
    switch parser.stop {
    case .doctype:
      collector.batch.entries.append(
        .finding(
          FindingDescriptor.doctypeRefused.finding(
            at: place, "the document declares a DOCTYPE; nothing after it was read")))
    case .entity(let message):
      collector.batch.entries.append(
        .finding(
          FindingDescriptor.entityRefused.finding(
            at: place, "\(message); nothing after it was read")))
    case .limit(let reason):
      collector.batch.entries.append(
        .finding(FindingDescriptor.limitExceeded.finding(at: place, reason)))
    case .notWellFormed, nil:
      // The end of the input is the only fault: the file was cut.
      if count == 0 {
        collector.batch.entries.append(
          .truncated(
            line: line, completeReports: collector.completeReports,
            inside: collector.whereabouts))
      } else if case .notWellFormed(let message) = parser.stop {
        collector.batch.entries.append(
          .finding(
            FindingDescriptor.notWellFormed.finding(
              at: place,
              "\(message); nothing after this line was read"
                + " (\(collector.completeReports) reports before it)")))
      }
    }
  }

  private func close(_ collector: BlockCollector, isComplete: Bool) {
    outline.blocks = collector.blocks
    outline.form.container = collector.container ?? .unknown
    if collector.blocks[.unknown(RedactionMark.element)] != nil {
      outline.form.wrappings.insert(.redacted)
    }
    outline.isComplete = isComplete
    if isComplete, case .otherXML(let root) = outline.form.container {
      collector.batch.entries.append(
        .finding(
          FindingDescriptor.notALicenseFile.finding(
            at: SourceLocation(file: file, line: 1), "the root element is <\(root)>")))
    }
    if outline.form.container == .bareReport {
      collector.batch.entries.append(
        .finding(
          FindingDescriptor.bareReport.finding(
            at: SourceLocation(file: file, line: 1), "the root element is <RUMReport>")))
    }
    if let line = carriageReturnLine {
      outline.form.wrappings.insert(.carriageReturns)
      collector.batch.entries.append(
        .finding(
          FindingDescriptor.carriageReturns.finding(
            at: SourceLocation(file: file, line: line), "line \(line) ends with CR LF")))
    }
  }

  /// Looks for the first carriage return of the piece that the parser is given next.
  private func noteCarriageReturns(_ count: Int, _ parser: XMLPushParser) {
    guard carriageReturnLine == nil, count > 0 else { return }
    let place = buffer.withUnsafeBytes { bytes -> Int? in
      guard let base = bytes.baseAddress,
        let found = memchr(base, Int32(JSONByte.carriageReturn), count)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
    guard let place else { return }
    let lines = buffer[..<place].reduce(into: 0) { $0 += $1 == JSONByte.lineFeed ? 1 : 0 }
    carriageReturnLine = sniffer.skippedLines + parser.line + lines
  }

  /// Reads what comes after the root. White space and comments are nothing; a prompt is terminal
  /// text; another document is a fault, because its reports were not read.
  private func readTrailing(
    _ first: [UInt8], _ collector: BlockCollector
  ) throws(ByteSourceError) -> Bool {
    var tail = first
    var holdsText = tail.contains { !JSONByte.isWhiteSpace($0) && $0 != 0 }
    var piece = first
    repeat {
      if tail.count < 64 << 10 {
        tail.append(contentsOf: piece.dropFirst(piece == first ? piece.count : 0))
      }
      piece = buffer
      let count = try sniffer.source.read(into: &piece)
      if count == 0 { break }
      outline.byteCount += count
      piece.removeLast(piece.count - count)
      holdsText = holdsText || piece.contains { !JSONByte.isWhiteSpace($0) && $0 != 0 }
      if tail.count < 64 << 10 { tail.append(contentsOf: piece) }
    } while true
    guard holdsText else { return true }
    let place = SourceLocation(file: file, line: collector.rootEndLine)
    let text = String(decoding: tail, as: UTF8.self)
    if text.contains("<smartLicense") || text.contains("<RUMReport") {
      collector.batch.entries.append(
        .finding(
          FindingDescriptor.notWellFormed.finding(
            at: place, "another document follows the first one; it was not read",
            remedy: "keep the files of different devices apart, one file per device")))
      return false
    }
    if !outline.form.wrappings.contains(.consoleText) {
      outline.form.wrappings.insert(.consoleText)
      collector.batch.entries.append(
        .finding(
          FindingDescriptor.consoleText.finding(at: place, "text follows the end of the document")))
    }
    return true
  }

  // MARK: JSON

  private func nextJSON(_ splitter: any ReportSplitter) throws(ByteSourceError) -> DocumentBatch {
    while true {
      let count = try readPiece()
      outline.byteCount += count
      let goesOn = count > 0 && splitter.feed(buffer[..<count])
      if !goesOn {
        stage = .done
        splitter.finish()
        outline.form.container = splitter.container
        outline.isComplete = splitter.isSound
        if splitter.reportCount > 0 { outline.blocks[.rumReport] = splitter.reportCount }
        return splitter.takeBatch()
      }
      if splitter.batch.isFull { return splitter.takeBatch() }
    }
  }

  // MARK: Forms

  private func notALicenseFile(_ message: String) -> Finding {
    FindingDescriptor.notALicenseFile.finding(at: SourceLocation(file: file, line: 1), message)
  }

  private func formFindings(_ wrappings: Set<DocumentForm.Wrapping>) -> [Finding] {
    let place = SourceLocation(file: file, line: 1)
    return wrappings.sorted().compactMap { wrapping in
      switch wrapping {
      case .byteOrderMark:
        FindingDescriptor.byteOrderMark.finding(at: place, "the file begins with EF BB BF")
      case .utf16: FindingDescriptor.utf16.finding(at: place, "the file is UTF-16, not UTF-8")
      case .base64: FindingDescriptor.base64Form.finding(at: place, "the document is base64")
      case .consoleText:
        FindingDescriptor.consoleText.finding(
          at: place, "there is terminal text before the document")
      case .carriageReturns, .gzip, .redacted: nil
      }
    }
  }
}
