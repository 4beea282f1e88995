import LicenseFiles

/// A metric is not known.
struct UnknownMetric: Rule {
  static let descriptor = FindingDescriptor(
    id: "usage/unknown-metric", title: "a metric is not known", severity: .note,
    looksAt: "metric_name of usage reports: ENTITLEMENT in known data",
    why: "what is counted under another name is not summarised as usage",
    remedy: "no action needed; tell the project about the metric",
    basis: .observed(sample: "every known report"),
    trigger: .document(
      ExampleReport.document(.standard.with { $0.measurements[0].metric = "UTILITY" })),
    nearMiss: .document(ExampleReport.document(.standard)))

  init(_ context: RuleContext) {}

  mutating func see(_ report: UsageReport, _ findings: inout [Finding]) {
    guard !report.isTelemetry,
      let metric = report.measurements.lazy.compactMap(\.metricName).first(where: {
        $0 != "ENTITLEMENT"
      })
    else { return }
    findings.append(
      finding(in: report, "the metric \(metric) is not known here"))
  }
}
