/// What changed between two sets of files.
public struct DiffOutcome: Sendable {
  /// What the first is called.
  public var old: String
  /// What the second is called.
  public var new: String
  /// What changed of usage; nil when not both hold some.
  public var usage: UsageDiff?
  /// What changed of the portal's files; nil when not both hold some.
  public var acknowledgements: AckDiff?
  /// What was found by reading and by comparing.
  public var findings: FindingsReport
  /// True when something could not be read to its end.
  public var isIncomplete: Bool

  /// Creates an outcome.
  public init(
    old: String, new: String, usage: UsageDiff?, acknowledgements: AckDiff?,
    findings: FindingsReport, isIncomplete: Bool
  ) {
    self.old = old
    self.new = new
    self.usage = usage
    self.acknowledgements = acknowledgements
    self.findings = findings
    self.isIncomplete = isIncomplete
  }
}
