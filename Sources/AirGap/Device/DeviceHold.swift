import Assessment
import LicenseFiles

/// Who visits a device in this run: one that has two names is visited once.
actor DeviceHold {
  private var holders: [UDI: String] = [:]

  /// Holds a device with all members of its HA pair or stack, until the run ends.
  ///
  /// - Returns: the host under which it is held already; nil where this is the first.
  func take(_ members: Set<UDI>, for host: String) -> String? {
    for device in members.sorted() {
      if let holder = holders[device] { return holder }
    }
    for device in members { holders[device] = host }
    return nil
  }
}

extension DeviceVisits {
  /// Gives visits that found their device held what became of it there.
  mutating func settle() {
    for (number, visit) in visits.enumerated() {
      guard let host = visit.heldBy, let first = visits.first(where: { $0.host == host }) else {
        continue
      }
      switch first.result {
      case .collected, .imported, .recent: visits[number].result = .recent
      case .planned, .refused, .failed: visits[number].result = first.result
      }
      visits[number].file = first.file
    }
  }
}

extension DeviceVisit {
  /// True when its device is held by another visit of this run, which it then says.
  mutating func isHeld(
    _ hold: DeviceHold, _ members: Set<UDI>, _ device: UDI
  ) async -> Bool {
    guard let other = await hold.take(members, for: host) else { return false }
    heldBy = other
    result = .recent
    findings.append(
      DeviceTrouble(
        .deviceTwice, at: host, "it is \(device), which this run visits as \(other)",
        device: device
      ).finding)
    return true
  }
}
