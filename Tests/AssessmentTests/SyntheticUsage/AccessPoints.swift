/// A stretch of time with one count, and the access points that made it differ from the one before.
struct SyntheticMeasurement {
  var start: Int64
  var end: Int64
  var count: Int
  var added: [Int]
  var removed: [Int]
}

/// The access points that a controller counts for one entitlement.
struct AccessPoints {
  private var present: [Int]
  private var nextNumber: Int

  init(using random: inout SeededGenerator) {
    let count = Int.random(in: 3...7, using: &random)
    present = Array(1...count)
    nextNumber = count + 1
  }

  /// The measurements of one report: the first lists every access point, the others the changes.
  mutating func measurements(
    from start: Int64, to end: Int64, using random: inout SeededGenerator
  ) -> [SyntheticMeasurement] {
    let step = max(1, (end - start) / 3)
    var measurements = [
      SyntheticMeasurement(
        start: start, end: start + step, count: present.count, added: present, removed: [])
    ]
    for index in 1...2 {
      var removed: [Int] = []
      var added: [Int] = []
      if present.count > 2, Bool.random(using: &random) {
        removed.append(present.remove(at: Int.random(in: 0..<present.count, using: &random)))
      }
      if present.count < 9, Bool.random(using: &random) {
        added.append(nextNumber)
        present.append(nextNumber)
        nextNumber = nextNumber % 9999 + 1
        while present.contains(nextNumber) { nextNumber = nextNumber % 9999 + 1 }
      }
      measurements.append(
        SyntheticMeasurement(
          start: start + Int64(index) * step, end: index == 2 ? end : start + 2 * step,
          count: present.count, added: added, removed: removed))
    }
    return measurements
  }
}
