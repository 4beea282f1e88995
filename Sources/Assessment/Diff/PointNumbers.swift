import LicenseFiles

/// Numbers for access points, so that a list of them costs four bytes for each, in however many
/// entitlements and files it stands.
struct PointNumbers: Sendable {
  private var numbers: [UDI: UInt32] = [:]
  private(set) var all: [UDI] = []

  subscript(number: UInt32) -> UDI { all[Int(number)] }

  private mutating func number(_ point: UDI) -> UInt32 {
    if let known = numbers[point] { return known }
    let number = UInt32(clamping: all.count)
    all.append(point)
    numbers[point] = number
    return number
  }

  /// Who is counted when a report ends: its lists are changes, and the first measurement has everybody.
  ///
  /// Returns nil when the first measurement has no list, for then there is nothing to add to.
  mutating func counted(_ measurements: [Measurement]) -> CountedPoints? {
    guard let first = measurements.first, first.added != nil || first.removed != nil else {
      return nil
    }
    var present: Set<UInt32> = []
    for measurement in measurements {
      for point in measurement.added ?? [] { present.insert(number(point)) }
      for point in measurement.removed ?? [] { present.remove(number(point)) }
    }
    return CountedPoints(numbers: present.sorted(), count: measurements.last?.count)
  }
}

/// The access points that are counted at one moment.
struct CountedPoints: Sendable {
  /// Their numbers, sorted.
  var numbers: [UInt32]
  /// How many there are by the measurement in which the report ends; nil when that has no count.
  var count: Int64?
}
