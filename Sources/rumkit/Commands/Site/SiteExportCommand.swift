import AirGap
import ArgumentParser
import Presentation

/// Every event, written as it is read: there may be more than memory holds.
enum EventExport: HasForms {
  static var forms: [OutputForm] { [.csv, .ndjson] }
}

/// `rumkit site export`: every event, for another tool.
struct SiteExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Give out every event: as the lines that are hashed, or as a table.")

  @Option(name: .long, help: "Write the events as ndjson or csv.")
  var format: OutputFormat<EventExport> = OutputFormat(.ndjson)
  @OptionGroup var table: TableOptions
  @OptionGroup var site: SiteOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let session = try site.lookingSession(console)
    let stream = try ResultStream(output, console)
    let errand = ExportEvents(session)
    if format.form == .ndjson {
      try console.errand(errand.eachLine { stream.write($0) })
    } else {
      stream.write(SiteLogReport.csvHeading(session.identity))
      try console.errand(
        errand.eachPage {
          stream.write(SiteLogReport(session.identity, $0).csvRows(isRaw: table.csvRaw))
        })
    }
    try stream.finish()
  }
}
