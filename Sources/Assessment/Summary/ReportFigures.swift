import LicenseFiles

/// What one report adds to a summary, in 80 bytes: enough to take it out again when a better version
/// of the report arrives.
struct ReportFigures {
  /// The report id; for a report without one, the front of its payload hash.
  let reportID: UInt64
  /// The front of the payload hash.
  let payload: UInt64
  /// Epoch seconds; `Int64.max` when no measurement has a start.
  let start: Int64
  /// Epoch seconds; `Int64.min` when no measurement has an end.
  let end: Int64
  /// The highest count, meaningful with `hasCount`.
  let peak: Int64
  /// The last count, meaningful with `hasCount`.
  let latest: Int64
  /// The seconds that its counts cover.
  let seconds: Double
  /// Count times seconds, summed.
  let countSeconds: Double
  let measurements: UInt32
  /// The line of the summary that it belongs to, in the lower 24 bits, below the marks.
  private(set) var lineAndMarks: UInt32

  struct Marks: OptionSet {
    let rawValue: UInt32
    static let open = Marks(rawValue: 1 << 24)
    static let hasCount = Marks(rawValue: 1 << 25)
    static let withoutID = Marks(rawValue: 1 << 26)
    static let grown = Marks(rawValue: 1 << 27)
    static let conflicting = Marks(rawValue: 1 << 28)
  }

  /// The most lines that fit into the lower 24 bits.
  static let lineLimit = 1 << 24

  init(_ report: UsageReport, line: Int) {
    var start = Int64.max
    var end = Int64.min
    var peak = Int64.min
    var latest: Int64?
    var seconds = 0.0
    var countSeconds = 0.0
    for measurement in report.measurements {
      if let time = measurement.startTime { start = min(start, time) }
      if let time = measurement.endTime { end = max(end, time) }
      guard let count = measurement.count else { continue }
      peak = max(peak, count)
      latest = count
      let covered = Double(max(0, measurement.coveredSeconds ?? 0))
      seconds += covered
      countSeconds += covered * Double(count)
    }
    var marks: Marks = []
    if report.isOpen { marks.insert(.open) }
    if latest != nil { marks.insert(.hasCount) }
    if report.reportID == nil { marks.insert(.withoutID) }

    self.payload = report.payload.sha256.prefix
    self.reportID = report.reportID ?? payload
    self.start = start
    self.end = end
    self.peak = peak
    self.latest = latest ?? 0
    self.seconds = seconds
    self.countSeconds = countSeconds
    self.measurements = UInt32(clamping: report.measurements.count)
    self.lineAndMarks = UInt32(clamping: line) | marks.rawValue
  }

  /// The index of the line of the summary that it belongs to.
  var line: Int { Int(lineAndMarks & 0xFF_FFFF) }

  func has(_ marks: Marks) -> Bool { Marks(rawValue: lineAndMarks).contains(marks) }

  mutating func mark(_ marks: Marks) { lineAndMarks |= marks.rawValue }

  /// The version of a report that counts: a closed one before an open one, then the one with more
  /// measurements, then the one that ends later. The hash decides the rest, so that the order of
  /// arrival never does.
  func isBetter(than other: ReportFigures) -> Bool {
    let closed = (has(.open) ? 0 : 1, other.has(.open) ? 0 : 1)
    if closed.0 != closed.1 { return closed.0 > closed.1 }
    return (measurements, end, payload) > (other.measurements, other.end, other.payload)
  }
}

extension Measurement {
  /// The seconds that it covers: `sample_interval`, else its end minus its start.
  var coveredSeconds: Int64? {
    if let sampleInterval { return sampleInterval }
    guard let startTime, let endTime else { return nil }
    return endTime.subtractingClamped(startTime)
  }
}
