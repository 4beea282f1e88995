public import Assessment

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
    let newest = try session.read { reader throws(LedgerError) in try reader.newestTime() }
    guard newest > session.now else { return [] }
    return try session.record(
      [SiteEventDraft(.clockRepaired, nil, [.reason: reason, .at: String(newest)])])
  }
}
