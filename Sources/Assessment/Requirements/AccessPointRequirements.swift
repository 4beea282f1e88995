import DeviceOutput
import LicenseFiles

// What concerns the access points of a wireless controller.
extension RequirementSubject {
  /// Words that Cisco doc 217348 shows, and the leaf values of the model of IOS XE 17.17.1. Which
  /// command prints them is not known, so they are looked for in every line.
  private static let harmful = [
    "never licensed", "cw-non-compliant", "cw-never-licensed", "cw-license-expiration",
    "lic-no-comp",
    "world wide mode due to license compliance",
  ]
  private static let harmless = ["cw-compliant", "cw-pre-allowed", "cw-policy-allowed"]

  func accessPointCompliance() -> RequirementResult {
    let found = { (verdict: Verdict, conclusion: String) in
      RequirementResult(
        .accessPointCompliance, verdict, conclusion, basis: RequirementSource.compliance)
    }
    if model?.isWirelessController == false {
      return found(.notApplicable, "this is not a wireless controller")
    }
    let words = complianceWords
    if let bad = words.harmful.first {
      var result = found(
        .due, "\(words.harmful.count) lines name access points that are not compliant")
      result.seen = [bad]
      result.steps = [
        "report usage and import the ACK",
        "if it stays: make sure that enough licenses were bought and are in the right Smart Account and "
          + "Virtual Account",
      ]
      result.notes = [Self.unknownCommand, Self.worldWideMode]
      return result
    }
    if let good = words.harmless.first {
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

  private var complianceWords: (harmful: [Observed<String>], harmless: [Observed<String>]) {
    var bad: [Observed<String>] = []
    var good: [Observed<String>] = []
    for observation in device.observations {
      for line in observation.unknownLines where line.text.utf8.count <= 1000 {
        let lower = line.text.lowercased()
        let place = { () -> Observed<String> in
          Observed(
            PrintedSecrets.shown(String(line.text.drop { $0 == " " })),
            at: SourceLocation(file: observation.location.file, line: line.number), command: nil)
        }
        let isState = lower.contains("non-compliant") && !lower.hasPrefix("%")
        if isState || Self.harmful.contains(where: lower.contains) {
          bad.append(place())
        } else if Self.harmless.contains(where: lower.contains) {
          good.append(place())
        }
      }
    }
    return (bad, good)
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
