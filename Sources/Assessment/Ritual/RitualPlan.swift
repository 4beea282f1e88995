public import LicenseFiles

/// Where the ritual of a site stands, derived from its ledger and nothing else.
///
/// 1. Each cycle (a device, or the members of an HA pair or stack together) waits at one step, or at
///    none: see ``RitualReason``.
/// 2. The next step is the one nearest to the end at which a cycle waits: what is at hand comes before
///    what is far away, and a cycle that is begun before one that is not.
/// 3. Where no cycle waits and a trip is open, its end is next.
public struct RitualPlan: Sendable {
  /// A cycle and where it waits.
  public struct Entry: Sendable, Hashable {
    /// The cycle.
    public var cycle: CycleStatus
    /// Why it waits there, or for nothing.
    public var reason: RitualReason

    /// The step at which it waits; nil when nothing has to be done.
    public var step: RitualStep? { reason.step }
    /// What it waits for besides: newer media beside an older ACK, or the ACK of an earlier file. Nil for nothing.
    public var otherReason: RitualReason? {
      let others = cycle.action.parts.dropFirst()
      if case .ackHere = reason { return others.isEmpty ? nil : RitualReason.ofStage(cycle) }
      let isEarlier = others.contains { if case .fetchAck = $0 { true } else { false } }
      return isEarlier ? .atPortal(.uploaded) : nil
    }
    /// The steps at which it waits, the next one first.
    public var steps: [RitualStep] { [reason.step, otherReason?.step].compactMap(\.self) }
    /// The device that stands for the cycle: the member with the latest export.
    public var device: UDI? { cycle.lead?.udi }
  }

  /// Every cycle in service, the most urgent first.
  public let entries: [Entry]
  /// The trips that are under way.
  public let openTrips: [TripRecord]

  /// Judges a site.
  ///
  /// - Parameters:
  ///   - history: what its ledger has.
  ///   - now: the current time, epoch seconds UTC.
  public init(_ history: SiteHistory, now: Int64) {
    let status = SiteStatus(history, now: now)
    entries = status.cycles.map { Entry(cycle: $0, reason: RitualReason($0)) }
    openTrips = status.openTrips
  }

  /// The step to go on with; nil when nothing waits.
  public var next: RitualStep? {
    entries.compactMap(\.step).max() ?? (openTrips.isEmpty ? nil : .confirm)
  }

  /// The cycles that wait at a step.
  public func entries(at step: RitualStep) -> [Entry] { entries.filter { $0.steps.contains(step) } }

  /// The cycles whose ACK is awaited from the other side.
  public var abroad: [Entry] {
    entries.filter { $0.steps.contains(.portal) || $0.steps.contains(.acks) }
  }

  /// The entry of the cycle that a person means: by group, `PID:SERIAL`, serial number or host name.
  ///
  /// - Returns: one or several when the name is not unique; none when it is unknown.
  public func entries(named name: String) -> [Entry] {
    let folded = name.lowercased()
    return entries.filter { entry in
      entry.cycle.group == name
        || entry.cycle.members.contains {
          $0.udi.description == name || $0.udi.serial == name
            || $0.hostName?.lowercased() == folded
        }
    }
  }
}

/// Why a cycle waits at a step, or at none.
public enum RitualReason: Sendable, Hashable {
  /// Nothing was ever exported.
  case neverExported
  /// The device's deadline is over, by so many days.
  case deadlineOver(days: Int64)
  /// The device's deadline is so many days away.
  case deadlineNear(days: Int64)
  /// What was carried out never arrived.
  case lost
  /// The portal refused the file.
  case rejected
  /// The file is on media that did not leave.
  case notCarried
  /// The media left; what the portal did is not known.
  case carried
  /// The portal has the file.
  case atPortal(CycleStage)
  /// So many ACKs are here.
  case ackHere(count: Int)
  /// The ACK lies where the device can fetch it.
  case staged
  /// It was reset after its ACK was staged, which has nothing left to acknowledge there.
  case resetSinceStaged
  /// It was reset after it saved the usage that its ACK acknowledges, and its cycle is closed.
  case resetSinceSaved
  /// The usage that its ACK acknowledges was saved within the hour after a reset.
  case savedWithinHour
  /// The cycle is closed, and so many reports were not acknowledged.
  case notAcknowledged(reports: Int)
  /// The device said that it took the ACK.
  case imported
  /// It is closed, and its deadline so many days away; nil when that is not known.
  case closed(days: Int64?)
  /// Its reports went out in the file of another device.
  case followsAnother
  /// It is out of service.
  case outOfService

  /// Judges a cycle by its next action, which `site status` shows too.
  package init(_ cycle: CycleStatus) {
    if cycle.isOutOfService, !cycle.isLastUsage {
      self = .outOfService
    } else if case .saveAfterReset = cycle.due {
      self = .resetSinceSaved
    } else if case .saveAfterHour = cycle.due {
      self = .savedWithinHour
    } else if cycle.acksToImport > 0, !cycle.isLastUsage, cycle.stage <= .acknowledged {
      self = .ackHere(count: cycle.acksToImport)
    } else {
      self = Self.ofStage(cycle)
    }
  }

  fileprivate static func ofStage(_ cycle: CycleStatus) -> RitualReason {
    if case .matchAck = cycle.due { return .atPortal(.answered) }
    switch cycle.standing {
    case .never:
      return cycle.waiting > 0 ? .followsAnother : ofDeadline(cycle) ?? .neverExported
    case .exported: return .notCarried
    case .carried: return .carried
    case .uploaded, .pending, .answered: return .atPortal(cycle.stage)
    case .duplicate:
      if case .exportAnew = cycle.due { return .rejected }
      return .atPortal(cycle.stage)
    case .rejected: return .rejected
    case .lost: return .lost
    case .acknowledged: return .ackHere(count: max(1, cycle.acksToImport))
    case .staged:
      if case .stageAgain = cycle.due { return .resetSinceStaged }
      return .staged
    case .imported: return .imported
    case .confirmed where cycle.acksToImport > 0: return .ackHere(count: cycle.acksToImport)
    case .confirmed:
      if case .saveRest(let reports) = cycle.due { return .notAcknowledged(reports: reports) }
      return ofDeadline(cycle) ?? .closed(days: cycle.daysLeft)
    }
  }

  private static func ofDeadline(_ cycle: CycleStatus) -> RitualReason? {
    guard let days = cycle.daysLeft, days <= SiteStatus.soonDays else { return nil }
    return days < 0 ? .deadlineOver(days: 0 &- days) : .deadlineNear(days: days)
  }

  /// The step at which the cycle waits; nil when nothing has to be done.
  public var step: RitualStep? {
    switch self {
    case .neverExported, .deadlineOver, .deadlineNear, .lost, .rejected, .resetSinceStaged,
      .resetSinceSaved, .savedWithinHour, .notAcknowledged:
      .due
    case .notCarried: .carry
    case .carried: .portal
    case .atPortal: .acks
    case .ackHere: .importing
    case .staged, .imported: .confirm
    case .closed, .followsAnother, .outOfService: nil
    }
  }
}
