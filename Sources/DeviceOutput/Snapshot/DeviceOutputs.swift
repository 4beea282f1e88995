import LicenseFiles

/// Outputs that are of one device.
struct DeviceOutputs {
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
  /// Other host names under which the UDI is shown.
  var otherHosts: Set<String> = []
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
    otherHosts.formUnion(other.otherHosts)
  }

  mutating func sort() { members.sort { $0.order < $1.order } }
}
