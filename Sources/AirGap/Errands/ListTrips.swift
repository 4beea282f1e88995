public import Assessment

extension SiteSession {
  /// The trips; the open ones, and those that ended before every ACK was here, with what is missing now.
  ///
  /// - Throws: ``ErrandError/Code/failed``.
  public func trips() throws(ErrandError) -> [TripStanding] {
    try read { reader throws(LedgerError) in
      var standings: [TripStanding] = []
      for trip in try reader.history().trips {
        // What came later may be the rest: then nothing is missing, and the trip says how many.
        standings.append(TripStanding(trip, returned: try reader.returned(trip)))
      }
      return standings
    }
  }
}
