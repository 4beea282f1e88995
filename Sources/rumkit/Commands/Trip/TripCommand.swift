import AirGap
import ArgumentParser
import Assessment
import Presentation

/// `rumkit trip`: what crosses the gap, and with whom.
struct TripCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trip",
    abstract: "What crosses the gap, with whom, and what came back.",
    subcommands: [TripOpenCommand.self, TripListCommand.self, TripCloseCommand.self])
}

/// `rumkit trip list`.
struct TripListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the trips, the open ones with what is missing.")

  @Option(name: .long, help: "Write the result as text or json.")
  var format: OutputFormat<TripReport> = .text
  @OptionGroup var site: SiteOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let session = try site.lookingSession(console)
    let report = TripReport(session.identity, try console.errand(session.trips()))
    try Delivery(common, format, output).give(report)
  }
}
