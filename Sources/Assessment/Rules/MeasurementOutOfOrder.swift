import LicenseFiles

/// Measurements are out of order.
struct MeasurementOutOfOrder: Rule {
  static let descriptor = FindingDescriptor(
    id: "usage/measurement-out-of-order", title: "measurements are out of order",
    severity: .warning,
    looksAt: "the start of each measurement against the one before, and its own end",
    why: "a device writes them in order of time",
    remedy: "fetch the file again from the device",
    basis: .observed(sample: "every known report"),
    trigger: .document(
      ExampleReport.document(
        .standard.with {
          $0.measurements.append(ExampleMeasurement(start: 1700000000, end: 1700000900))
        })),
    nearMiss: .document(
      ExampleReport.document(
        .standard.with {
          $0.measurements.append(ExampleMeasurement(start: 1700046000, end: 1700046900))
        })))

  init(_ context: RuleContext) {}

  mutating func see(_ report: UsageReport, _ findings: inout [Finding]) {
    guard TimeRules.apply(to: report) else { return }
    var earlier = Int64.min
    for (index, measurement) in report.measurements.enumerated() {
      guard let start = measurement.startTime else { continue }
      if start < earlier || (measurement.endTime ?? start) < start {
        findings.append(
          finding(
            in: report,
            "measurement \(index + 1) starts before the previous one, or ends before it starts"
          ))
        return
      }
      earlier = start
    }
  }
}
