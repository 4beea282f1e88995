import Assessment
import LicenseFiles

/// Counts over time as steps, drawn as SVG in the page.
///
/// Up to four series are told apart by dash and marker, not by colour alone. The words of the drawing
/// stand in its `title` and `desc`, so that nothing depends on seeing it.
struct StepChart: Sendable {
  /// A line of the chart.
  struct Line: Sendable {
    /// What it counts.
    var name: String
    /// The counts.
    var series: UsageSeries

    /// Creates a line.
    init(_ name: String, _ series: UsageSeries) {
      self.name = name
      self.series = series
    }
  }

  /// The most lines of one chart: more cannot be told apart.
  static let capacity = 4

  private let anchor: Anchor
  private let number: Int
  private let title: String
  private let lines: [Line]

  /// Creates a chart; lines beyond ``capacity`` are left out.
  ///
  /// - Parameters:
  ///   - number: tells the charts of one page apart.
  ///   - title: what is drawn, for those who cannot see it.
  ///   - lines: what is drawn.
  init(number: Int, title: String, lines: [Line]) {
    anchor = Anchor("chart", number)
    self.number = number
    self.title = title
    self.lines = Array(lines.prefix(Self.capacity))
  }

  /// The sign of a line for a legend: a piece of it with its marker.
  static func swatch(_ place: Int) -> HTML {
    var path = DrawingPath()
    path.move(1, 7)
    path.draw(43, 7)
    return .element(
      .svg, [.looks(.swatch), .decorative, .viewBox(width: 44, height: 14)],
      [
        .element(.path, [.looks(.series, look(place)), .line(path)]),
        marker(place, 22, 7),
      ])
  }

  // The drawing is in units of its view box.
  private static let width = 720.0
  private static let height = 210.0
  private static let top = 14.0
  private static let bottom = 176.0
  private static let right = 706.0

  /// The figure; nothing when there is nothing to draw.
  var html: HTML {
    guard let frame = Frame(lines.map(\.series)) else { return .empty }
    let titleAnchor = Anchor("chart-title", number)
    let textAnchor = Anchor("chart-text", number)
    var drawing: [HTML] = [
      .element(.title, [.id(titleAnchor)], text: title),
      .element(.desc, [.id(textAnchor)], [.text(description, limit: 1200)]),
    ]
    drawing += frame.gridLines + frame.timeMarks
    for (place, line) in lines.enumerated() {
      drawing.append(
        .element(
          .path, [.looks(.series, Self.look(place)), .line(frame.path(of: line.series))]))
    }
    for (place, line) in lines.enumerated() { drawing += frame.markers(of: line.series, place) }
    return .element(
      .figure, [.id(anchor)],
      [
        .element(
          .svg,
          [
            .looks(.chart), .role("img"), .labelled(by: [titleAnchor, textAnchor]),
            .viewBox(width: Self.width, height: Self.height),
          ], drawing)
      ])
  }

  /// The chart in words.
  private var description: String {
    lines.map { line in
      let points = line.series.points.compactMap(\.self)
      return
        "\(line.name): from \(TimeText.day(line.series.start)) to \(TimeText.day(Self.end(of: line.series))), "
        + "first \(points.first.map { String($0) } ?? "nothing"), "
        + "lowest \(points.min().map { String($0) } ?? "nothing"), "
        + "highest \(points.max().map { String($0) } ?? "nothing"), "
        + "last \(points.last.map { String($0) } ?? "nothing")"
    }.joined(separator: ". ")
  }

  /// The end of the last step, cut at the largest number.
  fileprivate static func end(of series: UsageSeries) -> Int64 {
    let length = series.step.multipliedReportingOverflow(by: Int64(series.points.count))
    guard !length.overflow else { return .max }
    let end = series.start.addingReportingOverflow(length.partialValue)
    return end.overflow ? .max : end.partialValue
  }

  private static func look(_ place: Int) -> PageClass {
    [.seriesA, .seriesB, .seriesC, .seriesD][min(max(0, place), 3)]
  }

  /// A circle, a square, a triangle or a diamond.
  static func marker(_ place: Int, _ x: Double, _ y: Double) -> HTML {
    let classes = HTML.Attribute.looks(.marker, .series, look(place))
    switch place {
    case 0: return .element(.circle, [classes, .number(.cx, x), .number(.cy, y), .number(.r, 3.6)])
    case 1:
      return .element(
        .rect,
        [
          classes, .number(.x, x - 3.6), .number(.y, y - 3.6), .number(.width, 7.2),
          .number(.height, 7.2),
        ])
    case 2:
      return .element(
        .polygon, [classes, .corners([(x, y - 4.6), (x + 4.4, y + 3.2), (x - 4.4, y + 3.2)])])
    default:
      return .element(
        .polygon, [classes, .corners([(x, y - 5), (x + 5, y), (x, y + 5), (x - 5, y)])])
    }
  }

  /// Where times and counts lie on the drawing.
  private struct Frame {
    let start: Double
    let end: Double
    let low: Double
    let high: Double
    let step: Double
    let left: Double
    private let range: ClosedRange<Int64>

    init?(_ series: [UsageSeries]) {
      let counts = series.flatMap { $0.points.compactMap(\.self) }
      guard let first = series.map(\.start).min(), let most = counts.max(),
        let least = counts.min()
      else { return nil }
      start = Double(first)
      let last = series.map(StepChart.end).max() ?? first
      end = Double(last)
      range = first...max(first, last)
      let top = Double(max(most, 1))
      let bottom = Double(min(least, 0))
      step = Frame.step((top - bottom) / 4)
      low = (bottom / step).rounded(.down) * step
      high = (top / step).rounded(.up) * step
      let digits = max(Frame.label(low).count, Frame.label(high).count)
      left = 20 + 13 * Double(digits)
    }

    /// 1, 2 or 5 times a power of ten, at least 1.
    static func step(_ wanted: Double) -> Double {
      var power = 1.0
      while power * 10 <= wanted { power *= 10 }
      return [1, 2, 5, 10].map { $0 * power }.first { $0 >= wanted } ?? power * 10
    }

    static func label(_ value: Double) -> String {
      if abs(value) < 100_000 { return String(Int64(value)) }
      for (size, sign) in [
        (1e18, "E"), (1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"),
      ]
      where abs(value) >= size {
        return DrawingText.number(value / size) + sign
      }
      return String(Int64(value))
    }

    func x(_ time: Double) -> Double {
      end > start ? left + (time - start) / (end - start) * (StepChart.right - left) : left
    }

    func y(_ count: Double) -> Double {
      let share = high > low ? (count - low) / (high - low) : 0
      return StepChart.bottom - share * (StepChart.bottom - StepChart.top)
    }

    var gridLines: [HTML] {
      let count = min(12, Int(((high - low) / step).rounded()))
      return (0...max(0, count)).flatMap { index -> [HTML] in
        let value = low + Double(index) * step
        let height = y(value)
        return [
          StepChart.rule(index == 0 ? .axis : .grid, (left, height), (StepChart.right, height)),
          StepChart.label(Frame.label(value), left - 8, height + 4, [.tickLabel, .right]),
        ]
      }
    }

    var timeMarks: [HTML] {
      let ticks = TimeAxis(from: range.lowerBound, to: range.upperBound).ticks
      var marks: [HTML] = []
      for (index, tick) in ticks.enumerated() {
        let place = x(Double(tick.time))
        marks.append(
          StepChart.rule(.axis, (place, StepChart.bottom), (place, StepChart.bottom + 5)))
        // Labels at the ends would leave the drawing.
        let half = Double(tick.label.count) * 3.4
        guard place - half >= 0, place + half <= StepChart.width else { continue }
        marks.append(
          StepChart.label(
            tick.label, place, StepChart.bottom + 22,
            index % 2 == 0 ? [.tickLabel, .middle] : [.tickLabel, .middle, .minor]))
      }
      return marks
    }

    func path(of series: UsageSeries) -> DrawingPath {
      var path = DrawingPath()
      var before: Double?
      for (index, count) in series.points.enumerated() {
        guard let count else {
          before = nil
          continue
        }
        let from = x(Double(series.start) + Double(series.step) * Double(index))
        let until = x(Double(series.start) + Double(series.step) * Double(index + 1))
        let height = y(Double(count))
        if let before {
          if before != height { path.draw(from, height) }
        } else {
          path.move(from, height)
        }
        path.draw(until, height)
        before = height
      }
      return path
    }

    /// A few markers along the line. Each series has them at other places, so that lines that lie on
    /// each other still show both.
    func markers(of series: UsageSeries, _ place: Int) -> [HTML] {
      let known = series.points.indices.filter { series.points[$0] != nil }
      let every = max(1, known.count / 5)
      let offset = every * (2 * place + 1) / 8
      return stride(from: min(offset, max(0, known.count - 1)), to: known.count, by: every)
        .map { known[$0] }
        .map { index in
          let middle = Double(series.start) + Double(series.step) * (Double(index) + 0.5)
          return StepChart.marker(place, x(middle), y(Double(series.points[index] ?? 0)))
        }
    }
  }

  private static func rule(
    _ look: PageClass, _ from: (Double, Double), _ to: (Double, Double)
  ) -> HTML {
    .element(
      .line,
      [
        .looks(look), .number(.x1, from.0), .number(.y1, from.1), .number(.x2, to.0),
        .number(.y2, to.1),
      ])
  }

  private static func label(_ text: String, _ x: Double, _ y: Double, _ looks: [PageClass]) -> HTML
  {
    .element(.text, [.looks(looks), .number(.x, x), .number(.y, y)], text: text)
  }
}
