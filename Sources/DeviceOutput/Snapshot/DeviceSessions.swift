import LicenseFiles

/// The devices of each terminal session by itself.
struct DeviceSessions {
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
    // Taken out, so that changing it copies nothing.
    var session = sessions.removeValue(forKey: key) ?? Session()
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
