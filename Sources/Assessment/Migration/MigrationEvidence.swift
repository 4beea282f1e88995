public import DeviceOutput
public import LicenseFiles

/// When something was printed or written, by the clock of who did it: exact, or a range where the zone
/// of a text is not certain. Epoch seconds, UTC.
public struct MigrationMoment: Sendable, Hashable {
  /// The earliest moment that it can be.
  public var earliest: Int64
  /// The latest moment that it can be.
  public var latest: Int64

  /// An exact moment.
  init(_ moment: Int64) {
    earliest = moment
    latest = moment
  }

  /// A range.
  public init(earliest: Int64, latest: Int64) {
    self.earliest = earliest
    self.latest = max(earliest, latest)
  }

  /// A time that a device printed; nil without a year.
  init?(_ time: DeviceTime?) {
    guard let time, let earliest = time.earliest else { return nil }
    self.init(earliest: earliest, latest: time.latest ?? earliest)
  }
}

/// A usage file, as far as a migration asks.
public struct MigrationUsage: Sendable, Hashable {
  /// The devices of its reports and of their HA lists.
  public var devices: Set<UDI> = []
  /// The ids of its reports.
  public var reports: Set<UInt64> = []
  /// When it was saved.
  public var savedAt: Int64?
  /// The latest count of each entitlement: its name where it is known, else its tag.
  public var counts: [String: Int64] = [:]
  /// False when it ends early or is damaged.
  public var isComplete = true
}

/// One file that was given as evidence.
public struct MigrationEvidence: Sendable, Hashable {
  /// What it is.
  public enum Content: Sendable, Hashable {
    /// What one device printed.
    case output(DeviceSnapshot)
    /// A usage file.
    case usage(MigrationUsage)
    /// An answer of the portal.
    case ack(AckContent)
    /// Anything else: a picture of the portal, a note. It is kept by its hash and proves nothing by
    /// itself.
    case other
  }

  /// The file, as the user named it.
  public var name: String
  /// SHA-256 of its bytes.
  public var sha256: String
  /// What it is.
  public var content: Content
  /// When it was made: what it says, else what the user said; nil when nobody did.
  public var moment: MigrationMoment?

  /// Creates evidence.
  ///
  /// - Parameters:
  ///   - content: what it holds.
  ///   - name: the name of the file.
  ///   - sha256: the hash of the file.
  ///   - at: when it was made, for what has no date of its own; epoch seconds UTC.
  public init(name: String, sha256: String, content: Content, at: Int64? = nil) {
    self.name = name
    self.sha256 = sha256
    self.content = content
    moment = Self.date(of: content) ?? at.map { MigrationMoment($0) }
  }

  /// The word for what it is.
  public var kind: String {
    switch content {
    case .output: DocumentKind.deviceOutput.rawValue
    case .usage: DocumentKind.usage.rawValue
    case .ack: DocumentKind.ack.rawValue
    case .other: "other"
    }
  }

  /// The devices that it names; empty when it names none.
  public var devices: Set<UDI> {
    switch content {
    case .output(let snapshot): snapshot.udis
    case .usage(let usage): usage.devices
    case .ack(let ack): Set(ack.devices.map(\.udi))
    case .other: []
    }
  }

  /// The latest time that the content names for itself.
  private static func date(of content: Content) -> MigrationMoment? {
    switch content {
    case .output(let snapshot):
      let offsets = snapshot.observations.compactMap { observation -> MigrationMoment? in
        if case .clock(let clock) = observation.content { return MigrationMoment(clock.time.value) }
        return MigrationMoment(observation.clock?.time.value)
      }
      return offsets.last
    case .usage(let usage): return usage.savedAt.map { MigrationMoment($0) }
    case .ack(let ack): return ack.account?.time.map { MigrationMoment($0) }
    case .other: return nil
    }
  }
}

/// Reads the blocks of one document as evidence: usage, an answer of the portal, or neither.
public struct MigrationDocumentFold {
  private var usage = MigrationUsage()
  private var summary = UsageSummaryFold()
  private var ack: AckContentBuilder

  /// - Parameters:
  ///   - name: the file as the user named it.
  ///   - now: the current time, epoch seconds UTC.
  public init(_ name: String, now: Int64) {
    ack = AckContentBuilder(name, context: RuleContext(now: now, expected: .ack))
    summary.begin(name)
  }

  /// The next item.
  public mutating func take(_ item: DocumentItem) {
    ack.take(item)
    switch item {
    case .report(let report):
      summary.add(report)
      if let device = report.productInstance { usage.devices.insert(device) }
      usage.devices.formUnion((report.highAvailability ?? []).map(\.udi))
      if let id = report.reportID { usage.reports.insert(id) }
    case .block(let block):
      if block.kind == .systemInfo {
        usage.savedAt = [usage.savedAt, UsageExports.time(of: block.element)].compactMap(\.self)
          .max()
      }
    case .finding: break
    }
  }

  /// What the document was.
  public mutating func end(_ outline: DocumentOutline) -> MigrationEvidence.Content {
    guard outline.kind == .usage else {
      let content = ack.end(outline)
      return content.comesFromPortal ? .ack(content) : .other
    }
    usage.isComplete = outline.isComplete
    for entitlement in summary.finish().productInstances.flatMap(\.entitlements) {
      guard let name = entitlement.name ?? entitlement.tag, let latest = entitlement.latest
      else { continue }
      usage.counts[name] = max(usage.counts[name] ?? 0, latest)
    }
    return .usage(usage)
  }
}
