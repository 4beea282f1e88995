import AirGap
import ArgumentParser
import Assessment
import LicenseFiles
import Presentation

/// `rumkit portal`: what happened on the other side.
struct PortalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "portal",
    abstract: "What the portal did with the files that were carried out.",
    subcommands: [PortalRecordCommand.self])
}

/// `rumkit portal record`.
struct PortalRecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Record a filled-in form, or what happened to one file.")

  @Argument(
    help: "The filled-in portal.csv; with --status a file by its name on the media, hash or path.")
  var file: String
  @Option(
    name: .long, help: "What the portal did: uploaded, pending, rejected, duplicate, acknowledged.",
    transform: { text in
      guard let status = PortalStatus(rawValue: text.lowercased()) else {
        let words = PortalStatus.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--status takes one of \(words), not '\(text)'")
      }
      return status
    })
  var status: PortalStatus?
  @Option(name: .long, help: "The portal's own words.")
  var words: String?
  @Option(name: .long, help: "When it was, in ISO 8601.")
  var at: String?
  @Option(name: .long, help: "The media that is meant, by its name or hash.")
  var media: String?
  @Flag(name: .long, help: "Show what would be recorded; record nothing.")
  var dryRun = false
  @Option(name: .long, help: "Write the result as text or json.")
  var format: ReportFormat = .text
  @OptionGroup var findings: FindingOptions
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if status == nil, words != nil || at != nil {
      throw ValidationError("--words and --at need --status")
    }
    if let at, TimeOptions.seconds(of: at) == nil {
      throw ValidationError("--at takes a time such as 2026-11-24T10:00:00Z, not '\(at)'")
    }
  }

  func run() throws {
    let console = common.console
    let session = try site.session(isDryRun: dryRun, time, console)
    let form = try status == nil ? PortalForm(console.table(file), file: file) : nil
    var recording: PortalRecording?
    func judge(_ reader: LedgerReader) throws(LedgerError) -> [SiteEventDraft] {
      var judged = PortalRecording(
        file, try reader.outboundFiles(.all), recorded: try reader.events([.portalRecorded]))
      let rows: [PortalForm.Row]
      if let form { rows = form.rows } else { rows = [try row(reader)] }
      for row in rows {
        judged.take(row, media: media, time: row.time.flatMap { TimeOptions.seconds(of: $0) })
      }
      recording = judged
      let isSound = judged.findings.isEmpty && form?.findings.isEmpty ?? true
      return isSound ? judged.drafts : []
    }
    if dryRun {
      _ = try session.read(console) { reader throws(LedgerError) in try judge(reader) }
    } else {
      _ = try console.ledger { () throws(LedgerError) in
        try session.ledger.append(by: session.author) { reader throws(LedgerError) in
          try judge(reader)
        }
      }
    }
    guard let recording else { return }
    var report = FindingsReport(listsAll: findings.allFindings)
    for finding in (form?.findings ?? []) + recording.findings { report.add(finding) }
    let isSound = report.counts.isEmpty
    let duplicates = recording.files.filter { $0.status == .duplicate }.map(\.file)
    let newReports = try session.read(console) { reader throws(LedgerError) in
      try reader.newReports(in: duplicates)
    }
    let result = PortalReport(
      recording, emptyRows: form?.emptyRows ?? 0, isRecorded: isSound && !dryRun,
      findings: report, newReports: newReports)
    try console.give(format == .json ? result.json.text : result.text, to: OutputOptions.parse([]))
    if form?.isUsable == false { throw ExitStatus.unreadable }
    if !isSound {
      console.error("nothing was recorded")
      throw ExitStatus.findings
    }
  }

  /// The one file as a row of a form. A name is one on the media first; a path that is there is known
  /// by its bytes, wherever it was copied to.
  private func row(_ ledger: LedgerReader) throws(LedgerError) -> PortalForm.Row {
    var hash: String?
    if file.count == 64, file.allSatisfy(\.isHexDigit) {
      hash = file.lowercased()
    } else {
      let named = try ledger.outboundFiles(.name(file))
      if named.isEmpty { hash = fileDigest(file)?.description }
    }
    return PortalForm.Row(
      line: 0, file: hash == nil ? file : nil, sha256: hash, status: status ?? .uploaded,
      words: words, time: at)
  }
}
