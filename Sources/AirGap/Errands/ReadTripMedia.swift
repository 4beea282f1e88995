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

  /// What was read.
  public struct Outcome: Sendable {
    /// What each media holds.
    public var media: [MediaContents]
    /// The check of the media.
    public var verification: MediaVerification
    /// Where the site stands.
    public var status: SiteStatus
    /// The trips before.
    public var trips: [TripRecord]
    /// The files of the media, as the ledger has them.
    public var outbound: [OutboundRecord]
    /// The same bytes on any media.
    public var earlier: [OutboundRecord]
  }

  /// Reads the media, checks them, and asks the ledger.
  ///
  /// - Throws: ``ErrandError``: media cannot be read, or the ledger.
  public func run(in session: SiteSession) async throws(ErrandError) -> Outcome {
    let media = try paths.map { path throws(ErrandError) in
      try ErrandError.reading(try MediaContents(path))
    }
    let verification = try await ErrandError.reading(
      try await verifyMedia(paths, signers: signers))
    return try session.read { reader throws(LedgerError) in
      let history = try reader.history()
      var outbound: [OutboundRecord] = []
      for one in verification.subjects.flatMap(\.media) {
        outbound += try reader.outboundFiles(.media(hash: one.sha256))
      }
      var earlier: [OutboundRecord] = []
      for hash in Set(media.flatMap { $0.files.map(\.sha256) }).sorted() {
        earlier += try reader.outboundFiles(.sha256(hash))
      }
      return Outcome(
        media: media, verification: verification, status: SiteStatus(history, now: session.now),
        trips: history.trips, outbound: outbound, earlier: earlier)
    }
  }
}
