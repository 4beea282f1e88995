import LicenseFiles

/// Puts observations to devices, by UDI where one was printed and by host name otherwise.
///
/// Observations without either belong to the device before them in the same terminal session, else to
/// the one after them, else to the only one of their file. Two devices of one name are told apart by
/// their UDIs; two of one name that print none are taken for one.
struct DeviceGrouping {
  private struct Group {
    var udis: Set<UDI> = []
    var name: String?
    var members: [(order: Int, observation: Observation)] = []

    var isNameless: Bool { name == nil && udis.isEmpty }
    var saysSomething: Bool {
      members.contains { $0.observation.content != .other || !$0.observation.logLines.isEmpty }
    }
    var files: Set<String> { Set(members.map(\.observation.location.file)) }
  }

  private var groups: [Group] = []
  private var byName: [String: Int] = [:]
  private var byUDI: [UDI: Int] = [:]
  private var last: (file: String, session: Int, group: Int)?
  private var order = 0

  static func devices(_ observations: [Observation]) -> [DeviceSnapshot] {
    var grouping = DeviceGrouping()
    for observation in observations { grouping.place(observation) }
    grouping.mergeNameless()
    let filled = grouping.groups.filter { !$0.members.isEmpty }
    let speaking = filled.filter { !$0.isNameless || $0.saysSomething }
    return (speaking.isEmpty ? filled : speaking).map { group in
      DeviceSnapshot(observations: group.members.sorted { $0.order < $1.order }.map(\.observation))
    }
  }

  private mutating func place(_ observation: Observation) {
    let udis = Set(observation.udis)
    let name =
      observation.promptName ?? observation.version?.hostName?.value
      ?? observation.runningConfiguration?.hostName?.value
    let before = last.flatMap { last in
      last.file == observation.location.file && last.session == observation.session
        ? last.group : nil
    }
    let index = group(udis, name, before: before)
    // What stands in a session before the device says who it is belongs to that device.
    if let before, before != index, groups[before].isNameless { merge(before, into: index) }
    groups[index].members.append((order, observation))
    groups[index].udis.formUnion(udis)
    for udi in udis where byUDI[udi] == nil { byUDI[udi] = index }
    if let name {
      groups[index].name = name
      byName[name] = index
    }
    last = (observation.location.file, observation.session, index)
    order += 1
  }

  /// What no session says of its device belongs to the only device of the file, where there is one.
  private mutating func mergeNameless() {
    var byFile: [String: Set<Int>] = [:]
    for (index, group) in groups.enumerated() where !group.isNameless {
      for file in group.files { byFile[file, default: []].insert(index) }
    }
    for (index, group) in groups.enumerated() where group.isNameless {
      let files = group.files
      guard files.count == 1, let file = files.first, let found = byFile[file], found.count == 1,
        let only = found.first
      else { continue }
      merge(index, into: only)
    }
  }

  private mutating func group(_ udis: Set<UDI>, _ name: String?, before: Int?) -> Int {
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
