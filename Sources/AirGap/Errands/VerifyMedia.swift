public import Assessment

/// Every promise of media and evidence is checked again.
public struct VerifyMedia: Sendable {
  private let paths: [String]
  private let signers: SignerPolicy

  /// - Parameters:
  ///   - paths: outbound media and evidence bags.
  ///   - signers: who may have signed them.
  public init(_ paths: [String], signers: SignerPolicy) {
    self.paths = paths
    self.signers = signers
  }

  /// Checks them, and records in the site what was found.
  ///
  /// - Parameters:
  ///   - session: the site; nil to record nothing.
  ///   - tell: hears what is worth saying on the way.
  /// - Throws: ``ErrandError``: something cannot be read, or the ledger refuses. Damage is not an error.
  public func run(
    in session: SiteSession?, _ tell: Notice.Teller
  ) async throws(ErrandError) -> MediaVerification {
    let runs = try session?.unfinishedRuns()
    let verification = try await ErrandError.reading(
      try await verifyMedia(paths, signers: signers, runs: runs) { hash in
        let records = try? session?.read { reader throws(LedgerError) in
          try reader.outboundFiles(.media(hash: hash))
        }
        return records?.contains { $0.stage != .exported } ?? false
      })
    guard let session else { return verification }
    let events = VerificationEvents(verification, in: session.identity)
    for path in events.foreign {
      tell(
        .warning(
          "\(path) belongs to another site: what was found is not recorded in \(session.identity.name)"
        ))
    }
    try session.record(events.drafts)
    return verification
  }
}
