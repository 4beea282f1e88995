import AirGap
import ArgumentParser
import Foundation
import LicenseFiles
import Presentation

/// The command line.
@main
struct Rumkit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rumkit",
    abstract: "Carry Smart Licensing usage across an air gap, and prove that it arrived.",
    discussion: """
      It reads the usage (RUM) files that Cisco devices save and the ACKs that the portal returns, \
      without a network. Each command has a manual page: man rumkit-validate, and so on.
      """,
    version: ThisProgram.description,
    groupedSubcommands: [
      CommandGroup(
        name: "Every Month",
        subcommands: [
          RitualCommand.self, StatusCommand.self, CommandsCommand.self, PackCommand.self,
          TripCommand.self, PortalCommand.self, AckCommand.self, ImportCommand.self,
          ConfirmCommand.self,
        ]),
      CommandGroup(
        name: "Look",
        subcommands: [
          InspectCommand.self, ValidateCommand.self, SummarizeCommand.self, DiffCommand.self,
          APsCommand.self, ReportCommand.self,
        ]),
      CommandGroup(
        name: "Devices",
        subcommands: [
          CheckCommand.self, DiagnoseCommand.self, PlanCommand.self, MigrateCommand.self,
          ResetCommand.self, DeviceCommand.self,
        ]),
      CommandGroup(
        name: "Keep",
        subcommands: [
          SiteCommand.self, VerifyCommand.self, RedactCommand.self, ExplainCommand.self,
          UnpackCommand.self,
        ]),
    ])

  static func main() async {
    ThisProgram.settle()
    // A reader that has seen enough, such as head, is not a failure.
    signal(SIGPIPE, SIG_DFL)
    // A file that grows past a limit is an error to be reported; it does not end the process.
    signal(SIGXFSZ, SIG_IGN)
    if let name = unreadableArgument {
      StandardStream.error.write(
        "rumkit: error: the argument \(name) is not UTF-8 text: rename the file\n".utf8)
      Foundation.exit(ExitStatus.usage.rawValue)
    }
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let complaint = CommandNames.complaint(about: arguments) {
      StandardStream.error.write("rumkit: error: \(TerminalText.escaped(complaint))\n".utf8)
      Foundation.exit(ExitStatus.usage.rawValue)
    }
    do {
      let isQuiet = arguments.prefix { $0 != "--" }.contains("--quiet")
      try await WorkMeter.$current.withValue(ProgressLine.meter(isQuiet: isQuiet)) {
        try await run(arguments)
      }
    } catch let status as ExitStatus {
      Foundation.exit(status.rawValue)
    } catch {
      end(with: error)
    }
  }

  private static func run(_ arguments: [String]) async throws {
    var command = try parseAsRoot(SiteClockOffsetCommand.withNumberLast(arguments))
    if var waiting = command as? any AsyncParsableCommand {
      try await waiting.run()
    } else {
      try command.run()
    }
  }

  /// The first argument that is not text, with its bytes escaped. Swift would put other characters in
  /// place, which name another file.
  private static var unreadableArgument: String? {
    (0..<Int(CommandLine.argc)).lazy.compactMap { CommandLine.unsafeArgv[$0] }
      .map { UnsafeRawBufferPointer(start: $0, count: strlen($0)) }
      .first { String(validating: $0, as: UTF8.self) == nil }.map { NameBytes.escaped($0) }
  }

  /// Says what is wrong with the arguments, or shows the help that was asked for. Arguments are
  /// untrusted text too: a file's name may have come with them.
  private static func end(with error: any Error) -> Never {
    let code = exitCode(for: error)
    let safe = withHousePrefix(withoutRawArguments(fullMessage(for: error))).split(
      separator: "\n", omittingEmptySubsequences: false
    )
    .map { TerminalText.escaped(String($0), limit: 4000) }.joined(separator: "\n")
    let text =
      code.isSuccess
      ? withWrappedUsage(safe) : WrappedText.usage(safe, columns: Screen.columns(of: 2))
    let target: StandardStream = code.isSuccess ? .output : .error
    if !text.isEmpty, !target.write((text + "\n").utf8), code.isSuccess {
      Console().sayUnwritten()
      Foundation.exit(ExitStatus.failed.rawValue)
    }
    Foundation.exit(code.rawValue)
  }

  /// Help with its line of usage broken like the rest of it; the parser leaves that one long.
  private static func withWrappedUsage(_ help: String) -> String {
    help.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix("USAGE: ")
        ? WrappedText.usage(String(line), columns: Screen().columns(for: nil) ?? 80) : String(line)
    }.joined(separator: "\n")
  }

  /// The parser's message with the beginning of every other error, in the house's small letters.
  private static func withHousePrefix(_ message: String) -> String {
    let mark = "Error: "
    guard message.hasPrefix(mark) else { return message }
    var words = message.dropFirst(mark.count)
    if words.hasPrefix("Missing expected argument"),
      let unknown = CommandNames.unknownOption(in: Array(CommandLine.arguments.dropFirst()))
    {
      let rest = words.split(separator: "\n").drop { !$0.hasPrefix("Usage:") }
      words = ([unknown[...]] + rest).joined(separator: "\n")[...]
    }
    if let near = CommandNames.nearValue(in: words) {
      let end = words.firstIndex(of: "\n") ?? words.endIndex
      words =
        "\(words[..<end].split(separator: ". Please")[0]).\(near)"[...]
        + (words.range(of: "\nUsage:").map { words[$0.lowerBound...] } ?? "")
    }
    return "rumkit: error: \(words.prefix(1).lowercased())\(words.dropFirst())"
  }

  /// A message in which every argument is on one line: the parser quotes them as they were typed, and
  /// what follows a line end would read like a line of the program.
  private static func withoutRawArguments(_ message: String) -> String {
    // An argument may be quoted without its dashes, or only what comes after its `=`.
    let quoted = CommandLine.arguments.dropFirst().flatMap { argument in
      [argument, String(argument.drop { $0 == "-" })]
        + [argument.firstIndex(of: "=").map { String(argument[argument.index(after: $0)...]) }]
        .compactMap { $0 }
    }
    return Set(quoted).sorted { $0.count > $1.count }.reduce(message) { text, argument in
      let escaped = TerminalText.escaped(argument)
      return argument.isEmpty || escaped == argument
        ? text : text.replacing(argument, with: escaped)
    }
  }
}
