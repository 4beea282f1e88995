import ArgumentParser
import Foundation

/// The command line.
@main
struct Rumkit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rumkit",
    abstract: "Carry Smart Licensing usage across an air gap, and prove that it arrived.",
    discussion: """
      It reads the usage (RUM) files that Cisco devices save and the ACKs that the portal returns,
      without a network. Each command has a manual page: man rumkit-validate, and so on.
      """,
    version: Rumkit.versionText,
    subcommands: [
      InspectCommand.self, ValidateCommand.self, SummarizeCommand.self, ExplainCommand.self,
      PackCommand.self, VerifyCommand.self, UnpackCommand.self,
    ])

  /// The version of the tool, as evidence names it.
  static let versionText = "0.1.0"

  static func main() async {
    // A reader that has seen enough, such as head, is no failure.
    signal(SIGPIPE, SIG_DFL)
    do {
      var command = try parseAsRoot()
      if var waiting = command as? any AsyncParsableCommand {
        try await waiting.run()
      } else {
        try command.run()
      }
    } catch let status as ExitStatus {
      Foundation.exit(status.rawValue)
    } catch {
      exit(withError: error)
    }
  }
}
