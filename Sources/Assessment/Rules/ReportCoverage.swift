import LicenseFiles

/// What the reports of one device and tag cover, in whatever order they come. Reports that follow
/// each other are one stretch, so it costs memory by the gaps, not by the reports.
struct ReportCoverage: Sendable {
  /// A stretch of time without a gap, in epoch seconds UTC.
  struct Stretch: Sendable {
    var start: Int64
    var end: Int64
    /// The report that the stretch begins with.
    var reportID: UInt64?
    var location: SourceLocation
  }

  /// Reports close and open within minutes of each other; less is not a gap.
  private static let tolerance: Int64 = 3600
  private static let mostDoubtful = 64
  /// In the order of time, with a gap between any two.
  private var stretches: [Stretch] = []
  /// Where the clock was changed: nothing is said of the gaps there.
  private var doubtful: [ClosedRange<Int64>] = []

  /// Each gap: where it begins, and what follows it.
  var gaps: [(end: Int64, after: Stretch)] {
    zip(stretches, stretches.dropFirst()).compactMap { before, after in
      let gap = before.end...after.start
      return doubtful.contains { $0.overlaps(gap) } ? nil : (before.end, after)
    }
  }

  /// Joins a report with the stretches that it touches.
  ///
  /// - Parameter takesMore: false when a report that touches none is left out.
  /// - Returns: by how many the number of stretches has grown.
  mutating func insert(_ new: Stretch, _ takesMore: Bool) -> Int {
    // Most reports continue the last stretch.
    var first = stretches.count
    if let last = stretches.last, last.start > new.start { first = place(behind: new.start) }
    var end = first
    var joined = new
    if first > 0, !Self.isGap(stretches[first - 1].end, new.start) {
      first -= 1
      joined = stretches[first]
      joined.end = max(joined.end, new.end)
    }
    while end < stretches.count, !Self.isGap(joined.end, stretches[end].start) {
      joined.end = max(joined.end, stretches[end].end)
      end += 1
    }
    guard first < end || takesMore else { return 0 }
    stretches.replaceSubrange(first..<end, with: [joined])
    return 1 - (end - first)
  }

  /// Takes in a report in which the clock was changed: times around it may be off by as much.
  mutating func doubt(_ report: UsageReport, _ start: Int64, _ end: Int64) {
    guard doubtful.count < Self.mostDoubtful else { return }
    let delta = report.measurements.compactMap(\.clockChangeDelta).map(\.magnitude).max() ?? 0
    let change = Int64(clamping: delta)
    let first = min(start, end).subtractingReportingOverflow(change)
    let last = max(start, end).addingReportingOverflow(change)
    doubtful.append(
      (first.overflow ? .min : first.partialValue)...(last.overflow ? .max : last.partialValue))
  }

  private static func isGap(_ end: Int64, _ start: Int64) -> Bool {
    let gap = start.subtractingReportingOverflow(end)
    return start > end && (gap.overflow || gap.partialValue > tolerance)
  }

  /// The place of the first stretch that begins later.
  private func place(behind start: Int64) -> Int {
    var low = 0
    var high = stretches.count
    while low < high {
      let middle = low + (high - low) / 2
      if stretches[middle].start > start { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
