import AirGap
import ArgumentParser
import Presentation

/// `rumkit site export`: every event, for another tool.
struct SiteExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Give out every event: as the lines that are hashed, or as a table.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case ndjson, csv
  }

  @Option(name: .long, help: "Write the events as ndjson or csv.")
  var format: Format = .ndjson
  @OptionGroup var table: TableOptions
  @OptionGroup var site: SiteOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let session = try site.lookingSession(console)
    let stream = try ResultStream(output, console)
    let errand = ExportEvents(session)
    switch format {
    case .ndjson: try console.errand(errand.eachLine { stream.write($0) })
    case .csv:
      stream.write(SiteLogReport.csvHeading(session.identity))
      try console.errand(
        errand.eachPage { events, counts in
          let page = SiteLogReport(session.identity, events, reportCounts: counts)
          stream.write(page.csvRows(isRaw: table.csvRaw))
        })
    }
    try stream.finish()
  }
}
