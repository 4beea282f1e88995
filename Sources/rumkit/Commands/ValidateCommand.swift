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
  var format: ResultFormat = .text
  @OptionGroup var pileUp: PileUpOptions
  @OptionGroup var table: TableOptions
  @OptionGroup var findings: FindingOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let context = RuleContext(
      now: try time.seconds(), expected: expectation, marks: pileUp.marks)
    try ExitStatus.end(
      try await Validation(files: inputs.files, context: context).carryOut(
        Delivery(common, format, table, output, findings)))
  }

  private var expectation: RuleContext.Expectation {
    switch expect {
    case .anything: .anything
    case .usage: .usage
    case .ack: .ack
    }
  }
}

/// Finds everything that is wrong with files.
struct Validation {
  let files: [String]
  let context: RuleContext

  /// Gives out what is wrong.
  ///
  /// - Returns: what the exit status has to tell.
  /// - Throws: ``ExitStatus``; the reason has been said.
  func carryOut(_ delivery: Delivery) async throws(ExitStatus) -> [ExitStatus] {
    var judge = Judge(.standard, context: context)
    var report = FindingsReport(listsAll: delivery.listsAll)
    var reading = try InputReading(files, delivery)
    var holdings: [Holding] = []
    reading.each(
      holding: { if let holding = $0, holding.isOfThisTool { holdings.append(holding) } },
      begin: { judge.begin($0) },
      item: { for finding in judge.take($0) { report.add(finding) } },
      end: { for finding in judge.end($0) { report.add(finding) } })
    for finding in judge.finish() { report.add(finding) }
    var cannotVerify = false
    for holding in holdings {
      do throws(ReadingError) {
        // Each by itself: media and bags that lie side by side need not be of one run.
        let verification = try await verifyMedia([holding.path])
        report.addNew(verification.findings)
      } catch {
        delivery.console.error(error.description)
        cannotVerify = true
      }
    }
    report.sortByPlace()
    try delivery.give(
      report.text(), json: report.json, csv: report.csv(isRaw: delivery.isRaw))
    return (reading.failed || cannotVerify ? [.unreadable] : [])
      + delivery.failures(report.reaches)
  }
}
