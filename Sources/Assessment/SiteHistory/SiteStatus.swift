public import LicenseFiles

/// What a site has to do at one moment, the worst first.
public struct SiteStatus: Sendable {
  /// So many days before a deadline it is called near: a trip and a change window fit into them. It is
  /// the choice of this tool, not a rule of Cisco.
  public static let soonDays: Int64 = 30

  /// The site.
  public let history: SiteHistory
  /// The current time, epoch seconds UTC.
  public let now: Int64
  /// The cycles, the worst first.
  public let cycles: [CycleStatus]

  /// Judges a site.
  ///
  /// - Parameters:
  ///   - history: what its ledger has.
  ///   - now: the current time, epoch seconds UTC.
  ///   - listsAll: also devices that are retired, replaced or another site's, each by itself.
  public init(
    _ history: SiteHistory, now: Int64, listsAll: Bool = false
  ) {
    self.history = history
    self.now = now
    let local = history.devices.filter { $0.belongs(to: history.identity.name) }
    let here = local.filter(\.isInService)
    // What a member of a pair used before it was replaced or retired is on the others, which import its ACK.
    let pairs = Set(here.compactMap(\.group))
    let left = local.filter {
      !$0.isInService && $0.isOpen && $0.group.map(pairs.contains) ?? false
    }
    let groups = Dictionary(grouping: here + left) { device in
      device.group.map(CycleKey.group) ?? .device(device.udi)
    }
    var cycles = groups.values.map { members in
      CycleStatus(
        members, now: now,
        isStagedBeforeReset: members.contains { history.stagedBeforeReset.contains($0.udi) },
        isSavedBeforeReset: members.contains { history.savedBeforeReset.contains($0.udi) },
        isSavedWithinHour: members.contains { history.savedWithinHour.contains($0.udi) },
        isMigrating: members.contains { history.migrating.contains($0.udi) },
        guarded: history.guarded.filter { one in members.contains { $0.udi == one.device } })
    }
    // What a device used before it was replaced or retired is carried all the same.
    cycles += history.devices
      .filter { !$0.isInService || !$0.belongs(to: history.identity.name) }
      .filter { !left.contains($0) }
      .map { (device: $0, cycle: CycleStatus([$0], now: now)) }
      .filter { device, cycle in
        listsAll || cycle.action != .nothing && device.belongs(to: history.identity.name)
      }.map(\.cycle)
    self.cycles = cycles.sorted(by: Self.isWorse)
  }

  private enum CycleKey: Hashable {
    case group(String)
    case device(UDI)
  }

  /// The cycle of a device; nil when the site does not know it, or it is out of service and not listed.
  public func cycle(of device: UDI) -> CycleStatus? {
    cycles.first { $0.members.contains { $0.udi == device } }
  }

  /// Devices in service that the register names and that were never met in a file or in output.
  /// A member of a pair or stack reports through the member that is active.
  public var neverSeen: [DeviceRecord] {
    let groups = Set(history.devices.filter(\.wasSeen).compactMap(\.group))
    return history.devices.filter {
      $0.isInService && $0.isRegistered && !$0.wasSeen && $0.belongs(to: history.identity.name)
        && !($0.group.map(groups.contains) ?? false)
    }
  }

  /// The devices in service that the register puts into other sites.
  public var atOtherSites: [DeviceRecord] {
    history.devices.filter { $0.isInService && !$0.belongs(to: history.identity.name) }
  }

  /// How many cycles have a rank.
  public func count(_ rank: CycleRank) -> Int { cycles.count { $0.rank == rank } }

  /// Trips that are under way.
  public var openTrips: [TripRecord] { history.trips.filter(\.isOpen) }

  /// Whole days since a moment; nil when there was none, zero when it lies ahead.
  public func days(since moment: Int64?) -> Int64? {
    moment.map { max(0, CycleStatus.days(from: $0, to: now)) }
  }

  /// By rank; inside a rank by deadline, then by how long the cycle has stood where it stands.
  private static func isWorse(_ left: CycleStatus, _ right: CycleStatus) -> Bool {
    guard left.rank == right.rank else { return left.rank < right.rank }
    func key(_ cycle: CycleStatus) -> (Int64, Int64) {
      guard cycle.rank != .outOfService else { return (0, 0) }
      return (cycle.deadline.earliest ?? .max, cycle.stageSince ?? .min)
    }
    let keys = (key(left), key(right))
    if keys.0 != keys.1 { return keys.0 < keys.1 }
    guard let first = left.lead?.udi, let second = right.lead?.udi else { return false }
    return first < second
  }
}

extension DeviceRecord {
  /// True while its usage is on the way, or an ACK of it is to be imported and proved.
  fileprivate var isOpen: Bool { stage.isUnderWay || waitingCount > 0 || acksToImport > 0 }

  /// True for one that was met in a file or in output.
  fileprivate var wasSeen: Bool { reportCount > 0 || observedAt != nil || stage != .never }
}

/// Where a site stands, or one device of it.
public struct SiteStatusOutcome: Sendable {
  /// Where the site stands; of one device it lists those out of service too.
  public let status: SiteStatus
  /// The device that was asked for, with its reports; nil for the whole site.
  public var device: (record: DeviceRecord, reports: [KnownSiteReport])?
  /// What the factory-reset guard says of devices that were reset, where it is not clear.
  public var guarded: [ResetStanding] { status.history.guarded }

  /// The outcome for a whole site.
  public init(_ status: SiteStatus) { self.status = status }
}
