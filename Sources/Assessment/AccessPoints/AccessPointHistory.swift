public import LicenseFiles

/// The access points after the counts of controllers, as the lists in their usage reports name them.
///
/// Times are epoch seconds, UTC: the start of the measurement that first says so. What no report says
/// is nil, never zero.
public struct AccessPointHistory: Sendable, Hashable {
  /// The files that were read.
  public var files = 0
  /// Usage reports, each counted once, whether they list access points or not.
  public var reports = 0
  /// Appearances of a report beyond the first.
  public var repeatedReports = 0
  /// Reports that a limit left out.
  public var omittedReports = 0
  /// The product instances whose reports list access points, ordered by UDI; reports that name no
  /// device come last.
  public var productInstances: [ControllerAccessPoints] = []
}

/// The access points of one product instance.
public struct ControllerAccessPoints: Sendable, Hashable {
  /// The controller; nil for reports that name none.
  public var udi: UDI?
  /// The member of its HA pair whose reports go on after its own: that one's lists are the last word.
  public var supersededBy: UDI?
  /// The latest end of a measurement: the time for which the lists speak.
  public var countedUntil: Int64?
  /// Its entitlements with lists, ordered by tag.
  public var entitlements: [AccessPointEntitlement] = []
  /// Every access point that was ever listed, ordered by UDI.
  public var accessPoints: [AccessPoint] = []
  /// How many of each model there were, ordered by model.
  public var models: [AccessPointModelCounts] = []

  /// The access points in the count at its end.
  public var counted: Int { accessPoints.count { $0.isCounted } }
}

/// What one entitlement counts, and whether the lists prove it.
public struct AccessPointEntitlement: Sendable, Hashable {
  /// Where lists and count part.
  public struct Mismatch: Sendable, Hashable {
    /// The report; nil for one without an id.
    public var reportID: UInt64?
    /// The start of its first measurement that fails.
    public var from: Int64?
    /// What the lists give there.
    public var listed: Int64
    /// What the measurement counts.
    public var count: Int64
  }

  /// The most mismatches that are kept.
  static let mismatchLimit = 100

  /// `entitlement_tag`; nil for reports without one.
  public var tag: String?
  /// The feature name, where it is known.
  public var name: String?
  /// Its reports, each counted once.
  public var reports = 0
  /// Reports whose first measurement lists every access point, as in known data.
  public var restatedReports = 0
  /// Reports whose lists give the count only as changes to the report before.
  public var continuedReports = 0
  /// Their measurements.
  public var measurements = 0
  /// Measurements whose count the lists give.
  public var proved = 0
  /// Measurements whose count the lists do not give.
  public var failed = 0
  /// The start of the first of those.
  public var failsFrom: Int64?
  /// One for each report that fails; the first `mismatchLimit`.
  public var mismatches: [Mismatch] = []
  /// The reports that fail.
  public var failedReports = 0
  /// The earliest start of a measurement.
  public var firstStart: Int64?
  /// The latest end of a measurement.
  public var lastEnd: Int64?
  /// The last count.
  public var count: Int64?
  /// The access points that the lists leave at the end.
  public var listed = 0

  /// Measurements without a count, or without anything that its lists could be added to.
  public var unchecked: Int { measurements - proved - failed }
}

/// One access point of one product instance.
public struct AccessPoint: Sendable, Hashable {
  /// Its stay in the count of one entitlement.
  public struct Use: Sendable, Hashable {
    /// The place of the entitlement in ``ControllerAccessPoints/entitlements``.
    public var entitlement: Int
    /// When it was first listed.
    public var firstSeen: Int64?
    /// True when it is in the first measurement of all: it may have joined before.
    public var isFromStart: Bool
    /// True while it is in the count.
    public var isCounted = true
    /// When it left; nil while it is in the count.
    public var removedAt: Int64?
    /// How often it came into the count.
    public var joins = 1
  }

  /// `udi_pid` and `udi_serial_number` in the lists.
  public var udi: UDI
  /// The entitlements that count it or did.
  public var uses: [Use]

  /// True when an entitlement counts it at the end.
  public var isCounted: Bool { uses.contains { $0.isCounted } }
  /// When it was first listed.
  public var firstSeen: Int64? { uses.compactMap(\.firstSeen).min() }
  /// When the last entitlement let it go; nil while one counts it.
  public var removedAt: Int64? { isCounted ? nil : uses.compactMap(\.removedAt).max() }
  /// True when it may have joined before the first measurement.
  public var isFromStart: Bool { uses.contains { $0.isFromStart } }
  /// How often it came into the count, by the entitlement that says most.
  public var joins: Int { uses.map(\.joins).max() ?? 0 }
}

/// How many access points of one model were in the count, over time.
public struct AccessPointModelCounts: Sendable, Hashable {
  /// The count from a time on, until the next point. Between two reports the last one stands.
  public struct Point: Sendable, Hashable {
    /// Epoch seconds.
    public var at: Int64
    /// Access points that at least one entitlement counts.
    public var count: Int
  }

  /// The most points that are kept: the latest.
  static let pointLimit = 1000

  /// `udi_pid`.
  public var model: String
  /// The count at the end.
  public var now = 0
  /// The highest count.
  public var peak = 0
  /// Every change, in the order of time.
  public var points: [Point] = []
  /// Earlier changes that are not kept.
  public var omittedPoints = 0
  /// The count over time, for a picture.
  public var series: UsageSeries?

  /// Creates the counts of a model that was never there.
  init(model: String) { self.model = model }
}
