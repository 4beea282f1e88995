public import LicenseFiles

/// There is a gap between measurements.
public struct MeasurementGap: Rule {
  /// The published text.
  public static let descriptor = FindingDescriptor(
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

  /// A rule that has seen nothing.
  public init(_ context: RuleContext) {}

  /// A report.
  public mutating func see(_ report: UsageReport, _ findings: inout [Finding]) {
    guard TimeRules.apply(to: report), report.measurements.count > 1 else { return }
    for index in report.measurements.indices.dropFirst() {
      let earlier = report.measurements[index - 1]
      let later = report.measurements[index]
      guard let end = earlier.endTime, let start = later.startTime, start > end else { continue }
      findings.append(
        descriptor.finding(
          at: report.location, reportID: report.reportID, productInstance: report.productInstance,
          "\(start &- end) seconds are missing in front of measurement \(index + 1)"))
      return
    }
  }
}
