/// Turns XML events into blocks: the texts of reports go into the batch as they are, other blocks
/// become small trees.
///
/// One report or block at a time is held; what exceeds a limit stops the reading with a finding.
final class BlockCollector: XMLPushParser.Handler {
  private(set) var container: DocumentForm.Container?
  private(set) var isRootClosed = false
  /// The first byte after the root element, once it is closed.
  private(set) var rootEnd = 0
  private(set) var rootEndLine = 0
  private(set) var blocks: [BlockKind: Int] = [:]
  private(set) var completeReports = 0
  var batch = DocumentBatch()

  /// Asked for the place of the event under way; set once the parser exists.
  var position: () -> (line: Int, offset: Int) = { (1, 0) }
  /// Asked to stop at a limit.
  var halt: () -> Void = {}
  private(set) var isStopped = false

  private let file: String
  private let limits: ReadingLimits
  private let startLine: Int
  private let startOffset: Int
  private let keepsOffsets: Bool

  private var depth = 0
  private var blockCount = 0
  /// The elements that are open inside the block under way, outermost first.
  private var open: [XMLElement] = []
  private var blockBytes = 0
  private var blockLine = 0
  private var report: RawReport?
  /// False once the text of the report under way did not come in one piece.
  private var isContiguous = true
  private var nextPiece = 0

  init(
    file: String, limits: ReadingLimits, startLine: Int, startOffset: Int, keepsOffsets: Bool
  ) {
    self.file = file
    self.limits = limits
    self.startLine = startLine
    self.startOffset = startOffset
    self.keepsOffsets = keepsOffsets
  }

  /// The line in the file of the event under way.
  private var line: Int { position().line &+ startLine &- 1 }

  /// Where reading stands, in words: for a document that ends early.
  var whereabouts: String {
    if report != nil { return "inside report \(completeReports + 1)" }
    if let block = open.first { return "inside the block \(block.name)" }
    return "before the root element is closed"
  }

  func takeBatch() -> DocumentBatch {
    // A report under way stays: its text moves to the front of the next batch.
    var full = batch
    batch = DocumentBatch()
    if let begun = report {
      batch.reserveText()
      batch.text.append(contentsOf: full.text[begun.text.lowerBound...])
      full.text.removeSubrange(begun.text.lowerBound...)
      report?.text = 0..<0
    }
    return full
  }

  private func exceed(_ limit: String) {
    guard !isStopped else { return }
    isStopped = true
    batch.entries.append(
      .finding(
        FindingDescriptor.limitExceeded.finding(
          at: SourceLocation(file: file, line: line), "\(limit); reading stopped here")))
    halt()
  }

  // MARK: Events

  func startElement(_ name: String) {
    guard !isStopped else { return }
    depth += 1
    if depth > limits.depth { return exceed("more than \(limits.depth) elements inside elements") }
    if depth == 1 {
      let root = Self.container(of: name)
      container = root
      switch root {
      case .bareReport: beginReport()
      case .barePolicy, .bareReservation: beginBlock(name)
      case .smartLicense, .restAnswer, .jsonReport, .jsonPayload, .deviceOutput, .otherXML,
        .unknown:
        break
      }
    } else if report != nil {
      // Known reports hold text only; the element's own text would be mistaken for the report's.
      isContiguous = false
    } else if open.isEmpty {
      begin(name)
    } else {
      descend(name)
    }
  }

  func endElement(_ name: String) {
    guard !isStopped else { return }
    depth -= 1
    if report != nil {
      if depth == (container == .bareReport ? 0 : 1) { endReport() }
    } else if open.count > 1 {
      let child = open.removeLast()
      open[open.count - 1].children.append(child)
    } else if let block = open.popLast() {
      let kind = BlockKind(element: block.name)
      count(kind)
      if keepsContents {
        batch.entries.append(
          .block(
            Block(
              kind: kind, location: SourceLocation(file: file, line: blockLine), element: block)))
      }
    }
    if depth == 0 {
      isRootClosed = true
      rootEnd = position().offset
      rootEndLine = line
      halt()
    }
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>, isCDATA: Bool) {
    guard !isStopped else { return }
    if report != nil {
      addToReport(bytes, isCDATA: isCDATA)
    } else if !open.isEmpty {
      guard charge(bytes.count) else { return }
      open[open.count - 1].text += String(decoding: bytes, as: UTF8.self)
    }
  }

  // MARK: Reports

  private func begin(_ name: String) {
    blockCount += 1
    guard blockCount <= limits.blocks else { return exceed("more than \(limits.blocks) blocks") }
    if container == .smartLicense, name == "RUMReport" { beginReport() } else { beginBlock(name) }
  }

  private func beginReport() {
    report = RawReport(
      text: batch.text.count..<batch.text.count, line: line, offset: nil, ordinal: completeReports,
      form: .envelope)
    isContiguous = true
  }

  private func addToReport(_ bytes: UnsafeBufferPointer<UInt8>, isCDATA: Bool) {
    guard var begun = report else { return }
    let isEmpty = batch.text.count == begun.text.lowerBound
    var piece = bytes
    if isEmpty {
      // White space around the JSON is not a part of it.
      let blank = bytes.prefix { JSONByte.isWhiteSpace($0) }.count
      if blank == bytes.count { return }
      let place = position()
      var line = place.line &+ startLine &- 1
      for byte in bytes[..<blank] where byte == JSONByte.lineFeed { line &+= 1 }
      begun.line = line
      piece = UnsafeBufferPointer(rebasing: bytes[blank...])
      // Offsets are exact inside CDATA only.
      isContiguous = isContiguous && isCDATA && keepsOffsets
      if isContiguous { begun.offset = place.offset &+ blank &+ startOffset }
      nextPiece = place.offset &+ bytes.count
    } else if isContiguous {
      isContiguous = isCDATA && position().offset == nextPiece
      nextPiece &+= bytes.count
    }
    guard batch.text.count &- begun.text.lowerBound &+ piece.count <= limits.reportBytes else {
      report = begun
      return exceed("report \(completeReports + 1) is larger than \(limits.reportBytes) bytes")
    }
    if batch.text.isEmpty { batch.reserveText() }
    batch.text.append(contentsOf: piece)
    report = begun
  }

  private func endReport() {
    guard var ended = report else { return }
    report = nil
    var end = batch.text.count
    while end > ended.text.lowerBound, JSONByte.isWhiteSpace(batch.text[end - 1]) { end -= 1 }
    batch.text.removeLast(batch.text.count - end)
    ended.text = ended.text.lowerBound..<end
    if !isContiguous { ended.offset = nil }
    batch.entries.append(.report(ended))
    completeReports += 1
    count(.rumReport)
  }

  // MARK: Other blocks

  /// Blocks of a document that is not a Smart Licensing file are counted, not kept.
  private var keepsContents: Bool {
    if case .otherXML = container { false } else { true }
  }

  private func beginBlock(_ name: String) {
    blockBytes = 0
    blockLine = line
    if charge(name.utf8.count) { open = [XMLElement(name: name, line: line)] }
  }

  private func descend(_ name: String) {
    if charge(name.utf8.count) { open.append(XMLElement(name: name, line: line)) }
  }

  /// Counts what a block costs in memory; an element costs more than its name.
  private func charge(_ bytes: Int) -> Bool {
    blockBytes += bytes + 96
    guard blockBytes <= limits.blockBytes else {
      exceed("the block \(open.first?.name ?? "") is larger than \(limits.blockBytes) bytes")
      return false
    }
    return true
  }

  private func count(_ kind: BlockKind) {
    if blocks[kind] == nil, blocks.count >= 1000 {
      return exceed("more than 1000 different kinds of blocks")
    }
    blocks[kind, default: 0] += 1
  }

  private static func container(of root: String) -> DocumentForm.Container {
    switch root {
    case "smartLicense": .smartLicense
    case "RUMReport": .bareReport
    case "smartLicensePolicy": .barePolicy
    case "specificPLR": .bareReservation
    default: .otherXML(root)
    }
  }
}
