public import Assessment
import Foundation

/// Copies the ledger into one file, also while others write.
public struct BackUpSite: Sendable {
  private let file: String

  /// - Parameter file: the file to make; it must not exist.
  public init(to file: String) { self.file = file }

  /// Makes the copy, and records that it was made.
  ///
  /// - Throws: ``ErrandError``; where it says so, the copy is complete.
  public func run(at place: SitePlace, _ acting: Acting) throws(ErrandError) -> SiteBackupOutcome {
    let ledger = try place.ledger(for: .looking)
    try ErrandError.ledger(try ledger.backUp(to: file))
    // The end of the chain is read in the copy itself: others may have written since.
    let head = try ErrandError.ledger(try LedgerAnchor.read(file).head)
    // A copy of a damaged ledger is made, because it may be all that there is, and reported as damaged.
    let copy = try ErrandError.ledger(try SiteLedger.openForReading(file))
    let verification = try ErrandError.ledger(try copy.verify(scratch: NSTemporaryDirectory()))
    return SiteBackupOutcome(
      ledger.identity, head: head,
      event: verification.isSound ? try record(head, place, acting) : nil,
      findings: verification.findings)
  }

  /// A copy of a site on a read-only medium is still a copy.
  private func record(
    _ head: ChainHead, _ place: SitePlace, _ acting: Acting
  ) throws(ErrandError) -> Int64? {
    do throws(LedgerError) {
      let ledger = try SiteLedger.openForWriting(place.folder)
      let events = try ledger.append(
        [
          SiteEventDraft(
            .backupMade, nil,
            [
              .name: PathText.name(of: file), .count: String(head.count),
              .head: head.hash,
            ])
        ], by: try SiteSession(ledger, acting).author)
      return events.first?.number
    } catch {
      if error == LedgerError(.readOnly, "") { return nil }
      throw ErrandError(
        error == LedgerError(.refused, "") ? .usage : .failed,
        "\(file) is complete, but was not recorded: \(error.reason)")
    }
  }
}
