import DeviceOutput
public import LicenseFiles

/// What came of a try to record a step.
public enum MigrationResult: Sendable, Hashable {
  /// One thing that is missing.
  public struct Missing: Sendable, Hashable {
    /// What.
    public var what: String
    /// What would show it.
    public var shownBy: [String]
  }

  /// It is recorded by these events; what proved it.
  case recorded([SiteEventDraft], seen: [String])
  /// It is not proved.
  case missing([Missing])
  /// A guard said no: the finding, the file that it is about, and the first moment at which the same is
  /// possible, epoch seconds UTC.
  case refused(Finding, file: String?, sha256: String?, until: Int64?)
  /// These files do not say when they were made.
  case needsDate([String])
}

/// Decides whether a step may be recorded, and by which events.
///
/// 1. A migration that is over takes nothing, and a step that is proved is not recorded again; one that
///    was by hand may be proved later.
/// 2. Every precondition is recorded.
/// 3. Evidence is of this device, was in no other migration, has a date, is certainly not older than
///    that of the steps before, and not of the future.
/// 4. A wait is over, also for a person's word.
/// 5. Every condition is proved, or a person's word stands for all of them where the step takes one.
public struct MigrationRecording {
  let judge: MigrationJudge
  private var run: MigrationRun { judge.run }
  private var step: MigrationStep { judge.step }

  /// How far the clocks of a device and of this host may be apart, in seconds.
  static let clockTolerance: Int64 = 3600

  /// Creates one.
  ///
  /// - Parameters:
  ///   - step: the step.
  ///   - run: the migration, as the ledger has it.
  ///   - evidence: the files.
  ///   - words: what a person gives besides.
  ///   - site: what the ledger knows.
  ///   - now: the present, epoch seconds UTC.
  public init(
    _ step: MigrationStep, of run: MigrationRun, evidence: [MigrationEvidence],
    words: MigrationWords, site: MigrationSiteFacts, now: Int64
  ) {
    judge = MigrationJudge(
      run: run, step: step, evidence: evidence, words: words, site: site, now: now)
  }

  /// The decision.
  public var result: MigrationResult {
    if let refusal = orderRefusal ?? evidenceRefusal { return refusal }
    let isByHand = judge.words.byHand != nil
    let dateless = judge.evidence.filter { $0.moment == nil && !(isByHand && $0.content == .other) }
    if !dateless.isEmpty { return .needsDate(dateless.map(\.name)) }
    if let refusal = dateRefusal { return refusal }
    let outcomes = step.proof.map { ($0, judge.judge($0)) }
    for (_, outcome) in outcomes {
      if case .waits(let reason, let until) = outcome {
        return refused(.migrationWaitNotOver, reason, until: until)
      }
    }
    if isByHand {
      guard step.takesHand else {
        return refused(.migrationEvidenceOnly, "\(step.id) takes no person's word")
      }
      return .recorded(drafts(seen: []), seen: [])
    }
    var seen: [String] = []
    var missing: [MigrationResult.Missing] = []
    for (_, outcome) in outcomes {
      switch outcome {
      case .proved(let text): seen.append(text)
      case .missing(let what, let shownBy):
        missing.append(MigrationResult.Missing(what: what, shownBy: shownBy))
      case .waits: break
      }
    }
    return missing.isEmpty ? .recorded(drafts(seen: seen), seen: seen) : .missing(missing)
  }

  /// When the wait of the step is over, epoch seconds UTC; nil without one, or when it is not known.
  public var waitEnds: Int64? {
    for condition in step.proof {
      if case .waits(_, let until) = judge.judge(condition) { return until }
    }
    return nil
  }

  /// True when neither the order of the steps nor the evidence itself is against it.
  public var isAdmitted: Bool {
    orderRefusal == nil && evidenceRefusal == nil && dateRefusal == nil
  }

  /// What the evidence says of a factory reset, where the step is one of those that touch it; nil
  /// elsewhere.
  public func resetReading(known: [ResetRecord]) -> ResetReading? {
    let touches: Set<MigrationCondition> = [.resetDone, .reloaded, .resetHourOver]
    guard !touches.isDisjoint(with: step.proof), !judge.evidence.isEmpty else { return nil }
    return ResetReading(
      judge.output, of: run.subject.device, at: judge.words.at, now: judge.now, known: known)
  }

  // MARK: Guards

  // 1. and 2.
  private var orderRefusal: MigrationResult? {
    guard run.isOpen else {
      return refused(
        .migrationRecordedAlready, "the migration is \(run.ending?.rawValue ?? "over")")
    }
    if let old = run.steps[step.id], !old.isByHand || judge.words.byHand != nil {
      return refused(
        .migrationRecordedAlready, "\(step.id) is recorded already, as event \(old.event)")
    }
    let open = run.open(before: step)
    guard open.isEmpty else {
      return refused(
        .migrationPreconditionOpen,
        "\(step.id) needs " + open.map(\.id).joined(separator: ", ") + " first")
    }
    return nil
  }

  // 3., but for the dates.
  private var evidenceRefusal: MigrationResult? {
    for item in judge.evidence {
      if let other = judge.site.usedBy[item.sha256], other != run.number {
        return refused(
          .migrationEvidenceUsed, "\(item.name) was used in migration \(other)", item)
      }
      let devices = item.devices
      let members = judge.members
      if !devices.isEmpty, devices.isDisjoint(with: members) {
        let names = devices.sorted().prefix(4).map(\.description).joined(separator: ", ")
        return refused(
          .migrationOtherDevice,
          "\(item.name) is of \(names), and the step is about "
            + members.sorted().map(\.description).joined(separator: ", "), item)
      }
      if devices.isEmpty, case .output(let snapshot) = item.content,
        let refusal = nameRefusal(snapshot, item)
      {
        return refusal
      }
    }
    return nil
  }

  private func nameRefusal(
    _ snapshot: DeviceSnapshot, _ item: MigrationEvidence
  ) -> MigrationResult? {
    guard let name = snapshot.hostName.latest?.value else {
      return refused(
        .migrationDeviceNotShown, "\(item.name) shows neither a UDI nor a host name", item)
    }
    if let known = judge.site.hostNames[name], known.isDisjoint(with: judge.members) {
      return refused(.migrationOtherDevice, "\(item.name) is of \(name), another device", item)
    }
    let isKnown = judge.site.hostNames[name] != nil || run.subject.hostName == name
    if isKnown { return nil }
    return refused(
      .migrationDeviceNotShown,
      "\(item.name) shows no UDI, and \(name) is not a name by which the site knows the device",
      item)
  }

  // 3., the dates.
  private var dateRefusal: MigrationResult? {
    let before = run.moment(before: step)
    for item in judge.evidence {
      guard let moment = item.moment else { continue }
      if let before, moment.latest < before.moment.earliest {
        return refused(
          .migrationOlderEvidence, "\(item.name) is older than the evidence of \(before.step)", item
        )
      }
      if moment.earliest > judge.now.addingClamped(Self.clockTolerance) {
        return refused(.migrationInTheFuture, "\(item.name) is dated after the present", item)
      }
    }
    return nil
  }

  private func refused(
    _ descriptor: FindingDescriptor, _ message: String, _ item: MigrationEvidence? = nil,
    until: Int64? = nil
  ) -> MigrationResult {
    .refused(
      descriptor.finding(
        at: SourceLocation(file: item?.name ?? step.id), productInstance: run.subject.device,
        message),
      file: item?.name, sha256: item?.sha256, until: until)
  }

  // MARK: Events

  private func drafts(seen: [String]) -> [SiteEventDraft] {
    let number = String(run.number)
    let device = run.subject.device
    func draft(_ kind: SiteEventKind, _ details: [SiteDetail: String?]) -> SiteEventDraft {
      SiteEventDraft(
        kind, device, details.merging([.migration: number, .step: step.id]) { $1 })
    }
    var drafts = judge.evidence.map { draft(.migrationEvidence, Self.details($0)) }
    let isFirst = step.proof.contains(.recordedBefore)
    var details = judge.returnedDetails
    let bySource = judge.evidence.isEmpty ? SiteEvent.byLedger : SiteEvent.byDevice
    details[.by] = judge.words.byHand == nil ? bySource : SiteEvent.byHand
    details[.reason] = judge.words.byHand
    details[.text] = seen.isEmpty ? nil : seen.joined(separator: "; ")
    details[.target] = judge.words.target
    details[.change] = judge.words.change
    if judge.evidence.isEmpty { details[.at] = judge.words.at.map { String($0) } }
    drafts.append(draft(.migrationStep, details))
    if isFirst {
      for entitlement in judge.before {
        drafts.append(draft(.migrationBefore, entitlement.details))
      }
    }
    if step.proof.contains(.entitlementsCovered) {
      drafts += judge.after.map { draft(.migrationEntitlement, $0.details) }
      drafts += judge.words.released.sorted { $0.key < $1.key }
        .map { draft(.migrationEntitlement, [.name: $0.key, .released: String($0.value)]) }
      drafts += judge.words.explained.sorted { $0.key < $1.key }
        .map { draft(.migrationEntitlement, [.name: $0.key, .reason: $0.value]) }
    }
    if step.id == run.checklist.steps.last?.id {
      drafts.append(draft(.migrationEnded, [.status: MigrationRun.Ending.closed.rawValue]))
    }
    return drafts
  }

  private static func details(_ item: MigrationEvidence) -> [SiteDetail: String?] {
    var details: [SiteDetail: String?] = [
      .source: item.name, .sha256: item.sha256, .status: item.kind,
    ]
    if let moment = item.moment {
      if moment.earliest == moment.latest {
        details[.at] = String(moment.earliest)
      } else {
        details[.atEarliest] = String(moment.earliest)
        details[.atLatest] = String(moment.latest)
      }
    }
    return details
  }

  /// The event of a try that came to nothing.
  public func refusal(_ result: MigrationResult) -> SiteEventDraft? {
    var details: [SiteDetail: String?] = [
      .migration: String(run.number), .step: step.id,
      .source: judge.evidence.isEmpty ? nil : judge.evidence.map(\.name).joined(separator: " "),
      .sha256: judge.evidence.isEmpty ? nil : judge.evidence.map(\.sha256).joined(separator: " "),
    ]
    switch result {
    case .refused(let finding, let file, let sha256, let until):
      details[.finding] = finding.id
      details[.reason] = finding.message
      details[.source] = file ?? details[.source] ?? nil
      details[.sha256] = sha256 ?? details[.sha256] ?? nil
      details[.until] = until.map { String($0) }
    case .missing(let missing):
      details[.missing] = missing.map(\.what).joined(separator: "; ")
    case .recorded, .needsDate: return nil
    }
    return SiteEventDraft(.migrationRefused, run.subject.device, details)
  }
}

extension MigrationJudge {
  /// What was there before, by this evidence.
  var before: [ReservedEntitlement] {
    let printed = ReservedEntitlement.all(output)
    guard printed.isEmpty else { return printed }
    return usages.flatMap(\.counts).sorted { $0.key < $1.key }
      .filter { $0.value > 0 }
      .map { ReservedEntitlement(name: $0.key, count: $0.value, isReserved: false) }
  }

  /// What a step's event keeps of its output.
  var returnedDetails: [SiteDetail: String?] {
    let output = output
    var details: [SiteDetail: String?] = [
      .release: output.release.latest?.value.raw, .hostName: output.hostName.latest?.value,
    ]
    if step.proof.contains(.returnCodeKept) { details[.code] = returnCode }
    if step.proof.contains(.recordedBefore) {
      let codes = [confirmationCode, returnCode.map { "Last return code \($0)" }]
        .compactMap(\.self)
      details[.code] = codes.isEmpty ? nil : codes.joined(separator: "; ")
    }
    if step.proof.contains(.authorizationsListed) {
      details[.present] = installedCodes.map { String($0.count) }
    }
    if run.kind != .replacement, !output.udis.isDisjoint(with: members) {
      let others = output.udis.union(run.subject.members).sorted()
      if others.count > 1 { details[.members] = others.map(\.description).joined(separator: " ") }
    }
    return details
  }
}
