public import Assessment
import LicenseFiles

/// The state of every device of a site, or of one device with its reports.
public struct ReadStatus: Sendable {
  private let device: String?
  private let listsAll: Bool

  /// - Parameters:
  ///   - device: the device, as a person names it; nil for the whole site.
  ///   - listsAll: also devices that are retired or replaced.
  public init(device: String? = nil, listsAll: Bool = false) {
    self.device = device
    self.listsAll = listsAll || device != nil
  }

  /// Looks at the ledger.
  ///
  /// - Throws: ``ErrandError``: the device is not known, or the ledger cannot be read.
  public func run(
    in session: SiteSession, _ tell: Notice.Teller = { _ in }
  ) throws(ErrandError) -> SiteStatusOutcome {
    let device = try self.device.map { name throws(ErrandError) in
      try session.member(named: name, tell)
    }
    return try session.read { reader throws(LedgerError) in
      var outcome = SiteStatusOutcome(
        SiteStatus(try session.history(reader), now: session.now, listsAll: listsAll))
      if let device, let record = try reader.device(device) {
        // Who names a pair or stack asks for what all of its members reported.
        let isCycle = try self.device.map {
          name throws(LedgerError) in try reader.knownDevices().member(standingFor: name) != nil
        }
        var reports: [KnownSiteReport] = []
        for member in isCycle == true ? try reader.members(with: device) : [device] {
          reports += try reader.reports(of: member)
        }
        outcome.device = (record, reports)
      }
      return outcome
    }
  }
}

extension SiteSession {
  /// What the ledger has.
  ///
  /// - Throws: ``ErrandError/Code/failed``.
  public func history() throws(ErrandError) -> SiteHistory {
    try read { reader throws(LedgerError) in try history(reader) }
  }

  /// The same in one reading with other things: the one history by which next steps are told.
  func history(_ reader: LedgerReader) throws(LedgerError) -> SiteHistory {
    var history = try reader.history()
    history.guarded = try guarded(reader)
    history.savedWithinHour = try savedWithinHour(reader)
    history.migrating = Set(
      try reader.migrations().filter(\.isOpen).flatMap(\.subject.members))
    return history
  }

  /// The end of its chain.
  ///
  /// - Throws: ``ErrandError/Code/failed``.
  public func head() throws(ErrandError) -> ChainHead {
    try read { reader throws(LedgerError) in try reader.head() }
  }
}
