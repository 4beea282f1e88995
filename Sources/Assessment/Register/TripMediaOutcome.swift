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

  package init(
    _ media: [MediaContents], _ verification: MediaVerification, _ status: SiteStatus,
    outbound: [OutboundRecord], earlier: [OutboundRecord]
  ) {
    self.media = media
    self.verification = verification
    self.status = status
    self.outbound = outbound
    self.earlier = earlier
  }
}
