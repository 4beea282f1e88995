import LicenseFiles

/// Compares two folds, when both are complete.
struct UsageDiffing {
  private let fold: UsageDiffFold
  private let oldUsage: UsageSummary
  private let newUsage: UsageSummary
  private let given: [DeviceDiff.Replacement]
  private var units = DeviceUnits()
  private var counts: [UDI?: DeviceDiff.Counts] = [:]
  private var findings: [Finding] = []

  init(
    _ fold: UsageDiffFold, _ replacements: [DeviceDiff.Replacement], _ groups: [[UDI]]
  ) {
    self.fold = fold
    oldUsage = fold.old.finish()
    newUsage = fold.new.finish()
    given = replacements
    for group in groups { units.join(group) }
    for device in oldUsage.productInstances + newUsage.productInstances {
      units.join([device.udi].compactMap(\.self) + device.highAvailability.map(\.udi))
    }
  }

  /// Does it.
  mutating func result() -> UsageDiff {
    let builder = DeviceDiffBuilder(fold, oldUsage, newUsage)
    let replacements = builder.replacements(given, &units)
    for one in replacements { units.join(one.old, one.new) }

    var removed: [UInt32] = []
    var pairs: [ChangedReportList.Pair] = []
    var isInOld = [Bool](repeating: false, count: fold.new.reportCount)
    var same = 0
    for number in Self.order(fold.old) {
      let before = fold.old.figures(Int(number))
      let device = fold.old.line(before.line).device
      let unit = unit(device)
      guard
        let place = fold.new.number(
          of: before.reportID, withoutID: before.has(.withoutID), device: device)
      else {
        removed.append(number)
        counts[unit, default: DeviceDiff.Counts()].removed += 1
        continue
      }
      isInOld[place] = true
      let after = fold.new.figures(place)
      guard before.payload != after.payload else {
        same += 1
        counts[unit, default: DeviceDiff.Counts()].same += 1
        tell(conflict: Int(number), before, device)
        continue
      }
      let change = change(Int(number), before, after)
      pairs.append(
        ChangedReportList.Pair(old: number, new: UInt32(clamping: place), change: change))
      counts[unit, default: DeviceDiff.Counts()].changed[change, default: 0] += 1
      tell(change, Int(number), before, device)
    }
    let added = Self.order(fold.new).filter { !isInOld[Int($0)] }
    for number in added {
      let device = fold.new.line(fold.new.figures(Int(number)).line).device
      counts[unit(device), default: DeviceDiff.Counts()].added += 1
    }

    var diff = UsageDiff(
      added: ReportList(fold: fold.new, numbers: added),
      removed: ReportList(fold: fold.old, numbers: removed),
      changed: ChangedReportList(old: fold.old, new: fold.new, pairs: pairs))
    diff.old = Self.side(oldUsage, isComplete: fold.isOldComplete)
    diff.new = Self.side(newUsage, isComplete: fold.isNewComplete)
    diff.same = same
    diff.findings = findings
    diff.devices = builder.devices(&units, replacements, counts)
    return diff
  }

  private mutating func unit(_ device: UDI?) -> UDI? { device.map { units.root($0) } }

  private static func side(_ usage: UsageSummary, isComplete: Bool) -> UsageDiff.Side {
    var side = UsageDiff.Side()
    side.files = usage.totals.files
    side.reports = usage.totals.reports
    side.telemetryReports = usage.totals.telemetryReports
    side.conflictingReports = usage.totals.conflictingReports
    side.lastEnd = usage.productInstances.flatMap(\.entitlements).compactMap(\.lastEnd).max()
    side.isComplete = isComplete
    return side
  }

  /// The numbers of the reports by device, tag and time.
  private static func order(_ fold: UsageSummaryFold) -> [UInt32] {
    let lines = (0..<fold.lineCount).map { fold.line($0) }
    let sorted = lines.indices.sorted { left, right in
      let (one, two) = (lines[left], lines[right])
      if one.device != two.device { return absentLast(one.device, two.device) }
      if one.isTelemetry != two.isTelemetry { return two.isTelemetry }
      return absentLast(one.tag, two.tag)
    }
    var ranks = [Int](repeating: 0, count: lines.count)
    for (rank, line) in sorted.enumerated() { ranks[line] = rank }
    return (0..<UInt32(clamping: fold.reportCount)).sorted { left, right in
      let (one, two) = (fold.figures(Int(left)), fold.figures(Int(right)))
      return (ranks[one.line], one.start, one.end, one.reportID)
        < (ranks[two.line], two.start, two.end, two.reportID)
    }
  }

  // MARK: Changes

  private func change(
    _ number: Int, _ before: ReportFigures, _ after: ReportFigures
  ) -> UsageDiff.ReportChange {
    if let known = fold.differences[number], known.payload == after.payload { return known.change }
    // Too many differ to look into each.
    if before.has(.open) { return .grown }
    return after.has(.open) ? .olderState : .closedChanged
  }

  /// A set that has several closed versions itself says so, and the same versions again are not change.
  private mutating func tell(conflict number: Int, _ before: ReportFigures, _ device: UDI?) {
    guard let location = fold.conflicts[number], !before.has(.conflicting) else { return }
    let id = before.reportID
    findings.append(
      FindingDescriptor.diffClosedReportChanged.finding(
        at: location, reportID: id, productInstance: device,
        "report \(id) is closed in OLD, and one of the files of NEW has it with other contents"))
  }

  private mutating func tell(
    _ change: UsageDiff.ReportChange, _ number: Int, _ before: ReportFigures, _ device: UDI?
  ) {
    let id = before.reportID
    let location =
      fold.differences[number]?.location ?? SourceLocation(file: fold.firstNewFile ?? "-")
    func add(_ descriptor: FindingDescriptor, _ message: String) {
      findings.append(
        descriptor.finding(at: location, reportID: id, productInstance: device, message))
    }
    switch change {
    case .grown: tell(conflict: number, before, device)
    case .closedChanged:
      add(.diffClosedReportChanged, "report \(id) is closed in both, with different contents")
    case .contradicts:
      add(
        .diffOpenReportContradicts,
        "report \(id) is in NEW in a state that cannot follow the one in OLD")
    case .olderState:
      add(.diffOlderState, "report \(id) is in NEW in an earlier state than in OLD")
    }
  }
}
