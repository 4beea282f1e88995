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
      || status.isEmpty && device.showsOlderReservation
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
    } else if device.registration?.expires?.value != nil
      || device.compliance?.status?.value.isExpired ?? false
    {
      // A filtered output may hold one of these lines alone; the policy knows no registration.
      self = .registered("registered")
    } else if device.releaseBeforePolicy != nil {
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

// Smart Licensing before the policy, which has deadlines of its own.
extension RequirementSubject {
  /// One finding in place of what the policy asks; nil for a device that uses it or does not say.
  func beforePolicy() -> RequirementResult? {
    let head = "not on the policy yet: this is licensing from before Smart Licensing Using Policy"
    var found: RequirementResult
    switch licensing {
    case .policy, .notShown: return nil
    case .olderRelease:
      if let release = device.release.latest, let never = PolicyStart.never(release.value) {
        let evaluation = OlderDeadline(device, licensing, now: now)
        var found = older(
          evaluation == nil ? .notApplicable : .due,
          ([never] + [evaluation?.words].compactMap(\.self)).joined(separator: "; "))
        found.isAdvice = evaluation.map { $0.daysLeft ?? 0 > SiteStatus.soonDays } ?? false
        found.daysLeft = evaluation?.daysLeft
        found.seen =
          [line("release", release, release.value.raw)] + [evaluation?.line].compactMap(\.self)
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
  /// A release from before the policy: as the device printed it, else the line `version` of its configuration. On IOS XE
  /// that has no maintenance number, so that 17.3 may be 17.3.2.
  var releaseBeforePolicy: Observed<IOSRelease>? {
    if let release = release.latest {
      return PolicyStart.isAfter(release.value, on: system) ? release : nil
    }
    guard let version = configured?.version, let release = IOSRelease(version.value),
      release.numbers.prefix(3) != [17, 3],
      PolicyStart.isAfter(release, on: system ?? configured?.system)
    else { return nil }
    return version.map { _ in release }
  }

  /// A reservation where no registration was printed: a code stays installed under the policy too, so that the
  /// release or the line of older licensing has to say which it is.
  fileprivate var showsOlderReservation: Bool {
    if observations.contains(where: { $0.license?.licenseReservation?.value == "ENABLED" }) {
      return true
    }
    return releaseBeforePolicy != nil
      && (reservationSign != nil || configured?.reservation != nil)
  }

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
