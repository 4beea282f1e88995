import LicenseFiles

/// The clock of the device was changed.
struct ClockChange: Rule {
  static let descriptor = FindingDescriptor(
    id: "usage/clock-change", title: "the clock of the device was changed", severity: .note,
    looksAt: "clock_change_delta of each measurement",
    why: "the times of this report need not agree, so the rules about time skip it",
    remedy: "make sure that the device uses NTP",
    basis: .observed(sample: "a published report of a C9800-CL on 17.9.2"),
    trigger: .document(
      ExampleReport.document(
        .standard.with { $0.measurements[0].meta = #""clock_change_delta":"-3433""# })),
    nearMiss: .document(ExampleReport.document(.standard)))

  init(_ context: RuleContext) {}

  mutating func see(_ report: UsageReport, _ findings: inout [Finding]) {
    guard let delta = report.measurements.lazy.compactMap(\.clockChangeDelta).first else { return }
    findings.append(
      finding(in: report, "the clock was moved by \(TimeSpan.words(delta)) during a measurement"))
  }
}
