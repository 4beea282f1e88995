import DeviceOutput
import LicenseFiles

/// Decides whether a step may be recorded, and by which events.
///
/// 1. A migration that is over takes nothing, and a step that is proved is not recorded again; one that
///    was by hand may be proved later.
/// 2. Every precondition is recorded.
/// 3. Evidence is of this device, was in no other migration, has a date, is certainly not older than
///    that of the steps before, and not of the future.
/// 4. A wait is over, also for a person's word, and the factory-reset guard allows what the step does on
///    the device.
/// 5. Every condition is proved, or a person's word stands for all of them where the step takes one.
public struct MigrationRecording {
  let judge: MigrationJudge
  package var run: MigrationRun { judge.run }
  package var step: MigrationStep { judge.step }

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
  ///   - now: the current time, epoch seconds UTC.
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
    if let (finding, until) = judge.site.refusal(of: step) {
      return .refused(finding, file: nil, sha256: nil, until: until)
    }
    let outcomes = step.proof.map { ($0, judge.judge($0)) }
    for (_, outcome) in outcomes {
      if case .waits(let reason, let until) = outcome {
        return refused(.migrationWaitNotOver, reason, until: until)
      }
    }
    if isByHand {
      guard step.takesHand else {
        return refused(.migrationEvidenceOnly, "\(step.id) does not accept a person's word")
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

  /// When the step was done on the device, as far as that is known.
  package var doneAt: ClockedTime? {
    guard judge.words.byHand == nil else {
      return judge.words.at.map { ClockedTime($0, by: .host) }
    }
    let output = judge.output
    let saved = run.usageFiles.last?.moment
    if step.proof.contains(.imported), let saved,
      let lastAck = ClockedTime(shown: output.lastAck.latest?.value ?? nil),
      lastAck.latest > saved.earliest
    {
      return lastAck
    }
    if step.proof.contains(.usageSaved), let saved = judge.usages.compactMap(\.savedAt).max() {
      return ClockedTime(saved, by: .device)
    }
    return ClockedTime(shown: output.clock.latest?.value)
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
          "\(item.name) is from \(names), but the step is about "
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
      return refused(.migrationOtherDevice, "\(item.name) is from \(name), another device", item)
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
        return refused(.migrationInTheFuture, "\(item.name) is dated after the current time", item)
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
}
