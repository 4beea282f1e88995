import DeviceOutput
public import LicenseFiles

/// What the ledger knows of the factory resets of one guarded group: a device, or the members of an HA
/// pair or stack. A reset of any member guards them all.
///
/// Event numbers (`order`) say what was written after what, and no clock can change them. Where
/// `site clock repair` corrected the time of an event, that time is nil here.
public struct ResetFacts: Sendable, Hashable {
  /// Every recorded reset of a member.
  public var resets: [ResetRecord]
  /// Every `reset clear`.
  public var clearances: [ResetClearance]
  /// Device output of members that was given and shows an uptime.
  public var uptimes: [UptimeEvidence]
  /// The recorded differences between the clocks of members and that of the host.
  public var offsets: [ClockOffset]
  /// The time of the newest event of the ledger, of any device: epoch seconds by the host's clock.
  /// Events whose time was repaired do not count; nil when none is left.
  public var newestEvent: Int64?
  /// True for a site made for rehearsal, where `--now` is the only clock.
  public var isRehearsal: Bool

  /// Creates facts.
  public init(
    resets: [ResetRecord] = [], clearances: [ResetClearance] = [], uptimes: [UptimeEvidence] = [],
    offsets: [ClockOffset] = [], newestEvent: Int64? = nil, isRehearsal: Bool = false
  ) {
    self.resets = resets
    self.clearances = clearances
    self.uptimes = uptimes
    self.offsets = offsets
    self.newestEvent = newestEvent
    self.isRehearsal = isRehearsal
  }
}

/// One `license smart factory reset`, as it was recorded.
public struct ResetRecord: Sendable, Hashable {
  /// How the times became known.
  public enum Source: Sendable, Hashable {
    /// Somebody typed them.
    case hand
    /// They stood in the device's own output.
    case deviceOutput
  }

  /// The number of the ledger event that recorded it.
  public let order: Int64
  /// The device that was reset.
  public let device: UDI
  /// The name under which it was recorded, where that has another PID; nil else.
  public let recordedAs: UDI?
  /// When the command was given.
  public let at: ClockedTime
  /// The end of the reload that the reset requires; nil while it is not known.
  public let reloadedAt: ClockedTime?
  /// When it was recorded: epoch seconds by the host's clock; nil when that time was repaired.
  public let recordedAt: Int64?
  /// How the times became known.
  public let source: Source

  /// Creates a record.
  public init(
    order: Int64, device: UDI, recordedAs: UDI? = nil, at: ClockedTime,
    reloadedAt: ClockedTime? = nil, recordedAt: Int64? = nil, source: Source = .hand
  ) {
    self.order = order
    self.device = device
    self.recordedAs = recordedAs
    self.at = at
    self.reloadedAt = reloadedAt
    self.recordedAt = recordedAt
    self.source = source
  }

  /// The name under which it stands in the ledger, and under which it is cleared.
  package var recordedName: UDI { recordedAs ?? device }

  /// The device in words, with that name where it is another.
  var name: String { recordedAs.map { "\(device) (recorded as \($0))" } ?? device.description }

  /// True for the controllers that the documents on the hour are about.
  var isDocumented: Bool { DeviceModel(device.pid).isWirelessController }
}

/// Resets that a person declared to be over.
public struct ResetClearance: Sendable, Hashable {
  /// The number of the ledger event.
  public let order: Int64
  /// When it was declared: epoch seconds by the host's clock; nil when that time was repaired.
  public let at: Int64?
  /// Why, in the person's words.
  public let reason: String
  /// The resets, by their event numbers. One that was recorded after the clearance is not cleared.
  public let resets: Set<Int64>

  /// Creates a clearance.
  public init(order: Int64, at: Int64?, reason: String, resets: Set<Int64>) {
    self.order = order
    self.at = at
    self.reason = reason
    self.resets = resets
  }
}

/// Output of a device that shows for how long the device has been up.
public struct UptimeEvidence: Sendable, Hashable {
  /// The number of the ledger event that took it in.
  public let order: Int64
  /// The device.
  public let device: UDI
  /// The uptime as printed, in seconds: the true one is not shorter.
  public let uptimeSeconds: Int64
  /// The unit to which the device rounded the uptime down, in seconds.
  public let precision: Int64
  /// When it was given: epoch seconds by the host's clock; nil when that time was repaired. Output
  /// that shows no clock is taken to be as old as this.
  public let handedInAt: Int64?
  /// What the device's own clock showed when the output was made; nil when the output shows none.
  public let shownAt: ClockedTime?

  /// Creates evidence. Source: `show version` prints uptime down to minutes.
  public init(
    order: Int64, device: UDI, uptimeSeconds: Int64, precision: Int64 = 60, handedInAt: Int64?,
    shownAt: ClockedTime? = nil
  ) {
    self.order = order
    self.device = device
    self.uptimeSeconds = max(0, uptimeSeconds)
    self.precision = max(1, precision)
    self.handedInAt = handedInAt
    self.shownAt = shownAt
  }
}
