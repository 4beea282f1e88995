public import LicenseFiles

/// What the ledger knows besides the migration itself.
public struct MigrationSiteFacts: Sendable {
  /// A usage file that went through `pack`.
  public struct Export: Sendable, Hashable {
    /// Its name on the media.
    public var name: String
    /// SHA-256 of its bytes.
    public var sha256: String
    /// When the device saved it.
    public var savedAt: Int64?
    /// When it was packed; epoch seconds, UTC.
    public var exportedAt: Int64

    /// Creates one.
    public init(name: String, sha256: String, savedAt: Int64?, exportedAt: Int64) {
      self.name = name
      self.sha256 = sha256
      self.savedAt = savedAt
      self.exportedAt = exportedAt
    }
  }

  /// An ACK that was matched to the device.
  public struct Ack: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// SHA-256 of its bytes.
    public var sha256: String
    /// When it came back.
    public var receivedAt: Int64
    /// When the device took it.
    public var importedAt: Int64?
    /// When its output proved it.
    public var confirmedAt: Int64?

    /// Creates one.
    public init(
      name: String, sha256: String, receivedAt: Int64, importedAt: Int64?, confirmedAt: Int64?
    ) {
      self.name = name
      self.sha256 = sha256
      self.receivedAt = receivedAt
      self.importedAt = importedAt
      self.confirmedAt = confirmedAt
    }
  }

  /// The files of the device on outbound media.
  public var exports: [Export] = []
  /// Its ACKs.
  public var acks: [Ack] = []
  /// The ids of its reports.
  public var reports: Set<UInt64> = []
  /// The device that took its place.
  public var replacedBy: UDI?
  /// What the factory-reset guard says of saving usage; nil when it was not asked.
  public var resetVerdict: ResetVerdict?

  /// Why the factory-reset guard holds a step up, and until when; nil when it does not.
  public func refusal(of step: MigrationStep) -> (finding: Finding, until: Int64?)? {
    guard step.asksGuard, case .refused(let until, let reasons)? = resetVerdict,
      let first = reasons.first
    else { return nil }
    return (first, until)
  }
  /// The latest factory reset, as the ledger has it.
  public var resetAt: MigrationMoment?
  /// The end of the reload after it.
  public var reloadedAt: MigrationMoment?
  /// The number of the migration that used a file, by its hash.
  public var usedBy: [String: Int64] = [:]
  /// Host names that the site knows, with their devices.
  public var hostNames: [String: Set<UDI>] = [:]

  /// Nothing known.
  public init() {}
}

/// What a person gives with a step besides files.
public struct MigrationWords: Sendable, Hashable {
  /// A person's word instead of the proof.
  public var byHand: String?
  /// The release to go to.
  public var target: String?
  /// The change number.
  public var change: String?
  /// When it was done, where the evidence has no date; epoch seconds UTC.
  public var at: Int64?
  /// What the portal released, by name.
  public var released: [String: Int64]
  /// What is explained, by name.
  public var explained: [String: String]

  /// Creates them.
  public init(
    byHand: String? = nil, target: String? = nil, change: String? = nil, at: Int64? = nil,
    released: [String: Int64] = [:], explained: [String: String] = [:]
  ) {
    self.byHand = byHand
    self.target = target
    self.change = change
    self.at = at
    self.released = released
    self.explained = explained
  }
}
