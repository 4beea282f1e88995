import AirGap
import ArgumentParser
import DeviceOutput
import LicenseFiles
import Presentation

/// `rumkit inspect`: what is this file?
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Tell what a file is and what it holds.")

  @OptionGroup var inputs: InputOptions
  @Option(name: .long, help: "Write the result as text, json or csv.")
  var format: ResultFormat = .text
  @Flag(
    name: .long,
    help: "Show only the skeleton: names of elements and keys, types, counts, lengths; no values.")
  var shape = false
  @OptionGroup var table: TableOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if shape, format == .csv { throw ValidationError("--shape is text or json") }
  }

  func run() throws {
    if shape { return try showShapes() }
    try ExitStatus.end(
      try Inspection(files: inputs.files).carryOut(
        Delivery(common, format, table, output)))
  }

  private func showShapes() throws {
    let console = common.console
    let walker = InputWalker(inputs.files)
    for error in walker.missing { console.error(error.description) }
    var failed = !walker.missing.isEmpty
    walker.tellSkipped(isVerbose: common.verbose, console.tell)
    try console.refuseToReplace(walker.inputs.map(\.name), with: output.output)
    var report = ShapeReport()
    for (index, input) in walker.inputs.enumerated() {
      var member = 0
      do throws(ReadingError) {
        try input.eachShape { shape in
          member += 1
          report.add(shape, file: index + 1, member: input.archive == nil ? nil : member)
        }
      } catch {
        console.error(error.description)
        failed = failed || input.isExplicit
      }
    }
    try console.give(format == .json ? report.json.text : report.text, to: output)
    try ExitStatus.end(failed ? [.unreadable] : [])
  }
}

/// Tells what files are.
struct Inspection {
  let files: [String]

  /// Gives out what they are and what they hold.
  ///
  /// - Returns: what the exit status has to tell.
  /// - Throws: ``ExitStatus``; the reason has been said.
  func carryOut(_ delivery: Delivery) throws(ExitStatus) -> [ExitStatus] {
    var report = InspectionReport()
    var file = InspectionReport.File("")
    var reading = try InputReading(files, delivery)
    reading.each(
      showsOthers: true,
      holding: { report.begin($0) },
      begin: { file = InspectionReport.File($0) },
      item: { file.add($0) },
      deviceOutput: { file.add(DeviceOutputReader.read(name: $0, bytes: $1)) },
      end: {
        file.end($0)
        report.add(file)
      })
    try delivery.give(
      report.text(isVerbose: delivery.isVerbose), json: report.json,
      csv: report.csv(isRaw: delivery.isRaw))
    return reading.failed ? [.unreadable] : []
  }
}
