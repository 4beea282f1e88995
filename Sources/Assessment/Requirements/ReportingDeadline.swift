import DeviceOutput
import LicenseFiles

// `Next ACK deadline`: the device's own figure, and beside it what its policy gives.
extension RequirementSubject {
  /// From how many days before it on a deadline is near.
  private static var nearDays: Int64 { SiteStatus.soonDays }

  func reportingDeadline() -> RequirementResult {
    guard let printed = device.nextAckDeadline.latest else { return byCountdown() }
    guard let time = printed.value else { return withoutDeadline(printed) }
    guard !WrongClock.gave(time) else { return byWrongClock(time, printed) }
    var found = judged(time)
    found.deadline = time
    found.daysLeft = time.earliest.map { days(to: $0) }
    found.seen = [line("Next ACK deadline", printed)]
    if let ack = device.lastAck.latest { found.seen.append(line("Last ACK received", ack)) }
    if let lost = device.lostUsage {
      found.seen.append(lost)
      found.notes.append(
        RequirementNote(
          "reports were purged and none was acknowledged: their usage is lost unreported",
          RequirementSource.purged))
    }
    if let note = VoiceRouters.note(device) { found.notes.append(note) }
    compare(time, &found)
    found.steps = steps(for: found.verdict)
    return found
  }

  private func steps(for verdict: Verdict) -> [String] {
    if topology != .airGap, verdict != .satisfied {
      return ["`license smart sync all`, then `show license status`"]
    }
    switch verdict {
    case .due: return ["save usage, upload it and import the ACK before the deadline"]
    case .overdue: return ["save usage, upload it and import the ACK now"]
    case .unknown, .satisfied, .notApplicable: return []
    }
  }

  private func byWrongClock(
    _ time: DeviceTime, _ printed: Observed<DeviceTime?>
  ) -> RequirementResult {
    var found = RequirementResult(
      .reportingDeadline, .unknown, "the deadline, \(time.text), \(WrongClock.words)",
      basis: RequirementSource.deadline)
    found.seen = [line("Next ACK deadline", printed)]
    if let ack = device.lastAck.latest { found.seen.append(line("Last ACK received", ack)) }
    return settle(settle(found, "show clock"), "show license status")
  }

  /// Without `Next ACK deadline` a message may count the days until it.
  private func byCountdown() -> RequirementResult {
    let countdown = AckCountdown(device, now: now)
    let verdict: Verdict =
      countdown.map { $0.isOver == true ? .unknown : $0.isNear ? .due : .satisfied } ?? .unknown
    var found = RequirementResult(
      .reportingDeadline, verdict,
      "Next ACK deadline was not printed" + (countdown.map { "; \($0.words)" } ?? ""),
      basis: RequirementSource.deadline)
    if let countdown {
      found.seen = [countdown.line]
      if verdict != .unknown {
        found.daysLeft = countdown.daysLeft
        found.steps = steps(for: verdict)
      }
    }
    return settle(found, "show license status")
  }

  /// `within 12 days`; `today`.
  private static func within(_ days: Int64) -> String {
    days < 1 ? "today" : "within \(counted(Int(days), "day"))"
  }

  private func judged(_ time: DeviceTime) -> RequirementResult {
    let isOver = isOver(time)
    let (verdict, conclusion): (Verdict, String) =
      switch isOver {
      case true?: (.overdue, "the deadline is over")
      case nil:
        time.earliest == nil
          ? (.unknown, "the deadline could not be read as a time")
          : (.due, "the deadline is today or was: its time zone is not known well enough to tell")
      case false?:
        (time.earliest.map { days(to: $0) } ?? 0) <= Self.nearDays
          ? (
            .due,
            "the next ACK must be imported \(Self.within(time.earliest.map { days(to: $0) } ?? 0))"
          )
          : (.satisfied, "the deadline is far enough away")
      }
    return RequirementResult(
      .reportingDeadline, verdict,
      ackState(isOver, of: time).map { "\($0): \(conclusion)" } ?? conclusion,
      basis: RequirementSource.deadline)
  }

  /// The state of the ACK in the words that the device itself sends at boot: `ciscoSlaSmartAgentNotify`
  /// PolicyInitialACKState of CISCO-SMART-LIC-MIB, revision 2021-07-21. Which output stands for which word
  /// is our reading. Nil where the output leaves it open.
  private func ackState(_ isOver: Bool?, of deadline: DeviceTime) -> String? {
    guard deadline.earliest != nil else { return "ACK state invalid" }
    if isOver == true { return "ACK expired" }
    return device.lastAck.latest.map { $0.value == nil ? "ACK not received" : "ACK received" }
  }

  private func withoutDeadline(_ printed: Observed<DeviceTime?>) -> RequirementResult {
    let interval = device.reporting?.pushInterval
    var found = RequirementResult(
      .reportingDeadline, .notApplicable,
      interval?.value.days == 0
        ? "report not required: the device asks for none, which is normal without a subscription license in use"
        : "ACK not required: the device names no deadline", basis: RequirementSource.deadline)
    found.seen = [line("Next ACK deadline", printed)]
    if let interval {
      found.seen.append(line("Reporting push interval", interval, interval.value.text))
    }
    return found
  }

  /// Puts our own figure beside the device's. Times of one zone text are compared as they stand.
  private func compare(_ deadline: DeviceTime, _ found: inout RequirementResult) {
    guard let computed = DeadlineArithmetic(device).computed else { return }
    let utc = computed.moment
    found.computedDeadline = utc
    guard let earliest = deadline.earliest, let latest = deadline.latest else { return }
    let difference =
      utc < earliest
      ? earliest.subtractingClamped(utc) : max(0, utc.subtractingClamped(latest))
    if difference <= DeadlineArithmetic.tolerance {
      found.notes.append(
        RequirementNote("it agrees with the policy: \(computed.reason)", RequirementSource.deadline)
      )
    } else {
      let hours = difference / 3600
      found.notes.append(
        RequirementNote(
          "the policy gives another time (\(computed.reason)), \(hours / 24) days and \(hours % 24) "
            + "hours away from the device's; the device's own figure counts",
          RequirementSource.deadline))
      found.differsFromPolicy = true
    }
  }
}

extension DeviceSnapshot {
  /// `Purged` above zero where no report was ever acknowledged; nil without.
  ///
  /// The figures need not add up, so no other one is compared with it.
  var lostUsage: Observed<String>? {
    guard let purged = reportSummary?.purged, purged.value.count > 0 else { return nil }
    let acknowledged = reportSummary?.acknowledged?.value.count
    let isNone = acknowledged.map { $0 == 0 } ?? (lastAck.latest.map { $0.value == nil } ?? false)
    guard isNone, !reportStates.values.contains(where: { $0.value == "ACK" }) else { return nil }
    return purged.map { "Purged: \($0.printed)" }
  }
}

/// What the policy gives for the next ACK.
///
/// Source: recorded outputs of 23 devices. After an ACK for usage it is the last
/// ACK plus the shortest reporting frequency that is not zero of the classes in use; after the ACK of a
/// trust code, the same with the first-report requirement; before any ACK, the first use of a license
/// plus the shortest first-report requirement.
struct DeadlineArithmetic {
  struct Computed {
    /// Epoch seconds UTC.
    let start: Int64
    let days: Int64
    /// Epoch seconds UTC.
    var moment: Int64 { start.addingClamped(days * 86_400) }
    /// For example `Last ACK received + 60 days reporting frequency`.
    let reason: String
  }

  /// Seconds. Recorded outputs agree to 33 seconds, because the first use is not printed exactly.
  static let tolerance: Int64 = 120

  let computed: Computed?

  init(_ device: DeviceSnapshot) {
    guard let policy = device.policy, let licenses = device.licenses,
      let ack = device.lastAck.latest
    else {
      computed = nil
      return
    }
    let inUse = licenses.map(\.value).filter { $0.isInUse == true }
    let classes = inUse.compactMap { Self.policyClass(of: $0, in: policy) }
    // A class that is not told could be the shortest.
    guard !inUse.isEmpty, classes.count == inUse.count else {
      computed = nil
      return
    }
    if let received = ack.value {
      let state = device.reporting?.pushInterval?.value.state
      let isForUsage = state.map { $0 == 4 } ?? Self.hasUsageAck(device)
      guard let isForUsage else {
        computed = nil
        return
      }
      computed = Self.after(
        received.utc,
        isForUsage ? classes.compactMap(\.frequency) : classes.compactMap(\.firstReport),
        isForUsage
          ? "Last ACK received + %d days reporting frequency"
          : "the ACK of the trust code + %d days first report requirement")
    } else {
      let used = inUse.compactMap { $0.requestTime ?? $0.statusTime }.compactMap(\.utc).max()
      let found = Self.after(
        used, classes.compactMap(\.firstReport), "first use + %d days first report requirement")
      computed = found.flatMap { Self.isFirstUse($0, device) ? $0 : nil }
    }
  }

  /// Licenses are requested again at each boot: where that, or the boot itself, lies later than the
  /// device's deadline less the days, it says nothing of the first use.
  private static func isFirstUse(_ computed: Computed, _ device: DeviceSnapshot) -> Bool {
    guard let deadline = device.nextAckDeadline.latest?.value?.latest else { return false }
    let start = deadline.subtractingClamped(computed.days * 86_400).addingClamped(tolerance)
    let boot = device.restartedAt.latest?.value.earliest ?? .min
    return computed.start <= start && boot <= start
  }

  private static func after(
    _ start: Int64?, _ values: [Observed<PolicyValue>], _ reason: String
  ) -> Computed? {
    guard let start, let days = values.map(\.value.days).filter({ $0 > 0 }).min(), days <= 36_500
    else { return nil }
    return Computed(
      start: start, days: Int64(days),
      reason: reason.replacing("%d", with: String(days)))
  }

  private static func policyClass(
    of license: LicenseUse, in policy: PolicyFacts
  ) -> PolicyClass? {
    guard let type = license.licenseType?.lowercased() else { return nil }
    let enforcement = license.enforcementType?.uppercased() ?? "NOT ENFORCED"
    return policy.classes.first { candidate in
      let title = candidate.title.lowercased()
      switch enforcement {
      case "NOT ENFORCED":
        return title.hasPrefix("unenforced") && title.contains(type)
      case "ENFORCED": return title.hasPrefix("enforced")
      default: return title.hasPrefix("export")
      }
    }
  }

  /// Whether the ACK was one for usage; nil when nothing tells.
  private static func hasUsageAck(_ device: DeviceSnapshot) -> Bool? {
    if let count = device.reportSummary?.acknowledged?.value.count, count > 0 { return true }
    if device.reportStates.values.contains(where: { $0.value == "ACK" }) { return true }
    if device.imports("RUM ACK")?.hasEntries == true { return true }
    if device.trust?.hasTrustCode == false { return true }
    if device.reportSummary?.acknowledged?.value.count == 0 { return false }
    return nil
  }
}
