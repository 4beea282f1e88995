import LicenseFiles

/// A count is not a number.
struct CountNotANumber: Rule {
  static let descriptor = FindingDescriptor(
    id: "usage/count-not-a-number", title: "a count is not a number", severity: .warning,
    looksAt: "value.value of each measurement of usage",
    why: "the usage cannot be counted",
    remedy: "fetch the file again from the device; if it is the same there, tell Cisco TAC",
    basis: .observed(sample: "every known report"),
    trigger: .document(
      ExampleReport.document(.standard.with { $0.measurements[0].count = "\"many\"" })),
    nearMiss: .document(ExampleReport.document(.standard.with { $0.measurements[0].count = "2" })))

  init(_ context: RuleContext) {}

  mutating func see(_ report: UsageReport, _ findings: inout [Finding]) {
    guard !report.isTelemetry else { return }
    for (index, measurement) in report.measurements.enumerated() {
      guard case .notANumber(let text) = measurement.value else { continue }
      findings.append(
        finding(in: report, "measurement \(index + 1) counts '\(text)'"))
      return
    }
  }
}
