import LicenseFiles

/// One question about one group, with everything that was worked out for it. The numbers are those of
/// the rule at ``FactoryResetGuard``.
struct ResetCase {
  let question: ResetQuestion
  let facts: ResetFacts
  /// The present that decides: a typed one never runs ahead of the host's clock.
  let now: Int64
  /// The present that was given.
  let given: Int64
  let hostClock: Int64?
  let clocks: ClockTable
  /// Every reset that guards anything, device by device, those of one device by their times.
  let devices: [[ResetHour]]
  private let cleared: [(reset: ResetRecord, clearance: ResetClearance)]

  init(question: ResetQuestion, facts: ResetFacts, now: Int64, hostClock: Int64?) {
    self.question = question
    self.facts = facts
    given = now
    self.now = facts.isRehearsal ? now : min(now, hostClock ?? now)
    self.hostClock = hostClock
    let clocks = ClockTable(facts.offsets)
    self.clocks = clocks
    // 1.
    let cleared = facts.resets.compactMap { reset in
      facts.clearances.first { $0.resets.contains(reset.order) && $0.order > reset.order }
        .map { (reset: reset, clearance: $0) }
    }
    self.cleared = cleared
    let orders = Set(cleared.map(\.reset.order))
    // 2.
    devices = Dictionary(
      grouping: facts.resets.filter { !orders.contains($0.order) }, by: \.device
    )
    .sorted { $0.key < $1.key }
    .map { _, resets in
      resets.sorted {
        (clocks.read($0.at, of: $0.device, on: .host).latest, $0.order)
          < (clocks.read($1.at, of: $1.device, on: .host).latest, $1.order)
      }
      .map { ResetHour($0, facts, clocks) }
    }
  }

  /// The resets that guard the present: of each device the latest, or several where uncertain zones
  /// leave open which of them that is.
  var current: [ResetHour] {
    devices.flatMap { hours in
      hours.indices.filter { index in
        let latest = hours[index].span(on: .host).at.latest
        return hours[(index + 1)...].allSatisfy { $0.span(on: .host).at.earliest < latest }
      }
      .map { hours[$0] }
    }
  }

  /// Those of them that no uptime settles.
  var unsettled: [ResetHour] { current.filter { !($0.uptime?.isOver ?? false) } }

  var reasons: [ResetReason] {
    let untrusted = clockReasons
    var reasons = untrusted
    if question.isAboutThePresent {
      for hour in current { reasons += presentReasons(hour, clocksAreSound: untrusted.isEmpty) }
    }
    reasons += exportReasons
    reasons += cleared.map { reset, clearance in
      ResetReason(
        reset, .informs,
        ResetFindings.clearedByHand.finding(
          at: reset.place, productInstance: reset.device,
          "the reset of \(reset.name) was cleared "
            + (clearance.at.map { "at \(TimeText.iso8601($0)): " } ?? "by hand: ")
            + clearance.reason))
    }
    return reasons
  }
}

extension ResetRecord {
  /// The place that findings about this reset name.
  var place: SourceLocation { SourceLocation(file: device.description) }
}
