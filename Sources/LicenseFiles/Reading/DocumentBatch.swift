/// A piece of a document on its way from the thread that takes the XML apart to the one that decodes
/// the reports: one run of bytes and what stands in it, so that a report costs no allocation yet.
struct DocumentBatch: Sendable {
  enum Entry: Sendable {
    case report(RawReport)
    case block(Block)
    case finding(Finding)
    /// The bytes ended inside the root; the decoder knows which report was the last complete one.
    case truncated(line: Int, completeReports: Int, inside: String)
  }

  /// The texts of the reports, one after the other.
  var text: [UInt8] = []
  var entries: [Entry] = []

  /// True when the document ended inside the root.
  var endsEarly: Bool {
    entries.contains { if case .truncated = $0 { true } else { false } }
  }

  private static let fullSize = 256 << 10

  /// Worth handing over.
  var isFull: Bool { text.count >= Self.fullSize || entries.count >= 1024 }

  /// Makes room for the text of a batch of reports at once, because growing means copying.
  mutating func reserveText() {
    text.reserveCapacity(2 * Self.fullSize)
  }
}

/// The text of one report, not decoded yet.
struct RawReport: Sendable {
  enum Form: Sendable {
    case envelope
    case payloadObject
    case payloadString
  }

  /// Where its text stands in the batch.
  var text: Range<Int>
  /// The line of its first byte.
  var line: Int
  /// Its first byte in the document; nil when the document does not hold the text in one piece.
  var offset: Int?
  var ordinal: Int
  var form: Form
}
