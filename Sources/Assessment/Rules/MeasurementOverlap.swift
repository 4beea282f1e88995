import LicenseFiles

/// Measurements overlap.
struct MeasurementOverlap: Rule {
  static let descriptor = FindingDescriptor(
    id: "usage/measurement-overlap", title: "measurements overlap", severity: .warning,
    looksAt: "the end of each measurement against the start of the next",
    why: "the same time would be counted twice",
    remedy: "fetch the file again from the device",
    basis: .observed(sample: "every known report"),
    trigger: .document(
      ExampleReport.document(
        .standard.with {
          $0.measurements.append(ExampleMeasurement(start: 1700045000, end: 1700047000))
        })),
    nearMiss: .document(
      ExampleReport.document(
        .standard.with {
          $0.measurements.append(ExampleMeasurement(start: 1700046000, end: 1700047000))
        })))

  init(_ context: RuleContext) {}

  mutating func see(_ report: UsageReport, _ findings: inout [Finding]) {
    let fault = TimeRules.firstFault(between: report) { earlier, later in
      guard let end = earlier.end, let start = later.start, let first = earlier.start,
        start >= first, start < end
      else { return nil }
      return "starts \(TimeSpan.words(end &- start)) before the previous one ends"
    }
    guard let fault else { return }
    findings.append(
      finding(in: report, fault))
  }
}
