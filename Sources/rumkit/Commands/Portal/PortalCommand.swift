import AirGap
import ArgumentParser
import Assessment
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
    help: "Filled-in portal.csv; with --status one file by its name on the media, hash or path.",
    completion: .file())
  var files: [String]
  @Option(
    name: .long,
    help:
      "What the portal did: uploaded, pending, rejected, duplicate, acknowledged, or No Errors, Errors."
  )
  var status: String?
  @Option(name: .long, help: "The portal's own words.")
  var words: String?
  @Option(name: .long, help: "When it happened, in ISO 8601.")
  var at: String?
  @Option(name: .long, help: "Which media it was, by name or hash.")
  var media: String?
  @Flag(name: .long, help: "Show what would be recorded; record nothing.")
  var dryRun = false
  @Option(name: .long, help: "Write the result as text or json.")
  var format: OutputFormat<PortalReport> = .text
  @OptionGroup var findings: FindingOptions
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if files.isEmpty { throw ValidationError("name the form that was filled in at the portal") }
    if status != nil, files.count > 1 { throw ValidationError("--status is for one file") }
    if let status, PortalStatus(said: status) == nil {
      throw ValidationError("--status takes one of \(PortalStatus.words), not '\(status)'")
    }
    if status == nil, words != nil || at != nil {
      throw ValidationError("--words and --at need --status")
    }
    if let at, TimeOptions.seconds(of: at) == nil {
      throw ValidationError("--at takes a time such as 2026-11-24T10:00:00Z, not '\(at)'")
    }
  }

  func run() throws {
    let session = try site.session(isDryRun: dryRun, time, common.console)
    let source: RecordPortal.Source =
      status.flatMap { PortalStatus(said: $0) }.map {
        .word(PortalWord(files[0], $0, said: status, words: words, at: at))
      } ?? .forms(files)
    let errand = RecordPortal(source, media: media, isDryRun: dryRun)
    try ExitStatus.end(
      try errand.carryOut(in: session, Delivery(common, format, nil, findings)))
  }
}

extension RecordPortal {
  /// Records what the portal did, and gives it out.
  ///
  /// - Returns: what the exit status has to report.
  /// - Throws: ``ExitStatus``; the reason has been printed.
  func carryOut(
    in session: SiteSession, _ delivery: Delivery
  ) throws(ExitStatus) -> [ExitStatus] {
    let outcome = try delivery.console.errand(run(in: session))
    let report = PortalReport(
      outcome, findings: FindingsReport(outcome.findings, listsAll: delivery.listsAll))
    try delivery.give(report)
    guard outcome.isUsable else { return [.unreadable] }
    guard !outcome.findings.isEmpty else { return [] }
    delivery.console.error("nothing was recorded")
    return [.findings]
  }
}
