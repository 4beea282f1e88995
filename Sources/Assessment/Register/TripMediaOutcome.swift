/// What lies on media before a trip, and what the site knows of it.
public struct TripMediaOutcome: Sendable {
  /// What each media holds.
  public let media: [MediaContents]
  /// The check of the media.
  public let verification: MediaVerification
  /// Where the site stands.
  public let status: SiteStatus
  /// The files of the media, as the ledger has them.
  public let outbound: [OutboundRecord]
  /// The same bytes on any media.
  public let earlier: [OutboundRecord]
  /// The events of those files of the media of which no report is new: an earlier file that was taken at the
  /// portal has every one of them.
  public let spent: Set<Int64>
  /// Parts of the same runs of pack that are neither here nor on a trip.
  public let partsLeft: [String]

  package init(
    _ media: [MediaContents], _ verification: MediaVerification, _ status: SiteStatus,
    outbound: [OutboundRecord], earlier: [OutboundRecord], spent: Set<Int64>,
    partsLeft: [String]
  ) {
    self.media = media
    self.verification = verification
    self.status = status
    self.outbound = outbound
    self.earlier = earlier
    self.spent = spent
    self.partsLeft = partsLeft
  }
}
