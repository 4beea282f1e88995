import LicenseFiles

/// A report has no report id.
struct ReportIDMissing: Rule {
  static let descriptor = FindingDescriptor(
    id: "usage/report-id-missing", title: "a report has no report id", severity: .warning,
    looksAt: "asset_identification.report_id and meta.report_id",
    why: "without an id no ACK can be matched to the report",
    remedy: "show the report to Cisco support; fetch the file again to rule out damage",
    basis: .observed(sample: "every known report"),
    trigger: .document(ExampleReport.document(.standard.with { $0.id = nil })),
    nearMiss: .document(ExampleReport.document(.standard)))

  init(_ context: RuleContext) {}

  mutating func see(_ report: UsageReport, _ findings: inout [Finding]) {
    guard report.reportID == nil else { return }
    findings.append(
      descriptor.finding(
        at: report.location, productInstance: report.productInstance,
        "report \(report.ordinal + 1) of the file has no report id"))
  }
}
