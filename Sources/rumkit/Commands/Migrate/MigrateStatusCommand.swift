import AirGap
import ArgumentParser
import Presentation

/// `rumkit migrate status`: where the migrations of the site stand, or one of them step by step.
struct MigrateStatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show where the migrations stand, or one step by step.")

  @OptionGroup var which: MigrationDeviceOptions
  @Option(name: .long, help: "Write the result as text, json or csv.")
  var format: ResultFormat = .text
  @Flag(name: .long, help: "Leave cells as they are, also where a spreadsheet sees a formula.")
  var csvRaw = false
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
    let text = MigrationText(session.identity, now: session.now)
    let result =
      switch format {
      case .text:
        if which.device != nil, let run = runs.first {
          text.detail(run, columns: Screen().columns(for: output))
        } else {
          text.list(runs, columns: Screen().columns(for: output))
        }
      case .json: MigrationData.json(session.identity, runs).text
      case .csv: MigrationData.csv(session.identity, runs, isRaw: csvRaw)
      }
    try console.give(result, to: output)
  }
}
