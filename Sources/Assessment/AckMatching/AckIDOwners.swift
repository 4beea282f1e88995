import LicenseFiles

/// Which devices have a report of an id, for ACKs that name no device.
struct AckIDOwners {
  private let devices: [UDI]
  private var first: [UInt64: UInt32] = [:]
  private var more: [UInt64: [UInt32]] = [:]

  init(_ known: KnownReports) {
    devices = known.devices
    for (index, device) in devices.enumerated() {
      let number = UInt32(clamping: index)
      for id in known.reportIDs(of: device) {
        if first[id] == nil { first[id] = number } else { more[id, default: []].append(number) }
      }
    }
  }

  /// The devices of the group whose ids stand most often where report ids can stand. When several
  /// groups have as many, the devices of all of them.
  func best(_ content: AckContent, _ known: KnownReports) -> [UDI] {
    var scores: [Int: Int] = [:]
    for data in content.data where data.problem == nil && !data.isCut {
      var paths: [String: Set<UInt64>] = [:]
      for number in data.numbers {
        paths[AckPath.normalised(number.path), default: []].insert(number.number)
      }
      for (normalised, numbers) in paths {
        let path = AckPath(normalised: normalised)
        guard !path.isOther else { continue }
        var matches: [Int: Int] = [:]
        for number in numbers {
          guard let one = first[number] else { continue }
          for device in [one] + (more[number] ?? []) { matches[Int(device), default: 0] += 1 }
        }
        for (device, count) in matches
        where count * 2 >= numbers.count && (path.speaksOfReports || count > 1) {
          scores[device, default: 0] += count
        }
      }
    }
    // After a switchover the ids of one file may be spread over the members of a group.
    var byGroup: [UDI: Int] = [:]
    for (device, score) in scores {
      byGroup[known.representative(of: devices[device]), default: 0] += score
    }
    guard let best = byGroup.values.max() else { return [] }
    return scores.keys.map { devices[$0] }
      .filter { byGroup[known.representative(of: $0)] == best }.sorted()
  }
}
