import LicenseFiles

/// Puts observations to devices. Whatever the order of the files is, the same outputs are of one device.
///
/// 1. Inside a terminal session an observation belongs to the device of its prompt, else to the device
///    before it, else to the one after it. Another UDI at the same prompt is another device.
/// 2. Outputs that show a UDI in common are of one device.
/// 3. Outputs that show a host name and no UDI are of the device of that name: of the only one in their
///    file, else of the only one at all, else of the one whose serial number they show. Where several are
///    left they are of a device of their own, which knows its ``DeviceSnapshot/namesakes``. Two of one
///    name that print no UDI at all are taken for one.
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

/// Outputs that are of one device.
private struct DeviceOutputs {
  let file: String
  var name: String?
  /// Every UDI that they show.
  var udis: Set<UDI> = []
  /// Those that the device itself prints for itself and the members of its group.
  var own: Set<UDI> = []
  /// Serial numbers that they show without a PID.
  var serials: Set<String> = []
  /// The devices of the name, where it is not shown which of them printed this.
  var namesakes: Set<UDI> = []
  private(set) var members: [(order: Int, observation: Observation)] = []
  /// How many of them were printed up to the last one that shows a UDI, and their commands.
  private var anchor = 0
  private var commands: Set<DeviceCommand> = []

  var isNameless: Bool { name == nil && udis.isEmpty }
  var saysSomething: Bool {
    members.contains { $0.observation.content != .other || !$0.observation.logLines.isEmpty }
  }

  init(_ file: String) { self.file = file }

  mutating func take(_ order: Int, _ observation: Observation) {
    members.append((order, observation))
    let shown = observation.udis
    udis.formUnion(shown)
    own.formUnion(observation.printedUDIs)
    if let version = observation.version {
      let found = [version.processorBoardID, version.systemSerial].compactMap { $0?.value }
      serials.formUnion(found.map { $0.uppercased() })
    }
    guard !shown.isEmpty else { return }
    commands.formUnion(members[anchor...].compactMap { $0.observation.command?.command })
    anchor = members.count
  }

  /// Takes away what was printed since the last UDI, from the first command on that is repeated.
  mutating func cutRepeated() -> [(order: Int, observation: Observation)] {
    let repeated = members[anchor...].firstIndex { member in
      member.observation.command?.command.map(commands.contains) ?? false
    }
    guard anchor > 0, let repeated else { return [] }
    defer { members.removeSubrange(repeated...) }
    return Array(members[repeated...])
  }

  mutating func join(_ other: DeviceOutputs) {
    members += other.members
    name = name ?? other.name
    udis.formUnion(other.udis)
    namesakes.formUnion(other.namesakes)
  }

  mutating func sort() { members.sort { $0.order < $1.order } }
}

/// The devices of each terminal session by itself.
private struct DeviceSessions {
  private struct Key: Hashable {
    let file: String
    let session: Int
  }

  private struct Session {
    var current: Int?
    var byName: [String: Int] = [:]
    var byUDI: [UDI: Int] = [:]
  }

  private(set) var stretches: [DeviceOutputs] = []
  private var sessions: [Key: Session] = [:]
  private var order = 0

  mutating func place(_ observation: Observation) {
    let file = observation.location.file
    let key = Key(file: file, session: observation.session)
    var session = sessions[key] ?? Session()
    let udis = observation.udis
    let name =
      observation.promptName ?? observation.version?.hostName?.value
      ?? observation.runningConfiguration?.hostName?.value
    let place: Int
    if let known = udis.lazy.compactMap({ session.byUDI[$0] }).first,
      name == nil || stretches[known].name == nil || stretches[known].name == name
    {
      place = known
    } else {
      let before = session.current.flatMap { before in
        name == nil || stretches[before].name == nil ? before : nil
      }
      let candidate = name.flatMap { session.byName[$0] } ?? before
      if let candidate, udis.isEmpty || stretches[candidate].udis.isEmpty {
        place = candidate
      } else {
        place = stretches.count
        var stretch = DeviceOutputs(file)
        if let candidate {
          stretch.name = stretches[candidate].name
          for (order, moved) in stretches[candidate].cutRepeated() { stretch.take(order, moved) }
        }
        stretches.append(stretch)
      }
    }
    stretches[place].take(order, observation)
    if let name = name ?? stretches[place].name {
      stretches[place].name = name
      session.byName[name] = place
    }
    for udi in udis { session.byUDI[udi] = place }
    session.current = place
    sessions[key] = session
    order += 1
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
