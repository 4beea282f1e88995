/// A printed time, compared with another one of the same device: by its clock where both name the same
/// zone, and by the moments that they can mean otherwise.
struct EvidenceTime: Sendable, Hashable {
  enum Order { case before, same, after }

  private let time: DeviceTime
  /// Seconds after the printed time.
  private let later: Int64

  /// More than any device has been up.
  private static let longest: Int64 = 1 << 36

  /// Nil for a text that is not a time.
  init?(_ time: DeviceTime?, later: Int64 = 0) {
    guard let time, time.reading != nil else { return nil }
    self.time = time
    self.later = min(max(later, 0), Self.longest)
  }

  private var zone: String { time.zone?.uppercased() ?? "" }
  private var local: Int64? { time.reading?.secondsOfThisClock.map { $0 + later } }

  /// The moment on a scale that the times of one scale share; nil without one.
  var place: (scale: String, seconds: Int64)? {
    if let utc = time.utc { return ("", utc + later) }
    return local.map { (zone, $0) }
  }

  /// How much later than the other one; nil where that cannot be told to the second.
  func seconds(since other: EvidenceTime) -> Int64? {
    if zone == other.zone, let local, let before = other.local {
      return local - before
    }
    guard let utc = time.utc, let before = other.time.utc else { return nil }
    return utc + later - before - other.later
  }

  /// Nil when it is not known.
  func compared(with other: EvidenceTime) -> Order? {
    switch (time.reading?.year, other.time.reading?.year) {
    case (nil, nil): return comparedWithoutYears(other)
    case (nil, let year?): return inYear(near: year, other)?.compared(with: other)
    case (let year?, nil):
      return other.inYear(near: year, self).flatMap { compared(with: $0) }
    case (_?, _?): break
    }
    if let seconds = seconds(since: other) {
      return seconds == 0 ? .same : seconds < 0 ? .before : .after
    }
    guard let earliest = time.earliest, let latest = time.latest,
      let otherEarliest = other.time.earliest, let otherLatest = other.time.latest
    else { return nil }
    if latest + later < otherEarliest + other.later { return .before }
    return earliest + later > otherLatest + other.later ? .after : nil
  }

  /// A log line prints no year: two of them lie less than half a year apart.
  private func comparedWithoutYears(_ other: EvidenceTime) -> Order? {
    guard zone == other.zone, let mine = time.inYear(2000)?.reading?.secondsOfThisClock,
      let others = other.time.inYear(2000)?.reading?.secondsOfThisClock
    else { return nil }
    let seconds = mine - others
    if seconds == 0 { return .same }
    return (seconds < 0) == (abs(seconds) <= Self.halfYear) ? .before : .after
  }

  private static let halfYear: Int64 = 183 * 86_400

  /// The same time in the year that brings it nearest to another one.
  private func inYear(near year: Int, _ other: EvidenceTime) -> EvidenceTime? {
    guard let target = other.local else { return nil }
    return (year - 1...year + 1).compactMap { EvidenceTime(time.inYear($0), later: later) }
      .min { left, right in
        abs((left.local ?? .max / 2) - target) < abs((right.local ?? .max / 2) - target)
      }
  }
}
