public import Assessment
public import LicenseFiles

/// What a run of `pack` did, or would do.
public struct PackReport: TextReport, JSONReport, Sendable {
  private let outcome: PackOutcome
  private let disclosure: DisclosureReport?
  private let findings: PackFindings

  private var plan: PackPlan { outcome.plan }
  private var volumes: [OutboundVolume] { outcome.volumes }

  /// - Parameters:
  ///   - outcome: what became of the run.
  ///   - discloses: adds what the files reveal.
  ///   - listsAll: list every finding, whatever their number.
  public init(_ outcome: PackOutcome, discloses: Bool = false, listsAll: Bool = false) {
    self.outcome = outcome
    disclosure = discloses ? DisclosureReport(outcome.plan) : nil
    findings = PackFindings(outcome.plan, listsAll: listsAll)
  }

  /// True when a finding that was not waived is as severe as this, files aside that are left out though
  /// nothing is wrong with them.
  public func reaches(_ severity: Severity) -> Bool { findings.ofInterest.reaches(severity) }

  /// A line for each thing that a person should know beside the result: errors of a run that does not go
  /// on, else warnings.
  ///
  /// - Parameter isShown: the person sees the text, which says what was left out.
  public func complaints(isShown: Bool) -> [String] {
    var lines =
      isShown
      ? [] : plan.refused.map { "\($0.candidate.input.name): left out: \($0.reason.text)" }
    if plan.files.isEmpty {
      lines.append("there is nothing to pack")
    } else if outcome.isStopped {
      lines.append("nothing was written; --skip-bad packs the other files without these")
    }
    guard outcome.goesOn else { return lines }
    if plan.files.contains(where: { $0.wrapped != nil }) {
      lines.append("wrapped documents are experimental: no portal is known to have accepted one")
    }
    if outcome.addsBundles {
      lines.append("the UD_SA archives are experimental and unverified")
    }
    return lines
  }

  /// `rumkit.pack/1`.
  public var json: JSONText {
    .fields([
      "schema": "rumkit.pack/1", "dry_run": isDryRun, "packed": outcome.result != nil,
      "media": volumes.enumerated().map { index, volume in
        JSONText.fields([
          "path": volume.path, "layout": outcome.layout.rawValue, "sha256": sealed(index),
          "files": volume.files.count, "experimental_archives": volume.bundles.map(\.path),
        ])
      }, "evidence": outcome.result?.evidence,
      "files": plan.files.map { $0.json(outcome.site?.news[$0.path]) },
      "left_out": findings.leftOut, "waived": findings.waived,
      "": outcome.site.map { JSONText.fields(["site": $0.json]) },
      "": disclosure.map { JSONText.fields(["disclosure": $0.json]) }, "": findings.members,
    ])
  }

  /// For people.
  package func draft(_ layout: Layout) -> String {
    var result = ""
    for file in plan.files {
      let source = TerminalText.escaped(file.candidate.input.name)
      result +=
        "\(file.path)  from \(source)\(file.wrapped == nil ? "" : "  (wrapped, experimental)")\n"
      result += "    \(file.summary(outcome.site?.news[file.path]))\n"
    }
    if !plan.leftOut.isEmpty {
      result += "\nLEFT OUT\n"
      for file in plan.leftOut {
        let source = TerminalText.escaped(file.candidate.input.name)
        result += "  \(source): \(TerminalText.escaped(file.reason.text, limit: 2000))\n"
      }
    }
    if !plan.waived.isEmpty {
      result += "\nWAIVED\n"
      for one in plan.waived {
        let place = TerminalText.escaped(one.finding.location.file)
        result += "  \(place): \(one.waiver): \(TerminalText.escaped(one.waiver.reason))\n"
      }
    }
    let shown = layout.isVerbose || findings.report.listsAll ? findings.report : findings.ofInterest
    if !shown.listed.isEmpty { result += "\n" + shown.draft(layout) }
    if let disclosure { result += "\n" + disclosure.text }
    return result + "\n" + laidDown + (outcome.site?.text ?? "")
  }

  private var isDryRun: Bool { outcome.goesOn && outcome.isDryRun }

  private var laidDown: String {
    guard let result = outcome.result else {
      let parts = volumes.map { volume in
        "media     \(TerminalText.escaped(volume.path))  (would be made, "
          + "\(counted(volume.files.count, "file")) to upload)\n"
          + (volumes.count == 1
            ? "" : volume.files.map { "  \(TerminalText.escaped($0.path))\n" }.joined())
      }
      return isDryRun
        ? parts.joined() + "dry run: nothing was written\n" : "nothing was written\n"
    }
    var text = ""
    for volume in volumes.indices {
      let files = volumes[volume].files.count
      text +=
        "media     \(TerminalText.escaped(volumes[volume].path))  (\(outcome.layout.rawValue), "
      text += "\(counted(files, "file")) to upload)\n"
      text +=
        "  sha256  \(sealed(volume) ?? "")\(outcome.layout == .folder ? "  of SHA256SUMS" : "")\n"
      for bundle in volumes[volume].bundles {
        text += "  experimental, unverified: \(bundle.path)\n"
      }
    }
    text += "evidence  \(TerminalText.escaped(result.evidence))  (stays inside)\n"
    return text
  }

  private func sealed(_ index: Int) -> String? {
    guard let result = outcome.result, result.media.indices.contains(index) else { return nil }
    return result.media[index].sha256.description
  }
}

/// The findings of a run of `pack`, with what was waived and left out.
private struct PackFindings: Sendable {
  let plan: PackPlan
  private(set) var report: FindingsReport
  private var omitted: [Severity: Int] = [:]

  init(_ plan: PackPlan, listsAll: Bool) {
    self.plan = plan
    report = FindingsReport(plan.findings, listsAll: listsAll)
    report.sortByPlace()
    for candidate in plan.files.map(\.candidate) + plan.leftOut.map(\.candidate) {
      omitted.merge(candidate.omittedFindings, uniquingKeysWith: +)
    }
  }

  /// Without what is said of files that are left out though nothing is wrong with them.
  var ofInterest: FindingsReport {
    let leftOut = Set(plan.leftOut.filter { !$0.reason.isFault }.map(\.candidate.input.name))
    return FindingsReport(report.listed.filter { !leftOut.contains($0.location.file) })
  }

  /// `findings.json` of the evidence: `rumkit.findings/1`.
  var evidence: [UInt8] {
    let json = JSONText.fields([
      "schema": "rumkit.findings/1", "": members, "waived": waived, "left_out": leftOut,
    ])
    return Array(json.text.utf8)
  }

  var members: JSONText {
    let counts = [Severity.error, .warning, .note].map { severity in
      (severity.rawValue, JSONText((report.counts[severity] ?? 0) + (omitted[severity] ?? 0)))
    }
    return .fields([
      "findings": report.listed.map(\.json), "counts": JSONText.object(counts),
      "omitted": report.omitted + omitted.values.reduce(0, +),
    ])
  }

  var leftOut: JSONText {
    .array(
      plan.leftOut.map { file in
        .fields([
          "file": file.evidenceName, "reason": file.reason.word, "detail": file.reason.text,
          "devices": file.isForeign ? [] : file.candidate.devices,
        ])
      })
  }

  var waived: JSONText {
    .array(
      plan.waived.map { one in
        .fields(["finding": one.finding.json, "": one.waiver.device, "reason": one.waiver.reason])
      })
  }
}

extension PackDocuments {
  /// Words what a run lays down.
  ///
  /// - Parameters:
  ///   - plan: what goes out and what stays.
  ///   - volumes: the media.
  ///   - settings: what is known of the run.
  ///   - discloses: adds what the files reveal.
  ///   - listsAll: list every finding, whatever their number.
  public init(
    _ plan: PackPlan, _ volumes: [OutboundVolume], _ settings: PackSettings,
    discloses: Bool = false,
    listsAll: Bool = false
  ) {
    self.init(
      volumes: volumes.map {
        (UploadInstructions($0, settings).bytes, PackTables.form($0))
      },
      findings: PackFindings(plan, listsAll: listsAll).evidence, names: PackTables.names(plan),
      disclosure: discloses ? Array(DisclosureReport(plan).text.utf8) : nil)
  }
}

extension PlannedFile {
  /// The virtual account; nil where it is not known.
  var knownAccount: String? {
    if case .known(let name) = account { name } else { nil }
  }

  func json(_ news: PackNews?) -> JSONText {
    .fields([
      "path": path, "file": candidate.input.name, "sha256": sha256.description, "bytes": byteCount,
      "purpose": candidate.purpose.rawValue, "virtual_account": knownAccount,
      "reports": candidate.reports.count, "devices": candidate.devices,
      "wrapped": wrapped != nil, "new_reports": news?.new,
      "acknowledged_reports": news?.acknowledged,
    ])
  }

  /// One line about a file, with what is new in it for a site.
  func summary(_ news: PackNews?) -> String {
    let devices = candidate.devices.map { TerminalText.escaped($0.description) }
    let what =
      candidate.purpose == .usage
      ? news.map { $0.words + ";" } ?? candidate.reports.amount + ","
      : candidate.purpose.rawValue.replacing("-", with: " ") + ","
    return
      "\(what) \(byteCount) bytes, \(devices.isEmpty ? "no device named" : devices.joined(separator: ", "))"
  }
}
