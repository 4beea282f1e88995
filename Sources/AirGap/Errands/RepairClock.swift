public import Assessment
import LicenseFiles

/// One wrong date must not lock the ledger.
public struct RepairClock: Sendable {
  private let reason: String

  /// - Parameter reason: why the date is wrong, for the log.
  public init(reason: String) { self.reason = reason }

  /// Stops using the wrong date of an earlier event as the newest time.
  ///
  /// - Returns: what was recorded; nothing when no event is later than the current time.
  /// - Throws: ``ErrandError``.
  public func run(in session: SiteSession) throws(ErrandError) -> [SiteEvent] {
    try session.atomically { session throws(ErrandError) in
      let newest = try session.read { reader throws(LedgerError) in try reader.newestTime() }
      guard newest > session.now else { return [] }
      let first = try session.read { reader throws(LedgerError) in
        try reader.events([.siteCreated]).first?.time
      }
      // If every event is in the future, it is the current time that is wrong, and a repair stays forever.
      if let first, first > session.now {
        throw ErrandError(
          .refused,
          "this host's clock says \(TimeText.iso8601(session.now)), before the site was made "
            + "(\(TimeText.iso8601(first))): nothing was recorded",
          hint: "correct the clock of this host first")
      }
      return try session.record(
        [SiteEventDraft(.clockRepaired, nil, [.reason: reason, .at: String(newest)])])
    }
  }
}
