public import Assessment
import LicenseFiles

/// Proves steps of migrations, or says what is missing.
public struct RecordMigrationSteps: Sendable {
  /// The device, as a person names it; nil where only one migration is open.
  public var device: String?
  /// Files that prove it.
  public var evidence: [String] = []
  /// What a person says.
  public var words = MigrationWords()

  /// Creates an errand.
  public init(device: String? = nil) { self.device = device }

  /// Tries to record one step.
  ///
  /// - Parameters:
  ///   - step: as the checklist names it.
  ///   - session: the site.
  ///   - isDryRun: judge only.
  /// - Throws: ``ErrandError``: there is no such migration or step, or a file cannot be read.
  public func run(
    _ step: String, in session: SiteSession, isDryRun: Bool = false
  ) throws(ErrandError) -> MigrationAttempt {
    let run = try session.migration(of: device)
    guard let known = run.checklist.step(step) else {
      let list = run.checklist.steps.map(\.id).joined(separator: ", ")
      throw ErrandError(.usage, "\(run.kind.rawValue) has no step \(step); it has \(list)")
    }
    if let at = words.at, at > session.now {
      throw ErrandError(.usage, "--at is in the future")
    }
    return try session.record(
      known, of: run, evidence: try files(of: run, session), words: words, isDryRun: isDryRun)
  }

  /// Proves what captures of many devices prove: of each open migration one step after the other, as far
  /// as it goes.
  ///
  /// - Throws: ``ErrandError``: there is no such migration, or a file cannot be read.
  public func run(in session: SiteSession) throws(ErrandError) -> MigrationAdvances {
    let open =
      if let device { [try session.migration(of: device)] } else {
        try session.migrations().filter(\.isOpen)
      }
    var outcome = MigrationAdvances()
    for run in open {
      let evidence = try files(of: run, session)
        .filter { !$0.devices.isDisjoint(with: run.devices) }
      if evidence.isEmpty {
        outcome.runs.append(run)
      } else {
        outcome.add(try advance(run, evidence, session))
      }
    }
    return outcome
  }

  private func advance(
    _ run: MigrationRun, _ evidence: [MigrationEvidence], _ session: SiteSession
  ) throws(ErrandError) -> MigrationAdvances.Advance {
    var advance = MigrationAdvances.Advance(run)
    var evidence = evidence
    while let step = advance.run.next {
      // What is not proved yet is not a refusal: it leaves nothing in the ledger.
      let trial = try session.record(
        step, of: advance.run, evidence: evidence, words: words, isDryRun: true)
      // Of the captures of a whole migration the older ones speak of earlier steps.
      if case .refused(let finding, _, let sha256?, _) = trial.result,
        finding.id == FindingDescriptor.migrationOlderEvidence.id,
        evidence.contains(where: { $0.sha256 != sha256 })
      {
        evidence.removeAll { $0.sha256 == sha256 }
        continue
      }
      guard case .recorded = trial.result else {
        advance.end = trial
        break
      }
      let proof = try narrowest(evidence, of: step, in: advance.run, session)
      let attempt = try session.record(step, of: advance.run, evidence: proof, words: words)
      guard case .recorded(_, let seen) = attempt.result else { break }
      advance.run = attempt.run
      advance.proved.append(
        MigrationAdvances.Proof(step: step, seen: seen, warning: attempt.warning))
    }
    return advance
  }

  /// The capture that proves the step by itself, the oldest of them, where one does: what is recorded as
  /// its proof is what later evidence must not be older than.
  private func narrowest(
    _ evidence: [MigrationEvidence], of step: MigrationStep, in run: MigrationRun,
    _ session: SiteSession
  ) throws(ErrandError) -> [MigrationEvidence] {
    guard evidence.count > 1 else { return evidence }
    let inOrder = evidence.sorted {
      ($0.moment?.latest ?? .max, $0.name) < ($1.moment?.latest ?? .max, $1.name)
    }
    for one in inOrder {
      let trial = try session.record(
        step, of: run, evidence: [one], words: words, isDryRun: true)
      if case .recorded = trial.result { return [one] }
    }
    return evidence
  }

  private func files(
    of run: MigrationRun, _ session: SiteSession
  ) throws(ErrandError) -> [MigrationEvidence] {
    try MigrationFiles.read(evidence, members: run.devices, at: words.at, now: session.now)
  }
}

extension SiteSession {
  /// Tries to record a step. What came of it stands in the ledger, a refusal too.
  func record(
    _ step: MigrationStep, of run: MigrationRun, evidence: [MigrationEvidence],
    words: MigrationWords, isDryRun: Bool = false
  ) throws(ErrandError) -> MigrationAttempt {
    guard !isDryRun else {
      return try attempt(step, of: run, evidence: evidence, words: words, isDryRun: true)
    }
    return try atomically { session throws(ErrandError) in
      // Another run may have recorded the step since this one looked.
      let run = try session.migration(run.number) ?? run
      return try session.attempt(
        step, of: run, evidence: evidence, words: words, isDryRun: false)
    }
  }

  private func attempt(
    _ step: MigrationStep, of run: MigrationRun, evidence: [MigrationEvidence],
    words: MigrationWords, isDryRun: Bool
  ) throws(ErrandError) -> MigrationAttempt {
    func recording() throws(ErrandError) -> MigrationRecording {
      MigrationRecording(
        step, of: run, evidence: evidence, words: words, site: try facts(of: run),
        now: presentOfWaits)
    }
    var attempt = MigrationAttempt(
      step, result: .needsDate(evidence.map(\.name)), byHand: words.byHand, run: run)
    var judged = try recording()
    let known = try read { reader throws(LedgerError) in
      try reader.resetFacts(of: run.subject.device).resets
    }
    if let resets = judged.resetReading(known: known), judged.isAdmitted {
      if resets.lacksTime { return attempt }
      if !isDryRun, !resets.events.isEmpty {
        try record(resets.events)
        judged = try recording()
      }
    }
    let result = judged.result
    attempt.result = result
    guard !isDryRun else { return attempt }
    if case .recorded(let drafts, _) = result {
      let answer = try guardAnswer(judged)
      try record(drafts + answer.drafts)
      attempt.warning = answer.warning
    } else if let draft = judged.refusal(result) {
      try record([draft])
    }
    attempt.run = try migration(run.number) ?? run
    return attempt
  }

  /// What the factory-reset guard says of the moment at which a step was done on the device.
  private func guardAnswer(
    _ judged: MigrationRecording
  ) throws(ErrandError) -> (drafts: [SiteEventDraft], warning: String?) {
    guard judged.step.asksGuard else { return ([], nil) }
    let device = judged.run.subject.replacement ?? judged.run.subject.device
    let answer = try read { reader throws(LedgerError) in
      try answered(device, at: judged.doneAt, reader)
    }
    var warning: String?
    answer.tell("the device did the step \(judged.step.id)") {
      if case .warning(let text) = $0 { warning = text }
    }
    guard case .refused(let standing) = answer else { return ([], warning) }
    let draft = standing.override(
      by: "migrate record", "\(judged.step.id) was done all the same, as its evidence shows")
    return ([draft], warning)
  }
}
