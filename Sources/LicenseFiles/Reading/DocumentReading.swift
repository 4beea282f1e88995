import Foundation

/// Reads one document to its end, on two threads: one takes the XML apart and hands over batches,
/// the calling one decodes the reports and delivers the items in the order of the file.
///
/// - Parameters:
///   - file: the name for locations.
///   - limits: the most to take.
///   - open: gives the bytes; called once, on the reading thread.
///   - each: receives every item, on the calling thread.
/// - Returns: what the document was.
/// - Throws: ``ReadingError`` when the bytes could not be had. Damage is no error: it is delivered
///   as a finding, and `isComplete` of the outline is false.
public func readDocument(
  _ file: String, limits: ReadingLimits = .standard,
  open: @escaping @Sendable () throws(ByteSourceError) -> any ByteSource,
  each: (DocumentItem) -> Void
) throws(ReadingError) -> DocumentOutline {
  let queue = BatchQueue()
  let reading = Thread { takeApart(file, limits, open, into: queue) }
  reading.stackSize = 2 << 20
  reading.start()

  var decoding = DocumentDecoding(file: file, limits: limits)
  while true {
    switch queue.take() {
    case .batch(let batch): decoding.decode(batch, each)
    case .decoded(let items):
      for item in items {
        decoding.note(item)
        each(item)
      }
    case .end(let outline): return outline
    case .failed(let outline, let error):
      // Damage in the bytes is told like any other; only a failing disk is an error.
      guard let descriptor = error.descriptor else {
        throw ReadingError(file: file, reason: error.reason)
      }
      each(
        .finding(descriptor.finding(at: SourceLocation(file: file), error.reason)))
      return outline
    }
  }
}

private func takeApart(
  _ file: String, _ limits: ReadingLimits,
  _ open: () throws(ByteSourceError) -> any ByteSource, into queue: BatchQueue
) {
  var outline = DocumentOutline(file: file, form: DocumentForm(container: .unknown))
  var helper = DocumentDecoding(file: file, limits: limits)
  do throws(ByteSourceError) {
    let reader = try DocumentReader(file, try open(), limits: limits)
    outline = reader.outline
    while let batch = try reader.next() {
      outline = reader.outline
      if queue.putIfRoom(.batch(batch)) { continue }
      // The other thread has enough to do: this one lends a hand. What depends on the reports
      // before, the end of a cut document, is left to the other one.
      if batch.endsEarly {
        queue.put(.batch(batch))
      } else {
        var items: [DocumentItem] = []
        helper.decode(batch) { items.append($0) }
        queue.put(.decoded(items))
      }
    }
    queue.put(.end(reader.outline))
  } catch {
    outline.isComplete = false
    queue.put(.failed(outline, error))
  }
}

/// Decodes batches on the calling thread.
private struct DocumentDecoding {
  private let file: String
  private var decoder: ReportDecoder
  private var lastReport: (id: UInt64?, line: Int?)?

  init(file: String, limits: ReadingLimits) {
    self.file = file
    decoder = ReportDecoder(file: file, limits: limits)
  }

  mutating func decode(_ batch: DocumentBatch, _ each: (DocumentItem) -> Void) {
    var findings: [Finding] = []
    for entry in batch.entries {
      switch entry {
      case .block(let block): each(.block(block))
      case .finding(let finding): each(.finding(finding))
      case .report(let raw):
        let report = decoder.decode(raw, in: batch, &findings)
        for finding in findings { each(.finding(finding)) }
        findings.removeAll(keepingCapacity: true)
        if let report {
          let item = DocumentItem.report(report)
          note(item)
          each(item)
        }
      case .truncated(let line, let complete, let inside):
        each(.finding(truncation(line, complete, inside)))
      }
    }
  }

  /// Remembers the last report, for the finding on a document that ends early.
  mutating func note(_ item: DocumentItem) {
    if case .report(let report) = item {
      lastReport = (report.reportID, report.location.line)
    }
  }

  private func truncation(_ line: Int, _ complete: Int, _ inside: String) -> Finding {
    var last = "no report before it is complete"
    if complete > 0 {
      last = "the last complete report is number \(complete)"
      if let id = lastReport?.id { last += " (report id \(id))" }
      if let line = lastReport?.line { last += ", on line \(line)" }
    }
    return FindingDescriptor.truncated.finding(
      at: SourceLocation(file: file, line: line), reportID: nil,
      "the file ends early, \(inside); \(last)")
  }
}

/// Hands batches from the reading thread to the decoding one; a few may wait, then the reader waits,
/// so that memory stays bounded.
private final class BatchQueue: @unchecked Sendable {
  enum Message {
    case batch(DocumentBatch)
    case decoded([DocumentItem])
    case end(DocumentOutline)
    case failed(DocumentOutline, ByteSourceError)
  }

  private static let capacity = 4
  private let condition = NSCondition()
  private var waiting: [Message] = []

  func put(_ message: Message) {
    condition.lock()
    while waiting.count >= Self.capacity { condition.wait() }
    waiting.append(message)
    condition.signal()
    condition.unlock()
  }

  /// Puts the message when there is room; false when the other side is busy.
  func putIfRoom(_ message: Message) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    guard waiting.count < Self.capacity else { return false }
    waiting.append(message)
    condition.signal()
    return true
  }

  func take() -> Message {
    condition.lock()
    while waiting.isEmpty { condition.wait() }
    let message = waiting.removeFirst()
    condition.signal()
    condition.unlock()
    return message
  }
}
