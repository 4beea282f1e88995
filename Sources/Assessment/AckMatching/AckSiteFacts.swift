public import LicenseFiles

/// What a site knows besides the reports, as far as matching an ACK needs it. Everything may be absent;
/// what is absent is not judged.
public struct AckSiteFacts: Sendable {
  /// What is known of one device. Facts of any member of a group hold for the group.
  public struct Device: Sendable, Hashable {
    /// When the portal wrote the ACK that was imported last, epoch seconds UTC.
    public var lastImportedAckTime: Int64?
    /// The hash of the ACK that was imported last.
    public var lastImportedAck: SHA256Digest?
    /// When the device was reset, epoch seconds UTC.
    public var resets: [Int64]
    /// The Smart Account of the register.
    public var smartAccount: String?
    /// The Virtual Account of the register.
    public var virtualAccount: String?
    /// The policy in force.
    public var policy: AckPolicy?

    /// Creates facts.
    public init(
      lastImportedAckTime: Int64? = nil, lastImportedAck: SHA256Digest? = nil, resets: [Int64] = [],
      smartAccount: String? = nil, virtualAccount: String? = nil, policy: AckPolicy? = nil
    ) {
      self.lastImportedAckTime = lastImportedAckTime
      self.lastImportedAck = lastImportedAck
      self.resets = resets
      self.smartAccount = smartAccount
      self.virtualAccount = virtualAccount
      self.policy = policy
    }
  }

  /// The devices of which something is known.
  public var devices: [UDI: Device]
  /// The ACKs that were seen before, each with words that say when and where.
  public var seen: [SHA256Digest: String]

  /// Creates facts; none by default.
  public init(devices: [UDI: Device] = [:], seen: [SHA256Digest: String] = [:]) {
    self.devices = devices
    self.seen = seen
  }
}

/// What the user has decided about ACKs whose content names no device.
public struct AckChoices: Sendable, Hashable {
  /// The device of every such ACK.
  public var device: UDI?
  /// The device of single ACKs, by name (``AckNames/key(_:)``).
  public var map: [String: UDI]
  /// Why several ACKs may be matched at once by their names alone; nil when they may not.
  public var acceptNames: String?

  /// Creates choices; none by default.
  public init(device: UDI? = nil, map: [String: UDI] = [:], acceptNames: String? = nil) {
    self.device = device
    self.map = map
    self.acceptNames = acceptNames
  }
}
