import LicenseFiles

/// A reset that guards, with what is known of its hour.
struct ResetHour {
  let reset: ResetRecord
  let uptime: UptimeReading?
  private let clocks: ClockTable

  init(_ reset: ResetRecord, _ facts: ResetFacts, _ clocks: ClockTable) {
    self.reset = reset
    self.clocks = clocks
    uptime = UptimeReading(of: reset, facts.uptimes, clocks)
  }

  /// The time from a reset to the end of its hour, by one clock. From uncertain times it takes the
  /// longest.
  struct Span {
    /// When the reset was made.
    let at: ClockedTime
    /// When the reload ended; nil while that is not known.
    let reload: ClockedTime?
    /// True when the recorded reload lies before the reset, so that it is another one.
    let isReloadBeforeReset: Bool
    /// True when the uptime of the device told the reload, not a record.
    let isReloadFromUptime: Bool

    /// The first moment that is in doubt.
    var begins: Int64 { at.earliest }

    /// The first moment after the hour; nil while the reload is not known.
    var ends: Int64? {
      reload.map { max(at.latest, $0.latest).addingClamped(FactoryResetGuard.hour) }
    }

    /// What `ends` would be if every uncertain time zone were the kindest.
    var earliestEnd: Int64? {
      reload.map { max(at.earliest, $0.earliest).addingClamped(FactoryResetGuard.hour) }
    }

    /// True when the hour is over as the documents have it, who speak of the reset alone.
    func isDocumentedHourOver(at moment: Int64) -> Bool {
      moment >= at.latest.addingClamped(FactoryResetGuard.hour)
    }
  }

  func span(on clock: ClockedTime.Clock) -> Span {
    let at = clocks.read(reset.at, of: reset.device, on: clock)
    let recorded = reset.reloadedAt.map { clocks.read($0, of: reset.device, on: clock) }
    let isBefore = recorded.map { $0.latest < at.earliest } ?? false
    let reload = isBefore ? nil : recorded
    let start = uptime?.start(clocks, on: clock)
    let chosen = start.map { Self.guards($0, at, reload, uptime) ? $0 : reload } ?? reload
    return Span(
      at: at, reload: chosen, isReloadBeforeReset: isBefore && chosen == nil,
      isReloadFromUptime: chosen != nil && chosen == start && chosen != reload)
  }

  // A start that the uptime shows stands in for a reload that nobody recorded. Beside a recorded one it
  // counts only when the device was started again before the hour was over.
  private static func guards(
    _ start: ClockedTime, _ at: ClockedTime, _ reload: ClockedTime?, _ uptime: UptimeReading?
  ) -> Bool {
    guard let reload else { return true }
    guard case .tooShort = uptime else { return false }
    let end = max(at.latest, reload.latest).addingClamped(FactoryResetGuard.hour)
    let earliest = start.earliest.subtractingClamped(uptime?.rounding ?? 0)
    return start.latest > reload.latest && earliest < end
  }
}
