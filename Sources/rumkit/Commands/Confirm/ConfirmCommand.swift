import AirGap
import ArgumentParser
import Assessment
import Presentation

/// `rumkit confirm`: the device's own output closes the cycle, or says what is missing.
struct ConfirmCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "confirm",
    abstract: "Prove from a device's output that it accepted its ACK, and close the cycle.")

  @OptionGroup var inputs: InputOptions
  @Option(
    name: .long,
    help: "The device, when the output does not say it: PID:SERIAL, host name or serial number.",
    completion: .devices)
  var device: String?
  @Flag(name: .long, help: "Show the judgement; record nothing.")
  var dryRun = false
  @Option(name: .long, help: "Write the result as text or json.")
  var format: OutputFormat<ConfirmationReport> = .text
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let session = try site.session(isDryRun: dryRun, time, console)
    let errand = ConfirmImports(inputs.files, device: device, isDryRun: dryRun)
    try ExitStatus.end(try errand.carryOut(in: session, Delivery(common, format, output)))
  }
}

extension ConfirmImports {
  /// Proves imports, and writes what was proved.
  ///
  /// - Returns: what the exit status has to report.
  /// - Throws: ``ExitStatus``; the reason has been printed.
  func carryOut(
    in session: SiteSession, _ delivery: Delivery
  ) throws(ExitStatus) -> [ExitStatus] {
    let outcome = try delivery.console.errand(
      try run(in: session, delivery.console.tell))
    try delivery.give(ConfirmationReport(outcome))
    return ExitStatus.of(outcome)
  }
}

extension ExitStatus {
  /// What the proof of imports has to tell.
  static func of(_ outcome: ConfirmationOutcome) -> [ExitStatus] {
    var statuses: [ExitStatus] = outcome.isUnfit ? [.unreadable] : []
    if outcome.openCount + outcome.contradictedCount > 0 {
      statuses.append(outcome.closedCount > 0 ? .partly : .findings)
    }
    return statuses
  }
}
