import LicenseFiles

/// Puts observations to devices. Whatever the order of the files is, the same outputs are of one device.
///
/// 1. Inside a terminal session an observation belongs to the device of its prompt, else to the device
///    before it, else to the one after it. Another UDI at the same prompt is another device.
/// 2. Outputs that show a UDI in common are of one device.
/// 3. Outputs that show a host name and no UDI are of the device of that name: of the only one in their
///    file, else of the only one at all, else of the one whose serial number they show. Where several are
///    left they are of a device of their own, which knows its ``DeviceSnapshot/namesakes``. Two of one
///    name that print no UDI at all are read as one.
/// 4. Outputs without either are of the only device of their file, where there is one.
enum DeviceGrouping {
  static func devices(_ observations: [Observation]) -> [DeviceSnapshot] {
    var sessions = DeviceSessions()
    for observation in observations { sessions.place(observation) }
    let groups = DeviceGroups(sessions.stretches.filter { !$0.members.isEmpty }).groups
    let speaking = groups.filter { !$0.isNameless || $0.saysSomething }
    return (speaking.isEmpty ? groups : speaking).map { group in
      var snapshot = DeviceSnapshot(observations: group.members.map(\.observation))
      snapshot.namesakes = group.namesakes
      return snapshot
    }
  }
}

/// What the sessions say, joined.
private struct DeviceGroups {
  private struct Place: Hashable {
    let file: String
    let name: String
  }

  private var stretches: [DeviceOutputs]
  private var parents: [Int]

  /// - Parameter stretches: the outputs of each session.
  init(_ stretches: [DeviceOutputs]) {
    self.stretches = stretches
    parents = Array(stretches.indices)
    joinByUDI()
    joinByName()
    joinNameless()
    gather()
  }

  /// In the order of their first outputs.
  private(set) var groups: [DeviceOutputs] = []

  private mutating func gather() {
    var found: [Int: DeviceOutputs] = [:]
    for (index, stretch) in stretches.enumerated() {
      found[root(index), default: DeviceOutputs(stretch.file)].join(stretch)
    }
    groups = found.values.map { group in
      var group = group
      group.sort()
      return group
    }.sorted { ($0.members.first?.order ?? 0) < ($1.members.first?.order ?? 0) }
  }

  private mutating func root(_ index: Int) -> Int {
    var index = index
    while parents[index] != index {
      // Each look-up halves the path of the next.
      parents[index] = parents[parents[index]]
      index = parents[index]
    }
    return index
  }

  private mutating func join(_ one: Int, _ other: Int) {
    let (one, other) = (root(one), root(other))
    parents[max(one, other)] = min(one, other)
  }

  /// Log lines may name other devices too: several UDIs in them make no two devices one.
  private mutating func joinByUDI() {
    var places: [UDI: Int] = [:]
    var vague: [Int] = []
    for (index, stretch) in stretches.enumerated() {
      let certain = stretch.own.isEmpty ? stretch.udis : stretch.own
      if stretch.own.isEmpty, certain.count > 1 {
        vague.append(index)
      } else {
        take(certain, of: index, &places)
      }
    }
    var rest: [UDI: Int] = [:]
    for index in vague {
      var known: Set<Int> = []
      for place in stretches[index].udis.compactMap({ places[$0] }) { known.insert(root(place)) }
      if known.isEmpty { take(stretches[index].udis, of: index, &rest) }
      if known.count == 1, let only = known.first { join(index, only) }
    }
  }

  private mutating func take(_ udis: Set<UDI>, of index: Int, _ places: inout [UDI: Int]) {
    for udi in udis {
      if let known = places[udi] { join(index, known) } else { places[udi] = index }
    }
  }

  private mutating func joinByName() {
    var owners: [String: Set<Int>] = [:]
    var ownersInFile: [Place: Set<Int>] = [:]
    var serials: [String: Set<Int>] = [:]
    var udis: [Int: Set<UDI>] = [:]
    for (index, stretch) in stretches.enumerated() where !stretch.udis.isEmpty {
      let owner = root(index)
      udis[owner, default: []].formUnion(stretch.udis)
      for udi in stretch.udis { serials[udi.serial.uppercased(), default: []].insert(owner) }
      guard let name = stretch.name else { continue }
      owners[name, default: []].insert(owner)
      ownersInFile[Place(file: stretch.file, name: name), default: []].insert(owner)
    }
    var strangers: [String: Int] = [:]
    var undecided: [Place: Int] = [:]
    for (index, stretch) in stretches.enumerated() where stretch.udis.isEmpty {
      guard let name = stretch.name else { continue }
      let place = Place(file: stretch.file, name: name)
      let named = ownersInFile[place] ?? owners[name] ?? []
      let numbered = named.intersection(stretch.serials.flatMap { serials[$0] ?? [] })
      let found = named.count > 1 && !numbered.isEmpty ? numbered : named
      if found.count == 1, let only = found.first {
        join(index, only)
      } else if found.isEmpty {
        join(index, strangers[name, default: index])
        strangers[name] = index
      } else {
        stretches[index].namesakes = found.reduce(into: []) { $0.formUnion(udis[$1] ?? []) }
        join(index, undecided[place, default: index])
        undecided[place] = index
      }
    }
  }

  private mutating func joinNameless() {
    var byFile: [String: Set<Int>] = [:]
    for (index, stretch) in stretches.enumerated() where !stretch.isNameless {
      byFile[stretch.file, default: []].insert(root(index))
    }
    for (index, stretch) in stretches.enumerated() where stretch.isNameless {
      guard let found = byFile[stretch.file], found.count == 1, let only = found.first else {
        continue
      }
      join(index, only)
    }
  }
}
