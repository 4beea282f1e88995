import LicenseFiles

/// A measurement ends in the future.
struct InTheFuture: Rule {
  static let descriptor = FindingDescriptor(
    id: "usage/in-the-future", title: "a measurement ends in the future", severity: .warning,
    looksAt: "the end of each measurement against the current time (--now)",
    why: "either the clock of the device or that of this host is wrong; ACKs are time-stamped",
    remedy: "compare show clock with the time here; set NTP or the clock",
    basis: .inferred("a measurement cannot end before it was taken"),
    trigger: .document(
      ExampleReport.document(.standard.with { $0.measurements[0].end = 32_503_680_000 })),
    nearMiss: .document(ExampleReport.document(.standard)))

  /// Clocks at an air gap differ; a day is more than time zones explain.
  private static let tolerance: Int64 = 86_400
  private let now: Int64
  private let isGiven: Bool

  init(_ context: RuleContext) {
    now = context.now
    isGiven = context.isNowGiven
  }

  mutating func see(_ report: UsageReport, _ findings: inout [Finding]) {
    let latest = now.addingReportingOverflow(Self.tolerance)
    guard !latest.overflow, TimeRules.apply(to: report),
      let end = report.measurements.lazy.compactMap(\.endTime).max(), end > latest.partialValue
    else { return }
    findings.append(
      finding(
        in: report,
        "the report ends \(TimeSpan.words(end &- now)) after "
          + (isGiven ? "--now" : "this host's clock")
          + " (\(TimeText.day(now))): \(isGiven ? "a" : "the") clock is probably wrong"))
  }
}
