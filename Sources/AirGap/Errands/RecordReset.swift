public import Assessment
import DeviceOutput
import LicenseFiles

/// Records a license factory reset and its reload, by hand or from the device's own words.
public struct RecordReset: Sendable {
  /// The device as a person named it; nil where output names it.
  public var device: String?
  /// When the command was given; epoch seconds UTC.
  public var at: Int64?
  /// When the reload was over; epoch seconds UTC.
  var reloadedAt: Int64?
  /// Files with the device's own output.
  public var from: [String]

  /// Creates an errand.
  public init(
    device: String? = nil, at: Int64? = nil, reloadedAt: Int64? = nil, from: [String] = []
  ) {
    self.device = device
    self.at = at
    self.reloadedAt = reloadedAt
    self.from = from
  }

  /// Does it.
  ///
  /// - Throws: ``ErrandError``; nothing was recorded.
  public func run(
    in session: SiteSession, _ tell: Notice.Teller
  ) throws(ErrandError) -> [RecordedReset] {
    // Files are read before the ledger is held.
    let evidence = try from.isEmpty ? nil : evidence(tell)
    let (events, devices) = try session.atomically { session throws(ErrandError) in
      let named = try device.map { name throws(ErrandError) in
        try session.deviceOrNew(named: name, tell)
      }
      var known = KnownResetEvents()
      let drafts =
        if let evidence { try fromOutput(evidence, named, session, tell) } else {
          try byHand(named, session, &known)
        }
      // What another run recorded since this one looked is told, and not recorded again.
      var events: [SiteEventDraft] = []
      for draft in drafts {
        // The reload of a reset that is news goes with it.
        let isOfNews = events.contains { $0.kind == .resetRecorded && $0.device == draft.device }
        if !isOfNews, try known.hold(draft, session) { continue }
        events.append(draft)
      }
      for device in known.devices.sorted() {
        tell(.hint("\(device): the ledger has this reset or reload already"))
      }
      try session.record(events)
      return (events, known.devices.union(events.compactMap(\.device)))
    }
    return try devices.sorted().map { device throws(ErrandError) in
      RecordedReset(
        device: device, events: events.filter { $0.device == device },
        verdict: try session.verdict(.save, of: device))
    }
  }

  /// Of a reset that is recorded already its reload may still be news.
  private func byHand(
    _ device: UDI?, _ session: SiteSession, _ known: inout KnownResetEvents
  ) throws(ErrandError) -> [SiteEventDraft] {
    guard let device else { return [] }
    guard let at else { return [reload(of: device)].compactMap(\.self) }
    let reset = SiteEventDraft(
      .resetRecorded, device, [.at: String(at), .by: SiteEvent.byHand])
    if try known.hold(reset, session) { return [reload(of: device)].compactMap(\.self) }
    var whole = reset
    whole.details[.reloadedAt] = reloadedAt.map { String($0) }
    return [whole]
  }

  private func reload(of device: UDI) -> SiteEventDraft? {
    reloadedAt.map {
      SiteEventDraft(
        .resetReloaded, device, [.reloadedAt: String($0), .by: SiteEvent.byHand])
    }
  }

  private func evidence(_ tell: Notice.Teller) throws(ErrandError) -> DeviceFiles.Evidence {
    let evidence = try DeviceFiles.evidence(from, isEvidence: true, tell)
    guard !evidence.isUnfit else {
      throw ErrandError(.unreadable, "nothing was recorded: name files with output of a device")
    }
    return evidence
  }

  private func fromOutput(
    _ evidence: DeviceFiles.Evidence, _ named: UDI?, _ session: SiteSession, _ tell: Notice.Teller
  ) throws(ErrandError) -> [SiteEventDraft] {
    var events: [SiteEventDraft] = []
    var isEmpty = true
    for snapshot in evidence.devices {
      let device = try identify(snapshot, named, session)
      snapshot.tellOrder(snapshot.names(in: evidence), tell)
      let known = try session.read { reader throws(LedgerError) in
        try reader.resetFacts(of: device).resets
      }
      let reset = ResetReading(snapshot, of: device, at: at, now: session.now, known: known)
      if reset.hasKnown { tell(.hint("\(device): the ledger has this reset already")) }
      isEmpty = isEmpty && reset.isEmpty
      guard !reset.lacksTime else {
        throw ErrandError(
          .unreadable,
          "\(device): the output shows a reset but not its time; give the time with --at")
      }
      events += reset.events + [reload(of: device)].compactMap(\.self)
    }
    guard !isEmpty else {
      throw ErrandError(
        .unreadable,
        "there is no reset, reload or uptime in \(from.joined(separator: ", "))")
    }
    return events
  }

  /// Output of another device than the named one is evidence of nothing here.
  private func identify(
    _ snapshot: DeviceSnapshot, _ named: UDI?, _ session: SiteSession
  ) throws(ErrandError) -> UDI {
    if let why = snapshot.doubt, !snapshot.otherHosts.isEmpty {
      throw ErrandError(.unreadable, "\(why); give the output of the right one only")
    }
    let printed = snapshot.udis
    if let named {
      if printed.contains(named) { return named }
      if printed.isEmpty {
        let prompted = try session.device(promptedBy: snapshot)
        let members = try session.read { reader throws(LedgerError) in
          try reader.members(with: named)
        }
        guard let prompted, !members.contains(prompted) else { return named }
        throw ErrandError(
          .refused, "the prompt of the output is that of \(prompted), not of \(named)")
      }
      let names = printed.sorted().map(\.description).joined(separator: ", ")
      throw ErrandError(.refused, "the output is from \(names), not from \(named)")
    }
    if let device = snapshot.udi.latest?.value { return device }
    if let why = snapshot.doubt {
      throw ErrandError(.unreadable, "\(why); name it with --device")
    }
    if let host = snapshot.hostName.latest?.value {
      if let prompted = try session.device(promptedBy: snapshot) { return prompted }
      return try session.device(named: host)
    }
    throw ErrandError(
      .unreadable, "the output does not say which device it is from; name it with --device")
  }
}
