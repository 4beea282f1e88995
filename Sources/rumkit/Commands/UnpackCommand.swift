import AirGap
import ArgumentParser
import Foundation
import LicenseFiles
import Presentation

/// `rumkit unpack`: an archive into a new folder, whole or not at all.
struct UnpackCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  static let configuration = CommandConfiguration(
    commandName: "unpack",
    abstract: "Unpack an archive safely, refusing what is not a plain file.")

  @Argument(help: "A tar, tar.gz or zip archive.", completion: .file())
  var archive: String
  @Option(name: .long, help: "The folder to make; it must not exist.", completion: .directory)
  var output: String
  @Option(name: .long, help: "Write the list of files as text or json.")
  var format: Format = .text
  @OptionGroup var common: CommonOptions

  func run() throws {
    guard FileManager.default.fileExists(atPath: archive) else {
      common.console.error("\(archive): there is no such file")
      throw ExitStatus.unreadable
    }
    guard let kind = ArchiveKind.of(archive) else {
      common.console.error("\(archive): it is not a tar, tar.gz or zip archive")
      common.console.hint("rumkit inspect tells what it is")
      throw ExitStatus.unreadable
    }
    do throws(Unpacker.Failure) {
      let files = try Unpacker.unpack(archive, kind: kind, to: output)
      let report = UnpackReport(archive: archive, folder: output, files: files)
      common.console.give(format == .json ? report.json.text : report.text)
    } catch {
      switch error {
      case .archive(let damage):
        common.console.error("\(archive): \(damage.reason); nothing was unpacked")
        if let id = damage.descriptor?.id { common.console.hint("rumkit explain \(id)") }
        throw ExitStatus.unreadable
      case .output(let failure):
        common.console.error("\(failure.reason); nothing was unpacked")
        throw ExitStatus.failed
      }
    }
  }
}
