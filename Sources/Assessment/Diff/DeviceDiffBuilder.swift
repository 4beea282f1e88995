import LicenseFiles

/// Makes what is said of each device, or group of devices that are one.
struct DeviceDiffBuilder {
  private let fold: UsageDiffFold
  private let old: UnitSide
  private let new: UnitSide

  init(_ fold: UsageDiffFold, _ old: UsageSummary, _ new: UsageSummary) {
    self.fold = fold
    self.old = UnitSide(fold.old, fold.oldStates, old)
    self.new = UnitSide(fold.new, fold.newStates, new)
  }

  // MARK: Replacements

  /// The replacements that are known, and those that can be inferred.
  func replacements(
    _ given: [DeviceDiff.Replacement], _ units: inout DeviceUnits
  ) -> [DeviceDiff.Replacement] {
    let before = old.byUnit(&units)
    let after = new.byUnit(&units)
    var known = given.filter { old.devices[$0.old] != nil && new.devices[$0.new] != nil }
    let taken = Set(known.flatMap { [units.root($0.old), units.root($0.new)] })
    func free(_ side: [UDI?: [UDI?]], without other: [UDI?: [UDI?]]) -> [[UDI?]] {
      side.compactMap { unit, members in
        guard let unit, other[unit] == nil, !taken.contains(unit) else { return nil }
        return members
      }
    }
    known += ReplacementGuess.replacements(
      free(before, without: after).compactMap { old.candidate($0) },
      free(after, without: before).compactMap { new.candidate($0) })
    return known.sorted { ($0.old, $0.new) < ($1.old, $1.new) }
  }

  /// A member of the HA list that is there in the place of another one, the only ones of their product
  /// id that left and joined.
  private func memberReplacements(_ roles: [DeviceDiff.RoleChange]) -> [DeviceDiff.Replacement] {
    let left = Dictionary(grouping: roles.filter { $0.new == nil }, by: \.udi.pid)
    let joined = Dictionary(grouping: roles.filter { $0.old == nil }, by: \.udi.pid)
    return left.compactMap { pid, gone in
      guard gone.count == 1, let come = joined[pid], come.count == 1 else { return nil }
      return DeviceDiff.Replacement(
        old: gone[0].udi, new: come[0].udi,
        basis: .inferred("one member of this product id left the HA list and one joined it"))
    }.sorted { ($0.old, $0.new) < ($1.old, $1.new) }
  }

  // MARK: Devices

  /// Every unit, ordered by UDI, reports that name no device last.
  func devices(
    _ units: inout DeviceUnits, _ replacements: [DeviceDiff.Replacement],
    _ counts: [UDI?: DeviceDiff.Counts]
  ) -> [DeviceDiff] {
    let before = old.byUnit(&units)
    let after = new.byUnit(&units)
    let byUnit = Dictionary(grouping: replacements) { units.root($0.new) }
    var changes = PointChanges()
    var devices: [DeviceDiff] = []
    for unit in Set(before.keys).union(after.keys) {
      var diff = device(
        before[unit] ?? [], after[unit] ?? [], unit.flatMap { byUnit[$0] } ?? [], &changes)
      diff.reports = counts[unit] ?? DeviceDiff.Counts()
      devices.append(diff)
    }
    devices.sort { absentLast($0.udi, $1.udi) }
    changes.settle(&devices, fold.points)
    return devices
  }

  private func device(
    _ before: [UDI?], _ after: [UDI?], _ replacements: [DeviceDiff.Replacement],
    _ changes: inout PointChanges
  ) -> DeviceDiff {
    let oldState = before.isEmpty ? nil : old.state(before)
    let newState = after.isEmpty ? nil : new.state(after)
    var diff = DeviceDiff(old: oldState, new: newState, relation: .same)
    diff.replacements = replacements
    if let oldState, let newState {
      if !replacements.isEmpty {
        diff.relation = .replaced
      } else if oldState.udi != newState.udi {
        diff.relation = .switchover
      }
      diff.roles = Self.roles(oldState.members, newState.members)
      if replacements.isEmpty { diff.replacements = memberReplacements(diff.roles) }
    } else {
      diff.relation = oldState == nil ? .appeared : .gone
    }
    let oldLines = old.lines(before)
    let newLines = new.lines(after)
    let tags = Set(oldLines.keys).union(newLines.keys).sorted { absentLast($0, $1) }
    for tag in tags {
      diff.entitlements.append(
        EntitlementDiff(
          tag: tag, name: tag.flatMap(EntitlementNames.name(of:)), old: oldLines[tag]?.usage,
          new: newLines[tag]?.usage))
      let was = oldLines[tag]?.points?.numbers
      let isNow = newLines[tag]?.points?.numbers
      changes.note(
        diff.udi, tag, was, isNow, hadTag: oldLines[tag] != nil, hasTag: newLines[tag] != nil)
    }
    return diff
  }

  /// The roles that changed. A set without a list says nothing of roles.
  private static func roles(
    _ old: [HighAvailabilityMember], _ new: [HighAvailabilityMember]
  ) -> [DeviceDiff.RoleChange] {
    guard !old.isEmpty, !new.isEmpty else { return [] }
    let before = Dictionary(old.map { ($0.udi, $0.role) }) { first, _ in first }
    let after = Dictionary(new.map { ($0.udi, $0.role) }) { first, _ in first }
    return Set(before.keys).union(after.keys).sorted().compactMap { udi in
      before[udi] == after[udi]
        ? nil : DeviceDiff.RoleChange(udi: udi, old: before[udi], new: after[udi])
    }
  }
}
