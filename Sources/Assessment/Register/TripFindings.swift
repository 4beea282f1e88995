public import LicenseFiles

extension FindingDescriptor {
  /// Findings of trips.
  public static let trip: [FindingDescriptor] = [
    tripMediaUnknown, tripMediaForeign, tripMediaAgain, tripMediaDamaged, tripAckMissing,
  ]

  /// Used where a trip begins.
  static let tripMediaUnknown = FindingDescriptor(
    id: "trip/media-unknown", title: "this site did not pack the media", severity: .error,
    looksAt: "the hash of each media against those that pack recorded",
    why: "what nobody packed here leaves without evidence, and its ACKs match nothing",
    remedy: "pack with this site in use, or name the site that packed it with --site",
    basis: .documented(title: "rumkit-trip(1)", section: "DESCRIPTION"),
    trigger: .described("media that was packed with --no-site"),
    nearMiss: .described("media that was packed with the site in use"))

  /// Used where a trip begins, and by `verify`.
  static let tripMediaForeign = FindingDescriptor(
    id: "trip/media-foreign", title: "the evidence is another site's", severity: .error,
    looksAt: "Site-Id of bag-info.txt against the site in use",
    why: "one site's ledger must not speak of another site's devices",
    remedy: "name the site that made it with --site",
    basis: .documented(title: "rumkit-media(5)", section: "bag-info.txt"),
    trigger: .described("a bag whose Site-Id is that of another site"),
    nearMiss: .described("a bag that was made without a site"))

  /// Used where a trip begins.
  static let tripMediaAgain = FindingDescriptor(
    id: "trip/media-again", title: "the media is on a trip already", severity: .error,
    looksAt: "the trips that were opened with the same media",
    why: "the portal refuses a report that it has already got",
    remedy: "name the media of this trip, or give the reason with --again",
    basis: .documented(title: "rumkit-trip(1)", section: "--again"),
    trigger: .described("two trips opened with one stick"),
    nearMiss: .described("a second trip with --again"))

  /// Used where a trip begins.
  static let tripMediaDamaged = FindingDescriptor(
    id: "trip/media-damaged", title: "the media is not as it was packed", severity: .error,
    looksAt: "every check of rumkit verify, before the media leaves",
    why: "damage that is met at the portal costs another trip",
    remedy: "look at it with rumkit verify, and copy or pack it again",
    basis: .documented(title: "rumkit-verify(1)", section: "DESCRIPTION"),
    trigger: .described("media with one bit of an upload file flipped"),
    nearMiss: .described("media with a portal.csv that was filled in"))

  /// Used where a trip ends.
  static let tripAckMissing = FindingDescriptor(
    id: "trip/ack-missing", title: "a device's file went out and no ACK came back",
    severity: .warning,
    looksAt: "the devices of the trip against the ACKs that the ledger took since it began",
    why: "its usage counts as not reported until the device has an ACK",
    remedy:
      "look at the portal for it, record what it says with rumkit portal record, or pack it again",
    basis: .documented(title: "rumkit-trip(1)", section: "DESCRIPTION"),
    trigger: .described("two files out, one ACK home"),
    nearMiss: .described("an ACK for one member of an HA pair, which is one cycle"))
}
