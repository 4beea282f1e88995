import AirGap
import ArgumentParser
import Presentation

/// `rumkit diagnose`: what is wrong, why, and what to do.
struct DiagnoseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagnose",
    abstract: "Find out from logs, show output and captures what is wrong, why, and what to do.")

  @OptionGroup var inputs: InputOptions
  @OptionGroup var way: WayOptions
  @Option(name: .long, help: "Write the result as text, json or csv.")
  var format: OutputFormat<DiagnosisReport> = .text
  @Option(name: .long, help: "Fail from this severity on: error, warning, note or never.")
  var failOn: FailLevel = .error
  @OptionGroup var pileUp: PileUpOptions
  @OptionGroup var table: TableOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let delivery = Delivery(common, format, output, table: table)
    let errand = DiagnoseFiles(
      InputRequest(inputs.files, delivery), topology: way.topology, site: way.place,
      marks: pileUp.marks)
    let now = try time.seconds()
    let outcome = try await common.console.errand(await errand.run(now: now, common.console.tell))
    let report = DiagnosisReport(outcome.diagnoses, isVerbose: common.verbose)
    try delivery.give(report)
    let fails = failOn.severity.map { report.reaches($0) } ?? false
    try ExitStatus.end((outcome.isIncomplete ? [.unreadable] : []) + (fails ? [.findings] : []))
  }
}
