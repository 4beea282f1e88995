/// The outputs of one device in one terminal session, in the order of the session. One time that it
/// shows counts for all of it.
struct EvidenceRun {
  /// What a device only ever moves forward.
  enum Stamp: Hashable, CaseIterable {
    case log, ack, push, fileWrite, policy, trust, account, contact, message, event, count, boot
  }

  /// What two outputs can say differently.
  enum Topic: Hashable {
    case transport, reporting, policy, trust, licenses, reportSummary, registration, compliance
    case authorizations, reservation, jobs, communications, agent, members
    case version, airEntities, ntp, trustpoints, features, configuration, reportStates
    case accessPoints
  }

  /// An output with its place among all that were given.
  struct Entry {
    let index: Int
    let observation: Observation
  }

  let observations: [Entry]
  /// The clock by which each observation counts; nil when the run shows none.
  let clocks: [EvidenceTime]?
  /// The newest of each kind; its value is nil where the device says that it never happened.
  let stamps: [Stamp: EvidenceTime?]
  /// What it says; the value is nil where two outputs are never taken for the same.
  let topics: [Topic: [String]?]

  var file: String { observations.first?.observation.location.file ?? "" }
  var clock: EvidenceTime? { clocks?.last }

  /// - Parameter isCorrected: true where the device's clock was set during the session, so that only the
  ///   last time counts.
  init(_ observations: [Entry], isCorrected: Bool) {
    self.observations = observations
    let shown = observations.map(\.observation.evidenceClock)
    let times = shown.compactMap(\.self)
    if var current = isCorrected ? times.last : times.first {
      clocks = shown.map { time in
        if let time, !isCorrected { current = time }
        return current
      }
    } else {
      clocks = nil
    }
    var stamps: [Stamp: EvidenceTime?] = [:]
    var topics: [Topic: [String]?] = [:]
    for observation in observations.map(\.observation) {
      for (stamp, time) in observation.stamps { stamps.updateValue(time, forKey: stamp) }
      for (topic, words) in observation.topics { topics.updateValue(words, forKey: topic) }
    }
    self.stamps = stamps
    self.topics = topics
  }

  /// True when both say the same thing differently, so that it matters which is newer.
  func contradicts(_ other: EvidenceRun) -> Bool {
    topics.contains { topic, words in
      guard let others = other.topics[topic] else { return false }
      return words == nil || words != others
    }
  }
}

extension EvidenceRun {
  /// Cuts the observations of one device into runs: one for each terminal session of each file, and a new
  /// one where the clock goes back, as in files that were joined in another order.
  static func runs(_ observations: [Observation]) -> [EvidenceRun] {
    struct Session: Hashable {
      let file: String
      let number: Int
    }
    var order: [Session] = []
    var members: [Session: [Entry]] = [:]
    for (index, observation) in observations.enumerated() {
      let session = Session(file: observation.location.file, number: observation.session)
      if members[session] == nil { order.append(session) }
      members[session, default: []].append(Entry(index: index, observation: observation))
    }
    return order.flatMap { cut(members[$0] ?? []) }
  }

  /// A clock that is set right goes back too.
  private static let tolerance: Int64 = 120

  private static func cut(
    _ session: [Entry]
  ) -> [EvidenceRun] {
    var runs: [EvidenceRun] = []
    var start = 0
    var last: (place: Int, observation: Observation, time: EvidenceTime)?
    var isCorrected = false
    for (place, observation) in session.map(\.observation).enumerated() {
      guard let time = observation.evidenceClock else { continue }
      if let before = last, let seconds = time.seconds(since: before.time), seconds < -tolerance {
        if session[before.place...place].contains(where: \.observation.setsClock)
          || before.observation.hasDoubtfulClock && !observation.hasDoubtfulClock
        {
          isCorrected = true
        } else {
          let cut = beginning(of: place, in: session, from: start, after: before.place)
          runs.append(EvidenceRun(Array(session[start..<cut]), isCorrected: isCorrected))
          start = cut
          isCorrected = false
        }
      }
      last = (place, observation, time)
    }
    if start < session.count {
      runs.append(EvidenceRun(Array(session[start...]), isCorrected: isCorrected))
    }
    return runs
  }

  /// Where the session begins whose clock was found at a place: at the first command that the one before
  /// it had printed already, else at the clock.
  private static func beginning(
    of place: Int, in session: [Entry], from start: Int,
    after last: Int
  ) -> Int {
    let seen = Set(session[start...last].compactMap { $0.observation.command?.command })
    return session[(last + 1)...place].firstIndex { entry in
      entry.observation.command?.command.map(seen.contains) ?? false
    } ?? place
  }
}
