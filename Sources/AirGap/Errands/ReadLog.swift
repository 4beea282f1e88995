public import Assessment
import LicenseFiles

/// What happened in a site.
public struct ReadLog: Sendable {
  /// Only what concerns this device, as a person names it, its group, its files and its trips.
  public var device: String?
  /// Only events of these kinds; none for all.
  public var kinds: [SiteEventKind] = []
  /// Only events from this time on, epoch seconds UTC.
  public var since: Int64?
  /// Only this many of the last events.
  public var last: Int?

  /// Creates an errand that leaves nothing out.
  public init() {}

  /// Looks at the ledger.
  ///
  /// - Throws: ``ErrandError``: the device is not known, or the ledger cannot be read.
  public func run(
    in session: SiteSession, _ tell: Notice.Teller
  ) throws(ErrandError) -> SiteLogOutcome {
    let device = try device.map { name throws(ErrandError) in try session.member(named: name, tell)
    }
    var missing: Int64 = 0
    let outcome = try session.read { reader throws(LedgerError) in
      var outcome = SiteLogOutcome(try events(reader, device))
      if device == nil, kinds.isEmpty, since == nil {
        let asked = min(Int64(last ?? .max), try reader.head().count)
        missing = max(0, asked - Int64(outcome.events.count))
      }
      if let first = outcome.events.first?.number, let last = outcome.events.last?.number {
        outcome.reportCounts = try reader.reportCounts(ofEvents: first...last)
      }
      return outcome
    }
    if missing > 0 {
      tell(
        .warning(
          "\(missing) events are not shown: a later version of rumkit wrote them, or they are "
            + "missing (rumkit site verify)"))
    }
    return outcome
  }

  private func events(
    _ reader: LedgerReader, _ device: UDI?
  ) throws(LedgerError) -> [SiteEvent] {
    var events: [SiteEvent]
    if let device {
      events = try reader.events(concerning: try reader.members(with: device))
        .filter { kinds.isEmpty || kinds.contains($0.kind) }
    } else {
      // Where nothing else is left out, only the last ones are read.
      events = try reader.events(kinds, newest: since == nil ? last : nil)
    }
    if let since { events = events.filter { $0.time >= since } }
    return last.map { Array(events.suffix($0)) } ?? events
  }
}

/// Every event of a site, for another tool. A ledger may be larger than the memory.
public struct ExportEvents: Sendable {
  private let session: SiteSession

  /// - Parameter session: the site.
  public init(_ session: SiteSession) { self.session = session }

  /// Writes each event as the line that is hashed.
  ///
  /// - Throws: ``ErrandError/Code/failed``.
  public func eachLine(_ take: (String) -> Void) throws(ErrandError) {
    try session.read { reader throws(LedgerError) in try reader.eachBody { take($0 + "\n") } }
  }

  /// Writes the events, a thousand at a time, with how many reports they have by number.
  ///
  /// - Throws: ``ErrandError/Code/failed``.
  public func eachPage(
    _ take: (SiteLogOutcome) -> Void
  ) throws(ErrandError) {
    try session.read { reader throws(LedgerError) in
      let count = try reader.head().count
      var first: Int64 = 1
      while first <= count {
        let last = min(count, first + 999)
        take(
          SiteLogOutcome(
            try reader.events(after: first - 1, upTo: last),
            reportCounts: try reader.reportCounts(ofEvents: first...last)))
        first = last + 1
      }
    }
  }
}
