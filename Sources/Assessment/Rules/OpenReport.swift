import LicenseFiles

/// A report is still open.
struct OpenReport: Rule {
  static let descriptor = FindingDescriptor(
    id: "usage/open-report", title: "a report is still open", severity: .note,
    looksAt: "whether the last measurement gives a reason for its end",
    why: "the device goes on collecting; 'save usage all' closes reports before it writes them",
    remedy: "no action needed; the rest of this usage comes with the next export",
    basis: .observed(sample: "an open report of a 9800"),
    trigger: .document(ExampleReport.document(.standard.with { $0.measurements[0].meta = "" })),
    nearMiss: .document(ExampleReport.document(.standard)))

  init(_ context: RuleContext) {}

  mutating func see(_ report: UsageReport, _ findings: inout [Finding]) {
    guard report.isOpen, !report.isTelemetry else { return }
    findings.append(
      finding(in: report, "report \(report.reportID ?? 0) is open"))
  }
}
