/// What usage files and ACKs say.
public struct SummaryOutcome: Sendable {
  /// Usage per product instance and entitlement.
  public var usage = UsageSummary()
  /// What came from the portal.
  public var acknowledgements: [AckContent] = []
  /// What was found by reading.
  public var findings: FindingsReport
  /// True when something could not be read whole, so that figures are missing.
  public var isIncomplete = false

  /// Creates an outcome.
  public init(findings: FindingsReport) { self.findings = findings }
}
