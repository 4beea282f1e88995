import Assessment
import LicenseFiles

extension SiteStatusReport {
  /// The deadlines as a calendar (RFC 5545): an event for each device, HA pair or stack in service whose
  /// deadline is known, and one on the current day that lists those whose deadline is not, so that a
  /// device that is missing in the calendar is never taken for one that has time. Never without an event.
  ///
  /// An event keeps its UID for as long as the device, pair or stack is the same, so that the calendar
  /// of next Monday moves the events of this one.
  public var calendar: String {
    let site = status.history.identity
    let cycles = cycles.filter { $0.rank != .outOfService }
    let known = cycles.compactMap { cycle in CalendarSpan(cycle.deadline).map { (cycle, $0) } }
    let unknown = cycles.filter { CalendarSpan($0.deadline) == nil }

    var calendar = DeadlineCalendar("\(practice)ACK deadlines of \(site.name)", now: status.now)
    for (cycle, span) in known { add(cycle, span, to: &calendar) }
    if !unknown.isEmpty || known.isEmpty { add(withoutDeadline: unknown, to: &calendar) }
    return calendar.text
  }

  private var practice: String {
    status.history.identity.mode == .rehearsal ? "REHEARSAL: " : ""
  }

  private func add(
    _ cycle: CycleStatus, _ span: CalendarSpan, to calendar: inout DeadlineCalendar
  ) {
    let name = StatusWording.calendarName(cycle)
    let summary = "\(practice)ACK deadline: \(name)" + (span.isCertain ? "" : " (time uncertain)")
    var lines = ["Devices: \(StatusWording.devices(cycle.members.map(\.udi)))"]
    if !cycle.accounts.isEmpty {
      lines.append("Virtual account: \(cycle.accounts.joined(separator: ", "))")
    }
    lines.append("Next ACK deadline, as the device prints it: \(span.text)")
    if let doubt = span.doubt { lines.append(doubt) }
    lines.append(
      "On \(TimeText.day(status.now)): \(StatusWording.stage(cycle.stage)), "
        + "\(counted(cycle.waiting, "report")) waiting for an ACK")
    lines.append("Next: \(StatusWording.action(cycle.action))")
    let key =
      cycle.group.map { "group \($0)" } ?? cycle.members.map(\.udi.description).min() ?? ""
    calendar.add(key: place(key), span, summary: summary, lines: lines)
  }

  /// The identity of the site keeps the events of two sites apart.
  private func place(_ key: String) -> String { "\(status.history.identity.id) \(key)" }

  private func add(withoutDeadline cycles: [CycleStatus], to calendar: inout DeadlineCalendar) {
    let summary =
      cycles.isEmpty
      ? "no device in service"
      : "ACK deadline unknown of \(counted(cycles.count, "cycle"))"
    let names = cycles.prefix(20).map { cycle -> String in
      let name = StatusWording.calendarName(cycle)
      guard case .words(let text) = cycle.deadline else { return name }
      return "\(name): the device prints \(text)"
    }
    let more = cycles.count > 20 ? ["and \(cycles.count - 20) more"] : []
    calendar.addToday(
      key: place("unknown"), summary: "\(practice)\(status.history.identity.name): \(summary)",
      lines: cycles.isEmpty
        ? ["rumkit site devices import, or rumkit pack"]
        : names + more + ["rumkit confirm with show license status of each reads the deadline"])
  }
}
