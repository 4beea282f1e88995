/// Puts the transcripts of one device into the order of its clock: a folder is read in the order of its
/// names, and `after.txt` stands before `before.txt` there.
enum TranscriptOrder {
  /// The observations, the oldest transcript first. Unchanged unless every transcript shows the device's
  /// clock and all of these times can be compared. Inside one transcript the order of its lines stays.
  static func sorted(_ observations: [Observation]) -> [Observation] {
    let files = files(observations)
    guard files.count > 1, let moments = moments(observations, files) else { return observations }
    return observations.enumerated().sorted { left, right in
      let times = (
        moments[left.element.location.file] ?? 0, moments[right.element.location.file] ?? 0
      )
      return times.0 == times.1 ? left.offset < right.offset : times.0 < times.1
    }.map(\.element)
  }

  /// True when the newest transcript is known, or there is only one.
  static func isKnown(_ observations: [Observation]) -> Bool {
    let files = files(observations)
    return files.count < 2 || moments(observations, files) != nil
  }

  private static func files(_ observations: [Observation]) -> Set<String> {
    Set(observations.map(\.location.file))
  }

  /// The last time that each transcript shows, on one scale; nil when there is none.
  private static func moments(
    _ observations: [Observation], _ files: Set<String>
  ) -> [String: Int64]? {
    var times: [String: DeviceTime] = [:]
    for observation in observations {
      guard let time = observation.shownClock else { continue }
      times[observation.location.file] = time
    }
    guard times.count == files.count else { return nil }
    let certain = times.compactMapValues(\.utc)
    if certain.count == times.count { return certain }
    // One zone text means one offset, whatever it is.
    guard Set(times.values.map(\.zone)).count == 1 else { return nil }
    let local = times.compactMapValues { $0.reading?.secondsOfThisClock }
    return local.count == times.count ? local : nil
  }
}

extension Observation {
  /// The device's clock in it: the answer to `show clock`, or the line before the output.
  fileprivate var shownClock: DeviceTime? {
    if case .clock(let facts) = content { return facts.time.value }
    return clock?.time.value
  }
}
