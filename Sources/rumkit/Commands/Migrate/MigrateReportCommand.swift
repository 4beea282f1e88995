import AirGap
import ArgumentParser
import Assessment
import Foundation
import Presentation

/// `rumkit migrate report`: one migration for the change board.
struct MigrateReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Make the page of one migration for the change board.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case html, json, md
  }

  @OptionGroup var which: MigrationDeviceOptions
  @Option(name: .long, help: "html, json or md; else what the ending of --output says, or html.")
  var format: Format?
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  private var wanted: Format {
    if let format { return format }
    let name = output.output?.lowercased() ?? ""
    if name.hasSuffix(".json") { return .json }
    return name.hasSuffix(".md") || name.hasSuffix(".markdown") ? .md : .html
  }

  func run() throws {
    let console = common.console
    if format == nil, output.output == nil, isatty(1) == 1 {
      console.error("a page is not for a terminal")
      console.hint("rumkit migrate report --output report.html, or --format md or json")
      throw ExitStatus.usage
    }
    let session = try site.lookingSession(time, console)
    let run = try console.errand(session.migration(of: which.device, mustBeOpen: false))
    let head = try console.errand(session.head())
    let report = MigrationReport(
      run, site: session.identity, head: head, now: session.now, toolVersion: Rumkit.versionText)
    let text =
      switch wanted {
      case .html: report.page.text
      case .json: report.json.text
      case .md: report.markdown
      }
    try console.give(text, to: output)
  }
}
