import LicenseFiles

/// Who joined and who left, gathered over all devices, because an access point that left one controller
/// may have joined another.
struct PointChanges {
  private struct Key: Hashable {
    var device: UDI?
    var point: UInt32
  }

  private var joined: [Key: [String]] = [:]
  private var left: [Key: [String]] = [:]
  private var before: [UInt32: Set<UDI?>] = [:]
  private var after: [UInt32: Set<UDI?>] = [:]

  /// What one entitlement of a device counted and counts.
  ///
  /// Nobody is said to have left where NEW has no report of the entitlement, or no list; nor to have
  /// joined where OLD has reports without a list.
  mutating func note(
    _ device: UDI?, _ tag: String?, _ old: [UInt32]?, _ new: [UInt32]?, hadTag: Bool, hasTag: Bool
  ) {
    let tag = tag ?? ""
    let was = Set(old ?? [])
    let isNow = Set(new ?? [])
    if new != nil, old != nil || !hadTag {
      for point in isNow.subtracting(was) {
        joined[Key(device: device, point: point), default: []].append(tag)
      }
    }
    if old != nil, new != nil {
      for point in was.subtracting(isNow) {
        left[Key(device: device, point: point), default: []].append(tag)
      }
    }
    if old != nil, !hasTag || new == nil {
      // It may still be there; for those that joined elsewhere it is where they were counted.
      for point in was { before[point, default: []].insert(device) }
    }
  }

  mutating func settle(_ devices: inout [DeviceDiff], _ numbers: PointNumbers) {
    for key in left.keys { before[key.point, default: []].insert(key.device) }
    for key in joined.keys { after[key.point, default: []].insert(key.device) }
    var places: [UDI?: Int] = [:]
    for (place, device) in devices.enumerated() { places[device.udi] = place }
    func other(_ key: Key, in map: [UInt32: Set<UDI?>]) -> UDI? {
      (map[key.point] ?? []).compactMap(\.self).filter { $0 != key.device }.min()
    }
    for (key, tags) in joined {
      guard let place = places[key.device] else { continue }
      devices[place].joined.append(
        AccessPointChange(
          udi: numbers[key.point], tags: tags.filter { !$0.isEmpty }.sorted(),
          elsewhere: other(key, in: before)))
    }
    for (key, tags) in left {
      guard let place = places[key.device] else { continue }
      devices[place].left.append(
        AccessPointChange(
          udi: numbers[key.point], tags: tags.filter { !$0.isEmpty }.sorted(),
          elsewhere: other(key, in: after)))
    }
    for place in devices.indices {
      devices[place].joined.sort { $0.udi < $1.udi }
      devices[place].left.sort { $0.udi < $1.udi }
    }
  }
}
