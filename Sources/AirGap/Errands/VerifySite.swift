public import Assessment
import Foundation
import LicenseFiles

/// Checks every event of a site, the chain and the index, and what was recorded of them elsewhere.
public struct VerifySite: Sendable {
  private let anchors: [String]
  private let rebuildsIndex: Bool
  private let goesOn: Bool

  /// - Parameters:
  ///   - anchors: evidence bags and backups that recorded the end of the chain.
  ///   - rebuildsIndex: rebuild the index from the events, if they are sound.
  ///   - goesOn: check only what came after the last verification that was recorded.
  public init(anchors: [String] = [], rebuildsIndex: Bool = false, goesOn: Bool = false) {
    self.anchors = anchors
    self.rebuildsIndex = rebuildsIndex
    self.goesOn = goesOn
  }

  /// Checks the site, and records that it is sound. One on a read-only medium can be checked too; that
  /// is not recorded then.
  ///
  /// - Throws: ``ErrandError``. What is wrong in the ledger is not an error: the outcome tells.
  public func run(
    at place: SitePlace, _ acting: Acting, _ tell: Notice.Teller
  ) throws(ErrandError) -> SiteVerificationOutcome {
    // What was named and cannot be read is told before anything is checked.
    let anchors = try anchors.map { path throws(ErrandError) in try Self.anchor(path) }
    let session = try open(place, acting)
    func verified() throws(ErrandError) -> LedgerVerification {
      try ErrandError.ledger(
        try session.ledger.verify(anchors: anchors, scratch: NSTemporaryDirectory()))
    }
    if goesOn { return try goOn(session, anchors, place, tell) }
    var outcome = SiteVerificationOutcome(session.identity, try verified())
    if rebuildsIndex {
      let findings = outcome.verification.findings
      let faults = findings.filter { $0.id == FindingDescriptor.indexDiffers.id }
      if findings.count == faults.count {
        try ErrandError.ledger(try session.ledger.rebuildIndex())
        outcome.verification = try verified()
        outcome.rebuilt = faults.first?.message ?? "it had no fault"
      } else {
        tell(.warning("the index was not rebuilt, because the events are in doubt"))
      }
    }
    try tellOfMissingBags(session, place, tell)
    try record(&outcome, session, tell)
    return outcome
  }

  private func goOn(
    _ session: SiteSession, _ anchors: [LedgerAnchor], _ place: SitePlace, _ tell: Notice.Teller
  ) throws(ErrandError) -> SiteVerificationOutcome {
    let found: (verification: LedgerVerification, after: Int64)
    do throws(LedgerError) {
      found = try session.ledger.verifyOnward(anchors: anchors)
    } catch  where error == LedgerError(.refused, "") {
      throw ErrandError(.usage, error.reason, hint: "verify all of it first: rumkit site verify")
    } catch {
      throw ErrandError(error)
    }
    var outcome = SiteVerificationOutcome(session.identity, found.verification)
    outcome.after = found.after
    try tellOfMissingBags(session, place, tell)
    try record(&outcome, session, tell)
    return outcome
  }

  private func record(
    _ outcome: inout SiteVerificationOutcome, _ session: SiteSession, _ tell: Notice.Teller
  ) throws(ErrandError) {
    guard outcome.verification.isSound, !session.ledger.isReadOnly else { return }
    do throws(ErrandError) {
      outcome.recordedAs = try session.record([outcome.event]).first?.number
    } catch {
      guard error == ErrandError(.failed, "") else { throw error }
      // The verdict stands all the same.
      outcome.isUnrecorded = true
      tell(.error(error.description))
    }
  }

  /// The bags that the site keeps itself; where another one is, only a person knows.
  private func tellOfMissingBags(
    _ session: SiteSession, _ place: SitePlace, _ tell: Notice.Teller
  ) throws(ErrandError) {
    let recorded = try session.read { reader throws(LedgerError) in try reader.events([.packed]) }
      .compactMap { $0[.bag] }.filter { PathText.name(of: PathText.folder(of: $0)) == "evidence" }
      .map { PathText.name(of: $0) }
    let missing = recorded.filter {
      !FileManager.default.fileExists(atPath: "\(place.folder)/evidence/\($0)")
    }
    guard let first = missing.first else { return }
    tell(
      .warning(
        "evidence bags missing from \(place.folder)/evidence: \(missing.count) of "
          + "\(recorded.count), such as \(first)"))
  }

  private static func anchor(_ path: String) throws(ErrandError) -> LedgerAnchor {
    do throws(LedgerError) {
      let anchor = try LedgerAnchor.read(path)
      // A damaged backup is no witness, and this is where somebody would notice.
      if LedgerAnchor.isDatabase(path) {
        let copy = try SiteLedger.openForReading(path).verify(scratch: NSTemporaryDirectory())
        if let finding = copy.findings.first {
          throw LedgerError(
            .damaged, "\(path) is damaged: \(finding.message); rumkit site verify --site \(path)")
        }
      }
      return anchor
    } catch {
      throw ErrandError(.unreadable, error.reason)
    }
  }

  private func open(_ place: SitePlace, _ acting: Acting) throws(ErrandError) -> SiteSession {
    do throws(LedgerError) {
      return try SiteSession(try SiteLedger.openForWriting(place.folder), acting)
    } catch {
      guard error == LedgerError(.readOnly, "") || error == LedgerError(.noSite, "") else {
        throw ErrandError(.failed, error.reason)
      }
      return try place.session(for: .looking, acting) { _ in }
    }
  }
}

extension SiteVerificationOutcome {
  fileprivate var event: SiteEventDraft {
    SiteEventDraft(
      .siteVerified, nil,
      [
        .count: String(verification.head.count), .head: verification.head.hash,
        .after: after.map { String($0) }, .text: rebuilt.map { "the index was rebuilt: \($0)" },
      ])
  }
}
