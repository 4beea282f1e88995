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
    let isUnpacked = report.material.inputs.contains(where: \.isUnpacked)
    return [
      Table(report.files, OverviewReport.fileColumns)
        .page("SHA-256 of every file", whenEmpty: "no file was given")
    ]
      + (isUnpacked
        ? [
          .paragraph(
            "Archives and gzip were unpacked first: a member's hash is that of its own bytes.",
            .meta)
        ] : [])
  }

  private var checks: [HTML] {
    [
      Table(report.checks, OverviewReport.checkColumns)
        .page("Every check and how it ended", whenEmpty: "nothing was checked")
    ]
  }

  private var seals: [HTML] {
    let table = Table<Seal>(
      report.material.verifications.flatMap { one in one.subjects.map { Seal(one, $0) } },
      [
        .text("Path") { $0.subject.path }.code,
        .text("Kind") { $0.subject.kind == .evidence ? "evidence bag" : "media" },
        .text("Checks") {
          ($0.failed > 0 ? "\($0.failed) failed, " : "") + "\($0.passed) passed"
        }.badge { $0.failed > 0 ? .bad : .good },
        .text("Signature of its list") { "\($0.seal.state): \($0.seal.detail)" }.shown {
          .sequence([.badge($0.seal.level, $0.seal.state), .text(" " + $0.seal.detail)])
        },
      ])
    return [
      table.page(
        "Outbound media and evidence bags", whenEmpty: "no media and no evidence bag was given"),
      .paragraph(
        "A signature of a list is one that somebody of this organisation made over the checksums "
          + "(ssh-keygen -Y sign). It is checked against --allowed-signers only.", .meta),
      .paragraph(OverviewWording.ciscoSignatures, .meta),
    ]
  }

  /// The results of the checks of media or a bag.
  private struct Seal {
    let subject: MediaVerification.Subject
    let passed: Int
    let failed: Int
    let seal: (level: PageLevel, state: String, detail: String)

    init(_ verification: MediaVerification, _ subject: MediaVerification.Subject) {
      self.subject = subject
      let checks = verification.checks(of: subject)
      passed = checks.count { $0.result == .passed }
      failed = checks.count { $0.result == .failed }
      seal = OverviewWording.seal(checks)
    }
  }
}

extension OverviewReport {
  /// A file that was given; the name alone of one that could not be read.
  typealias File = (name: String, input: OverviewMaterial.Input?)

  var files: [File] {
    material.inputs.map { ($0.file, $0) } + material.unread.map { ($0, nil) }
  }

  static var fileColumns: [Column<File>] {
    [
      .text("File") { $0.name }.code, .text("Kind") { $0.input?.kind.rawValue },
      .number("Bytes") { $0.input.map { OverviewWording.grouped($0.byteCount) } },
      .number("Reports") { $0.input?.reports },
      .text("Whole") { $0.input?.isComplete == true ? "yes" : "NO" }
        .badge { $0.input?.isComplete == true ? .good : .bad },
      .text("SHA-256", missing: "could not be read") { $0.input?.sha256?.description }.shown {
        $0.input?.sha256.map { .hash($0.description) } ?? .text("could not be read")
      },
    ]
  }

  static var checkColumns: [Column<MediaCheck>] {
    [
      .text("Check") { $0.name }, .text("Of") { $0.subject }.code,
      .text("Result") { OverviewWording.result($0.result).words }
        .badge { OverviewWording.result($0.result).level },
      .text("Detail") { $0.detail },
    ]
  }
}
