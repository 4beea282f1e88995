public import Assessment

extension LedgerReader {
  /// The trips, the open ones with what is missing.
  ///
  /// - Throws: ``LedgerError``.
  public func trips() throws(LedgerError) -> [TripStanding] {
    var standings: [TripStanding] = []
    for trip in try history().trips {
      let contents = try trip.isOpen ? TripContents(trip: trip.name, self) : nil
      standings.append(
        TripStanding(trip, returned: try contents?.returned(since: trip.openedAt, self)))
    }
    return standings
  }
}
