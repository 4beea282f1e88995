import LicenseFiles

/// A date and a time of day as printed, before anything is known of the time zone.
///
/// The year is nil where the device prints none, as in most log lines.
public struct ClockReading: Sendable, Hashable {
  /// The year, 1970 or later.
  public let year: Int?
  /// 1 to 12.
  public let month: Int
  /// 1 to 31.
  public let day: Int
  /// 0 to 23.
  public let hour: Int
  /// 0 to 59.
  public let minute: Int
  /// 0 to 59, or 60 in a leap second.
  public let second: Int
  /// 0 to 999; nil when no fraction was printed.
  public let millisecond: Int?

  /// Creates a reading; nil when there is no such date or time of day.
  public init?(
    year: Int?, month: Int, day: Int, hour: Int, minute: Int, second: Int, millisecond: Int? = nil
  ) {
    // An unknown year may be a leap year.
    let date = CivilDate(year: Int64(year ?? 2000), month: Int64(month), day: Int64(day))
    guard date.isReal, (0...23).contains(hour), (0...59).contains(minute),
      (0...(Self.hasLeapSecond(minute) ? 60 : 59)).contains(second),
      (0...999).contains(millisecond ?? 0), (1970...9999).contains(year ?? 1970)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
    self.millisecond = millisecond
  }

  /// Seconds since 1970-01-01 00:00:00 of the same clock; nil without a year.
  public var secondsOfThisClock: Int64? {
    guard let year else { return nil }
    let date = CivilDate(year: Int64(year), month: Int64(month), day: Int64(day))
    return date.days * 86_400 + Int64(hour * 3600 + minute * 60 + second)
  }

  /// A leap second follows 23:59:59 UTC, and zones differ by quarters of an hour.
  private static func hasLeapSecond(_ minute: Int) -> Bool { minute % 15 == 14 }
}
