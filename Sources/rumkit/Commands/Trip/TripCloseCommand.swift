import AirGap
import ArgumentParser
import Assessment
import Presentation

/// `rumkit trip close`.
struct TripCloseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Somebody is back: which ACKs came back, and which did not.")

  @Argument(help: "The name of the trip.", completion: .trips)
  var name: String
  @Argument(
    help: "ACK files that came back and are not matched yet.",
    completion: .file())
  var acks: [String] = []
  @Option(name: .long, help: "Why the media never arrived.")
  var lost: String?
  @Option(name: .long, help: "Write the result as text or json.")
  var format: OutputFormat<TripReport> = .text
  @OptionGroup var findings: FindingOptions
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if lost?.holdsWord == false { throw ValidationError("--lost needs a reason") }
  }

  func run() throws {
    let session = try site.session(time, common.console)
    let errand = CloseTrip(name: name, acks: acks, lost: lost)
    try ExitStatus.end(
      try errand.carryOut(in: session, Delivery(common, format, nil, findings)))
  }
}

extension CloseTrip {
  /// Closes a trip, and writes what came back.
  ///
  /// - Returns: what the exit status has to report.
  /// - Throws: ``ExitStatus``; the reason has been printed.
  func carryOut(
    in session: SiteSession, _ delivery: Delivery
  ) throws(ExitStatus) -> [ExitStatus] {
    let outcome = try delivery.console.errand(try run(in: session, delivery.console.tell))
    let findings = FindingsReport(outcome.findings, listsAll: delivery.listsAll)
    let report = TripReport(
      session.identity, [TripStanding(outcome.trip, returned: outcome.returned)],
      findings: findings)
    try delivery.give(report)
    return (outcome.failed ? [.unreadable] : []) + delivery.failures(findings.reaches)
  }
}
