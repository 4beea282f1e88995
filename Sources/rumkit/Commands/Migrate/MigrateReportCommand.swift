import AirGap
import ArgumentParser
import Assessment
import Foundation
import Presentation

/// `rumkit migrate report`: one migration for the change board.
struct MigrateReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Make the page of one migration for the change board.")

  @OptionGroup var which: MigrationDeviceOptions
  @Option(name: .long, help: "html, json or md; otherwise by the ending of --output, or html.")
  var format: OutputFormat<MigrationReport>?
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let delivery = Delivery(
      common, format ?? .ending(output.output) ?? OutputFormat(.html), output)
    try delivery.refusePageOnTerminal(isChosen: format != nil, forms: "md or json")
    let session = try site.lookingSession(time, console)
    let run = try console.errand(session.migration(of: which.device, mustBeOpen: false))
    let head = try console.errand(session.head())
    try delivery.give(
      MigrationReport(
        run, site: session.identity, head: head, now: session.now,
        toolVersion: ThisProgram.version))
  }
}
