public import LicenseFiles

/// One report has two different closed versions.
public struct ReportIDDuplicate: Rule {
  /// The published text.
  public static let descriptor = FindingDescriptor(
    id: "usage/report-id-duplicate", title: "one report has two different closed versions",
    severity: .error,
    looksAt: "reports with the same device and report id, over all files of the run",
    why: "a closed report never changes, so one of the two is not what the device wrote",
    remedy: "fetch the file again from the device and find out where the other one came from",
    basis: .documented(
      title: "Cisco DevNet, IOS XE Smart Licensing",
      section: "RUM reports, once closed, are immutable"),
    trigger: .document(
      ExampleReport.document(.standard, .standard.with { $0.measurements[0].count = "\"3\"" })),
    nearMiss: .document(ExampleReport.document(.standard, .standard)))

  /// A rule that has seen nothing.
  public init(_ context: RuleContext) {}

  /// A report of which the run has seen a version before.
  public mutating func see(
    again report: UsageReport, _ recurrence: ReportRecurrence, _ findings: inout [Finding]
  ) {
    guard recurrence == .conflict else { return }
    findings.append(
      descriptor.finding(
        at: report.location, reportID: report.reportID, productInstance: report.productInstance,
        "report \(report.reportID ?? 0) appears twice with different contents"))
  }
}
