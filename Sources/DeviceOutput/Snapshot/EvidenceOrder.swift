/// How it is known which of a device's outputs is the newest.
public enum EvidenceOrder: String, Sendable, Hashable {
  /// By the device's clock in each session; or nothing that it says depends on the order.
  case clock
  /// By the newest times that the outputs print, such as `Last ACK received`, where no clock is shown.
  case stamps
  /// No time tells: what was given last counts as the newest.
  case files
}

extension EvidenceOrder {
  /// More sessions without a clock than these are not compared with each other.
  private static let mostRuns = 256

  /// The observations of one device, the oldest first.
  ///
  /// 1. Inside a session the order of its lines stays.
  /// 2. Where every session shows the device's clock, the clock decides.
  /// 3. Otherwise two sessions are compared by their clocks; by their file, whose lines are in the order
  ///    of time; by the times of one kind that both print; and by the clock of one and a time that the
  ///    other prints, which must have been printed after it.
  /// 4. Of those that nothing is known to be newer than, the one that was given last is the newest.
  static func sorted(_ observations: [Observation]) -> ([Observation], EvidenceOrder) {
    let runs = EvidenceRun.runs(observations)
    guard runs.count > 1 else { return (observations, .clock) }
    if let sorted = sortedByClock(runs) { return (sorted, .clock) }
    guard runs.count <= mostRuns else { return (observations, .files) }
    let comparison = RunComparison(runs)
    let order = comparison.order
    return (order.flatMap { runs[$0].observations.map(\.observation) }, comparison.basis)
  }

  /// Nil unless every run shows a clock and all of these are on one scale.
  private static func sortedByClock(_ runs: [EvidenceRun]) -> [Observation]? {
    var entries: [(seconds: Int64, index: Int, observation: Observation)] = []
    var scale: String?
    for run in runs {
      guard let clocks = run.clocks else { return nil }
      for (clock, entry) in zip(clocks, run.observations) {
        guard let place = clock.place, scale == nil || scale == place.scale else { return nil }
        scale = place.scale
        entries.append((place.seconds, entry.index, entry.observation))
      }
    }
    return entries.sorted { ($0.seconds, $0.index) < ($1.seconds, $1.index) }.map(\.observation)
  }
}

/// Every run compared with every other.
private struct RunComparison {
  private enum Relation {
    case before(EvidenceOrder)
    case after(EvidenceOrder)
  }

  private let runs: [EvidenceRun]
  /// True when a licensing was reset: then a time can go back to `<none>`.
  private let hasReset: Bool

  init(_ runs: [EvidenceRun]) {
    self.runs = runs
    hasReset = runs.contains { $0.observations.contains { !$0.observation.resets.isEmpty } }
  }

  /// The runs from the oldest to the newest, taken from the end.
  var order: [Int] {
    var successors = Array(repeating: Set<Int>(), count: runs.count)
    for (left, right) in pairs {
      switch relation(left, right) {
      case .before: successors[left].insert(right)
      case .after: successors[right].insert(left)
      case nil: break
      }
    }
    var left = Set(runs.indices)
    var order: [Int] = []
    while let last = left.max() {
      let next = left.filter { successors[$0].isDisjoint(with: left) }.max() ?? last
      left.remove(next)
      order.append(next)
    }
    return order.reversed()
  }

  /// What decides where the runs say the same thing differently: the weakest of it.
  var basis: EvidenceOrder {
    var isByStamps = false
    for (left, right) in pairs where runs[left].contradicts(runs[right]) {
      switch relation(left, right) {
      case nil: return .files
      case .before(let basis), .after(let basis): isByStamps = isByStamps || basis == .stamps
      }
    }
    return isByStamps ? .stamps : .clock
  }

  private var pairs: [(Int, Int)] {
    runs.indices.flatMap { left in runs.indices.dropFirst(left + 1).map { (left, $0) } }
  }

  private func relation(_ left: Int, _ right: Int) -> Relation? {
    let (one, other) = (runs[left], runs[right])
    if let clock = one.clock, let second = other.clock, let order = clock.compared(with: second),
      order != .same
    {
      return order == .before ? .before(.clock) : .after(.clock)
    }
    if one.file == other.file { return .before(.clock) }
    let orders = EvidenceRun.Stamp.allCases.compactMap { order($0, one, other) }
    if orders.contains(.before) != orders.contains(.after) {
      return orders.contains(.before) ? .before(.stamps) : .after(.stamps)
    }
    if isPrinted(one, before: other) { return .before(.stamps) }
    return isPrinted(other, before: one) ? .after(.stamps) : nil
  }

  private func order(
    _ stamp: EvidenceRun.Stamp, _ one: EvidenceRun, _ other: EvidenceRun
  ) -> EvidenceTime.Order? {
    guard let left = one.stamps[stamp], let right = other.stamps[stamp] else { return nil }
    switch (left, right) {
    case (let left?, let right?): return left.compared(with: right)
    case (nil, _?): return hasReset ? nil : .before
    case (_?, nil): return hasReset ? nil : .after
    case (nil, nil): return .same
    }
  }

  /// True when the other one prints a time that lies after this one's clock.
  private func isPrinted(_ one: EvidenceRun, before other: EvidenceRun) -> Bool {
    guard let clock = one.clock else { return false }
    return other.stamps.values.contains { time in
      time.map { clock.compared(with: $0) == .before } ?? false
    }
  }
}
