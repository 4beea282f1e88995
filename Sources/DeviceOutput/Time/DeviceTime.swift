/// A time that a device printed: its own text, and as much UTC as the text proves.
///
/// The zone text of IOS is free, so a zone other than UTC and GMT gives a range and no moment:
/// ``earliest`` and ``latest`` lie as far apart as the offsets in use allow. A known offset (see
/// ``ZoneOffsets``) makes it exact.
///
/// Source: real outputs with `UTC`, `PDT`, `IST`, `CET`, `Central` and a lower-case zone.
public struct DeviceTime: Sendable, Hashable {
  /// What the device says of its clock with a character before the time.
  public enum ClockMark: String, Sendable, Hashable {
    /// No mark: the time is authoritative.
    case authoritative = ""
    /// `*`: the time is not authoritative.
    case notAuthoritative = "*"
    /// `.`: the time is authoritative, but NTP is not synchronised.
    case notSynchronised = "."
  }

  /// The time as printed, without blanks around it.
  public let text: String
  /// The date and time of day; nil when the text could not be read as a time.
  public let reading: ClockReading?
  /// The zone as printed.
  public let zone: String?
  /// The mark before the time.
  public let mark: ClockMark
  /// The earliest moment it can mean, epoch seconds UTC; nil without a year.
  public let earliest: Int64?
  /// The latest moment it can mean, epoch seconds UTC; nil without a year.
  public let latest: Int64?

  /// The moment, epoch seconds UTC; nil unless it is certain.
  public var utc: Int64? { earliest == latest ? earliest : nil }

  /// Reads a time in any of the orders that IOS, IOS XR and NX-OS print.
  ///
  /// A text that is not a time is kept with everything else nil.
  public init<Text: StringProtocol>(_ text: Text, offsets: ZoneOffsets = .certain)
  where Text.SubSequence == Substring {
    let parsed = DeviceTimeText(text)
    self.init(
      text: String(text.trimmingBlanks), reading: parsed?.reading, zone: parsed?.zone,
      mark: parsed?.mark ?? .authoritative, offsets: offsets)
  }

  init(
    text: String, reading: ClockReading?, zone: String?, mark: ClockMark, offsets: ZoneOffsets
  ) {
    self.text = text
    self.reading = reading
    self.zone = zone
    self.mark = mark
    let local = reading?.secondsOfThisClock
    let range = offsets.range(of: zone, at: reading) ?? ZoneOffsets.widest
    earliest = local.map { $0 - range.upperBound }
    latest = local.map { $0 - range.lowerBound }
  }

  /// The same time in the given year, for a log line that prints none.
  ///
  /// Unchanged when a year was printed; nil when the year has no such day.
  package func inYear(_ year: Int, offsets: ZoneOffsets = .certain) -> DeviceTime? {
    guard let reading, reading.year == nil else { return self }
    guard
      let dated = ClockReading(
        year: year, month: reading.month, day: reading.day, hour: reading.hour,
        minute: reading.minute, second: reading.second, millisecond: reading.millisecond)
    else { return nil }
    return DeviceTime(text: text, reading: dated, zone: zone, mark: mark, offsets: offsets)
  }

  /// The same time in the year that puts it nearest before a later moment, for a log line that
  /// prints none. A day of grace covers clocks that disagree.
  ///
  /// - Parameters:
  ///   - moment: epoch seconds UTC, no earlier than the line was written.
  ///   - offsets: what is known of the device's time zones.
  public func lastBefore(_ moment: Int64, offsets: ZoneOffsets = .certain) -> DeviceTime? {
    guard let reading, reading.year == nil else { return self }
    let estimate = min(max(1970 + Int(clamping: moment / 31_556_952), 1970), 9998)
    for year in stride(from: estimate + 1, through: 1970, by: -1) {
      guard let candidate = inYear(year, offsets: offsets), let earliest = candidate.earliest
      else { continue }
      if earliest - 86_400 <= moment { return candidate }
      if year < estimate - 8 { return nil }
    }
    return nil
  }

  /// The same time read again with what is known of the zones.
  public func placed(_ offsets: ZoneOffsets) -> DeviceTime {
    DeviceTime(text: text, reading: reading, zone: zone, mark: mark, offsets: offsets)
  }
}
