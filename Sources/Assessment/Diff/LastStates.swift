import LicenseFiles

/// What holds at the end of one side: of each entitlement the access points, of each device release
/// and roles, by its latest report; and the host names under which files were saved.
struct LastStates: Sendable {
  /// Which of two reports is the later. The hash decides the rest, so that the order of arrival does
  /// not.
  struct Place: Sendable, Comparable {
    var end: Int64
    var start: Int64
    var id: UInt64
    var payload: UInt64

    init(_ report: UsageReport) {
      end = report.measurements.reduce(.min) { max($0, $1.endTime ?? .min) }
      start = report.measurements.reduce(.max) { min($0, $1.startTime ?? .max) }
      id = report.reportID ?? 0
      payload = report.payload.sha256.prefix
    }

    static func < (left: Place, right: Place) -> Bool {
      (left.end, left.start, left.id, left.payload)
        < (right.end, right.start, right.id, right.payload)
    }
  }

  /// The latest of several values.
  struct Latest<Value: Sendable>: Sendable {
    var place: Place
    var value: Value
  }

  private struct Line: Sendable {
    var place: Place
    var waiting: [Measurement]?
    var points: CountedPoints?
  }

  /// By the number of the line.
  private var lines: [Line?] = []
  private var waiting: [Int] = []
  private(set) var releases: [UDI?: Latest<String>] = [:]
  private(set) var members: [UDI?: Latest<[HighAvailabilityMember]>] = [:]
  /// Host names, with the time at which the device saved the file.
  private(set) var hosts: [UDI: (time: Int64, name: String?)] = [:]

  /// So many lists wait at most before they are made small.
  private static let mostWaiting = 256

  /// A report, in its line.
  mutating func take(
    _ report: UsageReport, line: Int, _ numbers: inout PointNumbers
  ) {
    let place = Place(report)
    while lines.count <= line { lines.append(nil) }
    if let known = lines[line]?.place, place <= known { return }
    if lines[line]?.waiting == nil { waiting.append(line) }
    lines[line] = Line(place: place, waiting: report.measurements)
    if waiting.count > Self.mostWaiting { settle(&numbers) }
    let device = report.productInstance
    if let release = report.softwareVersion, releases[device].map({ $0.place < place }) ?? true {
      releases[device] = Latest(place: place, value: release)
    }
    if let list = report.highAvailability, !list.isEmpty,
      members[device].map({ $0.place < place }) ?? true
    {
      members[device] = Latest(place: place, value: list)
    }
  }

  /// The device's account of itself; other blocks say nothing here.
  mutating func take(_ block: Block) {
    guard let account = DeviceAccount(block) else { return }
    let time = account.savedAt ?? .min
    let host = account.hostName
    if let known = hosts[account.udi], (known.time, known.name ?? "") >= (time, host ?? "") {
      return
    }
    hosts[account.udi] = (time, host)
  }

  /// Makes the lists small that are still whole.
  mutating func settle(_ numbers: inout PointNumbers) {
    for line in waiting {
      guard let list = lines[line]?.waiting else { continue }
      lines[line]?.points = numbers.counted(list)
      lines[line]?.waiting = nil
    }
    waiting.removeAll(keepingCapacity: true)
  }

  /// The access points of a line and how late they are known; nil when no list says.
  func points(_ line: Int) -> Latest<CountedPoints?>? {
    guard lines.indices.contains(line), let known = lines[line] else { return nil }
    return Latest(place: known.place, value: known.points)
  }
}
