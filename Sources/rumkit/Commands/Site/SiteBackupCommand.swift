import AirGap
import ArgumentParser
import Assessment
import Foundation
import Presentation

/// `rumkit site backup`: a consistent copy, also while others write.
struct SiteBackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy the ledger into one file, also while it is in use.")

  @Argument(help: "The file to make; it must not exist.")
  var file: String
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let ledger = try site.openForReading(console)
    try console.ledger { () throws(LedgerError) in try ledger.backUp(to: file) }
    // The end of the chain is read in the copy itself: others may have written since.
    let head = try console.ledger { () throws(LedgerError) in
      try LedgerAnchor.read(file).head
    }
    let event = try record(head, console)
    console.give(
      SiteActReport.backedUp(ledger.identity, file: file, head: head, event: event))
  }

  /// A copy of a site on a read-only medium is a copy all the same.
  private func record(_ head: ChainHead, _ console: Console) throws(ExitStatus) -> Int64? {
    do throws(LedgerError) {
      let ledger = try SiteLedger.openForWriting(site.place.folder)
      let session = try SiteSession(ledger, site.acting(time))
      let events = try ledger.append(
        [
          SiteEventDraft(
            .backupMade, nil,
            [
              .name: (file as NSString).lastPathComponent, .count: String(head.count),
              .head: head.hash,
            ])
        ], by: session.author)
      return events.first?.number
    } catch {
      if error == LedgerError(.readOnly, "") { return nil }
      console.error("\(file) is complete, but was not recorded: \(error.reason)")
      throw error == LedgerError(.refused, "") ? .usage : .failed
    }
  }
}
