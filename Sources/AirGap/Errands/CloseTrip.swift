public import Assessment

/// The carrier is back.
public struct CloseTrip: Sendable {
  private let name: String
  private let acks: [String]
  private let lost: String?

  /// - Parameters:
  ///   - name: the name of the trip.
  ///   - acks: ACK files that came back and are not matched yet; they are
  ///     matched first, and one whose content shows no device counts by its name.
  ///   - lost: why what was carried never arrived.
  public init(name: String, acks: [String] = [], lost: String? = nil) {
    self.name = name
    self.acks = acks
    self.lost = lost
  }

  /// Matches what came back, and records the end of the trip.
  ///
  /// - Throws: ``ErrandError``: an ACK that was named is not there, there is no such trip, or it is
  ///   closed already; one that is closed can be said to be lost once.
  public func run(
    in session: SiteSession, _ tell: @escaping Notice.Teller
  ) throws(ErrandError) -> TripClosingOutcome {
    let walker = InputWalker(acks)
    guard walker.missing.isEmpty else {
      throw ErrandError(
        .unreadable, walker.missing.map(\.description) + ["the trip stays open"])
    }
    _ = try session.read { reader throws(LedgerError) in try trip(reader.history().trips) }
    let matched = acks.isEmpty ? nil : try MatchAcks(acks).run(in: session, tell)
    // Whose these are, only their names say.
    let names = (matched?.result.files ?? []).filter {
      $0.content.hasAck && [.ambiguous, .unmatched].contains($0.outcome)
    }.map(\.content.file)
    var outcome: TripClosingOutcome?
    let events = try session.record { reader throws(LedgerError) in
      var trip = try trip(reader.history().trips)
      let returned = try TripContents(trip: name, reader)
        .returned(since: trip.openedAt, names: names, reader)
      if lost != nil, returned.missing.isEmpty, !returned.present.isEmpty {
        throw LedgerError(
          .refused,
          "the trip \(name) is not lost: every ACK that it was expected to bring is here")
      }
      trip.closedAt = trip.closedAt ?? session.now
      trip.received = returned.present.count
      trip.lostReason = lost
      var closing = TripClosingOutcome(trip, returned: returned)
      closing.findings += (matched?.result.findings ?? []).filter { $0.severity > .note }
      closing.failed = matched?.failed ?? false
      outcome = closing
      return [closing.closed]
    }
    guard let outcome, !events.isEmpty else {
      throw ErrandError(.failed, "the end of the trip was not recorded")
    }
    return outcome
  }

  private func trip(_ trips: [TripRecord]) throws(LedgerError) -> TripRecord {
    guard let trip = trips.first(where: { $0.name == name }) else {
      let open = trips.filter(\.isOpen).map(\.name)
      let near = NearNames.question(name, among: trips.map(\.name))
      let list =
        !near.isEmpty
        ? near : open.isEmpty ? "" : "; the open trips are \(open.joined(separator: ", "))"
      throw LedgerError(.refused, "there is no trip \(name)\(list)")
    }
    if let reason = trip.lostReason {
      throw LedgerError(.refused, "the trip \(name) was recorded as lost already: \(reason)")
    }
    // Who learns later that the media never arrived says so then.
    guard trip.isOpen || lost != nil else {
      throw LedgerError(
        .refused,
        "the trip \(name) is closed already; for an ACK that came later no trip is needed: use rumkit "
          + "import; where the media turned out to be lost: --lost REASON")
    }
    return trip
  }
}
