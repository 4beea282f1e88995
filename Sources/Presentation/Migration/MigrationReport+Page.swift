import Assessment
import LicenseFiles

extension MigrationReport {
  /// The page.
  public var page: Page {
    Page(
      title: "\(title): rumkit migrate report",
      kicker: "rumkit migrate report \u{00B7} \(run.kind.title)",
      heading: title,
      banner: identity.mode == .rehearsal
        ? "REHEARSAL: practice only, --now is the only clock" : nil,
      opening: opening,
      sections: [
        PageSection(Anchor("open"), "Open points", [openList]),
        PageSection(
          Anchor("entitlements"), "Before and after",
          [
            Table(entitlements, Self.entitlementColumns).page(
              "Every entitlement from before, and what became of it",
              whenEmpty: "nothing was written down before")
          ]),
        PageSection(
          Anchor("steps"), "Steps",
          [Table(steps, Self.stepColumns).page("The steps, in order")]),
        PageSection(
          Anchor("evidence"), "Evidence",
          [Table(evidence, Self.evidenceColumns).page("The files that the steps rest on")]),
        PageSection(
          Anchor("refused"), "Refused and not proved",
          [Table(run.refusals, Self.refusalColumns).page("What was tried and did not count")]),
        PageSection(
          Anchor("signatures"), "Signed",
          [.signatures(["Prepared by", "Change board"])]),
      ],
      closing: [
        .paragraph(
          "rumkit \(toolVersion), \(TimeText.iso8601(now)). Times are UTC. Hashes are SHA-256 of the files "
            + "as they were given. This page fetches nothing and runs no script.")
      ])
  }

  private var opening: [HTML] {
    let steps = run.checklist.steps
    let comparison = run.comparison
    let uncovered = comparison.rows.count { !$0.isCovered }
    return [
      .figures([
        ("steps recorded", "\(run.steps.count) of \(steps.count)", run.isOpen ? .attention : .good),
        ("by hand", String(handSteps.count), handSteps.isEmpty ? .good : .attention),
        (
          "refused", String(run.refusals.count { $0.rule != nil }), .plain
        ),
        (
          "entitlements left over", String(uncovered), uncovered == 0 ? .good : .bad
        ),
      ]),
      .facts(facts.map { ($0.label, .text($0.value)) }),
    ]
  }

  private var openList: HTML {
    let points = openPoints
    return points.isEmpty
      ? .paragraph("none: every step is proved")
      : .list(points.map { .text($0) })
  }
}
