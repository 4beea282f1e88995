import LicenseFiles

/// How many reports the device holds: the block `Usage Report Summary`.
///
/// `Purged` may exceed `Total`. Only `show license tech support` prints the second number.
public struct UsageReportSummary: Sendable, Hashable {
  /// `Total`.
  public internal(set) var total: Observed<ReportCount>?
  /// `Purged`.
  public internal(set) var purged: Observed<ReportCount>?
  /// `Total Acknowledged Received`.
  public internal(set) var acknowledged: Observed<ReportCount>?
  /// `Waiting for Ack`.
  public internal(set) var waitingForAck: Observed<ReportCount>?
  /// `Available to Report`.
  public internal(set) var availableToReport: Observed<ReportCount>?
  /// `Collecting Data`: reports that are still open.
  public internal(set) var collectingData: Observed<ReportCount>?
  /// `Maximum Display`.
  public internal(set) var maximumDisplay: Observed<ReportCount>?
  /// `In Storage`.
  public internal(set) var inStorage: Observed<ReportCount>?
  /// `MIA`: reports that the device lost.
  public internal(set) var missing: Observed<ReportCount>?
  /// `Report Module Status`.
  public internal(set) var moduleStatus: Observed<String>?
}

/// A count, and the second number that may stand in parentheses after it: `0(349)`.
public struct ReportCount: Sendable, Hashable {
  /// The number.
  public let count: UInt64
  /// The number in parentheses. What it counts is not documented.
  public let inParentheses: UInt64?

  /// Creates a count.
  package init(count: UInt64, inParentheses: UInt64? = nil) {
    self.count = count
    self.inParentheses = inParentheses
  }
}

extension ReportCount {
  init?(printed text: Substring) {
    guard let open = text.utf8.firstIndex(of: 0x28) else {
      guard let count = UInt64(digits: text) else { return nil }
      self.init(count: count, inParentheses: nil)
      return
    }
    let inner = text[text.utf8.index(after: open)...]
    guard inner.utf8.last == 0x29, let count = UInt64(digits: text[..<open].trimmingBlanks),
      let second = UInt64(digits: inner.dropLast())
    else { return nil }
    self.init(count: count, inParentheses: second)
  }
}

extension UInt64 {
  /// A number of digits only; nil when there is none or it does not fit.
  init?(digits text: Substring) {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    self.init(text)
  }
}

extension UsageReportSummary {
  mutating func take(_ line: TranscriptLine, _ context: OutputContext) -> Bool {
    let pairs = PairedKeys.pairs(line.text, keys: Self.keys)
    var isUnderstood = !pairs.isEmpty
    for (key, value) in pairs {
      if key == "Report Module Status" {
        moduleStatus = context.observed(String(value), line.number)
        continue
      }
      guard let field = Self.fields[key], let count = ReportCount(printed: value) else {
        isUnderstood = false
        continue
      }
      self[keyPath: field] = context.observed(count, line.number)
    }
    return isUnderstood
  }

  private static let keys = fields.keys.map(String.init) + ["Report Module Status"]

  private static var fields: [Substring: WritableKeyPath<Self, Observed<ReportCount>?>] {
    [
      "Total": \.total, "Purged": \.purged, "Total Acknowledged Received": \.acknowledged,
      "Waiting for Ack": \.waitingForAck, "Available to Report": \.availableToReport,
      "Collecting Data": \.collectingData, "Maximum Display": \.maximumDisplay,
      "In Storage": \.inStorage, "MIA": \.missing,
    ]
  }
}
