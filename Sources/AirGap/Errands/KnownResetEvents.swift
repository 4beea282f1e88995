import Assessment
import LicenseFiles

/// The resets and reloads that the ledger has already, so that each is recorded once however many runs
/// report it.
struct KnownResetEvents {
  /// Those of which something was known.
  private(set) var devices: Set<UDI> = []

  private static let resetTimes: [SiteDetail] = [.at, .atEarliest, .atLatest, .by]
  private static let reloadTimes: [SiteDetail] = [
    .reloadedAt, .reloadedEarliest, .reloadedLatest, .by,
  ]

  /// True when the ledger has the reset or the reload, and nothing happened since that makes it news: a
  /// person declared the wait over, or the device was reset again.
  ///
  /// - Throws: ``ErrandError``.
  mutating func hold(
    _ draft: SiteEventDraft, _ session: SiteSession
  ) throws(ErrandError) -> Bool {
    guard let device = draft.device else { return false }
    let (times, kinds, renewing): ([SiteDetail], Set<SiteEventKind>, Set<SiteEventKind>)
    if draft.kind == .resetRecorded {
      (times, kinds, renewing) = (Self.resetTimes, [.resetRecorded], [.resetCleared])
    } else if draft.kind == .resetReloaded {
      (times, kinds, renewing) = (
        Self.reloadTimes, [.resetRecorded, .resetReloaded], [.resetRecorded, .resetCleared]
      )
    } else {
      return false
    }
    let events = try session.read { reader throws(LedgerError) in
      try reader.events([.resetRecorded, .resetReloaded, .resetCleared], of: [device])
    }
    guard
      let last = events.lastIndex(where: { event in
        kinds.contains(event.kind) && times.allSatisfy { event[$0] == draft.details[$0] }
      }), !events[(last + 1)...].contains(where: { renewing.contains($0.kind) })
    else { return false }
    devices.insert(device)
    return true
  }
}
