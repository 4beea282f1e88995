public import Assessment
import LicenseFiles

/// Usage per product instance and entitlement, as text, JSON and CSV.
public struct SummaryReport: TextReport, JSONReport, CSVReport, Sendable {
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
    EntitlementColumns.json.json(entitlement)
  }

  /// Two digits after the point are what a count of devices needs.
  static func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }

  /// One table for each product instance. Verbose, it names entitlements by their whole tags.
  package func draft(_ layout: Layout) -> String {
    let (showsTags, columns) = (layout.isVerbose, layout.columns)
    var result = ""
    var left = LeftOutColumns()
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
      result += Table<EntitlementUsage>(
        device.entitlements,
        [
          .text("ENTITLEMENT") { EntitlementWording.name($0.tag, isWhole: showsTags) },
          EntitlementColumns.reports.loud.goes(3), EntitlementColumns.from.loud.goes(4),
          EntitlementColumns.to.loud.goes(5), EntitlementColumns.latest.loud,
          EntitlementColumns.peak.loud, EntitlementColumns.average.loud.goes(2),
          .text("OVER TIME") { Sparkline.short($0.series?.points ?? []) }.goes(1),
        ]
      ).text(indent: 2, columns: columns, leavingOut: &left)
      for entitlement in device.entitlements where entitlement.gapCount > 0 {
        let name = EntitlementWording.name(entitlement.tag, isWhole: showsTags)
        result += "  \(TerminalText.escaped(name)): \(counted(entitlement.gapCount, "gap")), "
        result += "\(TimeSpan.words(entitlement.gapSeconds)) without a measurement\n"
      }
      result += "\n"
    }
    return result + acks.text(showsTags: showsTags) + left.line + totalsText
  }

  var totalsText: String {
    let totals = summary.totals
    var parts = [
      counted(totals.reports, "report"), counted(totals.measurements, "measurement"),
      counted(totals.files, "file"),
    ]
    if totals.telemetryReports > 0 {
      parts.append("\(counted(totals.telemetryReports, "telemetry report")) not counted as usage")
    }
    if totals.repeatedReports > 0 {
      parts.append("\(totals.repeatedReports) seen again, counted once")
    }
    if totals.grownReports > 0 { parts.append("\(totals.grownReports) grown") }
    if totals.conflictingReports > 0 {
      parts.append("\(totals.conflictingReports) in conflict: see validate")
    }
    return parts.joined(separator: ", ") + "\n"
  }

  /// A row for each entitlement of each product instance, and a second table, after an empty line,
  /// with a row for each file of the portal. A table without rows is left out where the other has some.
  public func csv(isRaw: Bool) -> String {
    guard hasAcks else { return usageCSV(isRaw) }
    let usage = summary.productInstances.isEmpty ? "" : usageCSV(isRaw) + "\r\n"
    return usage + acks.csv(isRaw: isRaw)
  }

  private func usageCSV(_ isRaw: Bool) -> String {
    let rows = summary.productInstances.flatMap { device in
      device.entitlements.map { (device: device, entitlement: $0) }
    }
    typealias Used = (device: ProductInstanceUsage, entitlement: EntitlementUsage)
    return CSVTable<Used>(
      [
        .data("udi_pid") { $0.device.udi?.pid },
        .data("udi_serial_number") { $0.device.udi?.serial },
        .data("software_versions") { $0.device.softwareVersions },
      ] + EntitlementColumns.data.map { column in column.of { $0.entitlement } }
    ).text(rows, isRaw: isRaw)
  }
}
