public import LicenseFiles

/// What changed of one device, or of the devices that one HA pair or stack is.
public struct DeviceDiff: Sendable, Hashable {
  /// What a set says of the device at its end.
  public struct State: Sendable, Hashable {
    /// The device of the latest report, or the one that saved the file; nil for reports that name none.
    public var udi: UDI?
    /// The host name under which it saved the file.
    public var hostName: String?
    /// `software_version` of the latest report that has one, as written.
    public var softwareVersion: String?
    /// `ha_udi` of the latest report that has one, sorted by UDI.
    public var members: [HighAvailabilityMember] = []
    /// The earliest start of a measurement.
    public var firstStart: Int64?
    /// The latest end of a measurement.
    public var lastEnd: Int64?
  }

  /// How the device before and the device after belong together.
  public enum Relation: String, Sendable, Hashable, CaseIterable {
    /// The same product instance.
    case same
    /// Another member of the HA pair or stack has taken over.
    case switchover
    /// Another device stands in its place.
    case replaced
    /// Only NEW has it.
    case appeared
    /// Only OLD has it.
    case gone
  }

  /// One device in the place of another.
  public struct Replacement: Sendable, Hashable {
    /// The device that is gone.
    public var old: UDI
    /// The device that is there.
    public var new: UDI
    /// How that is known.
    public var basis: Basis

    /// Creates a replacement.
    public init(old: UDI, new: UDI, basis: Basis) {
      self.old = old
      self.new = new
      self.basis = basis
    }
  }

  /// A role of the HA list that changed; nil where the list does not have the device.
  public struct RoleChange: Sendable, Hashable {
    /// The member.
    public var udi: UDI
    /// Its role in OLD.
    public var old: String?
    /// Its role in NEW.
    public var new: String?
  }

  /// Reports by what happened to them.
  public struct Counts: Sendable, Hashable {
    /// Only in NEW.
    public var added = 0
    /// Only in OLD.
    public var removed = 0
    /// In both, different.
    public var changed: [UsageDiff.ReportChange: Int] = [:]
    /// In both, byte for byte.
    public var same = 0
  }

  /// Before; nil when OLD does not have it.
  public var old: State?
  /// After; nil when NEW does not have it.
  public var new: State?
  /// How the two belong together.
  public var relation: Relation
  /// Devices that took the place of others.
  public var replacements: [Replacement] = []
  /// Roles that changed, by device.
  public var roles: [RoleChange] = []
  /// Its reports.
  public var reports = Counts()
  /// Its entitlements, by tag; reports without a tag come last.
  public var entitlements: [EntitlementDiff] = []
  /// Access points that are counted in NEW and were not in OLD, by UDI.
  public var joined: [AccessPointChange] = []
  /// Access points that were counted in OLD and are not in NEW, by UDI.
  public var left: [AccessPointChange] = []

  /// The device, as it is now or as it was.
  public var udi: UDI? { new?.udi ?? old?.udi }
  /// True when the release changed, where both sets say it.
  public var changesRelease: Bool { changes(\.softwareVersion) }
  /// True when the host name changed, where both sets say it.
  public var changesHostName: Bool { changes(\.hostName) }

  private func changes(_ value: (State) -> String?) -> Bool {
    guard let before = old.flatMap(value), let after = new.flatMap(value) else { return false }
    return before != after
  }

  /// True when anything of it changed.
  public var differs: Bool {
    relation != .same || !replacements.isEmpty || !roles.isEmpty || reports.added > 0
      || reports.removed > 0 || !reports.changed.isEmpty || !joined.isEmpty || !left.isEmpty
      || changesRelease || changesHostName || entitlements.contains(where: \.differs)
  }
}

/// What changed of one entitlement.
public struct EntitlementDiff: Sendable, Hashable {
  /// What a set says of it.
  public struct Usage: Sendable, Hashable {
    /// The reports, each counted once.
    public var reports = 0
    /// Reports that were not closed.
    public var openReports = 0
    /// The count of the latest report.
    public var latest: Int64?
    /// The highest count.
    public var peak: Int64?
    /// The latest end of a measurement.
    public var lastEnd: Int64?
    /// The access points that are counted at the end; nil where no list says.
    public var accessPoints: Int?
    /// What the lists were compared with: the count in which the latest report ends; nil when it has none.
    public var accessPointCount: Int64?
    /// False when the lists do not give that count.
    public var isProved: Bool {
      guard let accessPoints else { return true }
      return accessPointCount == Int64(accessPoints)
    }
  }

  /// `entitlement_tag`; nil for reports without one.
  public var tag: String?
  /// The feature name, where the tag is known.
  public var name: String?
  /// Before; nil when OLD has no report of it.
  public var old: Usage?
  /// After; nil when NEW has no report of it.
  public var new: Usage?

  /// The latest count after minus the one before; nil unless both are known.
  public var change: Int64? {
    guard let before = old?.latest, let after = new?.latest else { return nil }
    return after.subtractingClamped(before)
  }

  /// True when a count changed, or one of the sets does not have it.
  public var differs: Bool { old?.latest != new?.latest || old?.peak != new?.peak || isOneSided }
  private var isOneSided: Bool { (old == nil) != (new == nil) }
}

/// An access point that is counted in one of the two sets alone.
public struct AccessPointChange: Sendable, Hashable {
  /// The access point.
  public var udi: UDI
  /// The tags in which it changed, sorted.
  public var tags: [String]
  /// For one that joined: the device that counted it before. For one that left: the one that counts it
  /// now.
  public var elsewhere: UDI?
}
