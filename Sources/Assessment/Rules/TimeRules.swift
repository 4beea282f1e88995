import LicenseFiles

/// When the rules on time hold: for usage, and not across a change of the device's clock.
///
/// Source: telemetry pairs share one start time; a published report of a C9800-CL shows a log time
/// before the start after a clock change.
enum TimeRules {
  static func apply(to report: UsageReport) -> Bool {
    !report.isTelemetry && report.measurements.allSatisfy { $0.clockChangeDelta == nil }
  }

  /// The times of a measurement: all that these rules need, without a copy of the whole.
  struct Stretch {
    let start: Int64?
    let end: Int64?
  }

  /// The first neighbouring measurements for which `fault` has words, with the number of the later
  /// one put before them.
  static func firstFault(
    between report: UsageReport, _ fault: (_ earlier: Stretch, _ later: Stretch) -> String?
  ) -> String? {
    guard apply(to: report) else { return nil }
    var earlier: Stretch?
    for index in report.measurements.indices {
      let later = Stretch(
        start: report.measurements[index].startTime, end: report.measurements[index].endTime)
      if let earlier, let words = fault(earlier, later) {
        return "measurement \(index + 1) \(words)"
      }
      earlier = later
    }
    return nil
  }
}
