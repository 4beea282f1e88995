import LicenseFiles

/// A measurement as far as access points are concerned; they are numbers here.
struct AccessPointStep: Sendable {
  let start: Int64?
  let end: Int64?
  let count: Int64?
  let added: [UInt32]?
  let removed: [UInt32]?
  /// True for the first measurement of its report.
  let isFirst: Bool

  var lists: Bool { added != nil || removed != nil }
  var entries: Int { (added?.count ?? 0) + (removed?.count ?? 0) }
  /// When what it lists happened, at the latest.
  var time: Int64? { start ?? end }
}

/// A report as far as access points are concerned.
struct AccessPointReport: Sendable {
  let reportID: UInt64?
  let location: SourceLocation
  let steps: [AccessPointStep]

  var lists: Bool { steps.contains { $0.lists } }
  var entries: Int { steps.reduce(0) { $0 + $1.entries } }

  /// The first measurement whose count the lists do not give, when the first one lists every access
  /// point; nil when they give every count.
  func firstFailure() -> Int? {
    var sum = AccessPointSum()
    for (index, step) in steps.enumerated() {
      sum.take(step)
      if let count = step.count, count != sum.value { return index }
    }
    return nil
  }

  /// The first measurement whose count the lists do not give as changes to what was counted before, or
  /// whose lists cannot be changes to it; nil when they give every count.
  func firstFailure(after before: CountedAccessPoints) -> Int? {
    var counted = before
    for (index, step) in steps.enumerated() {
      let change = counted.apply(step)
      guard change.repeated == 0, change.unheardOf.isEmpty else { return index }
      if let count = step.count, count != Int64(counted.members.count) { return index }
    }
    return nil
  }
}

extension AccessPointSum {
  mutating func take(_ step: AccessPointStep) {
    take(added: step.added?.count ?? 0, removed: step.removed?.count ?? 0)
  }
}

/// The access points that are counted at one time.
struct CountedAccessPoints: Sendable {
  /// What a measurement changes.
  struct Change: Sendable {
    var joined: [UInt32] = []
    var left: [UInt32] = []
    /// Added and removed within the measurement, and not counted before.
    var passed: [UInt32] = []
    /// Entries that add what is counted already.
    var repeated = 0
    /// Removed, and not counted.
    var unheardOf: [UInt32] = []
  }

  private(set) var members: Set<UInt32> = []

  mutating func apply(_ step: AccessPointStep) -> Change {
    var change = Change()
    var later: [UInt32] = []
    for accessPoint in step.removed ?? [] {
      if members.remove(accessPoint) == nil {
        later.append(accessPoint)
      } else {
        change.left.append(accessPoint)
      }
    }
    for accessPoint in step.added ?? [] {
      if members.insert(accessPoint).inserted {
        change.joined.append(accessPoint)
      } else {
        change.repeated += 1
      }
    }
    guard !later.isEmpty else { return change }
    for accessPoint in later {
      if members.remove(accessPoint) == nil {
        change.unheardOf.append(accessPoint)
      } else {
        change.passed.append(accessPoint)
      }
    }
    let passed = Set(change.passed)
    change.joined.removeAll { passed.contains($0) }
    return change
  }
}

/// Gives every access point a number, so that the lists of a thousand reports cost four bytes an entry.
struct AccessPointNumbers: Sendable {
  private(set) var udis: [UDI] = []
  private var numbers: [UDI: UInt32] = [:]

  /// - Returns: nil when a limit is hit.
  mutating func list(_ list: [UDI]?, _ budget: inout AccessPointBudget) -> [UInt32]?? {
    guard let list else { return .some(nil) }
    var result: [UInt32] = []
    result.reserveCapacity(list.count)
    for udi in list {
      if let number = numbers[udi] {
        result.append(number)
        continue
      }
      guard budget.takes(accessPointNumber: udis.count + 1, udi) else { return nil }
      let number = UInt32(clamping: udis.count)
      numbers[udi] = number
      udis.append(udi)
      result.append(number)
    }
    return .some(result)
  }
}
