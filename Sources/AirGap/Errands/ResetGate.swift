public import Assessment
public import LicenseFiles

/// What to do when the factory-reset guard refuses.
public enum GuardPolicy: Sendable, Hashable {
  /// Stop.
  case stop
  /// Wait until it is clear, then go on.
  case wait
  /// Go on; the reason stays in the ledger.
  case override(reason: String)

  /// - Throws: ``ErrandError``: an override without a word of reason.
  func check() throws(ErrandError) {
    guard case .override(let reason) = self, !reason.holdsWord else { return }
    throw ErrandError(.usage, "an override needs a reason")
  }
}

/// Asks the factory-reset guard, and writes its refusals and overrides into the ledger.
public struct ResetGate {
  let session: SiteSession
  let policy: GuardPolicy
  /// The command that asks, for the ledger.
  let command: String
  /// False in a dry run: nothing is recorded and nobody waits.
  let records: Bool
  let attendant: any Attendant

  /// Creates a gate.
  ///
  /// - Parameters:
  ///   - session: the site.
  ///   - policy: what to do when the guard refuses.
  ///   - command: the command that asks, for the ledger.
  ///   - records: false in a dry run: nothing is recorded and nobody waits.
  ///   - attendant: who waits.
  public init(
    _ session: SiteSession, _ policy: GuardPolicy = .stop, command: String, records: Bool = true,
    _ attendant: any Attendant
  ) {
    self.session = session
    self.policy = policy
    self.command = command
    self.records = records
    self.attendant = attendant
  }

  /// What the guard let through.
  public struct Answer: Sendable, Hashable {
    /// What the guard says.
    public let verdict: ResetVerdict
    /// True when a person went on against a refusal.
    public let isOverridden: Bool
    /// The current time of the answer, which is later than that of the command after a wait. Epoch seconds,
    /// UTC.
    let now: Int64

    /// True when the command may go on.
    public var goesOn: Bool {
      if case .refused = verdict { return isOverridden }
      return true
    }

    /// In a word, for evidence.
    public var word: String { isOverridden ? "overridden" : verdict.word }
  }

  /// Asks about one device and its group.
  ///
  /// - Throws: ``ErrandError/Code/failed`` when the ledger fails.
  public func ask(_ question: ResetQuestion, of device: UDI) throws(ErrandError) -> Answer {
    try policy.check()
    var session = session
    var verdict = try session.verdict(question, of: device)
    if policy == .wait, records {
      if session.isRehearsal {
        if case .refused = verdict {
          attendant.tell(
            .hint("in a rehearsal --now is the only clock, so there is nothing to wait for"))
        }
      } else {
        while case .refused(let until?, _) = verdict {
          attendant.wait(until: until, for: device)
          session = session.later(ThisHost.clock)
          verdict = try session.verdict(question, of: device)
        }
      }
    }
    guard case .refused(let until, let reasons) = verdict else {
      return Answer(verdict: verdict, isOverridden: false, now: session.now)
    }
    var reason: String?
    if case .override(let why) = policy { reason = why }
    if records {
      // Notes explain; they do not refuse.
      let ids = reasons.filter { $0.severity > .note }.map(\.id)
      let kind: SiteEventKind = reason == nil ? .guardRefused : .guardOverridden
      try session.record([
        SiteEventDraft(
          kind, device,
          [
            .command: command, .until: until.map { String($0) },
            .finding: ids.joined(separator: " "), .reason: reason,
          ])
      ])
    }
    return Answer(verdict: verdict, isOverridden: reason != nil, now: session.now)
  }
}

extension SiteSession {
  /// What the factory-reset guard says of a device and its group; nothing is recorded.
  ///
  /// - Throws: ``ErrandError/Code/failed``.
  func verdict(
    _ question: ResetQuestion, of device: UDI
  ) throws(ErrandError) -> ResetVerdict {
    try read { reader throws(LedgerError) in try verdict(question, of: device, reader) }
  }

  private func verdict(
    _ question: ResetQuestion, of device: UDI, _ reader: LedgerReader
  ) throws(LedgerError) -> ResetVerdict {
    FactoryResetGuard.judge(
      question, try reader.resetFacts(of: device), now: now, hostClock: author.clock)
  }

  /// What the factory-reset guard would say now of devices that were reset, where it is not clear.
  ///
  /// - Throws: ``ErrandError/Code/failed``.
  public func guarded() throws(ErrandError) -> [ResetStanding] {
    try read { reader throws(LedgerError) in try guarded(reader) }
  }

  func guarded(_ reader: LedgerReader) throws(LedgerError) -> [ResetStanding] {
    var standings: [ResetStanding] = []
    for device in try reader.devicesWithResets() {
      standings.append(
        ResetStanding(device: device, verdict: try verdict(.save, of: device, reader)))
    }
    return standings.filter { $0.warning != nil }
  }
}

extension SiteSession {
  /// The devices whose usage that went out last the guard refuses, because it was saved within the hour.
  func savedWithinHour(_ reader: LedgerReader) throws(LedgerError) -> Set<UDI> {
    var found: Set<UDI> = []
    for reset in try reader.devicesWithResets() {
      let members = try reader.members(with: reset)
      guard let export = try reader.events([.exported], of: members, newest: 1).last,
        let device = export.device, let saved = export.usageSavedAt
      else { continue }
      let usage = UsageExport(file: export[.name] ?? "", device: device, savedAt: saved)
      if try verdict(.pack([usage]), of: device, reader).refusesTimeOfUsage {
        found.formUnion(members)
      }
    }
    return found
  }
}

/// What the guard says of what a device did already.
enum PastAnswer {
  /// Nothing.
  case clear
  /// It was done against a refusal, and nobody said why.
  case refused(ResetStanding)
  /// A time zone that is not certain decides whether it was.
  case untold

  /// Tells a person.
  ///
  /// - Parameter act: what the device did, as in "the device imported an ACK".
  func tell(_ act: String, _ tell: Notice.Teller) {
    switch self {
    case .clear: break
    case .refused(let standing):
      tell(
        .warning(
          "\(act) while the guard refuses it; the log has it as an override. "
            + (standing.warning ?? "")))
    case .untold:
      tell(
        .warning(
          "whether \(act) within the hour of its factory reset cannot be told: the time zone that "
            + "it prints is not certain"))
    }
  }
}

extension SiteSession {
  /// What the guard says of something that a device did, by when it did it, so that a proof which is handed in
  /// after the hour says the same. Where that is not known, or lies after the hour by a clock that may be ahead,
  /// the guard is asked about now. It is asked about the usage too that the device acknowledged with it.
  func answered(
    _ device: UDI, at moment: ClockedTime?, exports: [UsageExport] = [], _ reader: LedgerReader
  ) throws(LedgerError) -> PastAnswer {
    let facts = try reader.resetFacts(of: device)
    guard let reset = facts.resets.map(\.order).max() else { return .clear }
    let members = try reader.guardedDevices(with: device)
    let overrides = try reader.events([.guardOverridden], of: members)
    let override = overrides.last?.number ?? 0
    let place = moment.map { FactoryResetGuard.place($0, facts) }
    switch place {
    case .free: return .clear
    case .withinHour(let order, let standing):
      guard case .refused = standing.verdict, override < order else { return .clear }
      return .refused(standing)
    case .afterHour, .zoneDecides, nil: break
    }
    // Who packed it all the same has not said that it may be imported.
    let isImportOverridden = overrides.contains {
      $0.number > reset && $0[.command].map { !$0.hasPrefix("pack") } ?? false
    }
    if !exports.isEmpty, !isImportOverridden {
      let standing = ResetStanding(
        device: device,
        verdict: FactoryResetGuard.judge(
          .importAck(exports), facts, now: now, hostClock: author.clock))
      if standing.refusal != nil { return .refused(standing) }
    }
    guard override < reset else { return .clear }
    let standing = ResetStanding(
      device: device,
      verdict: FactoryResetGuard.judge(.save, facts, now: now, hostClock: author.clock))
    if case .refused = standing.verdict { return .refused(standing) }
    return place == .zoneDecides ? .untold : .clear
  }
}

extension ResetStanding {
  /// The event that says that something was done against it.
  func override(by command: String, _ reason: String) -> SiteEventDraft {
    SiteEventDraft(
      .guardOverridden, device,
      [
        .command: command, .finding: verdict.reasons.first?.id,
        .until: (refusal?.until).map { String($0) }, .reason: reason,
      ])
  }
}
