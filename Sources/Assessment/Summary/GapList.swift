/// Finds the stretches between reports that none covers. Reports come in the order of their start.
struct GapList {
  private static let most = 64

  private var reach: Int64?
  private var count = 0
  private var seconds: Int64 = 0
  /// The longest gaps so far, and up to as many more that are still to be sorted out.
  private var longest: [CoverageGap] = []

  mutating func see(start: Int64, end: Int64) {
    guard start <= end else { return }
    if let reach, start > reach {
      let gap = CoverageGap(start: reach, end: start)
      count += 1
      seconds = seconds.addingClamped(gap.seconds)
      longest.append(gap)
      if longest.count == 2 * Self.most { keepLongest() }
    }
    reach = max(reach ?? end, end)
  }

  func fill(_ usage: inout EntitlementUsage) {
    var list = self
    list.keepLongest()
    usage.gapCount = count
    usage.gapSeconds = seconds
    usage.gaps = list.longest.sorted { $0.start < $1.start }
  }

  private mutating func keepLongest() {
    longest.sort { ($0.seconds, $1.start) > ($1.seconds, $0.start) }
    longest.removeLast(max(0, longest.count - Self.most))
  }
}
