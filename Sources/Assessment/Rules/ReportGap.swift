public import LicenseFiles

/// Time is missing between two reports.
public struct ReportGap: Rule {
  /// The published text.
  public static let descriptor = FindingDescriptor(
    id: "usage/report-gap", title: "time is missing between two reports", severity: .note,
    looksAt: "the end of a report against the start of the next of the same device and tag",
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

  /// Reports close and open within minutes of each other; less is no gap.
  private static let tolerance: Int64 = 3600
  private static let limit = 100_000
  private var ends: [Key: Int64] = [:]

  /// A rule that has seen nothing.
  public init(_ context: RuleContext) {}

  /// A report.
  public mutating func see(_ report: UsageReport, _ findings: inout [Finding]) {
    guard !report.isTelemetry, let device = report.productInstance,
      let tag = report.entitlementTag
    else { return }
    let key = Key(device: device, tag: tag)
    guard TimeRules.apply(to: report), let start = report.measurements.first?.startTime,
      let end = report.measurements.last?.endTime
    else {
      // Its end cannot be trusted, so the next report has nothing to be compared with.
      ends[key] = nil
      return
    }
    guard let place = ends.index(forKey: key) else {
      if ends.count < Self.limit { ends[key] = end }
      return
    }
    let earlier = ends.values[place]
    if end > earlier { ends.values[place] = end }
    let gap = start.subtractingReportingOverflow(earlier)
    guard !gap.overflow, gap.partialValue > Self.tolerance else { return }
    findings.append(
      descriptor.finding(
        at: report.location, reportID: report.reportID, productInstance: device,
        "\(gap.partialValue) seconds lie between this report and the one before of its tag"))
  }
}
