import LicenseFiles

/// Time is missing between two reports.
struct ReportGap: Rule {
  static let descriptor = FindingDescriptor(
    id: "usage/report-gap", title: "time is missing between two reports", severity: .note,
    looksAt:
      "the end of a report against the start of the next in time, of the same device and tag, over "
      + "all files of the run",
    why: "usage of that time was not exported here",
    remedy:
      "look for an earlier export, or ask show license rum id all for what the device still has",
    basis: .observed(sample: "consecutive reports of one tag follow each other without a gap"),
    trigger: .document(
      ExampleReport.document(
        .standard,
        .standard.with {
          $0.id = "1700000002"; $0.measurements[0].start += 90000; $0.measurements[0].end += 90000
        })),
    nearMiss: .document(
      ExampleReport.document(
        .standard,
        .standard.with {
          $0.id = "1700000002"; $0.measurements[0].start += 36000; $0.measurements[0].end += 36000
        })))

  private struct Key: Hashable {
    let device: UDI
    let tag: String
  }

  private static let mostKeys = 100_000
  private static let mostStretches = 20_000
  private var coverage: [Key: ReportCoverage] = [:]
  private var stretchCount = 0

  init(_ context: RuleContext) {}

  mutating func see(_ report: UsageReport, _ findings: inout [Finding]) {
    guard !report.isTelemetry, let device = report.productInstance,
      let tag = report.entitlementTag, let start = report.measurements.first?.startTime,
      let end = report.measurements.last?.endTime
    else { return }
    let key = Key(device: device, tag: tag)
    guard coverage.count < Self.mostKeys || coverage[key] != nil else { return }
    if !TimeRules.apply(to: report) {
      coverage[key, default: ReportCoverage()].doubt(report, start, end)
    } else if start <= end {
      let stretch = ReportCoverage.Stretch(
        start: start, end: end, reportID: report.reportID, location: report.location)
      let takesMore = stretchCount < Self.mostStretches
      stretchCount += coverage[key, default: ReportCoverage()].insert(stretch, takesMore)
    }
  }

  /// The run is over: what no file has filled is a gap.
  mutating func finish(_ findings: inout [Finding]) {
    var found: [Finding] = []
    for (key, covered) in coverage {
      for (end, after) in covered.gaps {
        let gap = after.start.subtractingReportingOverflow(end)
        found.append(
          descriptor.finding(
            at: after.location, reportID: after.reportID, productInstance: key.device,
            "\(TimeSpan.words(gap.overflow ? .max : gap.partialValue)) are missing between this report and "
              + "the previous one of its tag"))
      }
    }
    findings += found.sorted {
      ($0.location.file, $0.location.line ?? 0, $0.message)
        < ($1.location.file, $1.location.line ?? 0, $1.message)
    }
  }
}
