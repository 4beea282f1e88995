import LicenseFiles

/// Two states of an open report contradict each other.
struct ReportShrunk: Rule {
  static let descriptor = FindingDescriptor(
    id: "usage/report-shrunk", title: "two states of an open report contradict each other",
    severity: .warning,
    looksAt:
      "reports with the same device and report id of which one is open: the measurements that had "
      + "ended, their number, and the start of the one that goes on",
    why: "a device only adds to an open report, so usage was lost or changed between the two files",
    remedy: "save the usage again on the device and compare both files with the new one",
    basis: .inferred(
      "a report is a sequence of measurements, and one that has ended does not continue"),
    trigger: .document(
      ExampleReport.document(
        .standard.with {
          $0.measurements.append(ExampleMeasurement(start: 1_700_046_000, end: 1_700_050_000))
          $0.measurements[1].meta = ""
        },
        .standard.with {
          $0.measurements[0].count = "\"3\""
          $0.measurements.append(ExampleMeasurement(start: 1_700_046_000, end: 1_700_060_000))
        })),
    nearMiss: .document(
      ExampleReport.document(
        .standard.with {
          $0.measurements.append(ExampleMeasurement(start: 1_700_046_000, end: 1_700_050_000))
          $0.measurements[1].meta = ""
        },
        .standard.with {
          $0.measurements.append(ExampleMeasurement(start: 1_700_046_000, end: 1_700_060_000))
        })))

  init(_ context: RuleContext) {}

  mutating func see(
    again report: UsageReport, _ recurrence: ReportRecurrence, _ findings: inout [Finding]
  ) {
    guard recurrence.kind == .shrunk else { return }
    findings.append(
      finding(
        in: report,
        "report \(report.reportID ?? 0) is here in two states that cannot follow each other"
          + recurrence.elsewhere))
  }
}
