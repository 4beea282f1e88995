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
  @Flag(name: .long, help: "Leave cells as they are, also where a spreadsheet sees a formula.")
  var csvRaw = false
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    var report = InspectionReport()
    var file = InspectionReport.File("")
    var reading = try InputReading(inputs.files, common, writingTo: output)
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
    let text =
      switch format {
      case .text: report.text(isVerbose: common.verbose)
      case .json: report.json.text
      case .csv: report.csv(isRaw: csvRaw)
      }
    try common.console.give(text, to: output)
    try ExitStatus.end(reading.failed ? [.unreadable] : [])
  }
}
