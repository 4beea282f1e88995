import LicenseFiles

/// There is a gap between measurements.
struct MeasurementGap: Rule {
  static let descriptor = FindingDescriptor(
    id: "usage/measurement-gap", title: "there is a gap between measurements", severity: .warning,
    looksAt: "the end of each measurement against the start of the next",
    why: "usage of that time is not in the report",
    remedy: "check whether the device was down; nothing can be added to a closed report",
    basis: .observed(sample: "every known report"),
    trigger: .document(
      ExampleReport.document(
        .standard.with {
          $0.measurements.append(ExampleMeasurement(start: 1700047000, end: 1700048000))
        })),
    nearMiss: .document(
      ExampleReport.document(
        .standard.with {
          $0.measurements.append(ExampleMeasurement(start: 1700046000, end: 1700047000))
        })))

  init(_ context: RuleContext) {}

  mutating func see(_ report: UsageReport, _ findings: inout [Finding]) {
    let fault = TimeRules.firstFault(between: report) { earlier, later in
      guard let end = earlier.end, let start = later.start, start > end else { return nil }
      return "starts \(TimeSpan.words(start &- end)) after the previous one ends"
    }
    guard let fault else { return }
    findings.append(
      finding(in: report, fault))
  }
}
