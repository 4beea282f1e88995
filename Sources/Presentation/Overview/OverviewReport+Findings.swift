import LicenseFiles

extension OverviewReport {
  var findingSection: PageSection {
    let findings = material.findings
    guard !findings.listed.isEmpty else {
      let words =
        material.inputs.isEmpty
        ? "No file was judged." : "Nothing was found. \(material.ruleCount) rules judged the files."
      return PageSection(Anchor("findings"), "Findings", [.paragraph(words)])
    }
    var content: [HTML] = [
      .paragraph(findings.countsText + ". rumkit explain ID tells more of each.")
    ]
    content.append(kinds.html)
    let shown = otherFindings.sorted { $0.severity > $1.severity }.prefix(Self.findingLimit)
    if !shown.isEmpty {
      content.append(
        OverviewFindings.table("Findings that name none of the devices above", Array(shown)).html)
    }
    let left = findings.omitted + max(0, otherFindings.count - Self.findingLimit)
    if left > 0 {
      content.append(
        .paragraph("\(left) more of the same kinds are counted and not listed here.", .meta))
    }
    return PageSection(Anchor("findings"), "Findings", content)
  }

  /// How often each kind was found.
  private var kinds: PageTable {
    var counts: [String: (severity: Severity, count: Int, first: Finding)] = [:]
    for finding in material.findings.listed {
      if let known = counts[finding.id] {
        counts[finding.id] = (max(known.severity, finding.severity), known.count + 1, known.first)
      } else {
        counts[finding.id] = (finding.severity, 1, finding)
      }
    }
    var table = PageTable(
      "What was found, by kind",
      [
        .init("Finding"), .init("Severity"), .number("Listed"), .init("For example"),
        .init("Remedy"),
      ])
    for (id, kind) in counts.sorted(by: {
      ($1.value.severity, $0.key) < ($0.value.severity, $1.key)
    }) {
      table.add([
        .code(id), .badge(PageLevel(kind.severity), kind.severity.rawValue),
        .text(String(kind.count)), .text(kind.first.message), .text(kind.first.remedy),
      ])
    }
    return table
  }
}
