import Assessment
public import LicenseFiles

/// A person declares that the wait of a device is over.
public struct ClearReset: Sendable {
  /// The device, as a person named it.
  public var device: String
  /// Why.
  var reason: String

  /// Creates an errand.
  public init(device: String, reason: String) {
    self.device = device
    self.reason = reason
  }

  /// Does it.
  ///
  /// - Returns: the device.
  /// - Throws: ``ErrandError``; `usage` when no reset is recorded.
  public func run(in session: SiteSession) throws(ErrandError) -> UDI {
    guard reason.holdsWord else {
      throw ErrandError(.usage, "clearing needs a reason")
    }
    return try session.atomically { session throws(ErrandError) in try clear(in: session) }
  }

  private func clear(in session: SiteSession) throws(ErrandError) -> UDI {
    let device = try session.device(named: device)
    let facts = try session.read { reader throws(LedgerError) in
      try reader.resetFacts(of: device)
    }
    guard facts.resets.contains(where: { !$0.recordedName.isNamesake(of: device) }) else {
      throw ErrandError(.usage, "no factory reset of \(device) or its group is recorded")
    }
    let orders = facts.resets.filter { !$0.recordedName.isNamesake(of: device) }.map(\.order)
    if let earlier = facts.clearances.last(where: {
      $0.at != nil && $0.resets.isSuperset(of: orders)
    }) {
      throw ErrandError(
        .usage, "the wait of \(device) was declared over already: \(earlier.reason)")
    }
    var drafts = [SiteEventDraft(.resetCleared, device, [.reason: reason])]
    let standing = ResetStanding(device: device, verdict: try session.verdict(.save, of: device))
    if standing.refusal != nil { drafts.append(standing.override(by: "reset clear", reason)) }
    try session.record(drafts)
    return device
  }
}
