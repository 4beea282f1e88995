public import Assessment
import LicenseFiles

/// Usage per product instance and entitlement, as text, JSON and CSV.
public struct SummaryReport: Sendable {
  let summary: UsageSummary
  private let hasAcks: Bool
  let acks: AckSummaryReport

  /// Creates a report of usage, and of what came back from the portal.
  public init(_ summary: UsageSummary, acknowledgements: [AckContent] = []) {
    self.summary = summary
    hasAcks = !acknowledgements.isEmpty
    acks = AckSummaryReport(acknowledgements)
  }

  /// `rumkit.summary/1`.
  public var json: JSONText {
    .fields([
      "schema": "rumkit.summary/1",
      "totals": JSONText.fields([
        "files": summary.totals.files, "reports": summary.totals.reports,
        "measurements": summary.totals.measurements,
        "telemetry_reports": summary.totals.telemetryReports,
        "repeated_reports": summary.totals.repeatedReports,
        "grown_reports": summary.totals.grownReports,
        "conflicting_reports": summary.totals.conflictingReports,
      ]), "product_instances": summary.productInstances.map(Self.json),
      "acknowledgements": acks.json,
    ])
  }

  static func json(_ device: ProductInstanceUsage) -> JSONText {
    .fields([
      "udi_pid": device.udi?.pid, "udi_serial_number": device.udi?.serial,
      "software_versions": device.softwareVersions,
      "ha_members": device.highAvailability.map {
        JSONText.fields([
          "role": $0.role, "udi_pid": $0.udi.pid, "udi_serial_number": $0.udi.serial,
        ])
      }, "telemetry_reports": device.telemetryReports,
      "entitlements": device.entitlements.map(Self.json),
    ])
  }

  static func json(_ entitlement: EntitlementUsage) -> JSONText {
    .fields([
      "entitlement_tag": entitlement.tag, "name": entitlement.name, "reports": entitlement.reports,
      "open_reports": entitlement.openReports, "measurements": entitlement.measurements,
      "first_start": entitlement.firstStart.map(TimeText.iso8601),
      "last_end": entitlement.lastEnd.map(TimeText.iso8601), "peak": entitlement.peak,
      "latest": entitlement.latest,
      "average": entitlement.average.map { rounded($0) },
      "gaps": entitlement.gapCount, "gap_seconds": entitlement.gapSeconds,
    ])
  }

  /// Two digits behind the point are what a count of devices needs.
  static func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }

  /// One table for each product instance.
  public var text: String {
    var result = ""
    for device in summary.productInstances {
      let name = device.udi?.description ?? "unknown device"
      let versions =
        device.softwareVersions.isEmpty
        ? "" : "  release \(device.softwareVersions.joined(separator: ", "))"
      result += TerminalText.escaped(name + versions, limit: 200) + "\n"
      if device.highAvailability.count > 1 {
        let members = device.highAvailability.map { "\($0.role) \($0.udi.serial)" }
        result += "  members: \(TerminalText.escaped(members.joined(separator: ", ")))\n"
      }
      var table = TextTable(
        ["ENTITLEMENT", "REPORTS", "FROM", "TO", "LATEST", "PEAK", "AVERAGE", "OVER TIME"],
        [.left, .right, .left, .left, .right, .right, .right, .left])
      for entitlement in device.entitlements {
        table.add([
          entitlement.name ?? entitlement.tag ?? "without a tag",
          String(entitlement.reports),
          entitlement.firstStart.map(TimeText.day) ?? "-",
          entitlement.lastEnd.map(TimeText.day) ?? "-",
          entitlement.latest.map { String($0) } ?? "-",
          entitlement.peak.map { String($0) } ?? "-",
          entitlement.average.map { "\(Self.rounded($0))" } ?? "-",
          Self.sparkline(entitlement),
        ])
      }
      result += table.text(indent: 2)
      for entitlement in device.entitlements where entitlement.gapCount > 0 {
        let name = entitlement.name ?? entitlement.tag ?? "without a tag"
        result += "  \(TerminalText.escaped(name)): \(entitlement.gapCount) gaps, "
        result += "\(entitlement.gapSeconds) seconds without a measurement\n"
      }
      result += "\n"
    }
    return result + acks.text + totalsText
  }

  private static func sparkline(_ entitlement: EntitlementUsage) -> String {
    let points = entitlement.series?.points ?? []
    // A terminal has room for half of them.
    let step = max(1, (points.count + 31) / 32)
    return Sparkline.text(stride(from: 0, to: points.count, by: step).map { points[$0] })
  }

  var totalsText: String {
    let totals = summary.totals
    var parts = [
      counted(totals.reports, "report"), counted(totals.measurements, "measurement"),
      counted(totals.files, "file"),
    ]
    if totals.telemetryReports > 0 {
      parts.append("\(totals.telemetryReports) telemetry reports apart")
    }
    if totals.repeatedReports > 0 {
      parts.append("\(totals.repeatedReports) met again, counted once")
    }
    if totals.grownReports > 0 { parts.append("\(totals.grownReports) grown") }
    if totals.conflictingReports > 0 {
      parts.append("\(totals.conflictingReports) in conflict: see validate")
    }
    return parts.joined(separator: ", ") + "\n"
  }

  /// A row for each entitlement of each product instance, and a second table, behind an empty line,
  /// with a row for each file of the portal. A table without rows is left out where the other has some.
  public func csv(isRaw: Bool = false) -> String {
    guard hasAcks else { return usageCSV(isRaw) }
    let usage = summary.productInstances.isEmpty ? "" : usageCSV(isRaw) + "\r\n"
    return usage + acks.csv(isRaw: isRaw)
  }

  private func usageCSV(_ isRaw: Bool) -> String {
    var result = CSVText.row([
      "udi_pid", "udi_serial_number", "software_versions", "entitlement_tag", "name", "reports",
      "measurements", "first_start", "last_end", "peak", "latest", "average", "gaps",
    ])
    for device in summary.productInstances {
      for entitlement in device.entitlements {
        let average = entitlement.average.map { "\(Self.rounded($0))" }
        result += CSVText.row(
          [
            device.udi?.pid ?? "", device.udi?.serial ?? "",
            device.softwareVersions.joined(separator: " "), entitlement.tag ?? "",
            entitlement.name ?? "", String(entitlement.reports), String(entitlement.measurements),
            entitlement.firstStart.map(TimeText.iso8601) ?? "",
            entitlement.lastEnd.map(TimeText.iso8601) ?? "",
            entitlement.peak.map { String($0) } ?? "", entitlement.latest.map { String($0) } ?? "",
            average ?? "", String(entitlement.gapCount),
          ], isRaw: isRaw)
      }
    }
    return result
  }
}
