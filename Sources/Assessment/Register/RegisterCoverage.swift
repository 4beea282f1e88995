public import LicenseFiles

/// Which of the devices in service a run or a trip has, and which it has not. The members of an HA
/// pair or stack are one cycle and count once.
public struct RegisterCoverage: Sendable, Hashable {
  /// A device, or the members of an HA pair or stack.
  public struct Cycle: Sendable, Hashable {
    /// The group; nil for a device by itself.
    public var group: String?
    /// What is known of its devices, in order.
    public var records: [DeviceRecord]

    /// Creates a cycle.
    init(group: String?, _ records: [DeviceRecord]) {
      self.group = group
      self.records = records.sorted { $0.udi < $1.udi }
    }

    /// Its host names, as far as they are known.
    public var hostNames: [String] { records.compactMap(\.hostName).sorted() }
    /// Its devices, in order.
    public var devices: [UDI] { records.map(\.udi) }

    /// The group or the host name, and the devices.
    public var label: String {
      let names = group.map { [$0] } ?? hostNames
      let list = devices.map(\.description).joined(separator: " ")
      return names.isEmpty ? list : "\(names.joined(separator: " ")) (\(list))"
    }
  }

  /// The cycles that should be there.
  public var expected: Int { present.count + missing.count }
  /// The cycles that are.
  public private(set) var present: [Cycle] = []
  /// The cycles that are not.
  public private(set) var missing: [Cycle] = []

  /// Compares the devices that should be there with those that are.
  ///
  /// - Parameters:
  ///   - devices: those that should be there.
  ///   - present: those that are; one member stands for its group.
  ///   - groups: groups that are newer than the records.
  public init(
    _ devices: [DeviceRecord], present: Set<UDI>, groups: [UDI: String] = [:]
  ) {
    var members: [String: [DeviceRecord]] = [:]
    var alone: [DeviceRecord] = []
    var presentGroups = Set(present.compactMap { groups[$0] })
    for device in devices {
      guard let group = groups[device.udi] ?? device.group else {
        alone.append(device)
        continue
      }
      members[group, default: []].append(device)
      if present.contains(device.udi) { presentGroups.insert(group) }
    }
    for device in alone {
      take(Cycle(group: nil, [device]), present.contains(device.udi))
    }
    for (group, records) in members {
      take(Cycle(group: group, records), presentGroups.contains(group))
    }
    self.present.sort { $0.devices.first?.description ?? "" < $1.devices.first?.description ?? "" }
    missing.sort { $0.devices.first?.description ?? "" < $1.devices.first?.description ?? "" }
  }

  private mutating func take(_ cycle: Cycle, _ isPresent: Bool) {
    if isPresent { present.append(cycle) } else { missing.append(cycle) }
  }
}
