public import LicenseFiles

/// A moment as one clock showed it, in epoch seconds UTC: exact, or a range where the time zone of the
/// text that named it is not certain.
public struct ClockedTime: Sendable, Hashable {
  /// Whose clock it was.
  public enum Clock: Sendable, Hashable {
    /// The clock of the host that runs this program.
    case host
    /// The clock of the device that the record is about.
    case device
  }

  /// The earliest moment that it can have been.
  public let earliest: Int64
  /// The latest moment that it can have been.
  public let latest: Int64
  /// Whose clock it was.
  public let clock: Clock

  /// An exact moment.
  public init(_ seconds: Int64, by clock: Clock) {
    self.init(earliest: seconds, latest: seconds, by: clock)
  }

  /// A moment that lies between two others, which may be given in either order.
  public init(earliest: Int64, latest: Int64, by clock: Clock) {
    self.earliest = min(earliest, latest)
    self.latest = max(earliest, latest)
    self.clock = clock
  }

  /// True when there is no doubt about the time zone.
  public var isExact: Bool { earliest == latest }
}

/// The known difference between the clock of a device and that of the host.
public struct ClockOffset: Sendable, Hashable {
  /// The device.
  public let device: UDI
  /// What has to be added to a time of the device to get the time of the host, in seconds.
  public let secondsToHost: Int64
  /// The number of the ledger event that recorded it. The newest one of a device holds.
  public let order: Int64
  /// True when a person declared, with a reason, that it may shorten the wait after a reset from before it.
  public let isDeclared: Bool

  /// Creates an offset.
  public init(device: UDI, secondsToHost: Int64, order: Int64, isDeclared: Bool = false) {
    self.isDeclared = isDeclared
    self.device = device
    self.secondsToHost = secondsToHost
    self.order = order
  }
}

/// Reads the time of one clock on another. A difference that nobody recorded is taken for zero.
struct ClockTable {
  private let offsets: [UDI: ClockOffset]

  init(_ offsets: [ClockOffset]) {
    self.offsets = Dictionary(grouping: offsets, by: \.device).compactMapValues {
      $0.max { $0.order < $1.order }
    }
  }

  func secondsToHost(_ device: UDI) -> Int64? { offsets[device]?.secondsToHost }

  func read(_ time: ClockedTime, of device: UDI, on clock: ClockedTime.Clock) -> ClockedTime {
    let difference = secondsToHost(device) ?? 0
    return switch (time.clock, clock) {
    case (.host, .host), (.device, .device): time
    case (.device, .host):
      ClockedTime(
        earliest: time.earliest.addingClamped(difference),
        latest: time.latest.addingClamped(difference), by: .host)
    case (.host, .device):
      ClockedTime(
        earliest: time.earliest.subtractingClamped(difference),
        latest: time.latest.subtractingClamped(difference), by: .device)
    }
  }
}
