public import LicenseFiles

extension FindingDescriptor {
  /// Findings of trips.
  public static let trip: [FindingDescriptor] = [
    tripMediaUnknown, tripMediaForeign, tripMediaAgain, tripMediaDamaged, tripPartMissing,
    tripAckMissing,
  ]

  /// Used where a trip begins.
  static let tripMediaUnknown = FindingDescriptor(
    "trip/media-unknown", .error, "this site did not pack the media",
    looksAt: "the hash of each media against those that pack recorded",
    why: "media that was not packed here leaves without evidence, and its ACKs match nothing",
    remedy: "pack with this site in use, or name the site that packed it with --site",
    basis: .documented(title: "rumkit-trip(1)", section: "DESCRIPTION"),
    trigger: "media that was packed with --no-site",
    nearMiss: "media that was packed with the site in use")

  /// Used where a trip begins, and by `verify`.
  static let tripMediaForeign = FindingDescriptor(
    "trip/media-foreign", .error, "the evidence belongs to another site",
    looksAt: "Site-Id of bag-info.txt against the site in use",
    why: "one site's ledger must not contain another site's devices",
    remedy: "name the site that made it with --site",
    basis: .documented(title: "rumkit-media(5)", section: "bag-info.txt"),
    trigger: "a bag whose Site-Id is that of another site",
    nearMiss: "a bag that was made without a site")

  /// Used where a trip begins.
  static let tripMediaAgain = FindingDescriptor(
    "trip/media-again", .error, "the media is on a trip already",
    looksAt: "the trips that were opened with the same media",
    why: "the portal refuses a report that it already has",
    remedy: "name the media of this trip, or give the reason with --again",
    basis: .documented(title: "rumkit-trip(1)", section: "--again"),
    trigger: "two trips opened with one stick",
    nearMiss: "a second trip with --again")

  /// Used where a trip begins.
  static let tripMediaDamaged = FindingDescriptor(
    "trip/media-damaged", .error, "the media is not as it was packed",
    looksAt: "every check of rumkit verify, before the media leaves",
    why: "damage that is found at the portal costs another trip",
    remedy: "look at it with rumkit verify, and copy or pack it again",
    basis: .documented(title: "rumkit-verify(1)", section: "DESCRIPTION"),
    trigger: "media with one bit of an upload file flipped",
    nearMiss: "media with a portal.csv that was filled in")

  /// Used where a trip begins.
  static let tripPartMissing = FindingDescriptor(
    "trip/part-missing", .warning, "a part of a split package stays behind",
    looksAt:
      "the parts that one run of pack with --split made, against the media of this trip and others",
    why: "the devices of the part that was forgotten wait a month longer",
    remedy: "take the part along on a trip of its own, opened under another name",
    basis: .documented(title: "rumkit-trip(1)", section: "DESCRIPTION"),
    trigger: "a trip with OUT-1 of two parts",
    nearMiss: "a trip with OUT-2, where OUT-1 left before")

  /// Used where a trip ends.
  static let tripAckMissing = FindingDescriptor(
    "trip/ack-missing", .warning, "a device's file went out and no ACK came back",
    looksAt: "the devices of the trip against the ACKs that the ledger received since it began",
    why: "its usage counts as not reported until the device has an ACK",
    remedy:
      "look at the portal for it and record what it says with rumkit portal record; where the media is lost, "
      + "save usage again and pack it",
    basis: .documented(title: "rumkit-trip(1)", section: "DESCRIPTION"),
    trigger: "two files out, one ACK back",
    nearMiss: "an ACK for one member of an HA pair, which is one cycle")
}
