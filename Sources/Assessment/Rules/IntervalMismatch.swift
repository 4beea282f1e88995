import LicenseFiles

/// An interval is not end minus start.
struct IntervalMismatch: Rule {
  static let descriptor = FindingDescriptor(
    id: "usage/interval-mismatch", title: "an interval is not end minus start", severity: .warning,
    looksAt: "sample_interval against end_time minus start_time",
    why: "in every known report they agree; the times may have been edited",
    remedy: "compare with show license rum id on the device; fetch the file again",
    basis: .observed(sample: "every known report"),
    trigger: .document(ExampleReport.document(.standard.with { $0.measurements[0].interval = 1 })),
    nearMiss: .document(
      ExampleReport.document(
        .standard.with {
          $0.measurements[0].interval = 1; $0.measurements[0].meta = #""clock_change_delta":"-60""#
        })))

  private static func words(_ difference: Int64) -> String {
    TimeSpan.length(difference) + (difference < 0 ? " shorter" : " longer")
  }

  init(_ context: RuleContext) {}

  mutating func see(_ report: UsageReport, _ findings: inout [Finding]) {
    guard TimeRules.apply(to: report) else { return }
    for (index, measurement) in report.measurements.enumerated() {
      guard let start = measurement.startTime, let end = measurement.endTime,
        let interval = measurement.sampleInterval, end &- start != interval
      else { continue }
      findings.append(
        finding(
          in: report,
          "measurement \(index + 1) covers \(TimeSpan.words(end &- start)), and its interval is "
            + Self.words(interval.subtractingClamped(end &- start))))
      return
    }
  }
}
