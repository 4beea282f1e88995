import AirGap
import ArgumentParser
import Assessment
import Presentation

/// `rumkit ack match`: which reports are acknowledged, and which ACK belongs to which device.
struct AckMatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Show which reports are acknowledged, and which ACK belongs to which device.")

  @OptionGroup var inputs: InputOptions
  @Option(
    name: .long, parsing: .upToNextOption,
    help: "What was exported: usage files, folders, outbound media, evidence bags.",
    completion: .file())
  var usage: [String] = []
  @OptionGroup var ties: AckTieOptions
  @Option(name: .long, help: "Write the result as text, json or csv.")
  var format: OutputFormat<AckMatchReport> = .text
  @OptionGroup var table: TableOptions
  @OptionGroup var findings: FindingOptions
  @OptionGroup var site: SiteOptions
  @Flag(name: .long, help: "Ignore the site in use: match only what --usage names.")
  var noSite = false
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let errand = MatchAcks(
      inputs.files, usage: usage, ties: ties.ties, isVerbose: common.verbose,
      output: output.output)
    let session = try noSite ? nil : site.sessionIfInUse(time, console)
    let now = try time.seconds()
    try ExitStatus.end(
      try errand.carryOut(
        in: session, now: now, Delivery(common, format, output, table: table, findings)))
  }
}

extension MatchAcks {
  /// Matches, and writes what belongs to what.
  ///
  /// - Returns: what the exit status has to report.
  /// - Throws: ``ExitStatus``; the reason has been printed.
  func carryOut(
    in session: SiteSession?, now: Int64, _ delivery: Delivery
  ) throws(ExitStatus) -> [ExitStatus] {
    let console = delivery.console
    let outcome: AckMatchOutcome
    if let session {
      outcome = try console.errand(try run(in: session, console.tell))
    } else {
      outcome = try console.errand(try run(now: now, console.tell))
    }
    let findings = FindingsReport(outcome.result.findings, listsAll: delivery.listsAll)
    let report = AckMatchReport(outcome, findings, acceptedNames: ties.acceptNames)
    try delivery.give(report)
    return (outcome.failed ? [.unreadable] : []) + delivery.failures(findings.reaches)
  }
}
