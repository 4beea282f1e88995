public import Assessment

/// A device is out of service.
public struct RetireDevice: Sendable {
  private let device: String
  private let reason: String

  /// - Parameters:
  ///   - device: as a person names it.
  ///   - reason: why.
  public init(device: String, reason: String) {
    self.device = device
    self.reason = reason
  }

  /// Records it.
  ///
  /// - Throws: ``ErrandError``: the device is not known, or the ledger refuses.
  public func run(in session: SiteSession) throws(ErrandError) -> RetirementOutcome {
    try session.atomically { session throws(ErrandError) in
      let named = try session.device(named: device)
      let known = try session.read { reader throws(LedgerError) in try reader.device(named) }
      if let reason = known?.retiredReason {
        throw ErrandError(.usage, "\(named) was retired already: \(reason)")
      }
      let events = try session.record([SiteEventDraft(.deviceRetired, named, [.reason: reason])])
      let record = try session.read { reader throws(LedgerError) in
        try reader.device(named) ?? DeviceRecord(named)
      }
      return RetirementOutcome(events, record)
    }
  }
}
