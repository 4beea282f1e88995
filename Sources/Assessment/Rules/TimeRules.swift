import LicenseFiles

/// When the rules on time hold: for usage, and not across a change of the device's clock.
///
/// Source: telemetry pairs share one start time; a published report of a C9800-CL shows a log time
/// before the start after a clock change.
enum TimeRules {
  static func apply(to report: UsageReport) -> Bool {
    !report.isTelemetry && report.measurements.allSatisfy { $0.clockChangeDelta == nil }
  }

  /// The first neighbouring measurements for which `fault` has words, with the number of the later
  /// one put in front of them.
  static func firstFault(
    between report: UsageReport, _ fault: (_ earlier: Measurement, _ later: Measurement) -> String?
  ) -> String? {
    guard apply(to: report) else { return nil }
    for (index, pair) in zip(report.measurements, report.measurements.dropFirst()).enumerated() {
      if let words = fault(pair.0, pair.1) { return "measurement \(index + 2) \(words)" }
    }
    return nil
  }
}
