public import LicenseFiles

/// One rule over the documents of a run.
///
/// A rule is a small value with the memory that it needs. The judge calls `begin`, then `see` for
/// each report and block in the order of the file, then `end`; after the last document `finish`.
/// A rule never reads a clock: what it may know of the world is in its context.
public protocol Rule: Sendable {
  /// The published text.
  static var descriptor: FindingDescriptor { get }

  /// A rule that has seen nothing.
  init(_ context: RuleContext)

  /// A new document begins.
  mutating func begin(_ file: String)
  /// A report.
  mutating func see(_ report: UsageReport, _ findings: inout [Finding])
  /// A report of which the run has seen a version before; called besides the plain `see`.
  mutating func see(
    again report: UsageReport, _ recurrence: ReportRecurrence, _ findings: inout [Finding])
  /// Another block.
  mutating func see(_ block: Block, _ findings: inout [Finding])
  /// The document is over.
  mutating func end(_ outline: DocumentOutline, _ findings: inout [Finding])
  /// The run is over.
  mutating func finish(_ findings: inout [Finding])
}

extension Rule {
  /// Nothing to prepare.
  public mutating func begin(_ file: String) {}
  /// Not looked at.
  public mutating func see(_ report: UsageReport, _ findings: inout [Finding]) {}
  /// Not looked at.
  public mutating func see(
    again report: UsageReport, _ recurrence: ReportRecurrence, _ findings: inout [Finding]
  ) {}
  /// Not looked at.
  public mutating func see(_ block: Block, _ findings: inout [Finding]) {}
  /// Nothing to conclude.
  public mutating func end(_ outline: DocumentOutline, _ findings: inout [Finding]) {}
  /// Nothing to conclude.
  public mutating func finish(_ findings: inout [Finding]) {}

  /// The published text of this rule.
  var descriptor: FindingDescriptor { Self.descriptor }

  /// What this rule finds in a report.
  func finding(in report: UsageReport, _ message: String) -> Finding {
    descriptor.finding(
      at: report.location, reportID: report.reportID, productInstance: report.productInstance,
      message)
  }
}

/// What a rule may know of the world outside the documents.
public struct RuleContext: Sendable, Hashable {
  /// The current time, in epoch seconds UTC. It is an argument, never a clock.
  public var now: Int64
  /// True where somebody gave the current time, and it is not that of the host's clock.
  public var isNowGiven: Bool
  /// What the user needs these documents to be.
  public var expected: Expectation
  /// From how many waiting reports on somebody should look.
  public var marks: FieldNotice72578.Marks

  /// What a command needs.
  public enum Expectation: Sendable, Hashable {
    /// Anything that the tool can read.
    case anything
    /// Usage to be uploaded.
    case usage
    /// An ACK to be imported.
    case ack
  }

  /// Creates a context.
  public init(
    now: Int64, isNowGiven: Bool = false, expected: Expectation = .anything,
    marks: FieldNotice72578.Marks = .standard
  ) {
    self.now = now
    self.isNowGiven = isNowGiven
    self.expected = expected
    self.marks = marks
  }
}
