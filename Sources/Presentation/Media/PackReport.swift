public import Assessment
public import LicenseFiles

/// What a run of `pack` did, or would do.
public struct PackReport: Sendable {
  private let plan: PackPlan
  private let volumes: [OutboundVolume]
  private let result: PackResult?
  private let layout: MediaLayout
  private let isDryRun: Bool
  private let disclosure: DisclosureReport?
  private let site: PackSiteOutcome?
  private var findings: FindingsReport
  private var omitted: [Severity: Int] = [:]

  /// - Parameters:
  ///   - plan: what goes out and what stays.
  ///   - volumes: the media, as far as they were laid out.
  ///   - layout: how the media is laid down.
  ///   - result: nil when nothing was written.
  ///   - isDryRun: true when nothing was to be written.
  ///   - discloses: adds what the files reveal.
  ///   - listsAll: list every finding, whatever their number.
  ///   - site: what the site in use says of the run; nil without one.
  public init(
    _ plan: PackPlan, volumes: [OutboundVolume] = [], layout: MediaLayout = .folder,
    result: PackResult? = nil, isDryRun: Bool = false, discloses: Bool = false,
    listsAll: Bool = false, site: PackSiteOutcome? = nil
  ) {
    self.plan = plan
    self.volumes = volumes
    self.result = result
    self.layout = layout
    self.isDryRun = isDryRun
    self.site = site
    disclosure = discloses ? DisclosureReport(plan) : nil
    findings = FindingsReport(listsAll: listsAll)
    for finding in plan.findings { findings.add(finding) }
    findings.sortByPlace()
    for candidate in plan.files.map(\.candidate) + plan.leftOut.map(\.candidate) {
      omitted.merge(candidate.omittedFindings, uniquingKeysWith: +)
    }
  }

  /// True when a finding that was not waived is as severe as this.
  public func reaches(_ severity: Severity) -> Bool { findings.reaches(severity) }

  /// `findings.json` of the evidence: `rumkit.findings/1`, with what was waived and left out.
  public var evidence: [UInt8] {
    let members: [(String, JSONText)] =
      [("schema", .string("rumkit.findings/1"))] + findingMembers + [
        ("waived", waivedJSON), ("left_out", leftOutJSON),
      ]
    return Array(JSONText.object(members).text.utf8)
  }

  /// `rumkit.pack/1`.
  public var json: JSONText {
    var members: [(String, JSONText)] = [
      ("schema", .string("rumkit.pack/1")),
      ("dry_run", .bool(isDryRun)),
      ("packed", .bool(result != nil)),
      (
        "media",
        .array(
          volumes.enumerated().map { index, volume in
            .object([
              ("path", .string(volume.path)),
              ("layout", .string(layout.rawValue)),
              ("sha256", JSONText(sealed(index))),
              ("files", JSONText(volume.files.count)),
              ("experimental_archives", .array(volume.bundles.map { .string($0.path) })),
            ])
          })
      ),
      ("evidence", JSONText(result?.evidence)),
      ("files", .array(plan.files.map { $0.json(site?.news[$0.path]) })),
      ("left_out", leftOutJSON),
      ("waived", waivedJSON),
    ]
    if let site { members.append(("site", site.json)) }
    if let disclosure { members.append(("disclosure", disclosure.json)) }
    return .object(members + findingMembers)
  }

  /// For people.
  public var text: String {
    var result = ""
    for file in plan.files {
      let source = TerminalText.escaped(file.candidate.input.name)
      result +=
        "\(file.path)  from \(source)\(file.wrapped == nil ? "" : "  (wrapped, experimental)")\n"
      result += "    \(file.summary)\n"
      if let news = site?.news[file.path] { result += "    \(news.words)\n" }
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
    if !plan.findings.isEmpty { result += "\n" + findings.text() }
    if let disclosure { result += "\n" + disclosure.text }
    return result + "\n" + outcome + (site?.text ?? "")
  }

  private var outcome: String {
    guard let result else {
      return isDryRun ? "dry run: nothing was written\n" : "nothing was written\n"
    }
    var text = ""
    for volume in volumes.indices {
      let files = volumes[volume].files.count
      text += "media     \(TerminalText.escaped(volumes[volume].path))  (\(layout.rawValue), "
      text += "\(counted(files, "file")) to upload)\n"
      text += "  sha256  \(sealed(volume) ?? "")\(layout == .folder ? "  of SHA256SUMS" : "")\n"
      for bundle in volumes[volume].bundles {
        text += "  experimental, unverified: \(bundle.path)\n"
      }
    }
    text += "evidence  \(TerminalText.escaped(result.evidence))  (stays inside)\n"
    return text
  }

  private func sealed(_ index: Int) -> String? {
    guard let result, result.media.indices.contains(index) else { return nil }
    return result.media[index].sha256.description
  }

  private var findingMembers: [(String, JSONText)] {
    let counts = [Severity.error, .warning, .note].map { severity in
      (
        severity.rawValue,
        JSONText((findings.counts[severity] ?? 0) + (omitted[severity] ?? 0))
      )
    }
    return [
      ("findings", .array(findings.listed.map(\.json))), ("counts", .object(counts)),
      ("omitted", JSONText(findings.omitted + omitted.values.reduce(0, +))),
    ]
  }

  private var leftOutJSON: JSONText {
    .array(
      plan.leftOut.map { file in
        .object([
          ("file", .string(file.evidenceName)),
          ("reason", .string(file.reason.word)),
          ("detail", .string(file.reason.text)),
          ("devices", .array(file.isForeign ? [] : file.candidate.devices.map(\.json))),
        ])
      })
  }

  private var waivedJSON: JSONText {
    .array(
      plan.waived.map { one in
        .object([
          ("finding", one.finding.json),
          ("udi_pid", .string(one.waiver.device.pid)),
          ("udi_serial_number", .string(one.waiver.device.serial)),
          ("reason", .string(one.waiver.reason)),
        ])
      })
  }
}

extension PlannedFile {
  func json(_ news: PackNews?) -> JSONText {
    var account: JSONText = .null
    if case .known(let name) = self.account { account = .string(name) }
    return .object([
      ("path", .string(path)),
      ("file", .string(candidate.input.name)),
      ("sha256", .string(sha256.description)),
      ("bytes", JSONText(byteCount)),
      ("purpose", .string(candidate.purpose.rawValue)),
      ("virtual_account", account),
      ("reports", JSONText(candidate.reports.count)),
      ("devices", .array(candidate.devices.map(\.json))),
      ("wrapped", .bool(wrapped != nil)),
      ("new_reports", JSONText(news?.new)), ("acknowledged_reports", JSONText(news?.acknowledged)),
    ])
  }

  /// One line about a file.
  var summary: String {
    let devices = candidate.devices.map { TerminalText.escaped($0.description) }
    let count = candidate.reports.count
    let what =
      candidate.purpose == .usage
      ? counted(count, "report")
      : candidate.purpose.rawValue.replacing("-", with: " ")
    return
      "\(what), \(byteCount) bytes, \(devices.isEmpty ? "no device named" : devices.joined(separator: ", "))"
  }
}
