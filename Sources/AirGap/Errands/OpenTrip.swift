public import Assessment

/// Somebody carries media out.
public struct OpenTrip: Sendable {
  private let name: String
  private let carrier: String
  private let again: String?
  private let media: [String]

  /// - Parameters:
  ///   - name: the name of the trip.
  ///   - carrier: who carries.
  ///   - again: why media goes out that is on a trip already.
  ///   - media: the media, or their evidence bags.
  public init(name: String, carrier: String, again: String? = nil, media: [String]) {
    self.name = name
    self.carrier = carrier
    self.again = again
    self.media = media
  }

  /// Checks the media, and records the trip, or that it may not begin.
  ///
  /// - Throws: ``ErrandError``: the media cannot be read, or the ledger refuses.
  public func run(in session: SiteSession) async throws(ErrandError) -> TripOpeningOutcome {
    let runs = try session.unfinishedRuns()
    let verification = try await ErrandError.reading(try await verifyMedia(media, runs: runs))
    var outcome: TripOpeningOutcome?
    try session.record { reader throws(LedgerError) in
      let opening = try opening(verification, session.identity, reader)
      let foreign =
        opening.foreign.isEmpty
        ? [] : [PackEvents.foreign(opening.foreign, command: "trip open")]
      var result = TripOpeningOutcome(opening)
      defer { outcome = result }
      guard opening.mayBegin else {
        return [opening.refused].compactMap(\.self) + foreign
      }
      let contents = try TripContents(media: opening.media.map(\.sha256), reader)
      let expected = RegisterCoverage(contents.devices, present: []).expected
      result.files = contents.files
      result.records = contents.devices
      result.add(partsLeft: try reader.partsLeft(besides: opening.media.map(\.sha256)))
      result.codes = try reader.history().confirmationCodes
      result.trip = TripRecord(
        name: name, carrier: carrier, witness: session.author.witness, openedAt: session.now,
        media: opening.media.map { SiteDetail.spelled($0.name) }, expected: expected)
      return [opening.opened(expected: expected)] + foreign
    }
    guard let outcome else { throw ErrandError(.failed, "the ledger was not asked") }
    return outcome
  }

  private func opening(
    _ verification: MediaVerification, _ site: SiteIdentity, _ reader: LedgerReader
  ) throws(LedgerError) -> TripOpening {
    if let other = try reader.history().trips.first(where: { $0.name == name }) {
      throw LedgerError(
        .refused,
        "there is a trip \(name) already, \(other.isOpen ? "and it is open" : "and it is closed"); "
          + "for more media open one with another name")
    }
    var outbound: [String: [OutboundRecord]] = [:]
    for one in verification.subjects.flatMap(\.media) where outbound[one.sha256] == nil {
      outbound[one.sha256] = try reader.outboundFiles(.media(hash: one.sha256))
    }
    return TripOpening(
      name: name, carrier: carrier, again: again, site: site, verification, outbound: outbound)
  }
}
