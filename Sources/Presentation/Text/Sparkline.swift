/// Counts over time as one line of blocks.
package enum Sparkline {
  private static let blocks = Array("▁▂▃▄▅▆▇█")

  /// The line: as many characters as points; a point without a count is a blank.
  package static func text(_ points: [Int64?]) -> String {
    let counts = points.compactMap { $0 }
    guard let low = counts.min(), let high = counts.max() else { return "" }
    let span = Double(high) - Double(low)
    return String(
      points.map { point -> Character in
        guard let point else { return " " }
        guard span > 0 else { return blocks[3] }
        return blocks[min(7, max(0, Int((Double(point) - Double(low)) / span * 7)))]
      })
  }

  /// The line in half the width of a page, which is what a terminal has room for.
  static func short(_ points: [Int64?]) -> String {
    let step = max(1, (points.count + 31) / 32)
    return text(stride(from: 0, to: points.count, by: step).map { points[$0] })
  }
}
