public import DeviceOutput
public import LicenseFiles

/// What a report of a site or of a set of files is made of. Everything was read and judged before.
public struct OverviewMaterial: Sendable {
  /// The most incidents of a site that a report has.
  public static let mostIncidents = 1_000

  /// Who made the report, where, when and with what.
  public struct Making: Sendable, Hashable {
    /// The current time, epoch seconds UTC.
    public var now: Int64
    /// True where somebody gave it, and it is not that of the host's clock.
    public var isNowGiven: Bool
    /// Who asked for it.
    public var operatorName: String
    /// Who watched.
    public var witness: String?
    /// The host.
    public var host: String
    /// The version of the tool.
    public var toolVersion: String

    /// Creates a making.
    public init(
      now: Int64, isNowGiven: Bool = false, operatorName: String, witness: String? = nil,
      host: String, toolVersion: String
    ) {
      self.now = now
      self.isNowGiven = isNowGiven
      self.operatorName = operatorName
      self.witness = witness
      self.host = host
      self.toolVersion = toolVersion
    }
  }

  /// A file that the report rests on.
  public struct Input: Sendable, Hashable {
    /// The file as the user named it.
    public var file: String
    /// What it is.
    public var kind: DocumentKind
    /// The length of the document in bytes, after archives and gzip were unpacked.
    public var byteCount: Int
    /// The hash of its bytes, after archives and gzip were unpacked; nil when they could not be read to the end.
    public var sha256: SHA256Digest?
    /// False when the document ends early or is damaged.
    public var isComplete: Bool
    /// Usage reports in it, telemetry included.
    public var reports: Int
    /// True when gzip was undone: its hash is not that of the file as it lies there.
    public var isUnpacked: Bool

    /// Creates an input.
    public init(
      file: String, kind: DocumentKind, byteCount: Int, sha256: SHA256Digest?, isComplete: Bool,
      reports: Int, isUnpacked: Bool = false
    ) {
      self.file = file
      self.kind = kind
      self.byteCount = byteCount
      self.sha256 = sha256
      self.isComplete = isComplete
      self.reports = reports
      self.isUnpacked = isUnpacked
    }
  }

  /// Who made it, and when.
  public var making: Making
  /// The files, in the order in which they were read.
  public var inputs: [Input] = []
  /// What the usage files say.
  public var usage = UsageSummary()
  /// The access points after the counts.
  public var accessPoints: AccessPointHistory?
  /// What came from the portal.
  public var acknowledgements: [AckContent] = []
  /// What devices printed.
  public var outputs: [DeviceSnapshot] = []
  /// What the rules and the checks found.
  public var findings = FindingsReport()
  /// The number of rules that judged.
  public var ruleCount = 0
  /// The checks of media and bags.
  public var verifications: [MediaVerification] = []
  /// The site; nil for files alone.
  public var site: SiteStatus?
  /// What went wrong at the site and what was decided against a rule, oldest first: the newest
  /// ``mostIncidents`` refusals, failures, resets, exchanges and overrides.
  public var incidents: [SiteEvent] = []
  /// The check of the site's ledger.
  public var ledger: LedgerVerification?
  /// What the user named and could not be read.
  public var unread: [String] = []

  /// Starts with nothing but its making.
  public init(_ making: Making) { self.making = making }
}
