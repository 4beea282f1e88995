public import LicenseFiles

/// Folds the reports of any number of files into a ``UsageSummary``, one report at a time.
///
/// 1. A report is known by its product instance (UDI) and its report id; one without an id by its
///    payload hash.
/// 2. The same payload again counts nothing, in whatever file it comes.
/// 3. Of several versions of one report exactly one counts: a closed one before an open one, then the
///    one with more measurements, then the one that ends later. So an open report that grew counts
///    with its longest version. Two different closed versions are a conflict, which is counted.
/// 4. Files and reports may come in any order; the summary is the same.
///
/// For this the fold keeps some 90 bytes per report, and about a kilobyte per entitlement of a product
/// instance. Sums are built at the end, from the versions that count.
public struct UsageSummaryFold: Sendable {
  /// One entitlement of one product instance, or the telemetry of one.
  private struct LineKey: Hashable, Sendable {
    var instance: Int
    var tag: String?
    var isTelemetry: Bool
  }

  private struct Line: Sendable {
    var key: LineKey
    var series: UsageSeries?
  }

  private struct Instance: Sendable {
    var udi: UDI?
    var softwareVersions = BoundedSortedSet<String>()
    var members = BoundedSortedSet<MemberKey>()
  }

  private var files = 0
  private var repeated = 0
  private var instances: [Instance] = []
  private var instanceNumbers: [UDI?: Int] = [:]
  private var lines: [Line] = []
  private var lineNumbers: [LineKey: Int] = [:]
  private var register = ReportRegister()

  /// Starts with nothing.
  public init() {}

  /// A new file begins.
  public mutating func begin(_ file: String) { files += 1 }

  /// One report of the file.
  public mutating func add(_ report: UsageReport) { take(report) }

  /// Takes a report.
  ///
  /// - Returns: the number of its line; nil when there are too many lines.
  @discardableResult
  mutating func take(_ report: UsageReport) -> Int? {
    let instance = instanceNumber(report.productInstance)
    if let version = report.softwareVersion {
      instances[instance].softwareVersions.insert(version)
    }
    for member in report.highAvailability ?? [] {
      instances[instance].members.insert(MemberKey(udi: member.udi, role: member.role))
    }
    let key = LineKey(
      instance: instance, tag: report.isTelemetry ? nil : report.entitlementTag,
      isTelemetry: report.isTelemetry)
    guard let line = lineNumber(key) else { return nil }

    switch register.take(ReportFigures(report, line: line)) {
    case .new: break
    case .otherVersion: repeated += 1
    case .same:
      repeated += 1
      return line
    }
    if !report.isTelemetry { draw(report.measurements, line) }
    return line
  }

  // MARK: For a comparison of two folds

  /// The number of reports, each counted once.
  var reportCount: Int { register.count }

  /// The number of lines: one for each entitlement of a product instance.
  var lineCount: Int { lines.count }

  /// The version of a report that counts, by its number.
  func figures(_ number: Int) -> ReportFigures { register[number] }

  /// The product instance, the tag and the kind of a line.
  func line(_ line: Int) -> (device: UDI?, tag: String?, isTelemetry: Bool) {
    let key = lines[line].key
    return (instances[key.instance].udi, key.tag, key.isTelemetry)
  }

  /// The number of a report; nil when it was not there.
  func number(of reportID: UInt64, withoutID: Bool, device: UDI?) -> Int? {
    guard let instance = instanceNumbers[device] else { return nil }
    return register.number(of: reportID, withoutID: withoutID, device: instance)
  }

  // MARK: Numbers

  private mutating func instanceNumber(_ udi: UDI?) -> Int {
    if let number = instanceNumbers[udi] { return number }
    instances.append(Instance(udi: udi))
    instanceNumbers[udi] = instances.count - 1
    return instances.count - 1
  }

  private mutating func lineNumber(_ key: LineKey) -> Int? {
    if let number = lineNumbers[key] { return number }
    guard lines.count < ReportFigures.lineLimit else { return nil }
    lines.append(Line(key: key))
    register.addLine(device: key.instance)
    lineNumbers[key] = lines.count - 1
    return lines.count - 1
  }

  private mutating func draw(_ measurements: [Measurement], _ line: Int) {
    for measurement in measurements {
      guard let start = measurement.startTime, let end = measurement.endTime,
        let count = measurement.count
      else { continue }
      if lines[line].series == nil {
        lines[line].series = UsageSeries(start: start, end: end, count: count)
      } else {
        lines[line].series?.add(start: start, end: end, count: count)
      }
    }
  }

  /// The summary of everything so far.
  public func finish() -> UsageSummary {
    var totals = UsageSummary.Totals()
    totals.files = files
    totals.repeatedReports = repeated

    var usages = instances.map { instance in
      ProductInstanceUsage(
        udi: instance.udi, softwareVersions: instance.softwareVersions.elements,
        highAvailability: instance.members.elements.map {
          HighAvailabilityMember(role: $0.role, udi: $0.udi)
        })
    }
    for (line, reports) in register.numbersByLine() {
      let line = lines[line]
      for number in reports {
        let report = register[number]
        if report.has(.conflicting) {
          totals.conflictingReports += 1
        } else if report.has(.grown) {
          totals.grownReports += 1
        }
      }
      if line.key.isTelemetry {
        totals.telemetryReports += reports.count
        usages[line.key.instance].telemetryReports += reports.count
        continue
      }
      let usage = entitlement(line, reports)
      totals.reports += usage.reports
      totals.measurements += usage.measurements
      usages[line.key.instance].entitlements.append(usage)
    }
    for index in usages.indices {
      usages[index].entitlements.sort { absentLast($0.tag, $1.tag) }
    }
    usages.sort { absentLast($0.udi, $1.udi) }
    return UsageSummary(totals: totals, productInstances: usages)
  }

  private func entitlement(_ line: Line, _ reports: ArraySlice<Int>) -> EntitlementUsage {
    var usage = EntitlementUsage(tag: line.key.tag)
    usage.series = line.series
    var seconds = 0.0
    var countSeconds = 0.0
    var last: (end: Int64, start: Int64, reportID: UInt64)?
    var gaps = GapList()
    for number in reports {
      let report = register[number]
      usage.reports += 1
      usage.measurements += Int(report.measurements)
      if report.has(.open) { usage.openReports += 1 }
      if report.start != .max { usage.firstStart = min(usage.firstStart ?? .max, report.start) }
      if report.end != .min { usage.lastEnd = max(usage.lastEnd ?? .min, report.end) }
      gaps.see(start: report.start, end: report.end)
      guard report.has(.hasCount) else { continue }
      usage.peak = max(usage.peak ?? .min, report.peak)
      seconds += report.seconds
      countSeconds += report.countSeconds
      let place = (report.end, report.start, report.reportID)
      if last.map({ place >= $0 }) ?? true {
        last = place
        usage.latest = report.latest
      }
    }
    if seconds > 0 { usage.average = countSeconds / seconds }
    gaps.fill(&usage)
    return usage
  }
}

/// Orders what is there, and what is absent after it.
func absentLast<Value: Comparable>(_ left: Value?, _ right: Value?) -> Bool {
  switch (left, right) {
  case (let left?, let right?): left < right
  case (_?, nil): true
  case (nil, _): false
  }
}
