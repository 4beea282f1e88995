public import LicenseFiles

/// What changed between two sets of usage files. Times are epoch seconds, UTC; what no file says is
/// nil.
public struct UsageDiff: Sendable {
  /// One of the two sets.
  public struct Side: Sendable, Hashable {
    /// The files that were read.
    public var files = 0
    /// Usage reports, each counted once.
    public var reports = 0
    /// Telemetry reports, each counted once.
    public var telemetryReports = 0
    /// The latest end of a measurement.
    public var lastEnd: Int64?
    /// Reports of which this set alone has different closed versions.
    public var conflictingReports = 0
    /// False when a file could not be read to its end: what seems removed may be there.
    public var isComplete = true

    /// An empty set.
    init() {}
  }

  /// One report of a set.
  public struct Report: Sendable, Hashable {
    /// The device that it is about.
    public var device: UDI?
    /// Its id; nil for a report without one.
    public var id: UInt64?
    /// `entitlement_tag`.
    public var tag: String?
    /// True for telemetry, which is not usage.
    public var isTelemetry: Bool
    /// True while the device still collected.
    public var isOpen: Bool
    /// The earliest start of a measurement.
    public var start: Int64?
    /// The latest end of a measurement.
    public var end: Int64?
    /// The number of measurements.
    public var measurements: Int
    /// The last count.
    public var latest: Int64?
  }

  /// How a report that is in both sets differs.
  public enum ReportChange: String, Sendable, Hashable, CaseIterable {
    /// It was open, and the new version can have grown from it.
    case grown
    /// It was open, and what is there now cannot have come from it.
    case contradicts
    /// NEW has an earlier state of it.
    case olderState = "older-state"
    /// It was closed, and is closed with other bytes.
    case closedChanged = "closed-changed"
  }

  /// A report that is in both sets and differs.
  public struct ChangedReport: Sendable, Hashable {
    /// As it was.
    public var old: Report
    /// As it is.
    public var new: Report
    /// What that is.
    public var change: ReportChange
  }

  /// The set before.
  public var old = Side()
  /// The set after.
  public var new = Side()
  /// Every device or group of devices, those that changed and the others, ordered by UDI.
  public var devices: [DeviceDiff] = []
  /// Reports that only NEW has, by device, entitlement and time.
  public var added: ReportList
  /// Reports that only OLD has.
  public var removed: ReportList
  /// Reports that are in both and differ.
  public var changed: ChangedReportList
  /// Reports that are in both, byte for byte.
  public var same = 0
  /// What is wrong with the changes.
  public var findings: [Finding] = []

  /// True when anything but the time of saving differs.
  public var differs: Bool {
    !added.isEmpty || !removed.isEmpty || !changed.isEmpty || !findings.isEmpty
      || devices.contains(where: \.differs)
  }
}

/// Reports of one set, kept as numbers; each is made when it is asked for.
public struct ReportList: Sendable, RandomAccessCollection {
  let fold: UsageSummaryFold
  let numbers: [UInt32]

  /// Always 0.
  public var startIndex: Int { 0 }
  /// The number of reports.
  public var endIndex: Int { numbers.count }

  /// A report.
  public subscript(position: Int) -> UsageDiff.Report { fold.report(Int(numbers[position])) }
}

/// Changed reports, kept as pairs of numbers.
public struct ChangedReportList: Sendable, RandomAccessCollection {
  struct Pair: Sendable {
    let old: UInt32
    let new: UInt32
    let change: UsageDiff.ReportChange
  }

  let old: UsageSummaryFold
  let new: UsageSummaryFold
  let pairs: [Pair]

  /// Always 0.
  public var startIndex: Int { 0 }
  /// The number of reports.
  public var endIndex: Int { pairs.count }

  /// A report, before and after.
  public subscript(position: Int) -> UsageDiff.ChangedReport {
    let pair = pairs[position]
    return UsageDiff.ChangedReport(
      old: old.report(Int(pair.old)), new: new.report(Int(pair.new)), change: pair.change)
  }
}

extension UsageSummaryFold {
  fileprivate func report(_ number: Int) -> UsageDiff.Report {
    let report = figures(number)
    let line = line(report.line)
    return UsageDiff.Report(
      device: line.device, id: report.has(.withoutID) ? nil : report.reportID, tag: line.tag,
      isTelemetry: line.isTelemetry, isOpen: report.has(.open),
      start: report.start == .max ? nil : report.start,
      end: report.end == .min ? nil : report.end, measurements: Int(report.measurements),
      latest: report.has(.hasCount) ? report.latest : nil)
  }
}
