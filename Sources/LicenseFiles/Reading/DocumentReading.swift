import Foundation

/// Reads one document to its end, on two threads: one takes the XML apart into batches, the calling
/// one delivers the items in the order of the file. Both decode reports, so that both are busy. What is over
/// with its first batch needs no second thread.
///
/// - Parameters:
///   - file: the name for locations.
///   - limits: the most to take.
///   - terminal: says of the beginning of text that is not a document whether a device printed it.
///   - open: gives the bytes; called once.
///   - each: receives every item, on the calling thread.
/// - Returns: what the document was.
/// - Throws: ``ReadingError`` when the bytes could not be had. Damage is not an error: it is delivered
///   as a finding, and `isComplete` of the outline is false.
public func readDocument(
  _ file: String, limits: ReadingLimits = .standard,
  terminal: (_ beginning: [UInt8]) -> DeviceText = { _ in .other },
  open: () throws(ByteSourceError) -> any ByteSource,
  each: (DocumentItem) -> Void
) throws(ReadingError) -> DocumentOutline {
  var outline = DocumentOutline(file: file, form: DocumentForm(container: .unknown))
  var decoding = DocumentDecoding(file: file, limits: limits)
  var begun: [DocumentBatch] = []
  let rest: RestOfDocument
  do throws(ByteSourceError) {
    let reader = try DocumentReader(file, try open(), limits: limits, terminal: terminal)
    outline = reader.outline
    while begun.count < 2, let batch = try reader.next() {
      begun.append(batch)
      outline = reader.outline
    }
    if begun.count < 2 {
      for batch in begun { decoding.decode(batch, each) }
      return reader.outline
    }
    rest = RestOfDocument(reader, begun)
  } catch {
    for batch in begun { decoding.decode(batch, each) }
    return try failed(outline, error, each)
  }

  let queue = BatchQueue()
  let meter = WorkMeter.current
  let reading = Thread {
    WorkMeter.$current.withValue(meter) {
      rest.takeApart(into: queue, DocumentDecoding(file: file, limits: limits))
    }
  }
  reading.stackSize = 2 << 20
  reading.start()
  while true {
    switch queue.take() {
    case .batch(let batch): decoding.decode(batch, each)
    case .decoded(let items, let last):
      for item in items { each(item) }
      if let last { decoding.lastReport = last }
    case .end(let outline): return outline
    case .failed(let outline, let error): return try failed(outline, error, each)
    }
  }
}

/// Damage in the bytes is reported like any other; only a failing disk is an error.
private func failed(
  _ outline: DocumentOutline, _ error: ByteSourceError, _ each: (DocumentItem) -> Void
) throws(ReadingError) -> DocumentOutline {
  var outline = outline
  outline.isComplete = false
  guard let descriptor = error.descriptor else {
    throw ReadingError(file: outline.file, reason: error.reason)
  }
  each(.finding(descriptor.finding(at: SourceLocation(file: outline.file), error.reason)))
  return outline
}

/// What the reading thread takes over: nobody else uses the reader from then on.
private final class RestOfDocument: @unchecked Sendable {
  private let reader: DocumentReader
  private let begun: [DocumentBatch]

  init(_ reader: DocumentReader, _ begun: [DocumentBatch]) {
    self.reader = reader
    self.begun = begun
  }

  func takeApart(into queue: BatchQueue, _ decoding: DocumentDecoding) {
    var decoding = decoding
    var outline = reader.outline
    do throws(ByteSourceError) {
      for batch in begun { queue.put(.batch(batch), decodingWith: &decoding) }
      while let batch = try reader.next() {
        outline = reader.outline
        queue.put(.batch(batch), decodingWith: &decoding)
      }
      queue.put(.end(reader.outline), decodingWith: &decoding)
    } catch {
      queue.put(.failed(outline, error), decodingWith: &decoding)
    }
  }
}

/// What is said of a report that stands before the place where a document was cut.
private struct LastReport {
  let id: UInt64?
  let line: Int?
}

/// Decodes batches; each thread has its own.
private struct DocumentDecoding {
  private let file: String
  private var decoder: ReportDecoder
  /// True when a block of the portal was seen.
  private var isAnswer = false
  /// The last report, for the finding on a document that ends early.
  var lastReport: LastReport?

  init(file: String, limits: ReadingLimits) {
    self.file = file
    decoder = ReportDecoder(file: file, limits: limits)
  }

  mutating func decode(_ batch: DocumentBatch, _ each: (DocumentItem) -> Void) {
    var findings: [Finding] = []
    for entry in batch.entries {
      switch entry {
      case .block(let block):
        isAnswer = isAnswer || block.kind.comesFromPortal
        each(.block(block))
      case .finding(let finding): each(.finding(finding))
      case .report(let raw):
        let report = decoder.decode(raw, in: batch, &findings)
        for finding in findings { each(.finding(finding)) }
        findings.removeAll(keepingCapacity: true)
        if let report {
          lastReport = LastReport(id: report.reportID, line: report.location.line)
          each(.report(report))
        }
      case .truncated(let line, let complete, let inside):
        each(.finding(truncation(line, complete, inside)))
      }
    }
  }

  /// Blocks that only the portal writes.
  private static let answers = [
    "smartLicenseRumAck", "smartLicensePolicy", "smartLicenseAccountInfo",
    "smartLicenseAuthorization",
  ]

  private func truncation(_ line: Int, _ complete: Int, _ inside: String) -> Finding {
    var last = "no report before it is complete"
    if complete > 0 {
      last = "the last complete report is number \(complete)"
      if let id = lastReport?.id { last += " (report id \(id))" }
      if let line = lastReport?.line { last += ", on line \(line)" }
    }
    return FindingDescriptor.truncated.finding(
      at: SourceLocation(file: file, line: line), reportID: nil,
      "the file ends early, \(inside); \(last)",
      remedy: isAnswer || Self.answers.contains { inside.contains($0) }
        ? "download the file again at the portal and compare its size; the device does not have this file"
        : nil)
  }
}

/// Hands batches from the reading thread to the delivering one, in order. A few may wait, so that
/// memory stays bounded; while there is no room, the reading thread decodes what waits.
private final class BatchQueue: @unchecked Sendable {
  enum Message {
    case batch(DocumentBatch)
    case decoded([DocumentItem], LastReport?)
    case end(DocumentOutline)
    case failed(DocumentOutline, ByteSourceError)
  }

  private static let capacity = 4
  private let condition = NSCondition()
  private var waiting: [Message] = []
  /// The number of messages that were taken out, which gives each message a number of its own.
  private var taken = 0
  /// The number of the message that the reading thread is decoding.
  private var underWay: Int?

  /// Adds a message; decodes waiting ones until there is room for it.
  func put(_ message: Message, decodingWith decoding: inout DocumentDecoding) {
    condition.lock()
    while waiting.count >= Self.capacity {
      guard let (number, batch) = lastUndecoded() else {
        condition.wait()
        continue
      }
      underWay = number
      condition.unlock()
      var items: [DocumentItem] = []
      decoding.lastReport = nil
      items.reserveCapacity(batch.entries.count)
      decoding.decode(batch) { items.append($0) }
      condition.lock()
      waiting[number - taken] = .decoded(items, decoding.lastReport)
      underWay = nil
      condition.signal()
    }
    waiting.append(message)
    condition.signal()
    condition.unlock()
  }

  /// The batch that the other thread will come to last. The end of a cut document is left to it: what
  /// is said there depends on the reports before.
  private func lastUndecoded() -> (number: Int, batch: DocumentBatch)? {
    for (index, message) in waiting.enumerated().reversed() {
      if case .batch(let batch) = message, !batch.endsEarly { return (taken + index, batch) }
    }
    return nil
  }

  func take() -> Message {
    condition.lock()
    while waiting.isEmpty || underWay == taken { condition.wait() }
    let message = waiting.removeFirst()
    taken += 1
    condition.signal()
    condition.unlock()
    return message
  }
}
