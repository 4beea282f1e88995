import AirGap
import ArgumentParser
import Assessment
import LicenseFiles
import Presentation

/// `rumkit validate`: every finding, so that one trip is enough.
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Find everything that is wrong with usage files, ACKs, media and bags.")

  enum Expected: String, ExpressibleByArgument, CaseIterable {
    case anything, usage, ack
  }

  @OptionGroup var inputs: InputOptions
  @Option(name: .long, help: "What the files must be: anything, usage or ack.")
  var expect: Expected = .anything
  @Option(name: .long, help: "Write the result as text, json or csv.")
  var format: OutputFormat<FindingsReport> = .text
  @OptionGroup var pileUp: PileUpOptions
  @OptionGroup var table: TableOptions
  @OptionGroup var findings: FindingOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let context = RuleContext(
      now: try time.seconds(), isNowGiven: time.given != nil, expected: expectation,
      marks: pileUp.marks)
    let delivery = Delivery(common, format, output, table: table, findings)
    let errand = ValidateFiles(InputRequest(inputs.files, delivery), context)
    try ExitStatus.end(try await errand.carryOut(delivery))
  }

  private var expectation: RuleContext.Expectation {
    switch expect {
    case .anything: .anything
    case .usage: .usage
    case .ack: .ack
    }
  }
}

extension ValidateFiles {
  /// Writes what is wrong.
  ///
  /// - Returns: what the exit status has to report.
  /// - Throws: ``ExitStatus``; the reason has been printed.
  func carryOut(_ delivery: Delivery) async throws(ExitStatus) -> [ExitStatus] {
    let outcome = try await delivery.console.errand(await run(delivery.console.tell))
    let report = outcome.findings
    try delivery.give(report)
    if delivery.form == .csv, report.omitted > 0 {
      delivery.console.warning(
        "\(report.omitted) findings are not in the table"
          + (report.isCut ? "" : "; --all-findings lists them"))
    }
    return (outcome.isIncomplete ? [.unreadable] : []) + delivery.failures(report.reaches)
  }
}
