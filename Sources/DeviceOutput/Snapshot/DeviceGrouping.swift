import LicenseFiles

/// Puts observations to devices, by UDI where one was printed and by host name otherwise.
///
/// Observations without either belong to the device before them in the same file. Two devices of
/// one name are told apart by their UDIs; two of one name that print none are taken for one.
struct DeviceGrouping {
  private struct Group {
    var udis: Set<UDI> = []
    var name: String?
    var members: [(order: Int, observation: Observation)] = []
  }

  private var groups: [Group] = []
  private var byName: [String: Int] = [:]
  private var byUDI: [UDI: Int] = [:]
  private var last: (file: String, group: Int)?
  private var order = 0

  static func devices(_ observations: [Observation]) -> [DeviceSnapshot] {
    var grouping = DeviceGrouping()
    for observation in observations { grouping.place(observation) }
    return grouping.groups.filter { !$0.members.isEmpty }.map { group in
      DeviceSnapshot(
        observations: TranscriptOrder.sorted(
          group.members.sorted { $0.order < $1.order }.map(\.observation)))
    }
  }

  private mutating func place(_ observation: Observation) {
    let udis = Set(observation.udis)
    let name =
      observation.promptName ?? observation.version?.hostName?.value
      ?? observation.runningConfiguration?.hostName?.value
    let before = last.flatMap { $0.file == observation.location.file ? $0.group : nil }
    let index = group(udis, name, file: observation.location.file)
    // What stands in a file before the device says who it is belongs to that device.
    if let before, before != index, groups[before].name == nil, groups[before].udis.isEmpty {
      merge(before, into: index)
    }
    groups[index].members.append((order, observation))
    groups[index].udis.formUnion(udis)
    for udi in udis where byUDI[udi] == nil { byUDI[udi] = index }
    if let name {
      groups[index].name = name
      byName[name] = index
    }
    last = (observation.location.file, index)
    order += 1
  }

  private mutating func group(_ udis: Set<UDI>, _ name: String?, file: String) -> Int {
    let before = last.flatMap { $0.file == file ? $0.group : nil }
    let named = name.flatMap { byName[$0] } ?? adoptable(before, name)
    if let known = udis.compactMap({ byUDI[$0] }).min() {
      if let named, named != known, groups[named].udis.isEmpty { merge(named, into: known) }
      return known
    }
    guard let candidate = named ?? (name == nil ? before : nil) else { return open() }
    guard !udis.isEmpty, !groups[candidate].udis.isEmpty else { return candidate }
    return split(candidate)
  }

  /// Output before the first prompt of a file belongs to the device of that prompt.
  private func adoptable(_ group: Int?, _ name: String?) -> Int? {
    guard let group, name != nil, groups[group].name == nil else { return nil }
    return group
  }

  private mutating func open() -> Int {
    groups.append(Group())
    return groups.count - 1
  }

  private mutating func merge(_ from: Int, into target: Int) {
    groups[target].members += groups[from].members
    groups[from].members = []
    if let name = groups[from].name { byName[name] = target }
  }

  /// Another device of the same name begins. What was printed since the last UDI of the first one
  /// goes with it from the first command that is repeated.
  private mutating func split(_ old: Int) -> Int {
    let new = open()
    let members = groups[old].members
    guard let anchor = members.lastIndex(where: { !$0.observation.udis.isEmpty }) else {
      return new
    }
    let seen = Set(members[...anchor].compactMap { $0.observation.command?.command })
    let tail = members[(anchor + 1)...]
    if let repeated = tail.firstIndex(where: {
      $0.observation.command?.command.map(seen.contains) ?? false
    }) {
      groups[new].members = Array(members[repeated...])
      groups[old].members.removeSubrange(repeated...)
    }
    return new
  }
}
