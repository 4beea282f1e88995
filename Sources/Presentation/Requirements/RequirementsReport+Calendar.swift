import Assessment
import DeviceOutput
import LicenseFiles

extension RequirementsReport {
  /// The deadlines of ACKs as a calendar (RFC 5545): one event for each device whose deadline is known,
  /// and one on the current day that lists every other device, so that a device that is missing in the
  /// calendar is never taken for one that has time.
  ///
  /// The UID of an event comes from the UDI of the device, so that the calendar of next week moves the
  /// events of this one. Without devices it has no event, which readers refuse.
  public var calendar: String {
    var calendar = DeadlineCalendar("ACK deadlines by device output", now: now)
    var unknown: [DeviceRequirements] = []
    var keys: [String: Int] = [:]
    for device in devices {
      guard let span = device.ackDeadline else {
        unknown.append(device)
        continue
      }
      // Output that shows no UDI may give one name to two devices.
      let key = device.calendarKey
      keys[key, default: 0] += 1
      let number = keys[key].flatMap { $0 > 1 ? " \($0)" : nil } ?? ""
      calendar.add(
        key: "check \(key)\(number)", span,
        summary: "ACK deadline: \(device.name)" + (span.isCertain ? "" : " (time uncertain)"),
        lines: lines(device, span))
    }
    if !unknown.isEmpty {
      let listed = unknown.prefix(20).map { "\($0.name): \($0.whyWithoutDeadline)" }
      let more = unknown.count > 20 ? ["and \(unknown.count - 20) more"] : []
      calendar.addToday(
        key: "check without deadline",
        summary: "ACK deadline unknown of \(counted(unknown.count, "device"))",
        lines: listed + more + ["show license status of each prints the deadline"])
    }
    return calendar.text
  }

  private func lines(_ device: DeviceRequirements, _ span: CalendarSpan) -> [String] {
    var lines = ["Next ACK deadline, as the device prints it: \(span.text)"]
    if let doubt = span.doubt { lines.append(doubt) }
    let results = device.ackRequirements
    for result in results where result.verdict != .notApplicable {
      lines.append(
        "\(result.id.title) on \(TimeText.day(now)): \(result.verdict.rawValue), "
          + result.conclusion)
    }
    // What has to be done for the ACK of a 9800-CL does for its deadline too.
    if let steps = results.map(\.steps).first(where: { !$0.isEmpty }) {
      lines += steps.map { "Do: \($0.replacing("`", with: ""))" }
    }
    return lines
  }
}

extension DeviceRequirements {
  /// The two requirements that an ACK meets.
  fileprivate var ackRequirements: [RequirementResult] {
    [self[.controllerAck], self[.reportingDeadline]].compactMap(\.self)
  }

  /// The earlier deadline of the two; nil when neither has one that a calendar can hold.
  fileprivate var ackDeadline: CalendarSpan? {
    ackRequirements.compactMap(\.deadline).compactMap(CalendarSpan.init)
      .min { $0.earliest < $1.earliest }
  }

  fileprivate var whyWithoutDeadline: String {
    guard let result = self[.reportingDeadline] else { return "not known" }
    return result.deadline.map { "the device prints \($0.text)" } ?? result.conclusion
  }

  /// What stays the same for this device: the lowest UDI of a pair or stack, else its own.
  fileprivate var calendarKey: String {
    let udi =
      snapshot.members.map(\.value.udi).min() ?? snapshot.udi.latest?.value ?? snapshot.udis.min()
    return udi?.description ?? name
  }
}
