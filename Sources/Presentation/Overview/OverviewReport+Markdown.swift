import Assessment
import LicenseFiles

extension OverviewReport {
  /// For a wiki, a ticket or a change request: the tables of the page without its charts.
  public var markdown: String {
    markdownHeading + "## Devices\n\n" + Table(rows, rowColumns).markdown + usageMarkdown
      + findingMarkdown + siteMarkdown + evidenceMarkdown
  }

  /// What it is about, and from when and what it is.
  var markdownHeading: String {
    var result = isRehearsal ? "**\(RehearsalText.banner)**\n\n" : ""
    result += "# \(MarkdownText.escaped((site == nil ? "" : "Site ") + subject))\n\n"
    result += "As of \(TimeText.iso8601(making.now)), from "
    result += "\(counted(material.inputs.count, "file")). "
    return result + "\(material.findings.countsText).\n\n"
  }

  private var usageMarkdown: String {
    let rows = devices.flatMap { device in
      (device.usage?.entitlements ?? []).map { (device: device, used: $0) }
    }
    guard !rows.isEmpty else { return "" }
    typealias Used = (device: Device, used: EntitlementUsage)
    return "## Usage\n\n"
      + Table<Used>(
        rows,
        [.text("Device") { Self.name($0.device) }]
          + Self.usageColumns().map { column in column.of { (row: Used) in row.used } }
      ).markdown
  }

  private var findingMarkdown: String {
    let findings = material.findings
    guard !findings.listed.isEmpty else { return "" }
    let sorted = findings.listed.sorted { $0.severity > $1.severity }.prefix(Self.findingLimit)
    let left = findings.omitted + findings.listed.count - sorted.count
    return "## Findings\n\n"
      + Table<Finding>(
        sorted,
        [
          .text("Severity") { $0.severity.rawValue }, .text("Finding") { $0.id },
          .text("Where") { OverviewWording.place($0) }, .text("What") { $0.message },
          .text("Remedy") { $0.remedy },
        ]
      ).markdown + (left > 0 ? "\(left) more are not listed here.\n\n" : "")
  }

  private var siteMarkdown: String {
    guard let site else { return "" }
    typealias Part = OverviewSitePart
    let trips = Part.shownTrips(site)
    let incidents = Array(material.incidents.suffix(Part.incidentLimit).reversed())
    return "## The site\n\n"
      + (trips.isEmpty
        ? "No trip was recorded.\n\n" : Table(trips, Part.tripColumns).markdown)
      + "### \(Part.incidentCaption)\n\n"
      + (incidents.isEmpty
        ? "\(Part.noIncident)\n\n" : Table(incidents, Part.incidentColumns).markdown)
  }

  private var evidenceMarkdown: String {
    var result = "## Evidence\n\n"
    result += "Made by \(MarkdownText.escaped(making.operatorName))"
    result += making.witness.map { ", witness \(MarkdownText.escaped($0))" } ?? ""
    result += ", on \(MarkdownText.escaped(making.host)), with rumkit \(making.toolVersion).\n\n"
    if let head = site?.history.head { result += "Ledger: \(MarkdownText.escaped(head.text)).\n\n" }
    result += Table(files, Self.fileColumns).markdown
    result += Table(checks, Self.checkColumns).markdown
    result += OverviewWording.ciscoSignatures + "\n\n"
    return result + "Prepared by: ______________________ Date: ______________\n\n"
      + "Security officer: ______________________ Date: ______________\n"
  }
}
