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
        PageSection(Anchor("entitlements"), "Before and after", [entitlementTable]),
        PageSection(Anchor("steps"), "Steps", [stepTable]),
        PageSection(Anchor("evidence"), "Evidence", [evidenceTable]),
        PageSection(Anchor("refused"), "Refused and not proved", [refusalTable]),
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

  private var stepTable: HTML {
    var table = PageTable(
      "The steps, in order", Self.stepColumns.map { PageTable.Column($0) })
    for (step, row) in zip(run.checklist.steps, stepRows) {
      let done = run.steps[step.id]
      let level: PageLevel =
        done.map { $0.isByHand ? .attention : .good } ?? (step.isOptional ? .plain : .unknown)
      table.add(
        row.enumerated().map { index, cell in index == 3 ? .badge(level, cell) : .text(cell) })
    }
    return table.html
  }

  private var entitlementTable: HTML {
    var table = PageTable(
      "Every entitlement of before, and what became of it",
      Self.entitlementColumns.map {
        PageTable.Column($0, isNumber: ["before", "in use", "released"].contains($0))
      }, whenEmpty: "nothing was written down before")
    for row in entitlementRows {
      let level: PageLevel = row[5] == "open" ? .bad : row[5] == "explained" ? .attention : .good
      table.add(
        row.enumerated().map { index, cell in index == 5 ? .badge(level, cell) : .text(cell) })
    }
    return table.html
  }

  private var evidenceTable: HTML {
    var table = PageTable(
      "The files that the steps rest on",
      ["step", "file", "kind", "made", "SHA-256"].map { PageTable.Column($0) })
    for (step, file) in evidenceRows {
      table.add([
        .text(step), .text(file.name), .text(file.kind), .text(Self.moment(file.moment)),
        .hash(file.sha256),
      ])
    }
    return table.html
  }

  private var refusalTable: HTML {
    var table = PageTable(
      "What was tried and did not count",
      ["time", "step", "by", "rule", "why"].map { PageTable.Column($0) })
    for row in refusalRows { table.add(texts: row) }
    return table.html
  }
}
