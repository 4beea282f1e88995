import LicenseFiles

/// Deadlines as a calendar (RFC 5545): an event for each, with reminders where they still lie ahead.
struct DeadlineCalendar {
  /// How many days before a deadline a reminder is set.
  private static let reminders: [Int64] = [30, 7, 1]

  private let name: String
  private let now: Int64
  private var events = ""

  /// An empty calendar. A reader refuses one that stays without an event.
  ///
  /// - Parameter now: the current time, epoch seconds UTC.
  init(_ name: String, now: Int64) {
    self.name = name
    self.now = now
  }

  /// Adds a deadline.
  ///
  /// - Parameters:
  ///   - key: what the event belongs to. The same key gives the same UID, so that a later calendar moves
  ///     the events of this one; no two events of a calendar may have the same.
  ///   - lines: the description.
  mutating func add(key: String, _ span: CalendarSpan, summary: String, lines: [String]) {
    add(
      key: key, times: span.properties, summary: summary, lines: lines,
      reminders: Self.reminders.filter { span.begins(daysAhead: $0, of: now) })
  }

  /// Adds an event on the current day, for what has no deadline.
  mutating func addToday(key: String, summary: String, lines: [String]) {
    add(key: key, times: CalendarSpan.day(now), summary: summary, lines: lines, reminders: [])
  }

  private mutating func add(
    key: String, times: String, summary: String, lines: [String], reminders: [Int64]
  ) {
    let hash = SHA256Digest(hashing: Array(key.utf8)).description.prefix(32)
    events += ICSText.line("BEGIN", "VEVENT")
    events += ICSText.line("UID", "\(hash)@deadline.rumkit")
    events += ICSText.line("DTSTAMP", CalendarSpan.moment(now)) + times
    events += ICSText.line("SUMMARY", ICSText.text(summary))
    events += ICSText.line("DESCRIPTION", ICSText.text(lines: lines))
    // The event is shown as free time: a deadline does not block a calendar.
    events += ICSText.line("TRANSP", "TRANSPARENT")
    for days in reminders {
      events += ICSText.line("BEGIN", "VALARM") + ICSText.line("ACTION", "DISPLAY")
      events += ICSText.line("TRIGGER", "-P\(days)D")
      events += ICSText.line(
        "DESCRIPTION", ICSText.text("in \(counted(days, "day")): \(summary)"))
      events += ICSText.line("END", "VALARM")
    }
    events += ICSText.line("END", "VEVENT")
  }

  /// The calendar.
  var text: String {
    ICSText.line("BEGIN", "VCALENDAR") + ICSText.line("VERSION", "2.0")
      + ICSText.line("PRODID", "-//rumkit//ACK deadlines//EN")
      + ICSText.line("X-WR-CALNAME", ICSText.text(name)) + events
      + ICSText.line("END", "VCALENDAR")
  }
}
