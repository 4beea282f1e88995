import AirGap
import ArgumentParser
import Presentation

/// `rumkit inspect`: what is this file?
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show what a file is and what it holds.")

  @OptionGroup var inputs: InputOptions
  @Option(name: .long, help: "Write the result as text, json or csv.")
  var format: OutputFormat<InspectionReport> = .text
  @Flag(
    name: .long,
    help: "Show only the skeleton: names of elements and keys, types, counts, lengths; no values.")
  var shape = false
  @OptionGroup var table: TableOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if shape, format.form == .csv { throw ValidationError("--shape is text or json") }
  }

  func run() throws {
    let delivery = Delivery(common, format, output, table: table)
    let errand = InspectFiles(InputRequest(inputs.files, delivery))
    guard shape else { return try ExitStatus.end(try errand.carryOut(delivery)) }
    let outcome = try common.console.errand(errand.shapes(common.console.tell))
    try delivery.give(ShapeReport(outcome))
    try ExitStatus.end(outcome.isIncomplete ? [.unreadable] : [])
  }
}

extension InspectFiles {
  /// Writes what files are and what they hold.
  ///
  /// - Returns: what the exit status has to report.
  /// - Throws: ``ExitStatus``; the reason has been printed.
  func carryOut(_ delivery: Delivery) throws(ExitStatus) -> [ExitStatus] {
    let inspection = try delivery.console.errand(run(delivery.console.tell))
    try delivery.give(InspectionReport(inspection))
    return inspection.isIncomplete ? [.unreadable] : []
  }
}
