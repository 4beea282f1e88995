import Assessment
import DeviceOutput
import LicenseFiles

/// When a deadline is, as a calendar can say it.
struct CalendarSpan {
  /// The earliest moment that it can mean, epoch seconds UTC.
  let earliest: Int64
  /// The latest moment; nil where none is known.
  let latest: Int64?
  /// As the device printed it.
  let text: String

  /// Nil when no moment is known, or it lies outside of the years that a calendar has.
  init?(_ deadline: AckDeadline) {
    guard case .known(let earliest, let latest, let text) = deadline else { return nil }
    self.init(earliest: earliest, latest: latest, text: text)
  }

  /// What a device printed; nil as above.
  init?(_ time: DeviceTime) {
    guard let earliest = time.earliest else { return nil }
    self.init(earliest: earliest, latest: time.latest, text: time.text)
  }

  private init?(earliest: Int64, latest: Int64?, text: String) {
    // A year before 1601 or after 4000 stands only in damaged output; many calendars refuse it.
    let years: ClosedRange<Int64> = -11_644_473_600...64_060_588_800
    guard years.contains(earliest), latest.map(years.contains) ?? true else { return nil }
    self.earliest = earliest
    self.latest = latest.map { max($0, earliest) }
    self.text = text
  }

  /// True when the zone of the device's text leaves one moment.
  var isCertain: Bool { earliest == latest }

  /// What is not certain, in words; nil when nothing is.
  var doubt: String? {
    guard !isCertain else { return nil }
    guard let latest else { return "Not before \(TimeText.iso8601(earliest))" }
    return "Its time zone is not certain: between \(TimeText.iso8601(earliest)) and "
      + TimeText.iso8601(latest)
  }

  /// A moment where it is certain; else every day that the deadline can fall on (UTC).
  var properties: String {
    guard !isCertain else { return ICSText.line("DTSTART", Self.moment(earliest)) }
    return Self.days(from: earliest, to: latest ?? earliest)
  }

  /// One whole day.
  static func day(_ time: Int64) -> String { days(from: time, to: time) }

  private static func days(from first: Int64, to last: Int64) -> String {
    // The end of a span of days is the day after it (RFC 5545, section 3.6.1).
    ICSText.line("DTSTART;VALUE=DATE", date(first))
      + ICSText.line("DTEND;VALUE=DATE", date(last + 86_400))
  }

  private static func date(_ time: Int64) -> String {
    TimeText.day(time).filter { $0 != "-" }
  }

  /// A moment in UTC, as a calendar writes it.
  static func moment(_ time: Int64) -> String {
    TimeText.compact(time)
  }

  /// True when so many days before it are still ahead.
  func begins(daysAhead days: Int64, of now: Int64) -> Bool {
    earliest - days * 86_400 > now
  }
}
