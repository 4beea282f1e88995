import Assessment
import LicenseFiles

/// Reports for the tests of the summary.
enum SummaryReports {
  static let network =
    "regid.2018-06.com.cisco.DNA_NWStack,1.0_e7244e71-3ad5-4608-8bf0-d12f67c80896"
  static let dna = "regid.2017-08.com.cisco.AIR-DNA-A,1.0_b6308627-3ab0-4a11-a3d9-586911a0d790"
  static let controller = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")

  /// One measurement: from, to, count.
  typealias Span = (start: Int64, end: Int64, count: Int64)

  static func report(
    _ id: UInt64?, device: UDI? = controller, tag: String? = network, _ spans: [Span],
    open: Bool = false, telemetry: Bool = false, version: String? = "17.09.02",
    members: [HighAvailabilityMember] = [], bytes: String? = nil
  ) -> UsageReport {
    var measurements = spans.map { span in
      Measurement(
        metricName: "ENTITLEMENT", logTime: span.start, startTime: span.start, endTime: span.end,
        sampleInterval: span.end &- span.start, valueType: "COUNT", value: .count(span.count))
    }
    if !open, !measurements.isEmpty {
      measurements[measurements.count - 1].terminationReason = "CurrentUsageRequested"
    }
    let text = bytes ?? "\(String(describing: id))\(spans)\(open)"
    return UsageReport(
      ordinal: 0, location: SourceLocation(file: "rum.txt"),
      payload: PayloadBytes(
        length: text.utf8.count, sha256: SHA256Digest(hashing: Array(text.utf8)),
        decodedLength: text.utf8.count),
      reportID: id, productInstance: device, entitlementTag: tag, softwareVersion: version,
      reportType: telemetry ? "telemetry" : nil, highAvailability: members,
      measurements: measurements)
  }

  /// The summary of files, each a list of reports.
  static func summary(_ files: [[UsageReport]]) -> UsageSummary {
    var fold = UsageSummaryFold()
    for (index, reports) in files.enumerated() {
      fold.begin("rum-\(index).txt")
      for report in reports { fold.add(report) }
    }
    return fold.finish()
  }
}
