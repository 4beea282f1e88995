import LicenseFiles

/// One of the two sets, by device, for putting together what belongs to one unit.
struct UnitSide {
  /// One entitlement of a unit.
  struct Line {
    var usage = EntitlementDiff.Usage()
    /// Who is counted at the end; nil where no list says.
    var points: CountedPoints?
    fileprivate var place: LastStates.Place?
  }

  /// The devices by UDI; nil for reports that name none.
  let devices: [UDI?: ProductInstanceUsage]
  private let states: LastStates
  private let lineNumbers: [UDI?: [String?: Int]]

  init(_ fold: UsageSummaryFold, _ states: LastStates, _ usage: UsageSummary) {
    self.states = states
    var devices: [UDI?: ProductInstanceUsage] = [:]
    for device in usage.productInstances { devices[device.udi] = device }
    // A file without reports still says which device it is about.
    for udi in states.hosts.keys where devices[udi] == nil {
      devices[udi] = ProductInstanceUsage(udi: udi)
    }
    self.devices = devices
    var numbers: [UDI?: [String?: Int]] = [:]
    for number in 0..<fold.lineCount {
      let line = fold.line(number)
      if !line.isTelemetry { numbers[line.device, default: [:]][line.tag] = number }
    }
    lineNumbers = numbers
  }

  /// The devices of each unit, sorted; reports that name no device are one of their own.
  func byUnit(_ units: inout DeviceUnits) -> [UDI?: [UDI?]] {
    var result: [UDI?: [UDI?]] = [:]
    for device in devices.keys {
      result[device.map { units.root($0) }, default: []].append(device)
    }
    return result.mapValues { $0.sorted { absentLast($0, $1) } }
  }

  /// What holds of a unit at the end.
  func state(_ members: [UDI?]) -> DeviceDiff.State {
    var state = DeviceDiff.State()
    let latest = members.max { left, right in
      let (one, two) = (rank(left), rank(right))
      return one == two ? absentLast(right, left) : one < two
    }
    state.udi = latest ?? nil
    state.softwareVersion =
      members.compactMap { states.releases[$0] }.max { $0.place < $1.place }?.value
    state.members =
      (members.compactMap { states.members[$0] }.max { $0.place < $1.place }?.value ?? [])
      .sorted { ($0.udi, $0.role) < ($1.udi, $1.role) }
    state.hostName =
      members.compactMap { $0.flatMap { states.hosts[$0] } }
      .max { ($0.time, $0.name ?? "") < ($1.time, $1.name ?? "") }?.name
    let entitlements = members.flatMap { devices[$0]?.entitlements ?? [] }
    state.firstStart = entitlements.compactMap(\.firstStart).min()
    state.lastEnd = entitlements.compactMap(\.lastEnd).max()
    return state
  }

  /// The latest end of a device's measurements, then the time at which it saved its file.
  private func rank(_ device: UDI?) -> (Int64, Int64) {
    let end = devices[device]?.entitlements.compactMap(\.lastEnd).max() ?? .min
    return (end, device.flatMap { states.hosts[$0]?.time } ?? .min)
  }

  /// The entitlements of a unit.
  func lines(_ members: [UDI?]) -> [String?: Line] {
    var lines: [String?: Line] = [:]
    for member in members {
      for usage in devices[member]?.entitlements ?? [] {
        var line = lines[usage.tag] ?? Line()
        line.usage.reports += usage.reports
        line.usage.openReports += usage.openReports
        if let peak = usage.peak { line.usage.peak = max(line.usage.peak ?? peak, peak) }
        if let end = usage.lastEnd, end >= line.usage.lastEnd ?? .min {
          line.usage.lastEnd = end
          line.usage.latest = usage.latest ?? line.usage.latest
        } else if usage.lastEnd == nil, line.usage.latest == nil {
          line.usage.latest = usage.latest
        }
        if let number = lineNumbers[member]?[usage.tag], let known = states.points(number),
          line.place.map({ $0 < known.place }) ?? true
        {
          line.place = known.place
          line.points = known.value
          line.usage.accessPoints = known.value?.numbers.count
          line.usage.accessPointCount = known.value?.count
        }
        lines[usage.tag] = line
      }
    }
    return lines
  }

  /// What a guess at a replacement looks at.
  func candidate(_ members: [UDI?]) -> ReplacementGuess.Candidate? {
    let state = state(members)
    guard let udi = state.udi else { return nil }
    return ReplacementGuess.Candidate(
      udi: udi, hostName: state.hostName,
      tags: Set(members.flatMap { devices[$0]?.entitlements.compactMap(\.tag) ?? [] }),
      firstStart: state.firstStart, lastEnd: state.lastEnd)
  }
}
