/// The vertical scale of a chart: whole counts in at most ``mostRows`` rows, from zero upwards, or from
/// the lowest count where a damaged file has one below zero.
struct ChartScale: Sendable, Hashable {
  static let mostRows = 8

  /// The count at the bottom.
  let base: Int64
  /// The counts of one row: 1, 2 or 5 times a power of ten.
  let unit: UInt64
  /// How many rows.
  let rows: Int

  /// The scale for these counts; one row when there are none.
  init(_ counts: [Int64]) {
    let high = counts.max() ?? 0
    base = min(0, counts.min() ?? 0)
    // The distance of two Int64 fits a UInt64.
    let span = max(1, UInt64(bitPattern: max(base, high) &- base))
    unit = Self.unit(
      atLeast: span / UInt64(Self.mostRows) + (span % UInt64(Self.mostRows) == 0 ? 0 : 1))
    rows = Int(span / unit + (span % unit == 0 ? 0 : 1))
  }

  private static func unit(atLeast least: UInt64) -> UInt64 {
    var power: UInt64 = 1
    while true {
      for digit: UInt64 in [1, 2, 5] {
        let (unit, overflow) = power.multipliedReportingOverflow(by: digit)
        if overflow { return least }
        if unit >= least { return unit }
      }
      let (next, overflow) = power.multipliedReportingOverflow(by: 10)
      if overflow { return least }
      power = next
    }
  }

  /// The count at the upper edge of a row, the lowest row being 1; row 0 is the bottom.
  func count(atRow row: Int) -> Int64 {
    let (distance, overflow) = unit.multipliedReportingOverflow(by: UInt64(row))
    guard !overflow, distance <= UInt64(bitPattern: Int64.max &- base) else { return .max }
    return base &+ Int64(bitPattern: distance)
  }

  /// How many eighths of a row are filled for a count, from the bottom: at least one for a count above
  /// the bottom.
  func eighths(_ count: Int64) -> Int {
    guard count > base else { return 0 }
    let distance = UInt64(bitPattern: count &- base)
    let part = (Double(distance % unit) / Double(unit) * 8).rounded()
    return max(1, Int(distance / unit) * 8 + Int(part))
  }
}
