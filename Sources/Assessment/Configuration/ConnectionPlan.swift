public import LicenseFiles

/// One line of a plan.
public struct PlanLine: Sendable, Hashable {
  /// What is to be done with it.
  public enum Kind: String, Sendable, Hashable {
    /// Pasted at the privileged EXEC prompt.
    case exec
    /// Pasted at the configuration prompt.
    case configuration
    /// Typed by hand: it opens a connection, or a secret has to be put in.
    case byHand = "by-hand"
    /// Left out until a value is there, or offered.
    case open
  }

  /// What is to be done with it.
  public let kind: Kind
  /// The line. In a line that is pasted every value was checked.
  public let text: String
  /// What the device prints when it worked.
  public let expects: String?
  /// What a person should know.
  public let note: String?
  /// How it is known.
  public let source: Basis

  init(
    _ kind: Kind, _ text: String, expects: String? = nil, note: String? = nil, _ source: Basis
  ) {
    self.kind = kind
    self.text = text
    self.expects = expects
    self.note = note
    self.source = source
  }
}

/// What the log or an output says afterwards.
public struct PlanSign: Sendable, Hashable {
  /// True for success.
  public let isGood: Bool
  /// What is printed.
  public let text: String
  /// What it means and what to do.
  public let meaning: String
  /// How it is known.
  public let source: Basis

  init(_ isGood: Bool, _ text: String, _ meaning: String, _ source: Basis) {
    self.isGood = isGood
    self.text = text
    self.meaning = meaning
    self.source = source
  }
}

/// A part of a plan, in the order in which it is worked off.
public struct PlanStage: Sendable, Hashable {
  /// Which part it is.
  public enum Name: String, Sendable, Hashable, CaseIterable {
    /// Tests and outputs before the change.
    case before
    /// The configuration.
    case configure
    /// What is done at the EXEC prompt afterwards.
    case after
    /// What shows that it worked.
    case prove
  }

  /// Which part it is.
  public let name: Name
  /// Its lines.
  public let lines: [PlanLine]

  init(_ name: Name, _ lines: [PlanLine]) {
    self.name = name
    self.lines = lines
  }
}

/// The configuration of one way of reporting, with its tests and its proofs.
public struct ConnectionPlan: Sendable, Hashable {
  /// The way to report.
  public let topology: ReportingTopology
  /// The values in it.
  public let values: PlanValues
  /// Its parts.
  public let stages: [PlanStage]
  /// What is printed when it worked, and when it did not.
  public let signs: [PlanSign]
  /// What a person should know before the change, with its source.
  public let remarks: [PlanSign]
  /// Warnings on the values.
  public let findings: [Finding]

  /// Makes the plan of a request.
  ///
  /// - Throws: ``PlanRefusal`` with every reason when a value is wrong or missing.
  public init(_ request: PlanRequest) throws(PlanRefusal) {
    let (values, warnings) = try request.checked()
    let lines = PlanLines(topology: request.topology, values: values)
    topology = request.topology
    self.values = values
    stages = [
      PlanStage(.before, lines.before), PlanStage(.configure, lines.configuration),
      PlanStage(.after, lines.after), PlanStage(.prove, lines.proof),
    ].filter { !$0.lines.isEmpty }
    signs = lines.signs
    remarks = lines.remarks
    findings = warnings + lines.leftOpen
  }

  /// The lines that are pasted in configuration mode.
  public var configuration: [String] {
    stages.flatMap(\.lines).filter { $0.kind == .configuration }.map(\.text)
  }
}
