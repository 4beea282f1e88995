import AirGap
import ArgumentParser
import Presentation

/// `rumkit redact`: a copy that can be shared.
struct RedactCommand: ParsableCommand {

  static let configuration = CommandConfiguration(
    commandName: "redact",
    abstract: "Make a copy that can be shared: names and numbers replaced, secrets removed.")

  @OptionGroup var inputs: InputOptions
  @Option(
    name: .long,
    help: "Where the copy goes: a file for one file, otherwise a folder that does not exist yet.",
    completion: .file())
  var output: String
  @Option(
    name: .long,
    help: "The secret that pseudonyms are made from; the file is created if it does not exist.",
    completion: .file())
  var key: String?
  @Option(
    name: .long, help: "Write the originals with their pseudonyms to this file, for you alone.",
    completion: .file())
  var map: String?
  @Flag(name: .long, help: "Read text that is not recognised as device output.")
  var asDeviceOutput = false
  @Flag(name: .long, help: "Replace the files that --output and --map name.")
  var force = false
  @Option(name: .long, help: "Write the result as text or json.")
  var format: OutputFormat<RedactionReport> = .text
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    var errand = RedactFiles(inputs.files, isVerbose: common.verbose, output: output)
    errand.key = key
    errand.map = map
    errand.readsAnyText = asDeviceOutput
    errand.overwrites = force
    let wording = RedactFiles.Wording(escaping: TerminalText.lines, map: RedactionReport.map)
    let outcome = try console.errand(errand.run(wording, console.tell))
    try Delivery(common, format).give(RedactionReport(outcome, output: output, map: map))
  }
}
