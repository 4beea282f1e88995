import AirGap
import ArgumentParser
import Assessment
import Presentation

/// `rumkit check`: does a device meet what is required of it?
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract:
      "Check device output against what is required: 9800-CL ACK, deadlines, FN72578 and more.")

  @OptionGroup var inputs: InputOptions
  @OptionGroup var way: WayOptions
  @Option(name: .long, help: "Write the result as text, json or csv, or the ACK deadlines as ics.")
  var format: OutputFormat<RequirementsReport> = .text
  @OptionGroup var monitoring: MonitorOptions
  @Option(name: .long, help: "Fail from this severity on: error, warning, note or never.")
  var failOn: FailLevel = .error
  @OptionGroup var pileUp: PileUpOptions
  @Flag(
    name: .long, help: "Only check: record nothing of what the captures show in the site in use.")
  var noRecord = false
  @OptionGroup var table: TableOptions
  @Option(name: .customLong("operator"), help: "The operator; otherwise the name of this user.")
  var operatorName: String?
  @Option(name: .long, help: "The witness, where logins are shared.")
  var witness: String?
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func validate() throws { try monitoring.validate(beside: format.form) }

  func run() throws {
    let console = common.console
    let acting = Acting(operatorName: operatorName, witness: witness, now: time.given)
    let errand = CheckDevices(
      inputs.files, topology: way.topology, site: way.place, marks: pileUp.marks,
      records: !noRecord)
    guard !monitoring.monitor else {
      // A plugin that fails is unknown to the monitoring system, whatever failed.
      let outcome = try? console.errand(try errand.run(by: acting, console.tell))
      let unknown = RequirementsOutcome([], now: try time.seconds())
      return try monitoring.give(
        RequirementsReport(outcome ?? unknown).monitoring, console, to: output)
    }
    let outcome = try console.errand(try errand.run(by: acting, console.tell))
    if !outcome.devices.isEmpty {
      try Delivery(common, format, output, table: table).give(RequirementsReport(outcome))
    }
    try ExitStatus.end(
      (outcome.isIncomplete ? [.unreadable] : []) + (outcome.isUnrecorded ? [.failed] : [])
        + (failOn.severity.map(outcome.reaches) == true ? [.findings] : []))
  }
}
