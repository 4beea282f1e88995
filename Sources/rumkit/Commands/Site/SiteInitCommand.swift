import AirGap
import ArgumentParser
import Assessment
import Presentation

/// `rumkit site init`: a site and its first event.
struct SiteInitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make a site: a folder with an empty ledger.")

  @Option(name: .long, help: "The name of the site, for people.")
  var name: String
  @Option(name: .long, help: ArgumentHelp("Share it with this group.", valueName: "group"))
  var shared: String?
  @Flag(name: .long, help: "For practice and tests: marked everywhere, --now is the only clock.")
  var rehearsal = false
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if name.allSatisfy(\.isWhitespace) { throw ValidationError("--name needs a name") }
    if rehearsal, shared != nil {
      throw ValidationError("--shared and --rehearsal cannot be used together")
    }
  }

  func run() throws {
    let console = common.console
    let place = site.place
    let mode: SiteIdentity.Mode = rehearsal ? .rehearsal : shared == nil ? .own : .shared
    let outcome = try console.errand(
      MakeSite(name: name, mode: mode, group: shared)
        .run(at: place, site.acting(time), console.tell))
    try console.give(SiteActReport.made(outcome, folder: place.folder))
  }
}
