public import Assessment
import Foundation

/// Makes a site out of a backup, where there is none.
public struct RestoreSite: Sendable {
  private let backup: String

  /// - Parameter backup: a file that ``BackUpSite`` made.
  public init(from backup: String) { self.backup = backup }

  /// What was restored.
  public struct Outcome: Sendable {
    /// The site.
    public var site: SiteIdentity
    /// The end of the chain in the backup.
    public var had: ChainHead
    /// The check of the site that was made.
    public var verification: LedgerVerification
  }

  /// Makes the site, and checks it against the backup.
  ///
  /// - Throws: ``ErrandError``: there is no backup, or a site already.
  public func run(
    at place: SitePlace, _ acting: Acting, _ tell: Notice.Teller
  ) throws(ErrandError) -> Outcome {
    let source = try open()
    let outcome = try ErrandError.ledger(try restore(source, place, acting))
    place.tellOfNetwork(tell)
    return outcome
  }

  private func restore(
    _ source: SiteLedger, _ place: SitePlace, _ acting: Acting
  ) throws(LedgerError) -> Outcome {
    let session = try SiteSession(source, acting)
    let had = try source.read { reader throws(LedgerError) in try reader.head() }
    let ledger = try SiteLedger.restore(backup, to: place.folder, by: session.author)
    let verification = try ledger.verify(
      anchors: [LedgerAnchor(place: backup, head: had)], scratch: NSTemporaryDirectory())
    return Outcome(site: ledger.identity, had: had, verification: verification)
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
