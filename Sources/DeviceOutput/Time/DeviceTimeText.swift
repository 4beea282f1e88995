/// The parts of a printed time. The order of the parts differs between commands and systems:
/// `Oct 14 11:32:40 2021 UTC`, `08:02:28 UTC Wed Jan 12 2022`, `2021 Nov 19 14:53:07`,
/// `*Nov 19 14:53:07.300`.
struct DeviceTimeText {
  let reading: ClockReading
  let zone: String?
  let mark: DeviceTime.ClockMark

  /// Longer than any known spelling.
  private static let longest = 80
  private static let months = [
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
  ]
  private static let weekdays = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"]

  init?<Text: StringProtocol>(_ text: Text) where Text.SubSequence == Substring {
    guard text.utf8.count <= Self.longest else { return nil }
    var rest = String(text.trimmingBlanks)
    var mark = DeviceTime.ClockMark.authoritative
    if let first = rest.first, let found = DeviceTime.ClockMark(rawValue: String(first)) {
      mark = found
      rest.removeFirst()
    }
    if rest.utf8.last == 0x3A { rest.removeLast() }
    var month: Int?
    var day: Int?
    var year: Int?
    var clock: (hour: Int, minute: Int, second: Int, millisecond: Int?)?
    var zone: String?
    var hasWeekday = false
    for word in Self.words(rest) {
      let upper = word.uppercased()
      if let index = Self.months.firstIndex(of: upper), month == nil {
        month = index + 1
      } else if Self.weekdays.contains(upper), !hasWeekday {
        hasWeekday = true
      } else if clock == nil, let found = Self.clock(word) {
        clock = found
      } else if month == nil, year == nil, day == nil, let date = Self.date(word) {
        (year, month, day) = date
      } else if word.utf8.count == 4, year == nil, let number = word.number {
        year = number
      } else if word.utf8.count <= 2, day == nil, let number = word.number {
        day = number
      } else if zone == nil, clock != nil, Self.isZone(word) {
        zone = String(word)
      } else {
        return nil
      }
    }
    guard let month, let day, let clock,
      let reading = ClockReading(
        year: year, month: month, day: day, hour: clock.hour, minute: clock.minute,
        second: clock.second, millisecond: clock.millisecond)
    else { return nil }
    self.reading = reading
    self.zone = zone
    self.mark = mark
  }

  /// The words; `2021-11-17T03:31:32.921Z` and `…+01:00` are three of them.
  private static func words(_ text: String) -> [Substring] {
    let words = text.words
    guard words.count == 1, let (date, rest) = text.parted(by: "T"), self.date(date) != nil else {
      return words
    }
    let clock = rest.prefix { $0.isNumber || $0 == ":" || $0 == "." }
    let zone = rest[clock.endIndex...]
    return [date, clock] + (zone.isEmpty ? [] : [zone])
  }

  /// `2021-11-17`, as in the event log, and `2021/11/17`, as in traces.
  private static func date(_ word: Substring) -> (year: Int, month: Int, day: Int)? {
    guard word.utf8.count == 10, let sign = word.utf8.dropFirst(4).first,
      sign == 0x2D || sign == 0x2F
    else { return nil }
    let parts = word.utf8.split(separator: sign).map { Substring($0) }
    guard parts.count == 3, parts[0].utf8.count == 4, let year = parts[0].number,
      let month = parts[1].number, let day = parts[2].number
    else { return nil }
    return (year, month, day)
  }

  /// `11:32:40`, `05:30:30.132`.
  private static func clock(
    _ word: Substring
  ) -> (hour: Int, minute: Int, second: Int, millisecond: Int?)? {
    let parts = word.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count <= 2, parts[1].utf8.count == 2,
      let hour = parts[0].number, let minute = parts[1].number
    else { return nil }
    let seconds = parts[2].split(separator: ".", omittingEmptySubsequences: false)
    guard seconds.count <= 2, let whole = seconds.first, whole.utf8.count == 2,
      let second = whole.number
    else { return nil }
    guard seconds.count == 2 else { return (hour, minute, second, nil) }
    guard (1...6).contains(seconds[1].utf8.count), let fraction = seconds[1].number else {
      return nil
    }
    let digits = seconds[1].utf8.count
    let scale = [100, 10, 1, 1, 1, 1][digits - 1]
    let divisor = [1, 1, 1, 10, 100, 1000][digits - 1]
    return (hour, minute, second, fraction * scale / divisor)
  }

  private static func isZone(_ word: Substring) -> Bool {
    guard word.utf8.count <= 32, let first = word.unicodeScalars.first,
      first.properties.isAlphabetic || word.utf8.count == 6 && "+-".unicodeScalars.contains(first)
    else { return false }
    return word.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || "+-_/:".unicodeScalars.contains($0)
    }
  }
}
