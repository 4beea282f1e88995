import LicenseFiles

/// The events of the ledger that a recording makes.
extension MigrationRecording {
  func drafts(seen: [String]) -> [SiteEventDraft] {
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
