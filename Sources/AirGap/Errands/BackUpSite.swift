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
    try ErrandError.ledger(try ledger.backUp(to: file, replacing: try isLeft(ledger)))
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

  /// True where a copy lies at the place that a run left which was stopped before it could record it: an
  /// earlier state of this ledger, of which no event speaks. It holds nothing that the ledger does not.
  private func isLeft(_ ledger: SiteLedger) throws(LedgerError) -> Bool {
    guard FileIdentity(file) != nil,
      let copy = try? SiteLedger.openForReading(file), copy.identity.id == ledger.identity.id,
      let head = try? copy.read({ reader throws(LedgerError) in try reader.head() }),
      (try? copy.verify(scratch: NSTemporaryDirectory()))?.isSound == true
    else { return false }
    return try ledger.read { reader throws(LedgerError) in
      let isRecorded = try reader.events([.backupMade]).contains { $0[.head] == head.hash }
      let own = try reader.hash(ofEvent: head.count)
      return !isRecorded && own == head.hash
    }
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
      // What is known of the event, an unsettled error says itself.
      let isUnsettled = error == LedgerError(.unsettled, "")
      throw ErrandError(
        error == LedgerError(.refused, "") ? .usage : .failed,
        "\(file) is complete\(isUnsettled ? "" : ", but was not recorded"): \(error.reason)")
    }
  }
}
