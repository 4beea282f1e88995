import LicenseFiles

/// The same report is there twice.
struct ReportRepeated: Rule {
  static let descriptor = FindingDescriptor(
    id: "usage/report-repeated", title: "the same report is there twice", severity: .note,
    looksAt: "reports with the same device and report id, over all files of the run",
    why: "it counts once; the portal may refuse a report that it already has",
    remedy: "no action needed, if the files were exported one after the other",
    basis: .documented(
      title: "Cisco DevNet, IOS XE Smart Licensing",
      section: "RUM reports, once closed, are immutable"),
    trigger: .document(ExampleReport.document(.standard, .standard)),
    nearMiss: .document(ExampleReport.document(.standard, .standard.with { $0.id = "1700000002" })))

  init(_ context: RuleContext) {}

  mutating func see(
    again report: UsageReport, _ recurrence: ReportRecurrence, _ findings: inout [Finding]
  ) {
    guard recurrence.kind == .same else { return }
    findings.append(
      finding(
        in: report,
        "report \(report.reportID ?? 0) is there again with the same bytes" + recurrence.elsewhere))
  }
}
