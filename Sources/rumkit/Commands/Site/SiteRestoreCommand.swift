import AirGap
import ArgumentParser
import Presentation

/// `rumkit site restore`: a site out of a backup.
struct SiteRestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Make a site from a backup, where there is none.")

  @Argument(help: "A file that rumkit site backup made.", completion: .file())
  var backup: String
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let place = site.place
    let outcome = try console.errand(
      RestoreSite(from: backup).run(at: place, site.acting(time), console.tell))
    try console.give(SiteActReport.restored(outcome, folder: place.folder, from: backup))
    console.hint(
      "a backup holds the ledger alone: copy the folders evidence, staged and collected of the old site "
        + "into \(place.folder)")
    try ExitStatus.end(outcome.verification.isSound ? [] : [.findings])
  }
}
