public import LicenseFiles

/// What is known to have left a site: the reports of each device, and which devices are one cycle.
///
/// A report costs a few fixed bytes. The same report may be added any number of times, in any order.
public struct KnownReports: Sendable {
  /// What is kept of a report.
  public struct Report: Sendable, Hashable {
    /// The first eight bytes of the payload's SHA-256; 0 when it is not known.
    public var payload: UInt64
    /// True while every version that was seen is open.
    public var isOpen: Bool
    /// True for telemetry, which is not usage and is not waited for.
    public var isTelemetry: Bool
    /// True when an ACK listed it before.
    public var isAcknowledged: Bool
    /// The last time at which it was saved or exported, in seconds after 2000-01-01 UTC; 0 when none
    /// is known. Four bytes reach to the year 2136.
    fileprivate var exported: UInt32

    /// The last time at which it was saved or exported, epoch seconds UTC; nil when none is known.
    public var exportedAt: Int64? {
      exported == 0 ? nil : Int64(exported) + KnownReports.year2000
    }
  }

  fileprivate static let year2000: Int64 = 946_684_800

  private var reports: [UDI: [UInt64: Report]] = [:]
  /// Every device and another of its group; a device that leads to itself stands for it.
  private var leads: [UDI: UDI] = [:]

  /// Nothing is known.
  public init() {}

  // MARK: Adding

  /// Adds a report.
  ///
  /// - Parameters:
  ///   - id: its report id.
  ///   - device: the device that it is about.
  ///   - payload: the first eight bytes of the payload's SHA-256, when known.
  ///   - isOpen: true while the device still collects.
  ///   - isTelemetry: true when it is not usage.
  ///   - isAcknowledged: true when an ACK listed it before.
  ///   - exportedAt: when it was saved or exported, epoch seconds UTC.
  public mutating func add(
    _ id: UInt64, of device: UDI, payload: UInt64 = 0, isOpen: Bool = false,
    isTelemetry: Bool = false, isAcknowledged: Bool = false, exportedAt: Int64? = nil
  ) {
    let exported = exportedAt.map { UInt32(clamping: max(1, $0 &- Self.year2000)) } ?? 0
    let report = Report(
      payload: payload, isOpen: isOpen, isTelemetry: isTelemetry, isAcknowledged: isAcknowledged,
      exported: exported)
    reports[device, default: [:]][id] =
      reports[device]?[id].map { Self.merged($0, report) } ?? report
    if leads[device] == nil { leads[device] = device }
  }

  /// The order of two versions must not matter: closed is final, the latest export counts, and of two
  /// different payloads the greater stands.
  private static func merged(_ left: Report, _ right: Report) -> Report {
    let payload =
      left.isOpen == right.isOpen
      ? max(left.payload, right.payload) : (left.isOpen ? right : left).payload
    return Report(
      payload: payload, isOpen: left.isOpen && right.isOpen,
      isTelemetry: left.isTelemetry && right.isTelemetry,
      isAcknowledged: left.isAcknowledged || right.isAcknowledged,
      exported: max(left.exported, right.exported))
  }

  /// Adds a report of a usage file, and the group that its `ha_udi` list makes. A report without an id
  /// or a device is skipped: no ACK can name it.
  mutating func add(_ report: UsageReport, exportedAt: Int64? = nil) {
    guard let device = report.productInstance else { return }
    if let id = report.reportID {
      add(
        id, of: device, payload: report.payload.sha256.prefix, isOpen: report.isOpen,
        isTelemetry: report.isTelemetry, exportedAt: exportedAt)
    }
    if let members = report.highAvailability, members.count > 1 {
      join([device] + members.map(\.udi))
    }
  }

  /// Says that these devices are one cycle: an ACK of any of them is an ACK of the group.
  public mutating func join(_ members: [UDI]) {
    guard let first = members.first else { return }
    var root = standing(for: first)
    for member in members.dropFirst() {
      let other = standing(for: member)
      guard other != root else { continue }
      // The smaller one stands for both, so that the order of joining does not matter.
      leads[max(root, other)] = min(root, other)
      root = min(root, other)
    }
  }

  private mutating func standing(for device: UDI) -> UDI {
    if leads[device] == nil { leads[device] = device }
    let root = representative(of: device)
    // The whole way is shortened, so that no chain of pairs can make asking slow.
    var step = device
    while let next = leads[step], next != root {
      leads[step] = root
      step = next
    }
    return root
  }

  /// Shortens every way to the device that stands for a group, so that asking costs the same for all.
  mutating func settle() {
    for device in Array(leads.keys) { _ = standing(for: device) }
  }

  // MARK: Asking

  /// The device that stands for the group of this one: the same for all of its members.
  package func representative(of device: UDI) -> UDI {
    var root = device
    while let next = leads[root], next != root { root = next }
    return root
  }

  /// The groups: every device that is known, each group sorted, by the device that stands for it.
  package func groups() -> [UDI: [UDI]] {
    var groups: [UDI: [UDI]] = [:]
    for device in leads.keys { groups[representative(of: device), default: []].append(device) }
    return groups.mapValues { $0.sorted() }
  }

  /// True when nothing was added.
  public var isEmpty: Bool { leads.isEmpty }

  /// True for a device with a report, and for every member of its group.
  package func isKnown(_ device: UDI) -> Bool { leads[device] != nil }

  /// The devices with reports, sorted.
  public var devices: [UDI] { reports.keys.sorted() }

  /// A report; nil when it is not known.
  package func report(_ id: UInt64, of device: UDI) -> Report? { reports[device]?[id] }

  /// The ids of a device's reports, sorted; telemetry among them.
  package func reportIDs(of device: UDI) -> [UInt64] { (reports[device] ?? [:]).keys.sorted() }
}
