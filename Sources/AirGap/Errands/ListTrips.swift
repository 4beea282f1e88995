public import Assessment

extension SiteSession {
  /// The trips, the open ones with what is missing.
  ///
  /// - Throws: ``ErrandError/Code/failed``.
  public func trips() throws(ErrandError) -> [TripStanding] {
    try read { reader throws(LedgerError) in
      var standings: [TripStanding] = []
      for trip in try reader.history().trips {
        let contents = try trip.isOpen ? TripContents(trip: trip.name, reader) : nil
        standings.append(
          TripStanding(trip, returned: try contents?.returned(since: trip.openedAt, reader)))
      }
      return standings
    }
  }
}
