public import LicenseFiles

/// Folds the reports of any number of files into an ``AccessPointHistory``.
///
/// 1. Each report counts once, by its better version, as in ``UsageSummaryFold``.
/// 2. The reports of one product instance and entitlement follow each other in the order of their
///    start, in whatever order the files come.
/// 3. In known data the first measurement of a report lists every access point and the later ones list
///    changes. Where that does not give the counts and the lists do as changes to the report before,
///    they are read so, with a finding; where neither does, the reading that holds longer is taken.
///
/// What is kept grows with the entries of the lists, and stops at the limits.
public struct AccessPointFold: Sendable {
  struct Instance: Sendable {
    var udi: UDI?
    var members = BoundedSortedSet<UDI>()
  }

  struct LineKey: Hashable, Sendable {
    var instance: Int
    var tag: String?
  }

  private var files = 0
  private var repeated = 0
  private var omitted = 0
  private var firstOmitted: SourceLocation?
  private var budget: AccessPointBudget
  private var numbers = AccessPointNumbers()
  private var instances: [Instance] = []
  private var instanceNumbers: [UDI?: Int] = [:]
  private var lines: [LineKey] = []
  private var lineNumbers: [LineKey: Int] = [:]
  private var register = ReportRegister()
  /// By the number that the register gives.
  private var reports: [AccessPointReport] = []

  /// Starts with nothing.
  public init(limits: AccessPointLimits = .standard) { budget = AccessPointBudget(limits) }

  /// A new file begins.
  public mutating func begin(_ file: String) { files += 1 }

  /// One report of the file. Telemetry is skipped.
  public mutating func add(_ report: UsageReport) {
    guard !report.isTelemetry else { return }
    guard budget.exceeded == nil, let line = lineNumber(report), let kept = kept(report) else {
      omitted += 1
      if firstOmitted == nil { firstOmitted = report.location }
      return
    }
    for member in report.highAvailability ?? [] {
      instances[lines[line].instance].members.insert(member.udi)
    }
    switch register.take(ReportFigures(report, line: line)) {
    case .new: reports.append(kept)
    case .same:
      repeated += 1
      giveBack(kept)
    case .otherVersion(let number, let counts):
      repeated += 1
      giveBack(counts ? reports[number] : kept)
      if counts { reports[number] = kept }
    }
  }

  private mutating func giveBack(_ report: AccessPointReport) {
    budget.giveBack(measurements: report.steps.count, entries: report.entries)
  }

  private mutating func kept(_ report: UsageReport) -> AccessPointReport? {
    let entries = report.measurements.reduce(0) {
      $0 + ($1.added?.count ?? 0) + ($1.removed?.count ?? 0)
    }
    guard budget.takes(measurements: report.measurements.count, entries: entries) else {
      return nil
    }
    var steps: [AccessPointStep] = []
    steps.reserveCapacity(report.measurements.count)
    for measurement in report.measurements {
      guard let added = numbers.list(measurement.added, &budget),
        let removed = numbers.list(measurement.removed, &budget)
      else { return nil }
      steps.append(
        AccessPointStep(
          start: measurement.startTime, end: measurement.endTime, count: measurement.count,
          added: added, removed: removed, isFirst: steps.isEmpty))
    }
    return AccessPointReport(reportID: report.reportID, location: report.location, steps: steps)
  }

  private mutating func lineNumber(_ report: UsageReport) -> Int? {
    let device = report.productInstance
    let instance: Int
    if let number = instanceNumbers[device] {
      instance = number
    } else {
      guard budget.takes(text: device?.description.utf8.count ?? 0) else { return nil }
      instance = instances.count
      instances.append(Instance(udi: device))
      instanceNumbers[device] = instance
    }
    let key = LineKey(instance: instance, tag: report.entitlementTag)
    if let number = lineNumbers[key] { return number }
    guard lines.count < ReportFigures.lineLimit, budget.takes(text: key.tag?.utf8.count ?? 0) else {
      return nil
    }
    lines.append(key)
    register.addLine(device: instance)
    lineNumbers[key] = lines.count - 1
    return lines.count - 1
  }

  /// The history of everything so far.
  ///
  /// - Parameter found: takes the findings one by one: where lists and counts part, where lists
  ///   contradict themselves, what was left out.
  public func finish(_ found: (Finding) -> Void = { _ in }) -> AccessPointHistory {
    var history = AccessPointHistory()
    history.files = files
    history.reports = register.count
    history.repeatedReports = repeated
    history.omittedReports = omitted
    var controllers = instances.map { ControllerAccessPoints(udi: $0.udi) }
    var walks = instances.map { _ in [AccessPointLine]() }
    for (line, reports) in register.numbersByLine() {
      let key = lines[line]
      let device = instances[key.instance].udi
      var walk = AccessPointLine(tag: key.tag, device: device)
      for number in reports { walk.take(self.reports[number], found) }
      walk.finish(found)
      guard walk.hasLists else { continue }
      walks[key.instance].append(walk)
    }
    for index in controllers.indices where !walks[index].isEmpty {
      controllers[index].fill(walks[index].sorted { absentLast($0.tag, $1.tag) }, numbers.udis)
    }
    markSuperseded(&controllers)
    history.productInstances =
      controllers.filter { !$0.entitlements.isEmpty }.sorted { absentLast($0.udi, $1.udi) }
    if let limit = budget.exceeded, let firstOmitted {
      found(
        FindingDescriptor.accessPointLimit.finding(
          at: firstOmitted,
          "the limit of \(limit) was reached here; \(omitted) reports were left out"))
    }
    return history
  }

  /// In an HA pair the reports of the member that was active before end, and those of the other one go
  /// on: what the first one counted last is history.
  private func markSuperseded(_ controllers: inout [ControllerAccessPoints]) {
    var group = Array(controllers.indices)
    func root(_ index: Int) -> Int {
      var index = index
      while group[index] != index { index = group[index] }
      return index
    }
    for (index, instance) in instances.enumerated() where instance.udi != nil {
      for member in instance.members.elements {
        guard let other = instanceNumbers[member] else { continue }
        let (left, right) = (root(index), root(other))
        group[max(left, right)] = min(left, right)
      }
    }
    var latest: [Int: Int] = [:]
    for index in controllers.indices {
      guard let until = controllers[index].countedUntil else { continue }
      let group = root(index)
      if let known = latest[group], (controllers[known].countedUntil ?? .min) >= until { continue }
      latest[group] = index
    }
    for index in controllers.indices {
      guard let last = latest[root(index)], last != index,
        let until = controllers[index].countedUntil,
        until < controllers[last].countedUntil ?? .min
      else { continue }
      controllers[index].supersededBy = controllers[last].udi
    }
  }
}
