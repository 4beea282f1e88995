public import DeviceOutput
import LicenseFiles

/// The releases of Cisco field notice FN72578, where reports that nobody acknowledges pile up until the
/// processor or the memory suffers.
public enum FieldNotice72578: String, Sendable, Hashable {
  /// Named as affected.
  case affected
  /// Named as fixed, or later than those.
  case fixed
  /// From before Smart Licensing Using Policy.
  case earlier
  /// Named neither as affected nor as fixed.
  case notNamed

  /// About how many reports the field notice gives for the trouble.
  public static let troubleCount: UInt64 = 1000

  /// Judges a release. Rebuilds count as their release.
  ///
  /// Source: FN72578: affected 17.3.2a to 17.3.6, 17.4.1, 17.5.1, 17.6.1 to 17.6.4, 17.7.1; fixed 17.3.7,
  /// 17.6.5, 17.9.1 and later.
  public init(_ release: IOSRelease) {
    let numbers = release.numbers + [0, 0, 0]
    let (major, minor, maintenance) = (numbers[0], numbers[1], numbers[2])
    guard major == 17 else {
      self = major < 17 ? .earlier : .fixed
      return
    }
    switch minor {
    case ..<3: self = .earlier
    case 3:
      switch maintenance {
      case ..<2: self = .earlier
      case 2: self = release.rebuild.isEmpty ? .notNamed : .affected
      case 3...6: self = .affected
      default: self = .fixed
      }
    case 4, 5, 7: self = maintenance == 1 ? .affected : .notNamed
    case 6:
      switch maintenance {
      case 0: self = .notNamed
      case 1...4: self = .affected
      default: self = .fixed
      }
    case 8: self = .notNamed
    default: self = .fixed
    }
  }
}

extension RequirementSubject {
  func fieldNotice72578() -> RequirementResult {
    guard let release = device.release.latest else {
      return settle(
        pileUp(.unknown, "the release was not printed"), "show version")
    }
    let seen = line("release", release, release.value.raw)
    var found: RequirementResult
    switch FieldNotice72578(release.value) {
    case .earlier: found = pileUp(.notApplicable, "the release is older than the field notice's")
    case .fixed: found = pileUp(.notApplicable, "the release is not among the affected ones")
    case .notNamed:
      found = pileUp(
        .unknown, "the field notice names this release neither as affected nor as fixed")
      found.steps = ["plan 17.9.1 or later, or 17.3.7 or 17.6.5 of its train"]
    case .affected: found = affected()
    }
    found.seen.insert(seen, at: 0)
    return found
  }

  private func affected() -> RequirementResult {
    let counts = device.observations.compactMap { Waiting($0) }
    let remedies = [
      "save usage, upload it and import the ACK, which takes the reports away",
      "plan an upgrade to 17.3.7, 17.6.5, or 17.9.1 and later",
    ]
    guard let last = counts.last else {
      var found = settle(
        pileUp(.due, "the release is affected; how many reports wait was not printed"),
        "show license all")
      found.steps = remedies
      return found
    }
    let isTrouble = last.count >= FieldNotice72578.troubleCount
    var found = pileUp(
      isTrouble ? .overdue : .due,
      "the release is affected, and \(last.count) reports wait"
        + (isTrouble ? ": the field notice gives about 1000 as the mark of trouble" : ""))
    found.seen = last.seen
    found.steps = remedies
    if let first = counts.first, counts.count > 1, let trend = Trend(from: first, to: last) {
      found.notes.append(RequirementNote(trend.text, .inferred("two outputs of the device")))
    }
    if isTrouble {
      found.notes.append(
        RequirementNote(
          "the field notice's own last resort is `license smart factory reset` with a reload: it throws "
            + "away usage that was not reported, so save usage first",
          RequirementSource.fieldNotice))
    }
    return found
  }

  private func pileUp(_ verdict: Verdict, _ conclusion: String) -> RequirementResult {
    RequirementResult(
      .fieldNotice72578, verdict, conclusion, basis: RequirementSource.fieldNotice)
  }
}

/// How many reports of one output are not acknowledged.
private struct Waiting {
  let count: UInt64
  /// The device's clock then, epoch seconds UTC, where it was printed and is certain.
  let time: Int64?
  let seen: [Observed<String>]

  init?(_ observation: Observation) {
    time = observation.clock?.time.value.utc
    if let summary = observation.license?.reportSummary {
      let parts: [(String, Observed<ReportCount>?)] = [
        ("Waiting for Ack", summary.waitingForAck),
        ("Available to Report", summary.availableToReport),
        ("Collecting Data", summary.collectingData),
      ]
      let printed = parts.compactMap { part in part.1.map { (part.0, $0) } }
      guard !printed.isEmpty else { return nil }
      count = printed.reduce(0) { $0.addingReportingOverflow($1.1.value.count).partialValue }
      seen = printed.map { name, value in value.map { "\(name): \($0.count)" } }
    } else if case .reportStates(let rows) = observation.content {
      let open = rows.filter { !["ACK", "DELETED"].contains($0.value.state) }
      count = UInt64(open.count)
      seen = open.prefix(1).map { row in row.map { "report \($0.reportID): \($0.state)" } }
    } else {
      return nil
    }
  }
}

/// The trend from the first output to the last.
private struct Trend {
  let text: String

  init?(from first: Waiting, to last: Waiting) {
    guard last.count != first.count else {
      text = "the number did not change between the first and the last output"
      return
    }
    guard last.count > first.count else {
      text = "the number fell from \(first.count) to \(last.count)"
      return
    }
    var text = "the number rose from \(first.count) to \(last.count)"
    if let start = first.time, let end = last.time, end > start,
      last.count < FieldNotice72578.troubleCount
    {
      let perDay = Double(last.count - first.count) * 86_400 / Double(end - start)
      let days = Double(FieldNotice72578.troubleCount - last.count) / perDay
      if days < 36_500 { text += ", which reaches 1000 in about \(Int(days.rounded(.up))) days" }
    }
    self.text = text
  }
}
