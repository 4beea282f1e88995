/// Who acts, and when, as far as somebody says so.
public struct Acting: Sendable, Hashable {
  /// Who does it; nil for the user of this host.
  public var operatorName: String?
  /// Who watches.
  public var witness: String?
  /// On which machine; nil for this one.
  public var hostName: String?
  /// The current time, epoch seconds UTC; nil for the host's clock.
  public var now: Int64?

  /// Creates a person.
  public init(
    operatorName: String? = nil, witness: String? = nil, hostName: String? = nil, now: Int64? = nil
  ) {
    self.operatorName = operatorName
    self.witness = witness
    self.hostName = hostName
    self.now = now
  }

  /// Who does it.
  public var name: String { operatorName ?? ThisHost.userName }
  /// The machine.
  public var host: String { hostName ?? ThisHost.name }

  /// Who writes the first events of a site. In a rehearsal there is no clock but the given time.
  public func author(isRehearsal: Bool) -> LedgerAuthor {
    author(isRehearsal: isRehearsal, standing: ThisHost.clock)
  }

  /// - Parameter standing: where the time of a rehearsal stands while nobody moves it.
  func author(isRehearsal: Bool, standing: Int64) -> LedgerAuthor {
    let clock = ThisHost.clock
    let time = now ?? (isRehearsal ? standing : clock)
    return LedgerAuthor(
      operatorName: name, witness: witness, host: host, time: time,
      clock: isRehearsal ? time : clock)
  }
}
