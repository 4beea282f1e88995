public import LicenseFiles

/// The usage that a set of files reports: what each product instance used of each entitlement, every
/// report counted once however many files carry it.
///
/// Times are epoch seconds, UTC. What no report says is nil, never zero.
public struct UsageSummary: Sendable, Hashable {
  /// Counts over the whole run.
  public struct Totals: Sendable, Hashable {
    /// The files that were read.
    public var files = 0
    /// Usage reports, each counted once.
    public var reports = 0
    /// Their measurements.
    public var measurements = 0
    /// Telemetry reports, each counted once. They are not usage.
    public var telemetryReports = 0
    /// Appearances of a report beyond the first, in the same form or another: they count nothing.
    public var repeatedReports = 0
    /// Reports that were seen while open and again later, longer; the longest version counts.
    public var grownReports = 0
    /// Reports of which there are different closed versions. A closed report never changes, so one
    /// of them is damaged or forged; which one counts is fixed, but arbitrary.
    public var conflictingReports = 0

    /// Nothing counted yet.
    init() {}
  }

  /// Counts over the whole run.
  public var totals: Totals
  /// The devices, ordered by UDI; reports that name no device come last.
  public var productInstances: [ProductInstanceUsage]

  /// Creates a summary.
  init(totals: Totals = Totals(), productInstances: [ProductInstanceUsage] = []) {
    self.totals = totals
    self.productInstances = productInstances
  }
}

/// What one product instance used.
public struct ProductInstanceUsage: Sendable, Hashable {
  /// The device that the reports are about; nil for reports that name none.
  public var udi: UDI?
  /// `software_version` of its reports, as written, sorted; the first 256.
  public var softwareVersions: [String]
  /// Every member and role of its `ha_udi` lists, sorted by UDI; the first 256. A device that changed
  /// its role stands here with each.
  public var highAvailability: [HighAvailabilityMember]
  /// Its telemetry reports. They are not usage.
  public var telemetryReports: Int
  /// Its entitlements, ordered by tag; reports without a tag come last.
  public var entitlements: [EntitlementUsage]

  /// Creates the usage of a device.
  init(
    udi: UDI?, softwareVersions: [String] = [], highAvailability: [HighAvailabilityMember] = [],
    telemetryReports: Int = 0, entitlements: [EntitlementUsage] = []
  ) {
    self.udi = udi
    self.softwareVersions = softwareVersions
    self.highAvailability = highAvailability
    self.telemetryReports = telemetryReports
    self.entitlements = entitlements
  }
}

/// What one product instance used of one entitlement.
public struct EntitlementUsage: Sendable, Hashable {
  /// `entitlement_tag`; nil for reports without one.
  public var tag: String?
  /// The feature name, where ``EntitlementNames`` knows the tag.
  public var name: String?
  /// The reports, each counted once.
  public var reports = 0
  /// Reports that the device had not closed yet.
  public var openReports = 0
  /// The measurements in them.
  public var measurements = 0
  /// The earliest start of a measurement.
  public var firstStart: Int64?
  /// The latest end of a measurement.
  public var lastEnd: Int64?
  /// The highest count.
  public var peak: Int64?
  /// The count of the last measurement of the report that ends last.
  public var latest: Int64?
  /// The mean count, weighted by the seconds that each measurement covers; nil when none says how
  /// long it was.
  public var average: Double?
  /// How many stretches between two reports are covered by none.
  public var gapCount = 0
  /// Their length together, in seconds.
  public var gapSeconds: Int64 = 0
  /// The longest of them, at most 64, in the order of time. While another member of an HA pair is
  /// active, its reports cover the time, so a gap is not proof of missing data.
  public var gaps: [CoverageGap] = []
  /// The count over time, for a picture; nil when no measurement has both a time and a count.
  public var series: UsageSeries?

  /// Creates the usage of an entitlement that nothing is known of.
  init(tag: String?) {
    self.tag = tag
    self.name = tag.flatMap(EntitlementNames.name(of:))
  }
}

/// A stretch of time that no report covers, between two that do.
public struct CoverageGap: Sendable, Hashable {
  /// The end of the report before it.
  public var start: Int64
  /// The start of the report after it.
  public var end: Int64

  /// Creates a gap.
  package init(start: Int64, end: Int64) {
    self.start = start
    self.end = end
  }

  /// Its length, cut at the largest number.
  public var seconds: Int64 { end.subtractingClamped(start) }
}
