public import Assessment

/// A device's clock differs from this host's.
public struct RecordClockOffset: Sendable {
  private let device: String
  private let seconds: Int64
  private let words: String?
  private let reason: String?

  /// - Parameters:
  ///   - device: as a person names it.
  ///   - seconds: the device's clock minus the host's.
  ///   - words: what both clocks said; nil when only the difference was given.
  ///   - reason: why it may shorten the wait after a reset that was recorded before; nil when it may not.
  public init(device: String, seconds: Int64, words: String? = nil, reason: String? = nil) {
    self.reason = reason
    self.device = device
    self.seconds = seconds
    self.words = words
  }

  /// Records it.
  ///
  /// - Throws: ``ErrandError``: the device is not known, or the ledger refuses.
  public func run(
    in session: SiteSession, _ tell: Notice.Teller
  ) throws(ErrandError) -> [SiteEvent] {
    if let reason { try GuardPolicy.override(reason: reason).check() }
    let (subject, events) = try session.atomically { session throws(ErrandError) in
      let subject = try session.device(named: device)
      let draft = SiteEventDraft(
        .clockOffset, subject, [.seconds: String(seconds), .text: words, .reason: reason])
      // The same difference again is news only after a reset, or after a repair of the clock.
      let newest = try session.read { reader throws(LedgerError) in
        try reader.events([.clockOffset, .resetRecorded], of: [subject]).last
      }
      let repaired = try session.read { reader throws(LedgerError) in
        try reader.events([.clockRepaired], newest: 1).last
      }
      if let newest, newest.kind == .clockOffset, newest.details == draft.details,
        newest.number > repaired?.number ?? 0
      {
        tell(.hint("\(subject): the ledger has this difference already"))
        return (subject, [newest])
      }
      return (subject, try session.record([draft]))
    }
    for finding in try session.verdict(.save, of: subject).reasons
    where finding.id == FactoryResetGuard.offsetAfterReset {
      tell(.warning("\(finding.id): \(finding.message)"))
      tell(.hint(finding.remedy))
    }
    return events
  }
}
