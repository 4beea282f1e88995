import AirGap
import ArgumentParser
import Presentation

/// `rumkit migrate status`: where the migrations of the site stand, or one of them step by step.
struct MigrateStatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show how far the migrations are, or one of them step by step."
  )

  @OptionGroup var which: MigrationDeviceOptions
  @Option(name: .long, help: "Write the result as text, json or csv.")
  var format: OutputFormat<MigrationStatusReport> = .text
  @OptionGroup var table: TableOptions
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let session = try site.lookingSession(time, console)
    let runs =
      if let name = which.device {
        [try console.errand(session.migration(of: name, mustBeOpen: false))]
      } else {
        try console.errand(session.migrations())
      }
    try Delivery(common, format, output, table: table).give(
      MigrationStatusReport(
        session.identity, runs, now: session.now, isDetailed: which.device != nil))
  }
}
