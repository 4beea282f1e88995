import LicenseFiles

/// `Upcoming Scheduled Jobs` of `show license tech support`.
public struct ScheduledJobs: Sendable, Hashable {
  /// `Current time`: the device's own clock.
  public internal(set) var currentTime: Observed<DeviceTime?>?
  /// In the order of the output.
  public internal(set) var jobs: [Observed<ScheduledJob>] = []

  /// The job of this name; nil when it was not printed.
  package func job(_ name: String) -> Observed<ScheduledJob>? {
    jobs.first { $0.value.name == name }
  }
}

/// One job: `Save unreported RUM Reports: Jul 29 18:04:20 2024 UTC (58 minutes, 26 seconds remaining)`.
public struct ScheduledJob: Sendable, Hashable {
  /// As printed before the colon.
  public let name: String
  /// As printed after the colon: `Expired Not Rescheduled` for a job that does not run.
  public let text: String
  /// When it runs next; nil when no time was printed.
  public let time: DeviceTime?
  /// Seconds that remain, as the device counted them; nil when it printed none.
  public let remainingSeconds: Int64?
  /// True when the device says `Expired`.
  public let isExpired: Bool
}

extension ScheduledJob {
  init(name: String, text: String, offsets: ZoneOffsets) {
    self.name = name
    self.text = text
    isExpired = text.contains("Expired")
    let (before, note) = text.parted(by: "(").map { ($0.before, $0.after) } ?? (text[...], nil)
    let found = DeviceTime(before, offsets: offsets)
    time = found.reading == nil ? nil : found
    remainingSeconds = note?.parted(by: " remaining").flatMap { PrintedSpan.seconds($0.before) }
  }
}

extension ScheduledJobs {
  mutating func take(_ line: TranscriptLine, _ context: OutputContext) -> Bool {
    guard let (key, value) = line.text.keyAndValue, !key.isEmpty, !value.isEmpty else {
      return false
    }
    if key == "Current time" {
      currentTime = context.observedTime(value, line.number)
    } else {
      jobs.append(
        context.observed(
          ScheduledJob(name: String(key), text: String(value), offsets: context.offsets),
          line.number))
    }
    return true
  }
}
