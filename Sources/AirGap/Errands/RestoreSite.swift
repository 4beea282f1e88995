public import Assessment
import Foundation

/// Makes a site out of a backup, where there is none.
public struct RestoreSite: Sendable {
  private let backup: String

  /// - Parameter backup: a file that ``BackUpSite`` made.
  public init(from backup: String) { self.backup = backup }

  /// Makes the site, and checks it against the backup.
  ///
  /// - Throws: ``ErrandError``: there is no backup, or a site already.
  public func run(
    at place: SitePlace, _ acting: Acting, _ tell: Notice.Teller
  ) throws(ErrandError) -> SiteRestorationOutcome {
    let source = try open()
    let outcome = try ErrandError.ledger(try restore(source, place, acting))
    place.tellOfNetwork(tell)
    var facts = stat()
    if outcome.site.mode == .shared, stat(place.folder, &facts) == 0, !SiteShare.isShared(facts) {
      tell(
        .warning(
          "the site was shared by a group that you are not of, or that this host lacks: here it is for "
            + "you alone"))
    }
    for finding in outcome.verification.findings {
      tell(.warning("\(finding.id): \(finding.message)"))
    }
    return outcome
  }

  private func restore(
    _ source: SiteLedger, _ place: SitePlace, _ acting: Acting
  ) throws(LedgerError) -> SiteRestorationOutcome {
    let session = try SiteSession(source, acting)
    let had = try source.read { reader throws(LedgerError) in try reader.head() }
    var verification = LedgerVerification(head: .empty)
    // A copy that is too damaged to be checked makes no site.
    let ledger = try SiteLedger.restore(backup, to: place.folder, by: session.author) {
      made throws(LedgerError) in
      verification = try made.verify(
        anchors: [LedgerAnchor(place: backup, head: had)], scratch: NSTemporaryDirectory())
    }
    return SiteRestorationOutcome(ledger.identity, had: had, verification: verification)
  }

  private func open() throws(ErrandError) -> SiteLedger {
    do throws(LedgerError) {
      return try SiteLedger.openForReading(backup)
    } catch {
      throw ErrandError(
        .unreadable,
        error == LedgerError(.noSite, "") ? "\(backup): there is no backup" : error.reason)
    }
  }
}
