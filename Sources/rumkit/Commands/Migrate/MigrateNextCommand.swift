import AirGap
import ArgumentParser
import Presentation

/// `rumkit migrate next`: the step that is due, ready to paste.
struct MigrateNextCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "next", abstract: "Show the next step, ready to paste.")

  @OptionGroup var which: MigrationDeviceOptions
  @Option(name: .long, help: "Write the result as text or json.")
  var format: OutputFormat<MigrationAnswer> = .text
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let session = try site.lookingSession(time, console)
    let run = try console.errand(session.migration(of: which.device, mustBeOpen: false))
    let text = MigrationText(session.identity, now: session.now).next(
      run, until: try console.errand(session.waitEnds(run)),
      guarded: try console.errand(session.guardRefusal(run)),
      device: which.device ?? run.subject.device.description)
    try Delivery(common, format, output).give(
      MigrationAnswer(text, json: MigrationData.json(session.identity, [run])))
  }
}
