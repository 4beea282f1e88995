import LicenseFiles

/// Puts observations to devices. Whatever the order of the files is, the same outputs are of one device.
///
/// 1. Inside a terminal session an observation belongs to the device of its prompt, else to the device
///    before it, else to the one after it. Another UDI at the same prompt is another device.
/// 2. Outputs that show a UDI in common are of one device, unless their prompts show two host names: a
///    virtual machine was cloned, or the device was renamed. Each of these is a device by itself, which
///    knows its ``DeviceSnapshot/otherHosts``; only `hostname` typed in an output makes both names one.
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
      snapshot.otherHosts = group.otherHosts.sorted()
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
    var machines = Machines(stretches)
    var vague: [Int] = []
    for (index, stretch) in stretches.enumerated() {
      if stretch.own.isEmpty, stretch.udis.count > 1 {
        vague.append(index)
      } else if !stretch.own.isEmpty, stretch.name != nil {
        for udi in stretch.own { join(index, machines.place(of: index, udi, stretch.name)) }
      }
    }
    // What names no host, or stands in a log, is of the only machine with the UDI.
    for (index, stretch) in stretches.enumerated()
    where stretch.own.isEmpty ? stretch.udis.count == 1 : stretch.name == nil {
      for udi in stretch.own.isEmpty ? stretch.udis : stretch.own {
        join(index, machines.onlyPlace(of: index, udi))
      }
    }
    var rest: [UDI: Int] = [:]
    for index in vague {
      var known: Set<Int> = []
      for place in stretches[index].udis.flatMap({ machines.places(of: $0) }) {
        known.insert(root(place))
      }
      if known.isEmpty {
        for udi in stretches[index].udis {
          if let first = rest[udi] { join(index, first) } else { rest[udi] = index }
        }
      }
      if known.count == 1, let only = known.first { join(index, only) }
    }
    for (places, names) in machines.twins where Set(places.map({ root($0) })).count > 1 {
      for place in places {
        let own = Machines.folded(stretches[place].name ?? "")
        stretches[place].otherHosts.formUnion(names.filter { Machines.folded($0) != own })
      }
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

/// Where the outputs of each machine stand: of each UDI under each host name.
private struct Machines {
  private struct Key: Hashable {
    let udi: UDI
    let host: String
  }

  private let renamed: [String: String]
  private var byKey: [Key: Int] = [:]
  private var byUDI: [UDI: [Int]] = [:]
  private var names: [UDI: [String]] = [:]

  /// - Parameter stretches: everything, for the renaming that it shows.
  init(_ stretches: [DeviceOutputs]) {
    var renamed: [String: String] = [:]
    for observation in stretches.lazy.flatMap(\.members).map(\.observation) {
      guard let before = observation.promptName, let words = observation.command?.text?.words,
        words.count == 2, words[0] == "hostname"
      else { continue }
      renamed[Self.folded(before)] = Self.folded(String(words[1]))
    }
    self.renamed = renamed
  }

  /// The name without its domain and without what the standby of a pair adds to its prompt.
  static func folded(_ name: String) -> String {
    let isAddress = name.utf8.allSatisfy { $0 == 0x2E || (0x30...0x39).contains($0) }
    var host = isAddress ? name : name.prefix { $0 != "." }.lowercased()
    for ending in ["-stby", "-standby"] where host.hasSuffix(ending) {
      host.removeLast(ending.utf8.count)
    }
    return host
  }

  /// The first outputs of the machine; these where there were none before.
  mutating func place(of index: Int, _ udi: UDI, _ name: String?) -> Int {
    let name = name ?? ""
    var host = Self.folded(name)
    if let newer = renamed[host] { host = newer }
    let key = Key(udi: udi, host: host)
    if let known = byKey[key] { return known }
    byKey[key] = index
    byUDI[udi, default: []].append(index)
    names[udi, default: []].append(name)
    return index
  }

  /// The same for outputs that name no host: of the only machine with the UDI.
  mutating func onlyPlace(of index: Int, _ udi: UDI) -> Int {
    let places = places(of: udi)
    if places.count == 1, let only = places.first { return only }
    if !places.isEmpty { return index }
    byUDI[udi] = [index]
    return index
  }

  func places(of udi: UDI) -> [Int] { byUDI[udi] ?? [] }

  /// The machines that have one UDI in common, and their names.
  var twins: [(places: [Int], names: [String])] {
    names.compactMap { udi, names in names.count > 1 ? (places(of: udi), names) : nil }
  }
}
