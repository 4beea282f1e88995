import AirGap
import ArgumentParser
import Assessment
import Presentation

/// `rumkit aps`: the access points in a controller's count, and an inventory beside them.
struct APsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "aps",
    abstract: "List the access points in a controller's count, and compare an inventory.")

  @OptionGroup var inputs: InputOptions
  @Option(
    name: .long,
    help:
      "Compare with this table, or with show ap summary, inventory or config general; repeatable.",
    completion: .file())
  var inventory: [String] = []
  @Flag(name: .long, help: "Show how many of each model there were over time.")
  var byModel = false
  @Option(name: .long, help: "Write the result as text, json or csv.")
  var format: OutputFormat<AccessPointReport> = .text
  @OptionGroup var table: TableOptions
  @OptionGroup var findings: FindingOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let errand = ListAccessPoints(
      InputRequest(inputs.files, common, findings, output), inventories: inventory)
    let outcome = try console.errand(errand.run(console.tell))
    try Delivery(common, format, output, table: table)
      .give(AccessPointReport(outcome, byModel: byModel))
    // The lists need the content: what could not be read makes them incomplete.
    try ExitStatus.end(
      (outcome.isIncomplete ? [.unreadable] : [])
        + (findings.fails(outcome.findings) ? [.findings] : []))
  }
}
