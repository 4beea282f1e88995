import LicenseFiles

/// The number of access points that `added_sudi_list` and `removed_sudi_list` give, measurement by
/// measurement. It is compared with the count by the rule `usage/ap-count-mismatch` and by
/// ``AccessPointFold``.
struct AccessPointSum: Sendable {
  private(set) var value: Int64

  /// - Parameter base: the access points before the first measurement that is taken.
  init(startingAt base: Int = 0) { value = Int64(clamping: base) }

  mutating func take(added: Int, removed: Int) {
    value = value.addingClamped(Int64(clamping: added)).subtractingClamped(Int64(clamping: removed))
  }

  mutating func take(_ measurement: Measurement) {
    take(added: measurement.added?.count ?? 0, removed: measurement.removed?.count ?? 0)
  }

  /// How findings say that it does not give a count, from a measurement (counted from 0) on.
  func mismatch(_ count: Int64, from index: Int) -> String {
    "from measurement \(index + 1) on, the lists give \(value) access points and the count is \(count)"
  }
}

extension Measurement {
  /// True when it has one of the two lists, if only an empty one.
  var listsAccessPoints: Bool { added != nil || removed != nil }
}
