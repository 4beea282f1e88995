public import LicenseFiles

/// What a site is, as its ledger was made.
public struct SiteIdentity: Sendable, Hashable {
  /// How a site is used.
  public enum Mode: String, Sendable, Hashable, CaseIterable {
    /// One user's.
    case own
    /// Several users of one group.
    case shared
    /// Practice and tests: `--now` is the only clock, and everything says so.
    case rehearsal
  }

  /// The name, for people.
  public var name: String
  /// A random identifier, so that two sites of one name are told apart.
  public var id: String
  /// How it is used.
  public var mode: Mode

  /// Creates an identity.
  public init(name: String, id: String, mode: Mode) {
    self.name = name
    self.id = id
    self.mode = mode
  }
}

/// A trip across the gap.
public struct TripRecord: Sendable, Hashable {
  /// Its name.
  public var name: String
  /// Who carries.
  public var carrier: String
  /// Who watched when it began.
  public var witness: String?
  /// When it began, epoch seconds UTC.
  public var openedAt: Int64
  /// When it ended; nil while it is open.
  public var closedAt: Int64?
  /// The media that went out.
  public var media: [String]
  /// The devices whose files went out.
  public var expected: Int
  /// The devices whose ACKs are back now; nil while it is open.
  public var received: Int?
  /// How many of them came after it was closed.
  public var receivedLater = 0
  /// Why it is lost; nil when it is not.
  public var lostReason: String?

  /// Creates a trip.
  public init(
    name: String, carrier: String, witness: String? = nil, openedAt: Int64, closedAt: Int64? = nil,
    media: [String] = [], expected: Int = 0, received: Int? = nil, lostReason: String? = nil
  ) {
    self.name = name
    self.carrier = carrier
    self.witness = witness
    self.openedAt = openedAt
    self.closedAt = closedAt
    self.media = media
    self.expected = expected
    self.received = received
    self.lostReason = lostReason
  }

  /// True until somebody is back.
  public var isOpen: Bool { closedAt == nil }
}

/// The end of the chain of events: how many there are and the hash of the last one. Whoever keeps it
/// elsewhere can tell later that nothing was cut off or rebuilt.
public struct ChainHead: Sendable, Hashable {
  /// The number of events.
  public var count: Int64
  /// The hash of the last one; 64 zeros when there is none.
  public var hash: String

  /// Creates a head.
  public init(count: Int64, hash: String) {
    self.count = count
    self.hash = hash
  }

  /// The head of a chain without events.
  public static let empty = ChainHead(count: 0, hash: String(repeating: "0", count: 64))
}

/// A site as its ledger has it: the value that pure judgements look at.
public struct SiteHistory: Sendable {
  /// What the site is.
  public var identity: SiteIdentity
  /// The end of the chain.
  public var head: ChainHead
  /// Every device, by UDI.
  public var devices: [DeviceRecord]
  /// Every trip, in the order of their beginning.
  public var trips: [TripRecord]
  /// What people did against a guard, in order.
  public var overrides: [SiteEvent]
  /// Runs of `pack` that began and did not end.
  public var unfinishedPacks: [SiteEvent]
  /// Confirmation codes that have to go to the portal.
  public var confirmationCodes: [SiteEvent]
  /// When the chain was last checked; epoch seconds UTC.
  public var verifiedAt: Int64?
  /// When the last copy was made.
  public var backedUpAt: Int64?
  /// The newest time of an event, wrong dates that were repaired left out.
  public var newestTime: Int64
  /// The devices of which an ACK lies staged from before a reset that nobody cleared: the guard has to be
  /// asked for it again.
  public var stagedBeforeReset: Set<UDI> = []
  /// The devices that were reset after they saved the usage that went out last, where nobody cleared it.
  public var savedBeforeReset: Set<UDI> = []
  /// The devices whose usage that went out last was saved within the hour after a reset.
  public var savedWithinHour: Set<UDI> = []
  /// Devices whose migration is under way.
  public var migrating: Set<UDI> = []
  /// What the factory-reset guard says now of devices that were reset, where it is not clear.
  public var guarded: [ResetStanding] = []

  /// Creates a history.
  public init(
    identity: SiteIdentity, head: ChainHead, devices: [DeviceRecord] = [],
    trips: [TripRecord] = [], overrides: [SiteEvent] = [], unfinishedPacks: [SiteEvent] = [],
    confirmationCodes: [SiteEvent] = [], verifiedAt: Int64? = nil, backedUpAt: Int64? = nil,
    newestTime: Int64 = 0
  ) {
    self.identity = identity
    self.head = head
    self.devices = devices
    self.trips = trips
    self.overrides = overrides
    self.unfinishedPacks = unfinishedPacks
    self.confirmationCodes = confirmationCodes
    self.verifiedAt = verifiedAt
    self.backedUpAt = backedUpAt
    self.newestTime = newestTime
  }
}
