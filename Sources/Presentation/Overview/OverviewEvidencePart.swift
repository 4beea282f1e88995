import Assessment
import LicenseFiles

/// The sheet for the security officer: what the report rests on, what was checked, who signs.
struct OverviewEvidencePart {
  private let report: OverviewReport

  init(_ report: OverviewReport) { self.report = report }

  var section: PageSection {
    PageSection(
      Anchor("evidence"), "Evidence", startsSheet: true,
      [.facts(making)],
      sections: [
        PageSection(Anchor("inputs"), "What was read", inputs),
        PageSection(Anchor("checks"), "What was checked", checks),
        PageSection(Anchor("seals"), "Seals and signatures", seals),
        PageSection(
          Anchor("signatures"), "Signed",
          [.signatures(["Prepared by", "Security officer"])]),
      ])
  }

  private var making: [(label: String, value: HTML)] {
    let making = report.making
    var rows: [(label: String, value: HTML)] = [
      ("made at", .moment(making.now)), ("made by", .text(making.operatorName)),
    ]
    if let witness = making.witness { rows.append(("witness", .text(witness))) }
    rows.append(("on the host", .text(making.host)))
    rows.append(("tool", .text("rumkit \(making.toolVersion)")))
    if let history = report.site?.history {
      rows.append(("site", .text("\(history.identity.name), id \(history.identity.id)")))
      rows.append(("ledger", .text(counted(history.head.count, "event"))))
      rows.append(("head of the ledger", .hash(history.head.hash)))
    }
    return rows
  }

  private var inputs: [HTML] {
    var table = PageTable(
      "SHA-256 of every file",
      [
        .init("File"), .init("Kind"), .number("Bytes"), .number("Reports"), .init("Whole"),
        .init("SHA-256"),
      ], whenEmpty: "no file was given")
    for input in report.material.inputs {
      table.add([
        .code(input.file), .text(input.kind.rawValue),
        .text(OverviewWording.grouped(input.byteCount)), .text(String(input.reports)),
        input.isComplete ? .badge(.good, "yes") : .badge(.bad, "no"),
        input.sha256.map { .hash($0.description) } ?? .text("could not be read"),
      ])
    }
    for file in report.material.unread {
      table.add([
        .code(file), .text("-"), .text("-"), .text("-"), .badge(.bad, "no"),
        .text("could not be read"),
      ])
    }
    let isUnpacked = report.material.inputs.contains(where: \.isUnpacked)
    return [table.html]
      + (isUnpacked
        ? [
          .paragraph(
            "Archives and gzip were undone first: a member's hash is that of its own bytes.", .meta)
        ] : [])
  }

  private var checks: [HTML] {
    var table = PageTable(
      "Every check and how it ended",
      [.init("Check"), .init("Of"), .init("Result"), .init("Detail")],
      whenEmpty: "nothing was checked")
    for check in report.checks {
      let result = OverviewWording.result(check.result)
      table.add([
        .text(check.name), .code(check.subject), .badge(result.level, result.words),
        .text(check.detail),
      ])
    }
    return [table.html]
  }

  private var seals: [HTML] {
    var table = PageTable(
      "Outbound media and evidence bags",
      [.init("Path"), .init("Kind"), .init("Promises"), .init("Signature of its list")],
      whenEmpty: "no media and no evidence bag was given")
    for verification in report.material.verifications {
      for subject in verification.subjects {
        let checks = verification.checks(of: subject)
        let failed = checks.count { $0.result == .failed }
        let passed = checks.count { $0.result == .passed }
        let seal = OverviewWording.seal(checks)
        table.add([
          .code(subject.path), .text(subject.kind == .evidence ? "evidence bag" : "media"),
          failed > 0
            ? .badge(.bad, "\(failed) broken, \(passed) kept") : .badge(.good, "\(passed) kept"),
          .sequence([.badge(seal.level, seal.state), .text(" " + seal.detail)]),
        ])
      }
    }
    return [
      table.html,
      .paragraph(
        "A signature of a list is one that somebody of this organisation made over the checksums "
          + "(ssh-keygen -Y sign). It is checked against --allowed-signers only.", .meta),
      .paragraph(OverviewWording.ciscoSignatures, .meta),
    ]
  }
}
