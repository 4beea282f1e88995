import LicenseFiles

/// Which devices are one: the members of an HA pair or stack, and a device with its replacement.
struct DeviceUnits {
  private var parents: [UDI: UDI] = [:]

  /// The device that stands for all of its unit.
  mutating func root(_ device: UDI) -> UDI {
    var root = device
    while let parent = parents[root] { root = parent }
    // Whatever was passed on the way points to the end from now on, so that no chain grows long.
    var passed = device
    while passed != root, let next = parents.updateValue(root, forKey: passed) { passed = next }
    return root
  }

  /// Says that two devices are one unit. The smaller one stands for both, whatever the order.
  mutating func join(_ one: UDI, _ two: UDI) {
    let (left, right) = (root(one), root(two))
    if left != right { parents[max(left, right)] = min(left, right) }
  }

  /// Says that all of these are one unit.
  mutating func join(_ devices: some Sequence<UDI>) {
    var first: UDI?
    for device in devices {
      if let first { join(first, device) } else { first = device }
    }
  }
}
