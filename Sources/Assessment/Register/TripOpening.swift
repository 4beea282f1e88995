public import LicenseFiles

/// A trip, and what is known of its ACKs.
public struct TripStanding: Sendable, Hashable {
  /// The trip.
  public var trip: TripRecord
  /// Who has an ACK and who has not; nil when it was not looked at.
  public var returned: RegisterCoverage?

  /// Creates a standing.
  public init(_ trip: TripRecord, returned: RegisterCoverage? = nil) {
    self.trip = trip
    self.returned = returned
  }
}

/// Whether a trip may begin, and what is recorded of it.
public struct TripOpening: Sendable {
  /// Its name.
  public let name: String
  /// Who carries.
  public let carrier: String
  /// Why media goes out that is on a trip already; nil where nobody said.
  public let again: String?
  /// Why it may not begin.
  public private(set) var findings: [Finding] = []
  /// Paths of what is another site's.
  public private(set) var foreign: [String] = []
  /// True when media is not what it was when it was packed.
  public private(set) var isDamaged = false
  /// What goes out, each media once.
  public private(set) var media: [MediaVerification.Subject.Media] = []

  /// Judges the media.
  ///
  /// - Parameters:
  ///   - name: the name of the trip.
  ///   - carrier: who carries.
  ///   - again: why media goes out that is on a trip already.
  ///   - site: the site.
  ///   - verification: the check of the media.
  ///   - outbound: the files that the ledger has on record, by the hash of their media.
  public init(
    name: String, carrier: String, again: String?, site: SiteIdentity,
    _ verification: MediaVerification, outbound: [String: [OutboundRecord]]
  ) {
    self.name = name
    self.carrier = carrier
    self.again = again
    for subject in verification.subjects {
      look(at: subject, verification, site, outbound)
      for one in subject.media where !media.contains(where: { $0.sha256 == one.sha256 }) {
        media.append(one)
      }
    }
  }

  /// True when the trip begins.
  public var mayBegin: Bool { findings.isEmpty && !media.isEmpty }

  /// The beginning.
  ///
  /// - Parameter expected: how many ACKs should come back; an HA pair or stack gets one.
  public func opened(expected: Int) -> SiteEventDraft {
    SiteEventDraft(
      .tripOpened, nil,
      [
        .trip: name, .carrier: carrier, .reason: again,
        .media: SiteDetail.list(media.map(\.name)),
        .mediaHash: media.map(\.sha256).joined(separator: " "),
        .expected: String(expected),
      ])
  }

  /// That it may not begin. Damage is not a decision, and is not recorded as one.
  public var refused: SiteEventDraft? {
    guard !mayBegin, !isDamaged else { return nil }
    return SiteEventDraft(
      .guardRefused, nil,
      [
        .command: "trip open", .trip: name,
        .finding: Set(findings.map(\.id)).sorted().joined(separator: " "),
      ])
  }

  private mutating func look(
    at subject: MediaVerification.Subject, _ verification: MediaVerification,
    _ site: SiteIdentity, _ outbound: [String: [OutboundRecord]]
  ) {
    let place = SourceLocation(file: subject.path)
    func find(_ descriptor: FindingDescriptor, _ message: String) -> Finding {
      descriptor.finding(at: place, message)
    }
    if let id = subject.siteID, id != site.id {
      foreign.append(subject.path)
      findings.append(find(.tripMediaForeign, "the bag was made for another site"))
      return
    }
    let failed = verification.checks(of: subject).filter { $0.result == .failed }
    if let damage = failed.first(where: { $0.name == MediaCheck.finishedRun }) ?? failed.first {
      isDamaged = true
      findings.append(find(.tripMediaDamaged, "\(damage.name): \(damage.detail)"))
    }
    for one in subject.media {
      let files = outbound[one.sha256] ?? []
      if files.isEmpty {
        findings.append(
          find(.tripMediaUnknown, "no run of pack in \(site.name) made \(one.name)"))
      } else if again == nil, let trip = files.lazy.compactMap(\.trip).first {
        findings.append(find(.tripMediaAgain, "\(one.name) is on the trip \(trip)"))
      }
    }
    if subject.media.isEmpty {
      findings.append(find(.tripMediaUnknown, "it does not say which media it is"))
    }
  }
}

/// What came of the wish to begin a trip.
public struct TripOpeningOutcome: Sendable {
  /// The trip; nil when it may not begin.
  public var trip: TripRecord?
  /// Confirmation codes that the portal needs.
  public var codes: [SiteEvent] = []
  /// What goes out.
  public var files: [OutboundRecord] = []
  /// What the site knows of the devices of the files.
  public var records: [DeviceRecord] = []
  /// Why it may not begin.
  public var findings: [Finding]
  /// True when that is because media is damaged.
  public var isDamaged: Bool

  /// What came of judging the media.
  public init(_ opening: TripOpening) {
    findings = opening.findings
    isDamaged = opening.isDamaged
  }

  /// Tells of parts of a split package that stay behind; the trip begins all the same.
  package mutating func add(partsLeft names: [String]) {
    findings += names.map { name in
      FindingDescriptor.tripPartMissing.finding(
        at: SourceLocation(file: name),
        "\(name) is from the same run of pack, and is not on a trip")
    }
  }
}

/// What came of the end of a trip.
public struct TripClosingOutcome: Sendable {
  /// The trip, closed.
  public var trip: TripRecord
  /// Who has an ACK and who has not.
  public var returned: RegisterCoverage
  /// ACKs that did not come back, and what is wrong with those that did.
  public package(set) var findings: [Finding]
  /// True when something that was named could not be read, or is not an ACK.
  public package(set) var failed = false

  /// Judges what came back.
  public init(_ trip: TripRecord, returned: RegisterCoverage) {
    self.trip = trip
    self.returned = returned
    findings = returned.missing.map { cycle in
      FindingDescriptor.tripAckMissing.finding(
        at: SourceLocation(file: trip.name), productInstance: cycle.devices.first,
        "no ACK of \(cycle.label) came back")
    }
  }

  /// The end.
  public var closed: SiteEventDraft {
    let missing = returned.missing.flatMap(\.devices).map(\.description)
    return SiteEventDraft(
      .tripClosed, nil,
      [
        .trip: trip.name, .expected: String(returned.expected),
        .received: String(returned.present.count),
        .missing: missing.isEmpty ? nil : missing.joined(separator: " "),
        .reason: trip.lostReason,
      ])
  }
}
