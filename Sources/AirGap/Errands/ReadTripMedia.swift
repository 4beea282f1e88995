public import Assessment
import LicenseFiles

/// Reads media before a trip, and what the site knows of it. Nothing is recorded.
public struct ReadTripMedia: Sendable {
  private let paths: [String]
  private let signers: SignerPolicy

  /// - Parameters:
  ///   - paths: the media.
  ///   - signers: who may have signed them.
  public init(_ paths: [String], signers: SignerPolicy) {
    self.paths = paths
    self.signers = signers
  }

  /// Reads the media, checks them, and asks the ledger.
  ///
  /// - Throws: ``ErrandError``: media cannot be read, or the ledger.
  public func run(in session: SiteSession) async throws(ErrandError) -> TripMediaOutcome {
    let media = try paths.map { path throws(ErrandError) in
      try ErrandError.reading(try MediaContents(path))
    }
    let runs = try session.unfinishedRuns()
    let verification = try await ErrandError.reading(
      try await verifyMedia(paths, signers: signers, runs: runs))
    return try session.read { reader throws(LedgerError) in
      let history = try session.history(reader)
      var outbound: [OutboundRecord] = []
      for one in verification.subjects.flatMap(\.media) {
        outbound += try reader.outboundFiles(.media(hash: one.sha256))
      }
      var earlier: [OutboundRecord] = []
      for hash in Set(media.flatMap { $0.files.map(\.sha256) }).sorted() {
        earlier += try reader.outboundFiles(.sha256(hash))
      }
      return TripMediaOutcome(
        media, verification, SiteStatus(history, now: session.now), outbound: outbound,
        earlier: earlier, spent: try reader.spent(outbound),
        partsLeft: try reader.partsLeft(
          besides: verification.subjects.flatMap(\.media).map(\.sha256)))
    }
  }
}
