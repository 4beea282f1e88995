import LicenseFiles

/// When the rules on time hold: for usage, and not across a change of the device's clock.
///
/// Source: telemetry pairs share one start time; a published report of a C9800-CL shows a log time
/// before the start after a clock change.
enum TimeRules {
  static func apply(to report: UsageReport) -> Bool {
    !report.isTelemetry && report.measurements.allSatisfy { $0.clockChangeDelta == nil }
  }
}
