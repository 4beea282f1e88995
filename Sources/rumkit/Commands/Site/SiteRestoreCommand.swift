import AirGap
import ArgumentParser
import Assessment
import Foundation
import Presentation

/// `rumkit site restore`: a site out of a backup.
struct SiteRestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Make a site out of a backup, where there is none.")

  @Argument(help: "A file that rumkit site backup made.")
  var backup: String
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let source = try open(console)
    let session = try console.ledger { () throws(LedgerError) in
      try SiteSession(source, site.acting(time))
    }
    let had = try session.read(console) { reader throws(LedgerError) in try reader.head() }
    let folder = site.place.folder
    let ledger = try console.ledger { () throws(LedgerError) in
      try SiteLedger.restore(backup, to: folder, by: session.author)
    }
    let verification = try console.ledger { () throws(LedgerError) in
      try ledger.verify(
        anchors: [LedgerAnchor(place: backup, head: had)], scratch: NSTemporaryDirectory())
    }
    site.place.tellOfNetwork(console.tell)
    console.give(
      SiteActReport.restored(
        ledger.identity, folder: folder, from: backup, had: had, head: verification.head))
    for finding in verification.findings { console.warning("\(finding.id): \(finding.message)") }
    try ExitStatus.end(verification.isSound ? [] : [.findings])
  }

  private func open(_ console: Console) throws(ExitStatus) -> SiteLedger {
    do throws(LedgerError) {
      return try SiteLedger.openForReading(backup)
    } catch {
      console.error(
        error == LedgerError(.noSite, "") ? "\(backup): there is no backup" : error.reason)
      throw .unreadable
    }
  }
}
