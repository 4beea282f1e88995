public import LicenseFiles

/// Which devices are one cycle, as the HA lists of usage files say it. What a person said stands.
public enum LearnedGroups {
  /// The members of HA lists that get a group.
  ///
  /// 1. A device that is out of service, or that a person took out of its group, is not a member; a list
  ///    of fewer than two says nothing.
  /// 2. A group that a member has already is the group of all, first one given by hand.
  /// 3. Members that a person put into different groups stay there, and the list is not used.
  /// 4. Where nobody has a group, it is named after the least serial number.
  ///
  /// - Parameters:
  ///   - lists: the members of each list.
  ///   - devices: what the site knows.
  /// - Returns: the new group of each device that changes.
  public static func groups(
    _ lists: [[UDI]], _ devices: [UDI: DeviceRecord]
  ) -> [UDI: String] {
    var changed: [UDI: String] = [:]
    for list in lists {
      let members = Set(list).filter { takesPart(devices[$0]) }.sorted()
      guard members.count > 1, let first = members.first else { continue }
      let byHand = Set(
        members.compactMap { devices[$0] }.filter(\.isGroupedByHand).compactMap(\.group))
      guard byHand.count < 2 else { continue }
      let known = members.lazy.compactMap { changed[$0] ?? devices[$0]?.group }.first
      let name = byHand.first ?? known ?? "ha-\(first.serial)"
      for member in members where devices[member]?.isGroupedByHand != true {
        if (changed[member] ?? devices[member]?.group) != name { changed[member] = name }
      }
    }
    return changed
  }

  private static func takesPart(_ device: DeviceRecord?) -> Bool {
    guard let device else { return true }
    let isTakenOut = device.isGroupedByHand && device.group == nil
    return device.isInService && !isTakenOut
  }
}
