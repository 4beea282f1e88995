/// What a run of `pack` needs to know beside the plan.
public struct PackSettings: Sendable {
  /// Where the outbound media goes.
  public var output: String
  /// How it is laid down.
  public var layout: MediaLayout
  /// Where the evidence goes.
  public var evidence: String
  /// True when an archive at the output may be replaced. A folder never is.
  public var overwritesArchive = false
  /// The most bytes of one media; nil for one media whatever its size.
  public var splitSize: Int?
  /// True when bundles in Cisco's shape are added.
  public var addsBundles = false
  /// The path of the key that signs; nil when nothing is signed.
  public var signingKey: String?
  /// Who packs.
  public var operatorName: String
  /// On which machine.
  public var hostName: String
  /// For which site; nil when none was named.
  public var site: String?
  /// The site in use, and the end of its ledger before the run; nil without one.
  public var ledger: (siteID: String, head: ChainHead)?
  /// True when the site is one for practice.
  public var isRehearsal = false
  /// What the reset guard said.
  public var resetGuard = ResetGuardAnswer.notAsked
  /// Why; nil when no reason was given.
  public var reason: String?
  /// The version of the tool.
  public var toolVersion: String
  /// The current time, in epoch seconds UTC.
  public var now: Int64

  /// Creates settings.
  public init(
    output: String, layout: MediaLayout, evidence: String, operatorName: String, hostName: String,
    toolVersion: String, now: Int64
  ) {
    self.output = output
    self.layout = layout
    self.evidence = evidence
    self.operatorName = operatorName
    self.hostName = hostName
    self.toolVersion = toolVersion
    self.now = now
  }
}

/// What the reset guard said of a run, as evidence keeps it.
public struct ResetGuardAnswer: Sendable, Hashable {
  /// The answer in a word or two, for example `clear` or `not asked`.
  public var answer: String
  /// Why: lower case, no full stop.
  public var why: String

  /// Creates an answer.
  public init(_ answer: String, _ why: String) {
    self.answer = answer
    self.why = why
  }

  /// Without a site nobody knows of resets.
  static let notAsked = ResetGuardAnswer("not asked", "no site is in use")
}
