public import Assessment

/// A retired or replaced device is in service again.
public struct ReturnDevice: Sendable {
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
  /// - Throws: ``ErrandError``: the device is not known or is in service, or the ledger refuses.
  public func run(in session: SiteSession) throws(ErrandError) -> [SiteEvent] {
    try session.atomically { session throws(ErrandError) in
      let named = try session.device(named: device)
      let record = try session.read { reader throws(LedgerError) in try reader.device(named) }
      guard record?.isInService == false else {
        throw ErrandError(.usage, "\(named) is in service")
      }
      return try session.record([SiteEventDraft(.deviceReturned, named, [.reason: reason])])
    }
  }
}
