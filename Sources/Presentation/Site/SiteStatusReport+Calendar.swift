import Assessment
import LicenseFiles

extension SiteStatusReport {
  /// The deadlines as a calendar (RFC 5545): an event for each device, HA pair or stack in service whose
  /// deadline is known, and one on the present day that lists those whose deadline is not, so that a
  /// device that is missing in the calendar is never taken for one that has time. Never without an event.
  ///
  /// An event keeps its UID for as long as the device, pair or stack is the same, so that the calendar
  /// of next Monday moves the events of this one.
  public var calendar: String {
    let site = status.history.identity
    let cycles = cycles.filter { $0.rank != .outOfService }
    let known = cycles.compactMap { cycle in CalendarSpan(cycle.deadline).map { (cycle, $0) } }
    let unknown = cycles.filter { CalendarSpan($0.deadline) == nil }

    var text = ICSText.line("BEGIN", "VCALENDAR") + ICSText.line("VERSION", "2.0")
    text += ICSText.line("PRODID", "-//rumkit//ACK deadlines//EN")
    text += ICSText.line(
      "X-WR-CALNAME", ICSText.text("\(practice)ACK deadlines of \(site.name)"))
    for (cycle, span) in known { text += event(cycle, span) }
    if !unknown.isEmpty || known.isEmpty { text += event(withoutDeadline: unknown) }
    return text + ICSText.line("END", "VCALENDAR")
  }

  private var practice: String {
    status.history.identity.mode == .rehearsal ? "REHEARSAL: " : ""
  }

  private func event(_ cycle: CycleStatus, _ span: CalendarSpan) -> String {
    let name = StatusWording.calendarName(cycle)
    let summary = "\(practice)ACK deadline: \(name)" + (span.isCertain ? "" : " (time uncertain)")
    var lines = ["Devices: \(StatusWording.devices(cycle.members.map(\.udi)))"]
    if !cycle.accounts.isEmpty {
      lines.append("Virtual account: \(cycle.accounts.joined(separator: ", "))")
    }
    lines.append("Next ACK deadline, as the device prints it: \(span.text)")
    if let doubt = span.doubt { lines.append(doubt) }
    lines.append(
      "On \(TimeText.day(status.now)): \(cycle.stage.rawValue), "
        + "\(StatusWording.count(cycle.waiting, "report")) waiting for an ACK")
    lines.append("Next: \(StatusWording.action(cycle.action))")
    return component(
      key: cycle.group.map { "group \($0)" }
        ?? cycle.members.map(\.udi.description).min() ?? "",
      times: span.properties, summary: summary, lines: lines,
      alarms: [30, 7, 1].filter { span.begins(daysAhead: $0, of: status.now) })
  }

  private func event(withoutDeadline cycles: [CycleStatus]) -> String {
    let summary =
      cycles.isEmpty
      ? "no device in service"
      : "ACK deadline unknown of \(StatusWording.count(cycles.count, "cycle"))"
    let names = cycles.prefix(20).map { cycle -> String in
      let name = StatusWording.calendarName(cycle)
      guard case .words(let text) = cycle.deadline else { return name }
      return "\(name): the device prints \(text)"
    }
    let more = cycles.count > 20 ? ["and \(cycles.count - 20) more"] : []
    return component(
      key: "unknown", times: CalendarSpan.day(status.now),
      summary: "\(practice)\(status.history.identity.name): \(summary)",
      lines: cycles.isEmpty
        ? ["rumkit site devices import, or rumkit pack"]
        : names + more + ["rumkit confirm with show license status of each reads the deadline"],
      alarms: [])
  }

  private func component(
    key: String, times: String, summary: String, lines: [String], alarms: [Int64]
  ) -> String {
    let place = "\(status.history.identity.id) \(key)"
    let hash = SHA256Digest(hashing: Array(place.utf8)).description.prefix(32)
    var text = ICSText.line("BEGIN", "VEVENT")
    text += ICSText.line("UID", "\(hash)@deadline.rumkit")
    text += ICSText.line("DTSTAMP", CalendarSpan.moment(status.now)) + times
    text += ICSText.line("SUMMARY", ICSText.text(summary))
    text += ICSText.line("DESCRIPTION", ICSText.text(lines: lines))
    // A deadline keeps nobody from meeting somebody.
    text += ICSText.line("TRANSP", "TRANSPARENT")
    for days in alarms {
      text += ICSText.line("BEGIN", "VALARM") + ICSText.line("ACTION", "DISPLAY")
      text += ICSText.line("TRIGGER", "-P\(days)D")
      text += ICSText.line(
        "DESCRIPTION", ICSText.text("in \(StatusWording.count(days, "day")): \(summary)"))
      text += ICSText.line("END", "VALARM")
    }
    return text + ICSText.line("END", "VEVENT")
  }
}

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
    TimeText.iso8601(time).filter { $0 != "-" && $0 != ":" }
  }

  /// True when so many days before it are still ahead.
  func begins(daysAhead days: Int64, of now: Int64) -> Bool {
    earliest - days * 86_400 > now
  }
}
