/// A count over time in at most 64 steps of one width: the highest count of each step.
///
/// The widths are powers of two and the steps lie on multiples of them, so that two steps become one
/// without looking at the measurements again, and the order in which measurements arrive does not
/// matter. It is a picture: where two versions of a report contradict each other, it shows the higher
/// count.
public struct UsageSeries: Sendable, Hashable {
  /// The most steps.
  package static let capacity = 64

  /// The binary logarithm of the width.
  private var shift: Int64
  /// The number of the first step, counted from the epoch.
  private var first: Int64
  private var counts: [Int64?]

  /// A series of one measurement.
  ///
  /// Returns nil when it ends before it starts.
  init?(start: Int64, end: Int64, count: Int64) {
    guard end >= start else { return nil }
    shift = 0
    first = start
    counts = []
    add(start: start, end: end, count: count)
  }

  /// The width of a step, in seconds.
  public var step: Int64 { 1 << shift }

  /// The beginning of the first step, in epoch seconds. The first measurement may begin later.
  public var start: Int64 { first << shift }

  /// The highest count of each step; nil where nothing was measured.
  public var points: [Int64?] { counts }

  /// Adds a measurement. One that ends before it starts is left out.
  mutating func add(start: Int64, end: Int64, count: Int64) {
    guard end >= start else { return }
    // The end is outside, except that a measurement of no length still marks its step.
    let inside = end > start ? end - 1 : end
    var low = start >> shift
    var high = inside >> shift
    if !counts.isEmpty {
      low = min(low, first)
      high = max(high, first + Int64(counts.count) - 1)
    }
    while !fits(low, high) {
      widen()
      low >>= 1
      high >>= 1
    }
    if counts.isEmpty { first = low }
    if low < first {
      counts.insert(contentsOf: repeatElement(nil, count: Int(first - low)), at: 0)
      first = low
    }
    let missing = Int(high - first) + 1 - counts.count
    if missing > 0 { counts.append(contentsOf: repeatElement(nil, count: missing)) }
    for index in Int((start >> shift) - first)...Int((inside >> shift) - first) {
      counts[index] = max(counts[index] ?? count, count)
    }
  }

  private func fits(_ low: Int64, _ high: Int64) -> Bool {
    let (distance, overflow) = high.subtractingReportingOverflow(low)
    return !overflow && distance < Int64(Self.capacity)
  }

  /// Doubles the width: each pair of steps becomes one.
  private mutating func widen() {
    shift += 1
    guard !counts.isEmpty else { return }
    let newFirst = first >> 1
    var merged: [Int64?] = []
    merged.reserveCapacity(Self.capacity)
    for (index, count) in counts.enumerated() {
      let place = Int(((first + Int64(index)) >> 1) - newFirst)
      if place == merged.count {
        merged.append(count)
      } else if let count {
        merged[place] = max(merged[place] ?? count, count)
      }
    }
    first = newFirst
    counts = merged
  }
}
