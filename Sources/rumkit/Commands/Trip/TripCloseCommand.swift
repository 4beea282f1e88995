import AirGap
import ArgumentParser
import Assessment
import Presentation

/// `rumkit trip close`.
struct TripCloseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Somebody is back: which ACKs came home, and which did not.")

  @Argument(help: "The name of the trip.")
  var name: String
  @Argument(help: "ACK files that came back and are not matched yet; counted by their names.")
  var acks: [String] = []
  @Option(name: .long, help: "Why what was carried never arrived.")
  var lost: String?
  @Option(name: .long, help: "Write the result as text or json.")
  var format: ReportFormat = .text
  @OptionGroup var findings: FindingOptions
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if lost?.isEmpty == true { throw ValidationError("--lost needs a reason") }
  }

  func run() throws {
    let console = common.console
    let session = try site.session(time, console)
    let outcome = try console.errand(
      CloseTrip(name: name, acks: acks, lost: lost).run(in: session))
    let report = FindingsReport(outcome.findings, listsAll: findings.allFindings)
    let result = TripReport(
      session.identity, [TripStanding(outcome.trip, returned: outcome.returned)],
      findings: report)
    try console.give(format == .json ? result.json.text : result.text, to: nil)
    try ExitStatus.end(findings.fails(report) ? [.findings] : [])
  }
}
