import LicenseFiles

extension OverviewReport {
  var findingSection: PageSection {
    let findings = material.findings
    guard !findings.listed.isEmpty else {
      return PageSection(Anchor("findings"), "Findings", [.paragraph(nothingFound)])
    }
    var content: [HTML] = [
      .paragraph(findings.countsText + ". rumkit explain ID says more about each.")
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

  /// What is said where there is no finding.
  var nothingFound: String {
    material.inputs.isEmpty
      ? "No file was judged." : "Nothing was found. \(material.ruleCount) rules judged the files."
  }

  /// How often each kind was found, the worst first.
  private var kinds: HTML {
    Table<OverviewFindings.Kind>(
      OverviewFindings.Kind.worstFirst(material.findings.listed),
      [
        OverviewFindings.Kind.id, OverviewFindings.Kind.severity,
        .number("Listed") { $0.findings.count }, .text("For example") { $0.first.message },
        .text("Remedy") { $0.first.remedy },
      ]
    ).page("What was found, by kind")
  }
}
