import Assessment
import LicenseFiles

extension OverviewReport {
  /// For a wiki, a ticket or a change request: the tables of the page without its charts.
  public var markdown: String {
    var result = isRehearsal ? "**\(RehearsalText.banner)**\n\n" : ""
    result += "# \(MarkdownText.escaped((site == nil ? "" : "Site ") + subject))\n\n"
    result += "As of \(TimeText.iso8601(making.now)), from "
    result += "\(counted(material.inputs.count, "file")). "
    result += "\(material.findings.countsText).\n\n## Devices\n\n"
    result += MarkdownText.table(
      ["Device", "Group", "ACK deadline", "State", "Cycle", "Next", "Findings"],
      devices.map { device in
        let counts = [Severity.error, .warning, .note].compactMap { severity -> String? in
          let count = device.findings.count { $0.severity == severity }
          return count > 0 ? counted(count, severity.rawValue) : nil
        }
        return [
          Self.name(device), device.record?.group ?? "-", StatusWording.deadline(device.deadline()),
          OverviewWording.daysLeft(daysLeft(device)),
          device.cycle.map(OverviewWording.stage) ?? "-",
          device.cycle.map { StatusWording.action($0.action) } ?? "-",
          counts.isEmpty ? "none" : counts.joined(separator: ", "),
        ]
      })
    result += usageMarkdown + findingMarkdown + evidenceMarkdown
    return result
  }

  private var usageMarkdown: String {
    let rows = devices.flatMap { device in
      (device.usage?.entitlements ?? []).map { (device: device, used: $0) }
    }
    guard !rows.isEmpty else { return "" }
    return "## Usage\n\n"
      + Table(
        rows,
        [
          .text("Device") { Self.name($0.device) },
          .text("Entitlement") { EntitlementWording.name($0.used.tag) },
          .number("Latest") { $0.used.latest }, .number("Peak") { $0.used.peak },
          .number("Average") { $0.used.average.map(SummaryReport.rounded) },
          .text("From") { $0.used.firstStart.map(TimeText.iso8601) },
          .text("To") { $0.used.lastEnd.map(TimeText.iso8601) },
          .number("Reports") { $0.used.reports },
        ]
      ).markdown
  }

  private var findingMarkdown: String {
    let findings = material.findings
    guard !findings.listed.isEmpty else { return "" }
    let sorted = findings.listed.sorted { $0.severity > $1.severity }.prefix(Self.findingLimit)
    let left = findings.omitted + findings.listed.count - sorted.count
    return "## Findings\n\n"
      + MarkdownText.table(
        ["Severity", "Finding", "Where", "What", "Remedy"],
        sorted.map {
          [$0.severity.rawValue, $0.id, OverviewWording.place($0), $0.message, $0.remedy]
        }) + (left > 0 ? "\(left) more are not listed here.\n\n" : "")
  }

  private var evidenceMarkdown: String {
    var result = "## Evidence\n\n"
    result += "Made by \(MarkdownText.escaped(making.operatorName))"
    result += making.witness.map { ", witness \(MarkdownText.escaped($0))" } ?? ""
    result += ", on \(MarkdownText.escaped(making.host)), with rumkit \(making.toolVersion).\n\n"
    if let head = site?.history.head { result += "Ledger: \(MarkdownText.escaped(head.text)).\n\n" }
    result += MarkdownText.table(
      ["File", "Kind", "Bytes", "Whole", "SHA-256"],
      material.inputs.map {
        [
          $0.file, $0.kind.rawValue, String($0.byteCount), $0.isComplete ? "yes" : "NO",
          $0.sha256?.description ?? "could not be read",
        ]
      } + material.unread.map { [$0, "-", "-", "NO", "could not be read"] })
    result += MarkdownText.table(
      ["Check", "Of", "Result", "Detail"],
      checks.map {
        [$0.name, $0.subject, OverviewWording.result($0.result).words, $0.detail]
      })
    result += OverviewWording.ciscoSignatures + "\n\n"
    return result + "Prepared by: ______________________ Date: ______________\n\n"
      + "Security officer: ______________________ Date: ______________\n"
  }
}
