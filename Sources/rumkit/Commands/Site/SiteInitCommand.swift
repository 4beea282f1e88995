import AirGap
import ArgumentParser
import Assessment
import Foundation
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
      throw ValidationError("--shared and --rehearsal exclude each other")
    }
  }

  func run() throws {
    let console = common.console
    let place = site.place
    let mode: SiteIdentity.Mode = rehearsal ? .rehearsal : shared == nil ? .own : .shared
    let author = site.acting(time).author(isRehearsal: rehearsal)
    let ledger = try console.ledger { () throws(LedgerError) in
      try SiteLedger.create(
        at: place.folder, name: name, mode: mode, group: shared, by: author)
    }
    place.tellOfNetwork(console.tell)
    let head = try console.ledger { () throws(LedgerError) in
      try ledger.read { reader throws(LedgerError) in try reader.head() }
    }
    console.give(
      SiteActReport.made(ledger.identity, folder: place.folder, head: head))
  }
}
