/// What the caller knows of a device's time zones: seconds east of UTC for each zone text.
///
/// On IOS the zone text is free (`clock timezone NAME hours`), so it proves nothing by itself. Only
/// UTC, GMT and Z are taken at their word, whatever their case.
public struct ZoneOffsets: Sendable, Hashable {
  private var known: [String: Int64]
  private let unnamed: Int64?
  /// Zones that have one name in winter and in summer: the seconds of standard time, and the rule, or how
  /// far the clock is ahead where the rule is not known.
  private var seasonal: [String: Season] = [:]

  /// The widest offsets in use: from 12 hours west to 14 hours east of UTC.
  static let widest: ClosedRange<Int64> = -43_200...50_400

  /// Only what is certain: UTC, GMT and Z.
  public static let certain = ZoneOffsets([:])

  /// Creates a table. A known offset wins over the certain names, for a device whose clock was set
  /// to local time under the name UTC. Offsets beyond `widest` are left out.
  ///
  /// - Parameters:
  ///   - known: zone text, compared without regard to case, to seconds east of UTC.
  ///   - unnamed: seconds east of UTC of times printed without a zone, as in most log lines.
  package init(_ known: [String: Int64], unnamed: Int64? = nil) {
    self.known = [:]
    self.unnamed = unnamed.flatMap { Self.widest.contains($0) ? $0 : nil }
    for (zone, seconds) in known where Self.widest.contains(seconds) {
      self.known[zone.uppercased()] = seconds
    }
  }

  /// The zones of a configuration. One that stands for standard and for summer time is decided by the
  /// date.
  init(standard: ConfiguredZone?, summer: ConfiguredZone?, rule: SummerTimeRule?) {
    let zones = [standard, summer].compactMap { $0 }
    self.init(Dictionary(zones.map { ($0.name, $0.seconds) }) { _, last in last })
    if let standard, let summer, standard.name.uppercased() == summer.name.uppercased() {
      seasonal[standard.name.uppercased()] = Season(standard: standard.seconds, rule: rule)
    }
  }

  private struct Season: Hashable {
    let standard: Int64
    let rule: SummerTimeRule?
  }

  /// The least and the most seconds east of UTC that a zone can mean at a time of its clock; nil when
  /// the zone is not known.
  func range(of zone: String?, at reading: ClockReading?) -> ClosedRange<Int64>? {
    guard let name = zone?.uppercased() else { return unnamed.map { $0...$0 } }
    if let season = seasonal[name] {
      let summer = season.standard + (season.rule?.ahead ?? 3600)
      switch reading.flatMap({ season.rule?.isSummer(at: $0) }) {
      case true?: return summer...summer
      case false?: return season.standard...season.standard
      case nil: return min(season.standard, summer)...max(season.standard, summer)
      }
    }
    if let seconds = known[name] ?? Self.numeric(name) { return seconds...seconds }
    return ["UTC", "GMT", "Z"].contains(name) ? 0...0 : nil
  }

  /// `+01:00`, as in times of ISO 8601.
  private static func numeric(_ name: String) -> Int64? {
    guard let sign = name.first, sign == "+" || sign == "-" else { return nil }
    let digits = name.dropFirst().filter { $0 != ":" }
    guard digits.utf8.count == 4, let hours = digits.prefix(2).number,
      let minutes = digits.suffix(2).number, hours <= 14, minutes < 60
    else { return nil }
    return Int64(hours * 3600 + minutes * 60) * (sign == "-" ? -1 : 1)
  }
}
