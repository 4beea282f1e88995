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
    content.append(kinds)
    let shown = otherFindings.sorted { $0.severity > $1.severity }.prefix(Self.findingLimit)
    if !shown.isEmpty {
      content.append(
        OverviewFindings.table("Findings that name none of the devices above", Array(shown)))
    }
    let left = findings.omitted + max(0, otherFindings.count - Self.findingLimit)
    if left > 0 {
      content.append(
        .paragraph("\(left) more of the same kinds are counted and not listed here.", .meta))
    }
    return PageSection(Anchor("findings"), "Findings", content)
  }

  /// How often each kind was found, the worst first.
  private var kinds: HTML {
    let sorted = material.findings.listed.sorted { ($1.severity, $0.id) < ($0.severity, $1.id) }
    return Table<OverviewFindings.Kind>(
      OverviewFindings.Kind.all(sorted),
      [
        .text("Finding") { $0.first.id }.code,
        .text("Severity") { $0.first.severity.rawValue }.badge { PageLevel($0.first.severity) },
        .number("Listed") { $0.findings.count }, .text("For example") { $0.first.message },
        .text("Remedy") { $0.first.remedy },
      ]
    ).page("What was found, by kind")
  }
}
