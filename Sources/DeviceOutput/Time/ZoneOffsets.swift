/// What the caller knows of a device's time zones: seconds east of UTC for each zone text.
///
/// On IOS the zone text is free (`clock timezone NAME hours`), so it proves nothing by itself. Only
/// UTC, GMT and Z are taken at their word, whatever their case.
public struct ZoneOffsets: Sendable, Hashable {
  private var known: [String: Int64]
  private let unnamed: Int64?

  /// The widest offsets in use: from 12 hours west to 14 hours east of UTC.
  public static let widest: ClosedRange<Int64> = -43_200...50_400

  /// Only what is certain: UTC, GMT and Z.
  public static let certain = ZoneOffsets([:])

  /// Creates a table. A known offset wins over the certain names, for a device whose clock was set
  /// to local time under the name UTC. Offsets beyond ``widest`` are left out.
  ///
  /// - Parameters:
  ///   - known: zone text, compared without regard to case, to seconds east of UTC.
  ///   - unnamed: seconds east of UTC of times printed without a zone, as in most log lines.
  public init(_ known: [String: Int64], unnamed: Int64? = nil) {
    self.known = [:]
    self.unnamed = unnamed.flatMap { Self.widest.contains($0) ? $0 : nil }
    for (zone, seconds) in known where Self.widest.contains(seconds) {
      self.known[zone.uppercased()] = seconds
    }
  }

  /// Seconds east of UTC, or nil when the zone is not known.
  public func seconds(of zone: String?) -> Int64? {
    guard let name = zone?.uppercased() else { return unnamed }
    if let seconds = known[name] { return seconds }
    return ["UTC", "GMT", "Z"].contains(name) ? 0 : nil
  }
}
