import AirGap
import ArgumentParser
import Assessment
import LicenseFiles
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
  var format: ReportFormat = .text
  @OptionGroup var site: SiteOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let ledger = try site.openForReading(console)
    let entries = try console.ledger { () throws(LedgerError) in
      try ledger.read { reader throws(LedgerError) in
        var entries: [TripReport.Entry] = []
        for trip in try reader.history().trips {
          let contents = try trip.isOpen ? TripContents(trip: trip.name, reader) : nil
          entries.append(
            TripReport.Entry(
              trip, returned: try contents?.returned(since: trip.openedAt, reader)))
        }
        return entries
      }
    }
    let report = TripReport(ledger.identity, entries)
    try console.give(format == .json ? report.json.text : report.text, to: output)
  }
}
