public import Assessment

extension SiteSession {
  /// The trips; the open ones, and those that ended before every ACK was here, with what is missing now.
  ///
  /// - Throws: ``ErrandError/Code/failed``.
  public func trips() throws(ErrandError) -> [TripStanding] {
    try read { reader throws(LedgerError) in
      var standings: [TripStanding] = []
      for trip in try reader.history().trips {
        let isShort = trip.lostReason == nil && (trip.received ?? trip.expected) < trip.expected
        let contents =
          try trip.isOpen || isShort ? TripContents(trip: trip.name, reader) : nil
        standings.append(
          TripStanding(trip, returned: try contents?.returned(since: trip.openedAt, reader)))
      }
      return standings
    }
  }
}
