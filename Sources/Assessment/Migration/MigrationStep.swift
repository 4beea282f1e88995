public import LicenseFiles

/// A wait that a step stands for.
public enum MigrationWait: String, Sendable, Hashable {
  /// A 9800 counts its access points every eight hours.
  case counting = "ap-count"
  /// One hour after a factory reset of the licensing.
  case resetHour = "reset-hour"

  /// The longest that it takes, in seconds.
  public var seconds: Int64 {
    switch self {
    case .counting: 8 * 3600
    case .resetHour: FactoryResetGuard.hour
    }
  }
}

/// One step of a checklist.
public struct MigrationStep: Sendable, Hashable {
  /// Its word, for the command line and the ledger. Never renamed.
  public var id: String
  /// What is done.
  public var title: String
  /// Why.
  public var why: String
  /// What to type at the device, in order.
  public var commands: [DeviceInstruction]
  /// What to do elsewhere: at the portal, on this host. Commands of this host stand in backquotes.
  public var actions: [String]
  /// What is expected.
  public var expected: String
  /// What has to be shown; all of them.
  public var proof: [MigrationCondition]
  /// The wait that it stands for; nil for none.
  public var wait: MigrationWait?
  /// What can go wrong; nil where nothing is known.
  public var risk: String?
  /// How to go back.
  public var wayBack: String
  /// How it is known.
  public var basis: Basis
  /// The steps that have to be recorded before it.
  public var needs: [String]
  /// True for a step that a migration can end without.
  public var isOptional: Bool
  /// False where only evidence counts.
  public var takesHand: Bool

  /// True when usage is saved or an ACK is imported on the device: the factory-reset guard has to allow it.
  public var asksGuard: Bool {
    commands.contains {
      $0.text.hasPrefix("license smart import ") || $0.text.hasPrefix("license smart save usage ")
    }
  }

  /// Creates a step.
  init(
    _ id: String, _ title: String, why: String, commands: [DeviceInstruction] = [],
    actions: [String] = [], expected: String, proof: [MigrationCondition],
    wait: MigrationWait? = nil, risk: String? = nil, wayBack: String, basis: Basis,
    needs: [String] = [], isOptional: Bool = false, takesHand: Bool = true
  ) {
    self.id = id
    self.title = title
    self.why = why
    self.commands = commands
    self.actions = actions
    self.expected = expected
    self.proof = proof
    self.wait = wait
    self.risk = risk
    self.wayBack = wayBack
    self.basis = basis
    self.needs = needs
    self.isOptional = isOptional
    self.takesHand = takesHand
  }

  /// The same step under other preconditions.
  func needing(_ steps: String...) -> MigrationStep {
    var step = self
    step.needs = steps
    return step
  }
}

/// The steps of one kind, filled in for one device.
public struct MigrationChecklist: Sendable, Hashable {
  /// The kind.
  public let kind: MigrationKind
  /// The steps, in order.
  public let steps: [MigrationStep]

  /// The checklist of a kind for a device.
  init(_ kind: MigrationKind, for subject: MigrationSubject) {
    self.kind = kind
    let steps =
      switch kind {
      case .reservation:
        subject.isWirelessController
          ? ControllerReservationChecklist.steps(subject) : ReservationChecklist.steps(subject)
      case .smartLicensing: SmartLicensingChecklist.steps(subject)
      case .evaluation: EvaluationChecklist.steps(subject)
      case .factoryReset: FactoryResetChecklist.steps(subject)
      case .replacement: ReplacementChecklist.steps(subject)
      case .pair: PairChecklist.steps(subject)
      }
    self.steps = Self.chained(steps)
  }

  /// A step without preconditions of its own needs the last one before it that cannot be left out.
  private static func chained(_ steps: [MigrationStep]) -> [MigrationStep] {
    var last: String?
    return steps.map { step in
      var step = step
      if let last, !step.needs.contains(last) { step.needs.append(last) }
      if !step.isOptional { last = step.id }
      return step
    }
  }

  /// A step by its word.
  public func step(_ id: String) -> MigrationStep? { steps.first { $0.id == id } }

  /// The place of a step, counted from 1.
  public func number(of id: String) -> Int? {
    steps.firstIndex { $0.id == id }.map { $0 + 1 }
  }
}
