import LicenseFiles

/// Marks of a time axis on days, months and years that people know. Times are epoch seconds, UTC.
struct TimeAxis {
  /// A mark and what stands below it.
  struct Tick: Hashable {
    let time: Int64
    let label: String
  }

  /// At most about so many marks, in the order of time.
  let ticks: [Tick]

  private static let day: Int64 = 86_400
  /// Widths in seconds that divide a day, or are some days.
  private static let short: [Int64] =
    [60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600] + [1, 2, 7, 14].map { $0 * day }
  /// Widths in months.
  private static let long: [Int64] = [1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 6000, 12_000]

  /// - Parameters:
  ///   - start: the first moment; it and `end` lie in the years 1 to 9999, else there are no marks.
  ///   - end: the last one.
  ///   - most: the most marks.
  init(from start: Int64, to end: Int64, most: Int64 = 6) {
    let range: ClosedRange<Int64> = -62_135_596_800...253_402_300_799
    guard range.contains(start), range.contains(end), start <= end else {
      ticks = []
      return
    }
    if let width = Self.short.first(where: { (end - start) / $0 < most }) {
      // Weeks are counted from a Monday.
      let origin: Int64 = width % (7 * Self.day) == 0 ? 4 * Self.day : 0
      var time = Self.ceiling(start - origin, width) + origin
      var ticks: [Tick] = []
      while time <= end {
        ticks.append(Tick(time: time, label: Self.label(time, width)))
        time += width
      }
      self.ticks = ticks
      return
    }
    let first = Self.month(of: start)
    let last = Self.month(of: end)
    let width = Self.long.first { (last - first) / $0 < most } ?? 12_000
    var month = Self.ceiling(first, width)
    var ticks: [Tick] = []
    while month <= last {
      let time = Self.start(ofMonth: month)
      if time >= start, time <= end {
        let text = TimeText.day(time)
        ticks.append(Tick(time: time, label: String(text.prefix(width % 12 == 0 ? 4 : 7))))
      }
      month += width
    }
    self.ticks = ticks
  }

  private static func label(_ time: Int64, _ width: Int64) -> String {
    let text = TimeText.iso8601(time)
    return width >= day
      ? String(text.prefix(10))
      : String(text.dropFirst(5).prefix(11))
        .replacing("T", with: " ")
  }

  private static func ceiling(_ number: Int64, _ width: Int64) -> Int64 {
    let rest = number % width
    return rest == 0 ? number : number - rest + (rest > 0 ? width : 0)
  }

  /// Months since the year 0.
  private static func month(of time: Int64) -> Int64 {
    let parts = TimeText.day(time).split(separator: "-").compactMap { Int64($0) }
    return parts.count == 3 ? parts[0] * 12 + parts[1] - 1 : 0
  }

  /// The first moment of a month.
  private static func start(ofMonth month: Int64) -> Int64 {
    CivilDate(year: month / 12, month: month % 12 + 1, day: 1).days * day
  }
}
