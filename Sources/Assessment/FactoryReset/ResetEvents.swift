public import DeviceOutput
public import LicenseFiles

/// What a device's own output says of a factory reset, as events for the ledger.
///
/// Source: the reset's warning with the time of its log line or of the clock that IOS prints before an
/// output; `System restarted at` and the uptime of `show version`; `%SYS-5-RESTART`.
public struct ResetReading: Sendable, Hashable {
  /// The events, in order.
  public private(set) var events: [SiteEventDraft] = []
  /// True when the output shows a reset and nothing says when it was.
  public private(set) var lacksTime = false
  /// True when the output shows a reset that the ledger has.
  public private(set) var hasKnown = false
  /// True when the output shows nothing of a reset, a reload or an uptime.
  public var isEmpty: Bool { events.isEmpty && !lacksTime && !hasKnown }

  /// Reads the output of one device.
  ///
  /// - Parameters:
  ///   - snapshot: what it printed.
  ///   - device: which device it is.
  ///   - at: when the reset was, where the output does not say; epoch seconds UTC by the host's clock.
  ///   - now: the current time, epoch seconds UTC. It gives log lines their year.
  ///   - known: the resets that the ledger has. A log keeps a reset for long, and one that was cleared
  ///     must not come back with every output.
  public init(
    _ snapshot: DeviceSnapshot, of device: UDI, at: Int64? = nil, now: Int64,
    known: [ResetRecord] = []
  ) {
    var seen = Set(
      known.filter { $0.device == device && $0.source == .deviceOutput }.map(\.at))
    for reset in snapshot.resets {
      // A command whose question was answered with no resets nothing: only the warning says that it
      // was done.
      guard let warning = reset.warning else { continue }
      var details: [SiteDetail: String?] = [
        .text: warning.value, .source: warning.location.file, .by: SiteEvent.byDevice,
      ]
      if let time = reset.time?.value.dated(now), let earliest = time.earliest {
        let moment = ClockedTime(earliest: earliest, latest: time.latest ?? earliest, by: .device)
        guard seen.insert(moment).inserted else {
          hasKnown = true
          continue
        }
        details.merge(Self.moment(time, .at, .atEarliest, .atLatest)) { $1 }
      } else if let at {
        details[.at] = String(at)
        details[.by] = SiteEvent.byHand
      } else {
        lacksTime = true
        continue
      }
      events.append(SiteEventDraft(.resetRecorded, device, details))
    }
    if let restart = Self.restart(snapshot, now) {
      var details: [SiteDetail: String?] = [
        .text: restart.value.text, .source: restart.location.file, .by: SiteEvent.byDevice,
      ]
      details.merge(
        Self.moment(restart.value, .reloadedAt, .reloadedEarliest, .reloadedLatest)
      ) { $1 }
      events.append(SiteEventDraft(.resetReloaded, device, details))
    }
    // Output that shows the reset itself is older than the record of it, so its uptime proves nothing.
    if snapshot.resets.isEmpty, let uptime = snapshot.uptime.latest {
      var details: [SiteDetail: String?] = [
        .uptime: String(uptime.value), .seconds: "60", .source: uptime.location.file,
        .by: SiteEvent.byDevice,
      ]
      if let clock = snapshot.clock.latest?.value, clock.earliest != nil {
        details.merge(Self.moment(clock, .at, .atEarliest, .atLatest)) { $1 }
      }
      events.append(SiteEventDraft(.uptimeSeen, device, details))
    }
  }

  /// The latest end of a reload.
  private static func restart(_ snapshot: DeviceSnapshot, _ now: Int64) -> Observed<DeviceTime>? {
    let logged = snapshot.reloads.filter { $0.kind == .restarted }.compactMap(\.time)
      .compactMap { time in time.value.dated(now).map { dated in time.map { _ in dated } } }
    return snapshot.restartedAt.latest.flatMap { $0.value.earliest == nil ? nil : $0 }
      ?? logged.last { $0.value.earliest != nil }
  }

  private static func moment(
    _ time: DeviceTime, _ exact: SiteDetail, _ earliest: SiteDetail, _ latest: SiteDetail
  ) -> [SiteDetail: String?] {
    if let utc = time.utc { return [exact: String(utc)] }
    return [
      earliest: time.earliest.map { String($0) }, latest: time.latest.map { String($0) },
    ]
  }
}

extension DeviceTime {
  /// The time with a year: its own, or for a log line the one that puts it before the present.
  func dated(_ now: Int64) -> DeviceTime? {
    earliest != nil ? self : lastBefore(now)
  }
}
