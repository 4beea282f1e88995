import DeviceOutput
import LicenseFiles

/// The access points of one entitlement of one product instance, report by report in the order of time.
struct AccessPointLine: Sendable {
  /// An access point that came into the count or left it.
  struct Event: Sendable {
    let time: Int64
    let accessPoint: UInt32
    let joins: Bool
  }

  let tag: String?
  private let device: UDI?
  private(set) var entitlement: AccessPointEntitlement
  private(set) var uses: [UInt32: AccessPoint.Use] = [:]
  private(set) var events: [Event] = []
  private(set) var hasLists = false
  private var current = CountedAccessPoints()
  /// False while nothing tells who was counted before.
  private var isKnown = false
  private var isStart = true
  private var firstReport: AccessPointReport?
  private var firstContinued: AccessPointReport?
  private var peak: Int64 = 0

  init(tag: String?, device: UDI?) {
    self.tag = tag
    self.device = device
    entitlement = AccessPointEntitlement()
    entitlement.tag = tag
    entitlement.name = tag.flatMap(EntitlementNames.name(of:))
  }

  mutating func take(_ report: AccessPointReport, _ found: (Finding) -> Void) {
    entitlement.reports += 1
    entitlement.measurements += report.steps.count
    if firstReport == nil { firstReport = report }
    if report.lists { hasLists = true }
    let before = current.members
    let restates = reading(report)
    if restates == true {
      entitlement.restatedReports += 1
      current = CountedAccessPoints()
      isKnown = true
    } else if restates == false, report.lists {
      entitlement.continuedReports += 1
      if firstContinued == nil { firstContinued = report }
    }
    walk(report, after: restates == true ? before : nil, found)
    entitlement.listed = current.members.count
  }

  /// Whether the report begins with all access points (true) or with changes (false); nil when
  /// neither can be, for nothing is known of what was before.
  private func reading(_ report: AccessPointReport) -> Bool? {
    let first = report.steps.first
    let mayRestate = first?.lists == true || first?.count == 0
    guard mayRestate, isKnown else { return mayRestate ? true : (isKnown ? false : nil) }
    guard let restated = report.firstFailure() else { return true }
    guard let continued = report.firstFailure(after: current) else { return false }
    return restated >= continued
  }

  private mutating func walk(
    _ report: AccessPointReport, after before: Set<UInt32>?, _ found: (Finding) -> Void
  ) {
    var sum = AccessPointSum(startingAt: current.members.count)
    var hasFailed = false
    var contradictions = 0
    for (index, step) in report.steps.enumerated() {
      note(step)
      sum.take(step)
      if index == 0, let before {
        contradictions += apply(step, isFull: true)
        for accessPoint in before.subtracting(current.members).sorted() { leave(accessPoint, step) }
        for accessPoint in current.members.subtracting(before).sorted() { join(accessPoint, step) }
      } else {
        contradictions += apply(step, isFull: false)
      }
      guard isKnown, let count = step.count else { continue }
      if count == sum.value {
        entitlement.proved += 1
        continue
      }
      entitlement.failed += 1
      if !hasFailed { fail(report, at: index, sum, count, found) }
      hasFailed = true
    }
    isStart = false
    guard contradictions > 0 else { return }
    found(
      FindingDescriptor.accessPointListContradicts.finding(
        at: report.location, reportID: report.reportID, productInstance: device,
        "entries that add what is counted already, or remove what is not: \(contradictions)"))
  }

  private mutating func fail(
    _ report: AccessPointReport, at index: Int, _ sum: AccessPointSum, _ count: Int64,
    _ found: (Finding) -> Void
  ) {
    let from = report.steps[index].time
    entitlement.failedReports += 1
    if entitlement.failsFrom == nil { entitlement.failsFrom = from }
    if entitlement.mismatches.count < AccessPointEntitlement.mismatchLimit {
      entitlement.mismatches.append(
        AccessPointEntitlement.Mismatch(
          reportID: report.reportID, from: from, listed: sum.value, count: count))
    }
    let since = from.map { ", since \(TimeText.iso8601($0))" } ?? ""
    found(
      APCountMismatch.descriptor.finding(
        at: report.location, reportID: report.reportID, productInstance: device,
        sum.mismatch(count, from: index) + since))
  }

  /// Changes who is counted; gives the number of entries that cannot be.
  ///
  /// - Parameter isFull: the list says who is there, not who came.
  private mutating func apply(_ step: AccessPointStep, isFull: Bool) -> Int {
    let change = current.apply(step)
    if !isFull {
      for accessPoint in change.left { leave(accessPoint, step) }
      for accessPoint in change.joined { join(accessPoint, step) }
      for accessPoint in change.passed {
        join(accessPoint, step)
        leave(accessPoint, step)
      }
    }
    if isKnown { return change.repeated + change.unheardOf.count }
    // It was counted before anything is known.
    for accessPoint in change.unheardOf {
      uses[accessPoint] =
        uses[accessPoint]
        ?? AccessPoint.Use(entitlement: 0, firstSeen: nil, isFromStart: true)
      leave(accessPoint, step)
    }
    return change.repeated
  }

  private mutating func join(_ accessPoint: UInt32, _ step: AccessPointStep) {
    if let time = step.time {
      events.append(Event(time: time, accessPoint: accessPoint, joins: true))
    }
    guard var use = uses[accessPoint] else {
      uses[accessPoint] = AccessPoint.Use(
        entitlement: 0, firstSeen: step.time, isFromStart: isStart && step.isFirst)
      return
    }
    use.isCounted = true
    use.removedAt = nil
    use.joins += 1
    uses[accessPoint] = use
  }

  private mutating func leave(_ accessPoint: UInt32, _ step: AccessPointStep) {
    if let time = step.time {
      events.append(Event(time: time, accessPoint: accessPoint, joins: false))
    }
    uses[accessPoint]?.isCounted = false
    uses[accessPoint]?.removedAt = step.time
  }

  private mutating func note(_ step: AccessPointStep) {
    if let start = step.start {
      entitlement.firstStart = min(entitlement.firstStart ?? start, start)
    }
    if let end = step.end { entitlement.lastEnd = max(entitlement.lastEnd ?? end, end) }
    if let count = step.count {
      entitlement.count = count
      peak = max(peak, count)
    }
  }

  /// What can be said only of all reports together.
  func finish(_ found: (Finding) -> Void) {
    let name = entitlement.name ?? tag ?? "an entitlement without a tag"
    if let report = firstContinued {
      found(
        FindingDescriptor.accessPointListsContinue.finding(
          at: report.location, reportID: report.reportID, productInstance: device,
          "the lists of \(entitlement.continuedReports) of \(entitlement.reports) reports of "
            + "\(name) give the count only as changes to the report before, this one first"))
    }
    let isController =
      device.map { DeviceModel($0.pid).isWirelessController } == true
      || DeviceModel.isControllerLicense(name)
    if !hasLists, peak > 0, isController, let report = firstReport {
      found(
        FindingDescriptor.accessPointsUnlisted.finding(
          at: report.location, reportID: report.reportID, productInstance: device,
          "\(name) counts up to \(peak), but none of its reports lists access points"))
    }
  }
}
