import Assessment
import LicenseFiles

/// A count over time, drawn with characters: rows of blocks over a line that is broken where nothing
/// was measured.
public struct UsageChart: Sendable {
  /// The characters that it is drawn with.
  public enum Glyphs: Sendable, Hashable {
    /// Blocks of Unicode, in eighths of a row.
    case blocks
    /// Characters that every terminal has.
    case ascii

    /// From nothing to a full row, in eighths.
    fileprivate var fillings: [Character] {
      switch self {
      case .blocks: Array(" ▁▂▃▄▅▆▇█")
      case .ascii: Array(" ..:::###")
      }
    }
    fileprivate var edge: String { self == .blocks ? "┤" : "|" }
    fileprivate var corner: String { self == .blocks ? "┼" : "+" }
    fileprivate var measured: Character { self == .blocks ? "─" : "-" }
    fileprivate var gap: Character { self == .blocks ? "·" : "." }
  }

  private let series: UsageSeries
  private let from: Int64
  private let to: Int64

  /// Creates a chart.
  ///
  /// - Parameters:
  ///   - series: the counts.
  ///   - from: the start of the first measurement, epoch seconds UTC.
  ///   - to: the end of the last one, epoch seconds UTC.
  init(_ series: UsageSeries, from: Int64, to: Int64) {
    self.series = series
    self.from = from
    self.to = to
  }

  /// The least columns that the steps themselves get, however narrow the terminal is.
  static let leastPlot = 8

  /// The lines, without ends: rows with their counts on the left, the line of time, its first and last
  /// day (UTC).
  ///
  /// - Parameters:
  ///   - columns: the width that they fit into, if it is not less than the counts and eight steps need.
  ///     Several steps share a column where there is no room for each: their highest count is shown.
  ///   - glyphs: the characters to draw with.
  func lines(columns: Int, glyphs: Glyphs = .blocks) -> [String] {
    let scale = ChartScale(series.points.compactMap { $0 })
    let labels = (0...scale.rows).map { String(scale.count(atRow: $0)) }
    let margin = labels.map(\.count).max() ?? 1
    let plot = Self.columns(series.points, room: max(Self.leastPlot, columns - margin - 2))
    let heights = plot.map { $0.map { scale.eighths($0) } ?? 0 }

    var lines: [String] = []
    for row in (1...scale.rows).reversed() {
      let cells = heights.map { glyphs.fillings[min(8, max(0, $0 - (row - 1) * 8))] }
      lines.append(Self.padded(labels[row], margin) + " " + glyphs.edge + Self.trimmed(cells))
    }
    let axis = plot.map { $0 == nil ? glyphs.gap : glyphs.measured }
    lines.append(Self.padded(labels[0], margin) + " " + glyphs.corner + String(axis))
    let indent = String(repeating: " ", count: margin + 2)
    lines += dates(width: plot.count).map { indent + $0 }
    if plot.contains(where: { $0 == nil }) { lines.append(indent + "\(glyphs.gap) not measured") }
    return lines
  }

  /// The count of each column, each step as wide as every other.
  private static func columns(_ points: [Int64?], room: Int) -> [Int64?] {
    guard points.count > room else {
      let width = room / max(1, points.count)
      return points.flatMap { Array(repeating: $0, count: width) }
    }
    let share = (points.count + room - 1) / room
    return stride(from: 0, to: points.count, by: share).map { first in
      points[first..<min(points.count, first + share)].compactMap { $0 }.max()
    }
  }

  /// The first day on the left and the last on the right, on two lines where one has no room.
  private func dates(width: Int) -> [String] {
    let isOneDay = TimeText.day(from) == TimeText.day(to)
    let first = isOneDay ? TimeText.iso8601(from) : TimeText.day(from)
    let last = isOneDay ? TimeText.iso8601(to) : TimeText.day(to)
    guard first.count + last.count + 2 > width else {
      return [first + Self.padded(last, width - first.count)]
    }
    return ["from \(first)", "to   \(last)"]
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  private static func trimmed(_ cells: [Character]) -> String {
    var cells = cells
    while cells.last == " " { cells.removeLast() }
    return String(cells)
  }
}
