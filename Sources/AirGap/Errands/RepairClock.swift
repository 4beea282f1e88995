public import Assessment
import LicenseFiles

/// One wild date must not lock the ledger.
public struct RepairClock: Sendable {
  private let reason: String

  /// - Parameter reason: why the date is wrong, for the log.
  public init(reason: String) { self.reason = reason }

  /// Takes a wild date of an earlier event no longer for the newest.
  ///
  /// - Returns: what was recorded; nothing when no event lies ahead of the present.
  /// - Throws: ``ErrandError``.
  public func run(in session: SiteSession) throws(ErrandError) -> [SiteEvent] {
    try session.atomically { session throws(ErrandError) in
      let newest = try session.read { reader throws(LedgerError) in try reader.newestTime() }
      guard newest > session.now else { return [] }
      let first = try session.read { reader throws(LedgerError) in
        try reader.events([.siteCreated]).first?.time
      }
      // Where everything lies ahead, it is the present that is wrong, and a repair stays for ever.
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
