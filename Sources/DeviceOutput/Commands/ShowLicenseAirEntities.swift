import LicenseFiles

/// `show license air entities summary`: when a Catalyst 9800 counted its access points, and when it
/// counts them next. It counts every eight hours; an access point that joined since is in no report.
///
/// Source: Cisco document 217348, which also says that `show tech` does not hold this output.
public struct AirEntities: Sendable, Hashable {
  /// `Last license report time`.
  public internal(set) var lastReport: Observed<DeviceTime?>?
  /// `Upcoming license report time`.
  public internal(set) var upcomingReport: Observed<DeviceTime?>?
  /// `No. of APs active at last report`.
  public internal(set) var active: Observed<UInt64>?
  /// `No. of APs newly added with last report`.
  public internal(set) var added: Observed<UInt64>?
  /// `No. of APs deleted with last report`.
  public internal(set) var deleted: Observed<UInt64>?
}

/// Reads `show license air entities summary`.
enum ShowLicenseAirEntities {
  static let reader = CommandReader(
    .showLicenseAirEntities,
    signs: [
      .typical("Last license report time."), .typical("Upcoming license report time."),
    ]
  ) { output in
    let (facts, unknown) = read(output.lines, output.context)
    return (.airEntities(facts), unknown)
  }

  static func read(
    _ lines: [TranscriptLine], _ context: OutputContext
  ) -> (facts: AirEntities, unknown: [TranscriptLine]) {
    var facts = AirEntities()
    let unknown = lines.filter { !facts.take($0, context) }
    return (facts, unknown)
  }
}

extension AirEntities {
  fileprivate mutating func take(_ line: TranscriptLine, _ context: OutputContext) -> Bool {
    guard let (dotted, value) = line.text.keyAndValue else { return false }
    var name = dotted
    while name.utf8.last == 0x2E { name = name.dropLast() }
    let count = UInt64(digits: value).map { context.observed($0, line.number) }
    switch name {
    case "Last license report time": lastReport = context.observedTime(value, line.number)
    case "Upcoming license report time":
      upcomingReport = context.observedTime(value, line.number)
    case "No. of APs active at last report": active = count
    case "No. of APs newly added with last report": added = count
    case "No. of APs deleted with last report": deleted = count
    default: return false
    }
    return name.utf8.starts(with: "No.".utf8) ? count != nil : true
  }
}
