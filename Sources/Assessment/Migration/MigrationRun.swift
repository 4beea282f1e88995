public import LicenseFiles

/// A file that a migration rests on, as the ledger has it.
public struct RecordedEvidence: Sendable, Hashable {
  /// The file.
  public var name: String
  /// SHA-256 of its bytes.
  public var sha256: String
  /// What it is.
  public var kind: String
  /// When it was made.
  public var moment: MigrationMoment?
}

/// A step that is recorded.
public struct RecordedStep: Sendable, Hashable {
  /// Its word.
  public var id: String
  /// The number of its event.
  public var event: Int64
  /// When it was recorded; epoch seconds, UTC.
  public var time: Int64
  /// Who recorded it.
  public var operatorName: String
  /// Who watched.
  public var witness: String?
  /// True when a person's word stands for the proof.
  public var isByHand: Bool
  /// That word.
  public var reason: String?
  /// What proved it.
  public var seen: String?
  /// A code that was printed: a return code, or a confirmation code.
  public var code: String?
  /// How many authorization codes were listed as installed.
  public var installed: Int64?
  /// The files.
  public var evidence: [RecordedEvidence]
  /// When the device did it, by the latest evidence.
  public var moment: MigrationMoment?
}

/// What was refused, or did not prove a step.
public struct MigrationRefusal: Sendable, Hashable {
  /// The step.
  public var step: String
  /// When.
  public var time: Int64
  /// Who tried.
  public var operatorName: String
  /// The guard that refused; nil for evidence that proved too little.
  public var rule: String?
  /// In words.
  public var reason: String
  /// The file; nil when it concerned none.
  public var file: String?
}

/// One migration of one device: a fold over the events of the ledger.
public struct MigrationRun: Sendable, Hashable {
  /// How it ended.
  public enum Ending: String, Sendable, Hashable {
    case closed
    case abandoned
  }

  /// The number of its first event, which names it.
  public var number: Int64
  /// The kind.
  public var kind: MigrationKind
  /// The device that it is about, filled in.
  public var subject: MigrationSubject
  /// When it began; epoch seconds, UTC.
  public var startedAt: Int64
  /// Who began it.
  public var startedBy: String
  /// Why this kind.
  public var because: String?
  /// What was there before.
  public var before: [ReservedEntitlement] = []
  /// The steps that are recorded, by their words; the latest of each.
  public var steps: [String: RecordedStep] = [:]
  /// A step that was by hand and was proved later stands here as it was.
  public var replaced: [RecordedStep] = []
  /// What was refused.
  public var refusals: [MigrationRefusal] = []
  /// What the portal released, by name.
  public var released: [String: Int64] = [:]
  /// What was explained, by name.
  public var explained: [String: String] = [:]
  /// What was in use after, as the last comparison saw it.
  public var after: [ReservedEntitlement] = []
  /// How it ended; nil while it is open.
  public var ending: Ending?
  /// When.
  public var endedAt: Int64?
  /// Why, for one that was abandoned.
  public var endReason: String?

  /// Its steps, filled in.
  public var checklist: MigrationChecklist { MigrationChecklist(kind, for: subject) }
  /// True until it is closed or abandoned.
  public var isOpen: Bool { ending == nil }
  /// Before and after.
  public var comparison: EntitlementComparison {
    EntitlementComparison(before, after: after, released: released, explained: explained)
  }

  /// The first step that is not recorded; nil when all are.
  public var next: MigrationStep? {
    isOpen ? checklist.steps.first { steps[$0.id] == nil } : nil
  }

  /// The preconditions of a step that are open, in the order of the checklist.
  func open(before step: MigrationStep) -> [MigrationStep] {
    let checklist = checklist
    var wanted = Set(step.needs)
    for earlier in checklist.steps.reversed() where wanted.contains(earlier.id) {
      wanted.formUnion(earlier.needs)
    }
    return checklist.steps.filter { wanted.contains($0.id) && steps[$0.id] == nil }
  }

  /// The latest evidence of the steps before one; nil when none has a date.
  func moment(before step: MigrationStep) -> (step: String, moment: MigrationMoment)? {
    var latest: (step: String, moment: MigrationMoment)?
    for earlier in checklist.steps {
      if earlier.id == step.id { break }
      guard let moment = steps[earlier.id]?.moment else { continue }
      if latest.map({ $0.moment.earliest <= moment.earliest }) ?? true {
        latest = (earlier.id, moment)
      }
    }
    return latest
  }

  /// The devices that its evidence may be of.
  public var devices: Set<UDI> {
    Set(subject.members).union([subject.licensed])
  }

  /// The hashes of its evidence.
  public var hashes: Set<String> {
    Set((steps.values + replaced).flatMap { $0.evidence.map(\.sha256) })
  }

  /// The usage files that were recorded.
  public var usageFiles: [RecordedEvidence] {
    checklist.steps.compactMap { steps[$0.id] }.flatMap(\.evidence)
      .filter { $0.kind == DocumentKind.usage.rawValue }
  }
}
