import AirGap
import ArgumentParser
import Assessment
import LicenseFiles
import Presentation

/// `rumkit summarize`: usage per product instance and entitlement, and what ACKs say.
struct SummarizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "summarize",
    abstract: "Show usage per device and entitlement, and what ACKs say.")

  @OptionGroup var inputs: InputOptions
  @Option(name: .long, help: "Write the result as text, json or csv.")
  var format: OutputFormat<SummaryReport> = .text
  @Flag(name: .long, help: "Draw the counts over time, as wide as the terminal.")
  var chart = false
  @OptionGroup var table: TableOptions
  @OptionGroup var findings: FindingOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if chart, format.form != .text {
      throw ValidationError("--chart draws text: leave --format out")
    }
  }

  func run() throws {
    let console = common.console
    let errand = SummarizeUsage(InputRequest(inputs.files, common, findings, output))
    let outcome = try console.errand(errand.run(console.tell))
    let report = SummaryReport(outcome.usage, acknowledgements: outcome.acknowledgements)
    if chart {
      try console.give(drawn(report), to: output)
    } else {
      try Delivery(common, format, output, table: table).give(report)
    }
    let told = Set(RuleSet.identity.descriptors.map(\.id))
    for finding in outcome.findings.listed
    where finding.severity == .error || told.contains(finding.id) || common.verbose {
      console.warning(
        "\(finding.location.file)\(finding.location.line.map { ":\($0)" } ?? ""): \(finding.message)"
      )
    }
    // The figures need the content: what could not be read makes them incomplete.
    try ExitStatus.end(
      (outcome.isIncomplete ? [.unreadable] : [])
        + (findings.fails(outcome.findings) ? [.findings] : []))
  }

  private func drawn(_ report: SummaryReport) -> String {
    let screen = Screen()
    return report.chart(
      showsTags: common.verbose, columns: screen.columns(for: output) ?? 80, glyphs: screen.glyphs)
  }
}
