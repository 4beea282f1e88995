public import LicenseFiles

/// A step that somebody tried to record, what came of it, and the migration afterwards.
public struct MigrationAttempt: Sendable, Hashable {
  /// The step.
  public var step: MigrationStep
  /// What came of it.
  public var result: MigrationResult
  /// A person's word instead of the proof.
  public var byHand: String?
  /// The migration, as the ledger has it now.
  public var run: MigrationRun
  /// What a person has to know of the factory-reset guard; nil else.
  public var warning: String?

  /// Creates an attempt.
  public init(
    _ step: MigrationStep, result: MigrationResult, byHand: String? = nil, run: MigrationRun
  ) {
    self.step = step
    self.result = result
    self.byHand = byHand
    self.run = run
  }
}

/// What captures of many devices proved.
public struct MigrationAdvances: Sendable, Hashable {
  /// A step that was recorded.
  public struct Proof: Sendable, Hashable {
    /// The step.
    public var step: MigrationStep
    /// What proved it.
    public var seen: [String]
    /// What a person has to know of the factory-reset guard; nil else.
    public var warning: String?

    /// Creates a proof.
    public init(step: MigrationStep, seen: [String], warning: String? = nil) {
      self.step = step
      self.seen = seen
      self.warning = warning
    }
  }

  /// How far one migration went.
  public struct Advance: Sendable, Hashable {
    /// The migration, as the ledger has it now.
    public var run: MigrationRun
    /// The steps that were recorded, in order.
    public var proved: [Proof] = []
    /// The step that was not proved; nil at the end of the checklist.
    public var end: MigrationAttempt?

    /// Nothing was recorded yet.
    public init(_ run: MigrationRun) { self.run = run }
  }

  /// Every open migration, as the ledger has it now.
  public var runs: [MigrationRun] = []
  /// Those whose devices gave evidence.
  public private(set) var advances: [Advance] = []

  /// Nothing was given.
  public init() {}

  /// What a person has to know of the factory-reset guard.
  public var warnings: [String] { advances.flatMap { $0.proved.compactMap(\.warning) } }

  /// How many steps were recorded.
  public var provedCount: Int { advances.reduce(0) { $0 + $1.proved.count } }

  /// Takes how far one migration went.
  public mutating func add(_ advance: Advance) {
    runs.append(advance.run)
    advances.append(advance)
  }
}

/// What came of the wish to begin a migration.
public struct MigrationBeginning: Sendable, Hashable {
  /// The checklist.
  public var kind: MigrationKind
  /// Why it is this one.
  public var because: String
  /// The migration as it was begun; nil for a dry run.
  public var run: MigrationRun?
  /// The first step, where the output that picked the checklist was tried as its proof.
  public var attempt: MigrationAttempt?

  /// Creates a beginning.
  public init(kind: MigrationKind, because: String) {
    self.kind = kind
    self.because = because
  }
}

/// Why no checklist is taken.
public struct NoChecklist: CodedError {
  /// What kind of failure it is.
  public enum Code: Sendable, Hashable {
    /// The output contradicts what was asked for.
    case contradiction
    /// The output does not tell.
    case untold
  }

  /// What kind of failure it is.
  public var code: Code
  /// In words.
  public var reason: String
  /// The commands whose output would tell.
  public var shownBy: [String] = []
}

extension MigrationChoice {
  /// The kind that is begun, and why.
  ///
  /// - Parameters:
  ///   - asked: the kind that a person asked for.
  ///   - hasOutput: false when there is no output to compare with what was asked for.
  /// - Returns: the kind, why, and what a person may want to know of it.
  /// - Throws: ``NoChecklist``.
  public func decision(
    asked: MigrationKind?, hasOutput: Bool
  ) throws(NoChecklist) -> (kind: MigrationKind, because: String, remark: String?) {
    let wish = "it was asked for"
    switch (self, asked) {
    case (.kind(let shown, let because), let asked?) where hasOutput:
      if shown == asked { return (asked, because, nil) }
      switch asked {
      case .factoryReset, .replacement: return (asked, wish, nil)
      case .reservation, .smartLicensing, .evaluation, .pair: break
      }
      // A pair may be moved as what it was: the checklist of the pair holds both.
      if shown == .pair {
        return (asked, wish, "\(because): --kind ha-pair has the steps for both members")
      }
      throw NoChecklist(
        code: .contradiction,
        reason: "the output calls for \(shown.rawValue), not \(asked.rawValue): \(because)")
    case (_, let asked?): return (asked, wish, nil)
    case (.kind(let kind, let because), nil): return (kind, because, nil)
    case (.undecided(let why, let shownBy), nil):
      throw NoChecklist(
        code: .untold, reason: "no checklist can be picked: \(why)", shownBy: shownBy)
    case (.nothingToDo(let why), nil):
      throw NoChecklist(
        code: .untold, reason: "no checklist can be picked: \(why)")
    }
  }
}
