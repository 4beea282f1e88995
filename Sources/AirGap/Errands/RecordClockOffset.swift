public import Assessment

/// A device's clock differs from this host's.
public struct RecordClockOffset: Sendable {
  private let device: String
  private let seconds: Int64
  private let words: String?

  /// - Parameters:
  ///   - device: as a person names it.
  ///   - seconds: the device's clock minus the host's.
  ///   - words: what both clocks said; nil when only the difference was given.
  public init(device: String, seconds: Int64, words: String? = nil) {
    self.device = device
    self.seconds = seconds
    self.words = words
  }

  /// Records it.
  ///
  /// - Throws: ``ErrandError``: the device is not known, or the ledger says no.
  public func run(in session: SiteSession) throws(ErrandError) -> [SiteEvent] {
    let device = try session.device(named: device)
    return try session.record(
      [SiteEventDraft(.clockOffset, device, [.seconds: String(seconds), .text: words])])
  }
}
