/// When a device sets its clock ahead, as `clock summer-time` says.
///
/// Both ends are times of the device's own clock: that of its beginning in standard time, that of its
/// end in summer time.
///
/// Source: command reference of `clock summer-time`; without a rule the one of the United States holds.
public struct SummerTimeRule: Sendable, Hashable {
  /// Seconds that the clock is ahead.
  public let ahead: Int64
  private let begin: Edge
  private let end: Edge

  private struct Edge: Hashable {
    enum Day: Hashable {
      /// Of every year; the fifth is the last one.
      case week(Int, weekday: Int, month: Int)
      case date(ClockReading)
    }
    let day: Day
    let seconds: Int64
  }

  /// Reads what comes after the name: `recurring last Sun Mar 2:00 last Sun Oct 2:00`,
  /// `date 26 March 2023 2:00 29 October 2023 3:00 60`, `recurring`. Nil for anything else.
  init?(_ words: some Sequence<String>) {
    var words = words.map { $0.lowercased() }[...]
    guard let kind = words.popFirst(), kind == "recurring" || kind == "date" else { return nil }
    if kind == "recurring", words.isEmpty {
      ahead = 3600
      begin = Edge(day: .week(2, weekday: 0, month: 3), seconds: 7200)
      end = Edge(day: .week(1, weekday: 0, month: 11), seconds: 7200)
      return
    }
    let read = kind == "date" ? Self.date : Self.week
    guard let begin = read(words.prefix(4)), let end = read(words.dropFirst(4).prefix(4)) else {
      return nil
    }
    self.begin = begin
    self.end = end
    ahead = (words.dropFirst(8).first?[...].number).map { Int64(min($0, 1440)) * 60 } ?? 3600
  }

  /// `last Sun Mar 2:00`.
  private static func week(_ words: ArraySlice<String>) -> Edge? {
    let words = Array(words)
    guard words.count == 4, let weekday = index(words[1], in: weekdays),
      let month = index(words[2], in: months), let seconds = clock(words[3])
    else { return nil }
    let named = ["first": 1, "last": 5]
    guard let week = named[words[0]] ?? words[0][...].number, (1...5).contains(week) else {
      return nil
    }
    return Edge(day: .week(week, weekday: weekday, month: month + 1), seconds: seconds)
  }

  /// `26 March 2023 2:00`, or the month first.
  private static func date(_ words: ArraySlice<String>) -> Edge? {
    let words = Array(words)
    guard words.count == 4, let year = words[2][...].number, let seconds = clock(words[3]),
      let day = (words[0][...].number ?? words[1][...].number),
      let month = index(words[0], in: months) ?? index(words[1], in: months),
      let reading = ClockReading(
        year: year, month: month + 1, day: day, hour: 0, minute: 0, second: 0)
    else { return nil }
    return Edge(day: .date(reading), seconds: seconds)
  }

  private static let weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  private static func index(_ word: String, in names: [String]) -> Int? {
    names.firstIndex { word.hasPrefix($0) }
  }

  /// `2:00`.
  private static func clock(_ word: String) -> Int64? {
    let parts = word.split(separator: ":")
    guard parts.count == 2, let hour = parts[0].number, let minute = parts[1].number, hour < 24,
      minute < 60
    else { return nil }
    return Int64(hour * 3600 + minute * 60)
  }

  /// True when a time of the device's clock lies in summer time; nil in the hour that is skipped or comes
  /// twice, and without a year.
  func isSummer(at reading: ClockReading) -> Bool? {
    guard let year = reading.year, let now = reading.secondsOfThisClock,
      let begin = Self.moment(of: begin, in: year), let end = Self.moment(of: end, in: year)
    else { return nil }
    if (begin..<begin + ahead).contains(now) || (end - ahead..<end).contains(now) { return nil }
    return begin < end ? now >= begin && now < end : now >= begin || now < end
  }

  private static func moment(of edge: Edge, in year: Int) -> Int64? {
    switch edge.day {
    case .date(let reading): return reading.secondsOfThisClock.map { $0 + edge.seconds }
    case .week(let week, let weekday, let month):
      guard let first = midnight(year, month, 1) else { return nil }
      // The first of January 1970 was a Thursday.
      let firstWeekday = Int((first / 86_400 + 4) % 7)
      var day = 1 + (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
      if midnight(year, month, day) == nil { day -= 7 }
      return midnight(year, month, day).map { $0 + edge.seconds }
    }
  }

  private static func midnight(_ year: Int, _ month: Int, _ day: Int) -> Int64? {
    ClockReading(year: year, month: month, day: day, hour: 0, minute: 0, second: 0)?
      .secondsOfThisClock
  }
}
