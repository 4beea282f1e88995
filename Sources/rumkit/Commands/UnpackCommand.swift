import AirGap
import ArgumentParser
import Presentation

/// `rumkit unpack`: an archive into a new folder, whole or not at all.
struct UnpackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unpack",
    abstract: "Unpack an archive safely, refusing what is not a plain file.")

  @Argument(help: "A tar, tar.gz or zip archive.", completion: .file())
  var archive: String
  @Option(name: .long, help: "The folder to make; it must not exist.", completion: .directory)
  var output: String
  @Option(name: .long, help: "Write the list of files as text or json.")
  var format: OutputFormat<UnpackReport> = .text
  @OptionGroup var common: CommonOptions

  func run() throws {
    let files = try common.console.errand(try UnpackArchive(archive, to: output).run())
    try Delivery(common, format).give(
      UnpackReport(archive: archive, folder: output, files: files))
  }
}
