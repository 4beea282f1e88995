import LicenseFiles

/// What a device's uptime says about one of its resets.
///
/// 1. The output was made when the device's clock shows, where the output shows it and where that
///    clock can be compared with the time of the reset; else when it was given.
///    Output that shows a time after the one at which it was given cannot be true, and counts for
///    nothing.
/// 2. Output from before the reset, or from before the reload that was recorded, is old.
///    So is output by which the device started longer before the end of that reload than it takes to start.
/// 3. The device started one uptime before the output was made. The uptime is rounded down, so the
///    start may lie up to one unit of rounding earlier.
/// 4. A start that is certainly after the reset shows that the device was reloaded: with an hour of
///    uptime the wait is over, with less it is not.
/// 5. A start that is not after the reset means that the output is old or that there was no reload;
///    where only the time zone decides, that is said instead.
enum UptimeReading {
  /// The device has been up for an hour since the reset.
  case over(UptimeEvidence)
  /// The device was started after the reset and has not been up for an hour.
  case tooShort(UptimeEvidence)
  /// The output is from before the reset or the reload, or there was no reload.
  case old(UptimeEvidence)
  /// An uncertain time zone decides.
  case zoneDecides(UptimeEvidence)
  /// The output shows a time that lay ahead when it was given.
  case ahead(UptimeEvidence)

  /// The reading of everything that was given after the reset was recorded: any proof that the
  /// wait is over, else what the newest output says. nil when there is none that can be compared.
  init?(of reset: ResetRecord, _ evidence: [UptimeEvidence], _ clocks: ClockTable) {
    let readings =
      evidence
      .filter { $0.device == reset.device && $0.order > reset.order }
      .sorted { $0.order < $1.order }
      .compactMap { UptimeReading($0, reset, clocks) }
    guard
      let best = readings.last(where: \.isOver)
        ?? readings.last(where: { !$0.isAhead }) ?? readings.last
    else { return nil }
    self = best
  }

  private init?(_ evidence: UptimeEvidence, _ reset: ResetRecord, _ clocks: ClockTable) {
    // 1.
    if let shownAt = evidence.shownAt, let handedInAt = evidence.handedInAt,
      clocks.read(shownAt, of: evidence.device, on: .host).earliest
        > handedInAt.addingClamped(FactoryResetGuard.clockTolerance)
    {
      self = .ahead(evidence)
      return
    }
    let made: ClockedTime
    let shows: Bool
    let canCompare = reset.at.clock == .device || clocks.secondsToHost(reset.device) != nil
    if let shownAt = evidence.shownAt, canCompare {
      (made, shows) = (shownAt, true)
    } else if let handedInAt = evidence.handedInAt {
      (made, shows) = (ClockedTime(handedInAt, by: .host), false)
    } else {
      return nil
    }
    let at = clocks.read(reset.at, of: reset.device, on: made.clock)
    // 2. By the host's clock alone this says only that the clock went back.
    if made.latest < at.earliest {
      guard shows else { return nil }
      self = .old(evidence)
      return
    }
    if shows, let reload = reset.reloadedAt,
      reload.clock == made.clock || clocks.secondsToHost(reset.device) != nil,
      made.latest < clocks.read(reload, of: reset.device, on: made.clock).earliest
    {
      self = .old(evidence)
      return
    }
    // 3.
    let latestStart = made.latest.subtractingClamped(evidence.uptimeSeconds)
    let earliestStart = made.earliest.subtractingClamped(
      evidence.uptimeSeconds.addingClamped(evidence.precision - 1))
    // A device that is said to have started long before its recorded reload was over shows another start.
    if let reload = reset.reloadedAt,
      reload.clock == made.clock || clocks.secondsToHost(reset.device) != nil,
      latestStart.addingClamped(FactoryResetGuard.longestBoot)
        < clocks.read(reload, of: reset.device, on: made.clock).earliest
    {
      self = .old(evidence)
      return
    }
    // 4.
    if earliestStart > at.latest {
      let isOver = evidence.uptimeSeconds >= FactoryResetGuard.hour
      self = isOver ? .over(evidence) : .tooShort(evidence)
      return
    }
    // 5.
    let isZoneInDoubt = !(at.isExact && made.isExact)
    self = isZoneInDoubt && latestStart > at.earliest ? .zoneDecides(evidence) : .old(evidence)
  }

  private var isAhead: Bool { if case .ahead = self { true } else { false } }
  var isOver: Bool { if case .over = self { true } else { false } }
  var isZoneInDoubt: Bool { if case .zoneDecides = self { true } else { false } }

  /// What the device's rounding may have cut off the uptime, in seconds.
  var rounding: Int64 {
    switch self {
    case .over(let evidence), .tooShort(let evidence), .old(let evidence),
      .zoneDecides(let evidence), .ahead(let evidence):
      evidence.precision - 1
    }
  }

  /// When the device was started after its reset, by one of the clocks: never earlier than it was, and
  /// a range only where the time zone is not certain. nil when it was not started since.
  func start(_ clocks: ClockTable, on clock: ClockedTime.Clock) -> ClockedTime? {
    let evidence: UptimeEvidence
    switch self {
    case .over(let shown), .tooShort(let shown): evidence = shown
    case .old, .zoneDecides, .ahead: return nil
    }
    let handedIn = evidence.handedInAt.map { ClockedTime($0, by: .host) }
    // The moment at which it was given is never too early: better than a clock of unknown difference.
    let prefersShown = clock == .device || clocks.secondsToHost(evidence.device) != nil
    let choice = prefersShown ? evidence.shownAt ?? handedIn : handedIn ?? evidence.shownAt
    guard let made = choice.map({ clocks.read($0, of: evidence.device, on: clock) }) else {
      return nil
    }
    return ClockedTime(
      earliest: made.earliest.subtractingClamped(evidence.uptimeSeconds),
      latest: made.latest.subtractingClamped(evidence.uptimeSeconds), by: clock)
  }
}
