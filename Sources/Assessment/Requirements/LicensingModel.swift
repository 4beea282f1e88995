import DeviceOutput

/// The licensing that a device runs, as far as its output shows it.
enum LicensingModel: Sendable, Hashable {
  /// Smart Licensing Using Policy, of IOS XE 17.3.2 and later.
  case policy
  /// Smart Licensing before it with a Specific License Reservation (SLR).
  case reserved
  /// Smart Licensing before it, registered with the portal; with the words that show it.
  case registered(String)
  /// Smart Licensing before it, not registered: an evaluation period, or its end.
  case evaluation
  /// Smart Licensing before it, in a registration that is not complete.
  case registering
  /// An image from before the policy, whatever licensing it runs.
  case olderRelease
  /// Nothing tells.
  case notShown

  /// The words of Smart Licensing before 17.3.2 are those of dialogues of older images, to be
  /// confirmed.
  init(_ device: DeviceSnapshot) {
    let marker = device.version?.licensingStatus?.value.uppercased() ?? ""
    let status = device.registration?.status?.value.uppercased() ?? ""
    if device.usingPolicy?.value == "ENABLED" || marker.contains("USING POLICY")
      || marker.hasPrefix("REGISTRATION NOT APPLICABLE")
    {
      self = .policy
    } else if Self.isReserved(status) || Self.isReserved(marker)
      || Self.isReserved(device.compliance?.status?.value.outcome.uppercased() ?? "")
    {
      self = .reserved
    } else if status.hasPrefix("REGISTERED") || (status.isEmpty && marker.hasPrefix("REGISTERED")) {
      self = .registered(status.isEmpty ? marker : status)
    } else if status.hasPrefix("REGISTERING") {
      self = .registering
    } else if status.hasPrefix("UNREGISTERED") || marker.contains("EVAL")
      || device.compliance?.status?.value.outcome.uppercased().contains("EVAL") ?? false
    {
      self = .evaluation
    } else if device.registration?.expires?.value != nil {
      // A filtered output may hold this line alone; the policy knows no registration.
      self = .registered("registered")
    } else if let release = device.release.latest?.value,
      PolicyStart.isAfter(release, on: device.system)
    {
      self = .olderRelease
    } else if device.featureLicenses?.isEmpty == false || device.smartLicensing?.value == "DISABLED"
    {
      self = .olderRelease
    } else {
      self = .notShown
    }
  }

  /// True where none of the requirements of the policy can hold.
  var isBeforePolicy: Bool {
    switch self {
    case .reserved, .registered, .evaluation, .registering, .olderRelease: true
    case .policy, .notShown: false
    }
  }

  /// What it is, for a person; nil where the policy runs or nothing tells.
  var words: String? {
    switch self {
    case .reserved: "a Specific License Reservation (SLR)"
    case .registered: "a registration with the portal"
    case .evaluation: "an evaluation, not registered"
    case .registering: "a registration that is not complete"
    case .olderRelease: "a release from before the policy"
    case .policy, .notShown: nil
    }
  }

  /// `REGISTERED - SPECIFIC LICENSE RESERVATION`, `AUTHORIZED - RESERVED`.
  private static func isReserved(_ words: String) -> Bool {
    words.contains("LICENSE RESERVATION") || words.contains("- RESERVED")
  }
}

/// The release with which Smart Licensing Using Policy begins: each operating system has its own.
///
/// Source: Cisco doc 217348 (17.3.2; for wireless controllers the guides name 17.3.2a), Cisco doc 220643
/// (NX-OS 10.2(1)F). Of IOS XR none is known, so no number tells.
enum PolicyStart {
  /// True for a release that is known to be older. Where the system is not known, only the numbers of
  /// IOS and IOS XE tell: 12 and 15, 3 and 16, and 17 before the policy.
  static func isAfter(_ release: IOSRelease, on system: DeviceModel.System?) -> Bool {
    switch system {
    case .iosXR: return false
    case .nxOS: return !release.isAtLeast(10, 2, 1)
    case .iosXE, nil:
      switch release.numbers[0] {
      case 3, 12, 15, 16: return true
      case 17: return !release.isAtLeast(17, 3, 2)
      default: return false
      }
    }
  }

  /// Where to go, in words.
  static func advice(for system: DeviceModel.System?) -> String {
    switch system {
    case .iosXR:
      "move it to a release of IOS XR with Smart Licensing Using Policy; its release notes name the first"
    case .nxOS: "move it to a release with Smart Licensing Using Policy: NX-OS 10.2(1)F or later"
    case .iosXE, nil:
      "move it to a release with Smart Licensing Using Policy (17.3.2; wireless controllers 17.3.2a), step by "
        + "step with rumkit-migrate(1)"
    }
  }
}

/// The deadline that licensing from before the policy has itself.
struct OlderDeadline {
  /// In words.
  let words: String
  /// The line of the device.
  let line: Observed<String>
  /// True when it is over; nil where its zone leaves that open.
  let isOver: Bool?
  /// Until when; nil of an evaluation, which is counted down.
  var time: DeviceTime?
  /// Whole days until then.
  var daysLeft: Int64?

  /// Nil where the device printed none.
  init?(_ device: DeviceSnapshot, _ model: LicensingModel, now: Int64) {
    switch model {
    case .registered: self.init(registered: device, now)
    case .evaluation, .registering: self.init(evaluation: device)
    case .reserved, .olderRelease, .policy, .notShown: return nil
    }
  }

  private init?(registered device: DeviceSnapshot, _ now: Int64) {
    let times = [
      ("Registration Expires", device.registration?.expires),
      ("Communication Deadline", device.compliance?.deadline),
    ]
    let dated = times.compactMap { label, time in
      time.flatMap { time in time.value.map { date in (label, time.map { _ in date }) } }
    }
    guard
      let (label, next) = dated.min(by: {
        ($0.1.value.earliest ?? .max) < ($1.1.value.earliest ?? .max)
      })
    else { return nil }
    isOver = next.value.isOver(at: now)
    words =
      isOver == true
      ? "its deadline, \(next.value.text), is over"
      : "it must reach its server before \(next.value.text)"
    line = next.map { "\(label): \($0.text)" }
    time = next.value
    daysLeft = next.value.earliest.map { CycleStatus.days(from: now, to: $0) }
  }

  private init?(evaluation device: DeviceSnapshot) {
    let status = device.compliance?.status
    if let status, status.value.outcome.uppercased().contains("EXPIRED") {
      isOver = true
      words = "its evaluation period is over"
      line = status.map { "License Authorization: \($0.text)" }
      return
    }
    let left = device.compliance?.settings.last {
      $0.value.name.hasPrefix("Evaluation Period Remaining")
    }
    guard let left else { return nil }
    isOver = false
    words = "its evaluation has \(left.value.value) left"
    line = left.map { "\($0.name): \($0.value)" }
    daysLeft = Self.days(in: left.value.value)
  }

  /// `46 days, 7 hours, 17 minutes, 24 seconds`: 46, and none where only hours are left.
  private static func days(in text: String) -> Int64? {
    let words = text.split(separator: " ")
    guard let number = words.first.flatMap({ Int64($0) }), words.count > 1 else { return nil }
    return words[1].hasPrefix("day") ? number : 0
  }

}

// Smart Licensing before the policy, which has deadlines of its own.
extension RequirementSubject {
  /// One finding in place of what the policy asks; nil for a device that uses it or does not say.
  func beforePolicy() -> RequirementResult? {
    let head = "not on the policy yet: this is licensing from before Smart Licensing Using Policy"
    var found: RequirementResult
    switch licensing {
    case .policy, .notShown: return nil
    case .olderRelease:
      if let release = device.release.latest, [12, 15].contains(release.value.numbers[0]) {
        var found = older(
          .notApplicable,
          "IOS \(release.value.raw) has no Smart Licensing Using Policy, and no later IOS 12 or 15 has it: "
            + "usage is not reported by file")
        found.seen = [line("release", release, release.value.raw)]
        return found
      }
      found = older(.due, head)
      found.isAdvice = true
      found.seen = registrationLines
    case .reserved:
      found = older(.due, "\(head): a Specific License Reservation (SLR), which reports nothing")
      found.isAdvice = true
      found.seen = registrationLines
    case .registered(let words): found = older("\(head): \(words.lowercased())")
    case .evaluation: found = older("\(head), and the device is not registered")
    case .registering: found = older("\(head), and its registration is not complete")
    }
    if let release = device.release.latest {
      found.seen.append(line("release", release, release.value.raw))
    }
    found.steps = [
      isOtherSystem
        ? PolicyStart.advice(for: device.system)
        : "see rumkit migrate start: it leads to a release with Smart Licensing Using Policy, where usage is "
          + "reported by file; no setting of the transport helps before it"
    ]
    return found
  }

  private func older(_ head: String) -> RequirementResult {
    guard let deadline = OlderDeadline(device, licensing, now: now) else {
      var found = older(.due, head)
      found.isAdvice = licensing != .evaluation && licensing != .registering
      found.seen = registrationLines
      return found
    }
    var found = older(deadline.isOver == true ? .overdue : .due, "\(head); \(deadline.words)")
    found.deadline = deadline.time
    found.daysLeft = deadline.daysLeft
    found.isAdvice =
      deadline.time != nil && deadline.isOver == false
      && (found.daysLeft ?? 0) > SiteStatus.soonDays
    found.seen =
      deadline.time == nil && deadline.isOver == true
      ? [deadline.line] : registrationLines + (deadline.time == nil ? [deadline.line] : [])
    return found
  }

  private var registrationLines: [Observed<String>] { device.olderLicensingLines }

  private func older(_ verdict: Verdict, _ conclusion: String) -> RequirementResult {
    RequirementResult(
      .beforePolicy, verdict, conclusion, basis: RequirementSource.beforePolicy)
  }

  /// What the policy asks cannot be asked of it.
  func notBeforePolicy(_ id: RequirementID) -> RequirementResult {
    RequirementResult(
      id, .notApplicable,
      "it belongs to Smart Licensing Using Policy, which this device does not run",
      basis: RequirementSource.beforePolicy)
  }
}

extension DeviceSnapshot {
  /// The lines that show licensing from before the policy, its release apart.
  var olderLicensingLines: [Observed<String>] {
    let states = [
      registration?.status?.map { "Registration: \($0)" },
      compliance?.status?.map { "License Authorization: \($0.text)" },
    ].compactMap(\.self)
    guard states.isEmpty else { return states }
    return [
      version?.licensingStatus?.map { "Smart Licensing Status: \($0)" },
      smartLicensing?.map { "Smart Licensing is \($0)" },
      featureLicenses?.first?.name.map { "License: \($0)" },
    ].compactMap(\.self)
  }
}
