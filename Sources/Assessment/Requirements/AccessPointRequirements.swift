import DeviceOutput
import LicenseFiles

// What concerns the access points of a wireless controller.
extension RequirementSubject {
  func accessPointCompliance() -> RequirementResult {
    let found = { (verdict: Verdict, conclusion: String) in
      RequirementResult(
        .accessPointCompliance, verdict, conclusion, basis: RequirementSource.compliance)
    }
    if model?.isWirelessController == false {
      return found(.notApplicable, "this is not a wireless controller")
    }
    let compliance = compliance
    let worldWide = compliance[.worldWide] ?? []
    let harmful = worldWide + (compliance[.nonCompliant] ?? [])
    if let bad = harmful.first {
      // In world-wide mode the harm is done.
      var result = found(
        worldWide.isEmpty ? .due : .overdue,
        worldWide.isEmpty
          ? "\(counted(harmful.count, "line")) with access points that are not compliant"
          : "access points are in world-wide mode, because their licenses are not compliant")
      result.seen = [bad]
      result.steps = [
        "report usage and import the ACK",
        "if it stays: make sure that enough licenses were bought and are in the right Smart Account and "
          + "Virtual Account",
      ]
      result.notes = [Self.unknownCommand] + (worldWide.isEmpty ? [] : [Self.worldWideMode])
      return result
    }
    if let good = compliance[.compliant]?.first {
      var result = found(.satisfied, "the lines that name it are compliant")
      result.seen = [good]
      result.notes = [Self.unknownCommand]
      return result
    }
    guard let release = device.release.latest else {
      return settle(found(.unknown, "the release was not printed"), "show version")
    }
    guard release.value.isAtLeast(17, 17, 1) else {
      var result = found(
        .notApplicable, "access points have a license state from IOS XE 17.17.1 on")
      result.seen = [line("release", release, release.value.raw)]
      return result
    }
    guard model?.isWirelessController == true else {
      return settle(found(.unknown, "the platform was not printed"), "show license udi")
    }
    var result = found(
      .unknown,
      "no output shows it; look at the access points in the web interface, in Catalyst Center or in the "
        + "Meraki dashboard")
    result.notes = [Self.unknownCommand]
    return result
  }

  private static let unknownCommand = RequirementNote(
    "the command that prints the license state of access points is not known; the words are accepted "
      + "wherever they are printed",
    .unverified("to be confirmed on a controller with IOS XE 17.17.1 or later"))
  private static let worldWideMode = RequirementNote(
    "from IOS XE 17.18.1 on the model names world wide mode as a consequence",
    .observed(sample: "Cisco-IOS-XE-wireless-access-point-oper.yang, lic-no-comp"))

  /// What the lines say that no reader took, and those of the configuration of access points.
  private var compliance: [AccessPointCompliance: [Observed<String>]] {
    var found: [AccessPointCompliance: [Observed<String>]] = [:]
    for observation in device.observations {
      let unread = observation.unknownLines.map { line in
        Observed(
          line.text, at: SourceLocation(file: observation.location.file, line: line.number),
          command: nil)
      }
      for line in unread + (observation.accessPoints?.complianceLines ?? []) {
        guard let state = AccessPointCompliance(line: line.value) else { continue }
        found[state, default: []].append(
          line.map { PrintedSecrets.shown(String($0.withoutBlanks)) })
      }
    }
    return found
  }

  func accessPointCounting() -> RequirementResult {
    let found = { (verdict: Verdict, conclusion: String) in
      RequirementResult(
        .accessPointCounting, verdict, conclusion, basis: RequirementSource.counting)
    }
    if model?.isWirelessController == false {
      return found(.notApplicable, "this is not a wireless controller")
    }
    guard let entities = device.airEntities, let upcoming = entities.upcomingReport,
      let time = upcoming.value
    else {
      return settle(
        found(.unknown, "when the access points are counted next was not printed"),
        "show license air entities summary")
    }
    var seen = [line("Upcoming license report time", upcoming)]
    if let last = entities.lastReport { seen.insert(line("Last license report time", last), at: 0) }
    if let active = entities.active {
      seen.append(line("No. of APs active at last report", active, "\(active.value)"))
    }
    // Times without a zone that is known are compared with the device's own clock.
    let isOver =
      isOver(time)
      ?? device.clock.latest.flatMap { clock in
        clock.value.reading?.secondsOfThisClock.flatMap { now in
          time.reading?.secondsOfThisClock.map { $0 <= now }
        }
      }
    let joined = joined
    if let joined { seen.append(line("Number of APs", joined, "\(joined.value)")) }
    guard isOver == true else {
      let active = entities.active?.value
      if let active, let joined, UInt64(joined.value) <= active {
        var result = found(
          .satisfied, "no more access points are joined than the last count had active")
        result.deadline = time
        result.seen = seen
        result.notes = [Self.onlyNumbers]
        return result
      }
      let missed = active.flatMap { active in
        joined.map { ($0.value, UInt64($0.value) - active) }
      }
      var result = found(
        .due,
        missed.map {
          "\($0.1) of \($0.0) access points are in no report yet: the next export misses them when "
            + "usage is saved before \(time.text)"
        }
          ?? "access points that joined since the last count are in no report yet; usage that is "
          + "saved before \(time.text) misses them")
      result.deadline = time
      result.seen = seen
      if missed != nil { result.notes = [Self.onlyNumbers] }
      result.steps = [
        "save usage after \(time.text)"
          + (missed == nil ? ", where an access point joined since the last count" : "")
      ]
      if joined == nil { result.settledBy = ["show ap summary"] }
      result.isAdvice = true
      return result
    }
    var result = found(
      .satisfied,
      "a count was due at \(time.text): usage that is saved now holds what had joined by then")
    result.seen = seen
    return result
  }

  /// `Number of APs`, where `show ap summary` was printed.
  private var joined: Observed<Int>? {
    device.observations.lazy.reversed().compactMap { $0.accessPoints?.announced }
      .first { $0.value >= 0 }
  }

  private static let onlyNumbers = RequirementNote(
    "only the numbers are compared: if one access point joined and one left, it does not show, so "
      + "the export can miss more",
    .inferred("two numbers of one controller, printed at one time"))
}
