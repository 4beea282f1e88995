import LicenseFiles

/// An open report has grown.
struct ReportGrown: Rule {
  static let descriptor = FindingDescriptor(
    id: "usage/report-grown", title: "an open report has grown", severity: .note,
    looksAt: "reports with the same device and report id, over all files of the run",
    why: "the newer state replaces the older; nothing is lost",
    remedy: "upload the newer file",
    basis: .documented(
      title: "Cisco DevNet, IOS XE Smart Licensing",
      section: "RUM reports, once closed, are immutable"),
    trigger: .document(
      ExampleReport.document(
        .standard.with { $0.measurements[0].meta = "" },
        .standard.with { $0.measurements[0].end += 900 })),
    nearMiss: .document(ExampleReport.document(.standard, .standard.with { $0.id = "1700000002" })))

  init(_ context: RuleContext) {}

  mutating func see(
    again report: UsageReport, _ recurrence: ReportRecurrence, _ findings: inout [Finding]
  ) {
    guard recurrence.kind == .grown else { return }
    findings.append(
      finding(
        in: report,
        "report \(report.reportID ?? 0) is here in an earlier and in a later state"
          + recurrence.elsewhere))
  }
}
