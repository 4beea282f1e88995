public import LicenseFiles

/// Compares two sets of usage files, one report at a time: first all of OLD, then all of NEW.
///
/// 1. A report is known by its product instance and its id, and its version by its payload hash; of
///    several versions in one set exactly one counts, by the rules of ``UsageSummaryFold``.
/// 2. A report that was open may have grown: what it said of measurements that had ended is held
///    against what it says now. A closed report never changes.
/// 3. Reports are not kept: some 90 bytes for each report of each set are, and of each entitlement the
///    access points that are counted at its end.
public struct UsageDiffFold: Sendable {
  /// A report of NEW that is another version of one of OLD.
  struct Difference: Sendable {
    var payload: UInt64
    var change: UsageDiff.ReportChange
    var location: SourceLocation
  }

  private struct Opening: Sendable {
    var payload: UInt64
    var state: OpenState
  }

  var old = UsageSummaryFold()
  var new = UsageSummaryFold()
  var oldStates = LastStates()
  var newStates = LastStates()
  var points = PointNumbers()
  var isOldComplete = true
  var isNewComplete = true
  /// By the number of the report in OLD.
  private(set) var differences: [Int: Difference] = [:]
  /// Reports of OLD that have another closed version in NEW, also where NEW has the known one too.
  private(set) var conflicts: [Int: SourceLocation] = [:]
  private var openings: [Int: Opening] = [:]
  private var isInNew = false
  private(set) var firstNewFile: String?

  /// More than so many versions that differ, or open reports, are not looked into.
  private static let most = 100_000

  /// Starts with nothing.
  public init() {}

  /// OLD is over, and NEW begins.
  public mutating func turn() {
    oldStates.settle(&points)
    isInNew = true
  }

  /// A new file begins.
  public mutating func begin(_ file: String) {
    if isInNew {
      new.begin(file)
      firstNewFile = firstNewFile ?? file
    } else {
      old.begin(file)
    }
  }

  /// An item of it.
  public mutating func take(_ item: DocumentItem) {
    switch item {
    case .report(let report):
      if isInNew { takeNew(report) } else { takeOld(report) }
    case .block(let block):
      if isInNew { newStates.take(block) } else { oldStates.take(block) }
    case .finding: break
    }
  }

  /// The file is over.
  public mutating func end(_ outline: DocumentOutline) {
    guard !outline.isComplete else { return }
    if isInNew { isNewComplete = false } else { isOldComplete = false }
  }

  private mutating func takeOld(_ report: UsageReport) {
    guard let line = old.take(report) else { return }
    if !report.isTelemetry { oldStates.take(report, line: line, &points) }
    guard report.isOpen, openings.count < Self.most,
      let number = Self.number(of: report, in: old),
      old.figures(number).payload == report.payload.sha256.prefix
    else { return }
    openings[number] = Opening(payload: report.payload.sha256.prefix, state: OpenState(report))
  }

  private mutating func takeNew(_ report: UsageReport) {
    guard let line = new.take(report) else { return }
    if !report.isTelemetry { newStates.take(report, line: line, &points) }
    let payload = report.payload.sha256.prefix
    guard let number = Self.number(of: report, in: old) else { return }
    let known = old.figures(number)
    guard known.payload != payload else { return }
    let change = change(from: known, number, to: report)
    if change == .closedChanged, conflicts.count < Self.most, conflicts[number] == nil {
      conflicts[number] = report.location
    }
    // Of several versions in NEW, the one that counts there is compared.
    guard differences[number] != nil || differences.count < Self.most,
      let place = Self.number(of: report, in: new), new.figures(place).payload == payload
    else { return }
    differences[number] = Difference(payload: payload, change: change, location: report.location)
  }

  private static func number(of report: UsageReport, in fold: UsageSummaryFold) -> Int? {
    fold.number(
      of: report.reportID ?? report.payload.sha256.prefix, withoutID: report.reportID == nil,
      device: report.productInstance)
  }

  /// What became of a report of OLD.
  private func change(
    from known: ReportFigures, _ number: Int, to report: UsageReport
  ) -> UsageDiff.ReportChange {
    let measurements = UInt32(clamping: report.measurements.count)
    guard known.has(.open) else {
      if !report.isOpen { return .closedChanged }
      return measurements <= known.measurements ? .olderState : .contradicts
    }
    guard let opening = openings[number], opening.payload == known.payload else { return .grown }
    if !report.isOpen || measurements > known.measurements {
      return opening.state.isEarlierState(of: report) ? .grown : .contradicts
    }
    let state = OpenState(report)
    guard state.canPrecede(opening.state) else { return .contradicts }
    let isOlder = measurements < known.measurements || state.endsEarlier(than: opening.state)
    return isOlder ? .olderState : .grown
  }

  private mutating func settle() { newStates.settle(&points) }

  /// What changed.
  ///
  /// - Parameters:
  ///   - replacements: devices that are known to have taken the place of others, with the basis.
  ///   - groups: devices that are known to be one HA pair or stack.
  public consuming func finish(
    replacements: [DeviceDiff.Replacement] = [], groups: [[UDI]] = []
  ) -> UsageDiff {
    settle()
    var diffing = UsageDiffing(self, replacements, groups)
    return diffing.result()
  }
}
