package import DeviceOutput
import LicenseFiles

/// How urgent a cycle is, the worst first. Never renamed.
public enum CycleRank: String, Sendable, Hashable, CaseIterable, Comparable {
  /// The device's own deadline is over.
  case overdue
  /// Reports in conflict, a file that was lost, or one that the portal refused.
  case failed
  /// The deadline is near.
  case deadlineSoon = "deadline-soon"
  /// Between export and proof.
  case underWay = "under-way"
  /// Nothing was ever exported.
  case neverExported = "never-exported"
  /// Closed, with time left or a deadline that is not known.
  case quiet
  /// Retired or replaced.
  case outOfService = "out-of-service"

  /// Orders the worst first.
  public static func < (left: CycleRank, right: CycleRank) -> Bool {
    left.position < right.position
  }

  private var position: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// `Next ACK deadline`, as far as it is known. Times are epoch seconds, UTC.
public enum AckDeadline: Sendable, Hashable {
  /// The text of the device and what it means: its zone may leave several moments.
  case known(earliest: Int64, latest: Int64?, text: String)
  /// The device printed no time, for example `<none>`.
  case words(String)
  /// Its output was never read.
  case unknown

  /// As a device printed it; of a clock that was not set only the text counts.
  package init(_ printed: Observed<DeviceTime?>?) {
    guard let printed else {
      self = .unknown
      return
    }
    guard let time = printed.value else {
      self = .words("none")
      return
    }
    if let earliest = time.earliest, !WrongClock.gave(time) {
      self = .known(earliest: earliest, latest: time.latest, text: time.text)
    } else {
      self = .words(time.text)
    }
  }

  /// The earliest moment that it can mean; nil when none is known.
  public var earliest: Int64? {
    if case .known(let earliest, _, _) = self { earliest } else { nil }
  }
}

/// One cycle of a site at one moment: a device, or the members of an HA pair or stack together.
public struct CycleStatus: Sendable, Hashable {
  /// The HA pair or stack; nil for a device by itself.
  public var group: String?
  /// The members, the one with the latest export first, then by UDI.
  public var members: [DeviceRecord]
  /// How urgent it is.
  public var rank: CycleRank
  /// The deadline by the newest output that named one.
  public var deadline: AckDeadline
  /// Whole days until the earliest moment that the deadline can mean: negative when it is over, nil
  /// when it is not known.
  public var daysLeft: Int64?
  /// The newest `Last ACK received`; epoch seconds, UTC.
  public var lastAck: Int64?
  /// The same, as the device printed it.
  public var lastAckText: String?
  /// Reports that were exported and are neither acknowledged nor confirmed.
  public var waiting: Int
  /// Reports in conflict.
  public var conflicts: Int
  /// ACKs that are here and not imported.
  public var acksToImport: Int
  /// Where the latest export stands.
  public var stage: CycleStage
  /// Since when; epoch seconds, UTC.
  public var stageSince: Int64?
  /// For how many whole days.
  public var stageDays: Int64?
  /// What to do now.
  public var action: NextAction
  /// What is due, whatever the factory-reset guard says of now.
  public var due: NextAction
  private let isStagedBeforeReset: Bool
  private let isSavedBeforeReset: Bool
  private let isSavedWithinHour: Bool
  private let isMigrating: Bool

  /// The member with the latest export.
  public var lead: DeviceRecord? { members.first }
  /// The member that speaks for the cycle: the one that is meant by the name of the group.
  public var speaker: DeviceRecord? {
    let standing = KnownDevices.Device.standing(for: members.map { KnownDevices.Device($0) })
    return members.first { $0.udi == standing?.udi } ?? lead
  }
  /// The virtual accounts of the members.
  public var accounts: [String] { Array(Set(members.compactMap(\.account))).sorted() }

  /// Judges a cycle.
  ///
  /// - Parameters:
  ///   - members: the devices of the cycle; at least one.
  ///   - now: the current time, epoch seconds UTC.
  ///   - isStagedBeforeReset: what is staged lies there from before a reset.
  ///   - isSavedBeforeReset: the usage that went out last was saved before a reset.
  ///   - isSavedWithinHour: the guard refuses that usage, because it was saved within the hour after a reset.
  ///   - isMigrating: a migration of it is under way.
  ///   - guarded: what the factory-reset guard says of the members that were reset.
  package init(
    _ members: [DeviceRecord], now: Int64, isStagedBeforeReset: Bool = false,
    isSavedBeforeReset: Bool = false, isSavedWithinHour: Bool = false, isMigrating: Bool = false,
    guarded: [ResetStanding] = []
  ) {
    self.isStagedBeforeReset = isStagedBeforeReset
    self.isSavedBeforeReset = isSavedBeforeReset
    self.isSavedWithinHour = isSavedWithinHour
    self.isMigrating = isMigrating
    let ordered = members.sorted { left, right in
      let exports = (left.exportedAt ?? .min, right.exportedAt ?? .min)
      return exports.0 == exports.1 ? left.udi < right.udi : exports.0 > exports.1
    }
    self.members = ordered
    group = ordered.first?.group
    deadline = Self.deadline(ordered)
    daysLeft = deadline.earliest.map { Self.days(from: now, to: $0) }
    let acknowledged = ordered.filter { $0.lastAckText != nil }
      .max {
        ($0.lastAck ?? .min, $0.observedAt ?? .min) < ($1.lastAck ?? .min, $1.observedAt ?? .min)
      }
    lastAck = acknowledged?.lastAck
    lastAckText = acknowledged?.lastAckText
    waiting = Self.sum(ordered, \.waitingCount)
    conflicts = Self.sum(ordered, \.conflictCount)
    acksToImport = Self.sum(ordered, \.acksToImport)
    stage = ordered.first?.stage ?? .never
    stageSince = ordered.first?.stageSince
    stageDays = stageSince.map { max(0, Self.days(from: $0, to: now)) }
    rank = .quiet
    (due, action) = (.nothing, .nothing)
    rank = judgedRank
    due = judgedAction
    action = guarded.lazy.compactMap(\.refusal).first.map { held(due, by: $0) } ?? due
  }

  /// After a switchover the other member answers: what was printed last counts, not what is earliest; but
  /// the deadline of an earlier ACK is over.
  private static func deadline(_ members: [DeviceRecord]) -> AckDeadline {
    let observed = members.filter { $0.deadlineText != nil }
      .max {
        ($0.lastAck ?? .min, $0.observedAt ?? .min) < ($1.lastAck ?? .min, $1.observedAt ?? .min)
      }
    guard let observed, let text = observed.deadlineText else { return .unknown }
    guard let earliest = observed.deadline else { return .words(text) }
    return .known(earliest: earliest, latest: observed.deadlineLatest, text: text)
  }

  private static func sum(_ members: [DeviceRecord], _ count: (DeviceRecord) -> Int) -> Int {
    members.reduce(0) { $0 &+ count($1) }
  }

  /// Whole days as people count them: 26 hours late is one day, and what is late at all is no less
  /// than one. Impossible dates give the largest number instead of a fault.
  public static func days(from start: Int64, to end: Int64) -> Int64 {
    let (seconds, overflow) = end.subtractingReportingOverflow(start)
    guard !overflow else { return end < start ? .min / 86_400 : .max / 86_400 }
    return seconds < 0 ? min(-1, seconds / 86_400) : seconds / 86_400
  }

  private var isNeverExported: Bool { stage == .never && waiting == 0 }

  /// True where no member is in service.
  var isOutOfService: Bool { members.allSatisfy { !$0.isInService } }

  /// True where a device that is out of service has usage that is on its way to the portal, or its ACK there.
  var isLastUsage: Bool {
    guard isOutOfService, waiting > 0 else { return false }
    switch stage {
    case .exported, .carried, .uploaded, .pending, .answered, .rejected, .lost: return true
    case .never, .duplicate, .acknowledged, .staged, .imported, .confirmed: return false
    }
  }

  private var judgedRank: CycleRank {
    if isOutOfService { return waiting > 0 ? .underWay : .outOfService }
    if let daysLeft, daysLeft < 0 { return .overdue }
    if conflicts > 0 || stage == .lost || stage == .rejected { return .failed }
    if let daysLeft, daysLeft <= SiteStatus.soonDays { return .deadlineSoon }
    if isNeverExported { return .neverExported }
    let isReset = stage == .confirmed && isSavedBeforeReset
    return standing.isUnderWay || stage == .never || waiting > 0 || acksToImport > 0 || isReset
      ? .underWay : .quiet
  }

  /// Where the cycle stands: closed too while its last file is out and holds nothing that is not proved already.
  package var standing: CycleStage { hasNothingNew ? .confirmed : stage }

  /// True where the last file holds no report that is not proved already: no answer to it is needed.
  private var hasNothingNew: Bool {
    let isOut =
      switch stage {
      case .exported, .carried, .uploaded, .pending, .answered, .duplicate: true
      case .never, .rejected, .lost, .acknowledged, .staged, .imported, .confirmed: false
      }
    return isOut && waiting == 0 && acksToImport == 0 && !isSavedBeforeReset
      && members.contains { $0.confirmedAt != nil }
      && members.allSatisfy { ($0.importedAt ?? .min) <= $0.confirmedAt ?? .min }
  }

  /// True where every member is known to run a release from before the policy.
  private var isBeforePolicy: Bool {
    members.allSatisfy { RitualCommands($0).isBeforePolicy }
  }

  /// What is due, unless the guard refuses it.
  private func held(_ action: NextAction, by refusal: ResetStanding.Refusal) -> NextAction {
    switch action {
    case .saveUsage, .saveRest, .exportAgain, .exportAnew, .importAck, .importOnDevice, .stageAgain,
      .saveAfterReset, .saveAfterHour:
      .waitAfterReset(until: refusal.until)
    case .both(let first, let then):
      held(first, by: refusal) == held(then, by: refusal)
        ? held(then, by: refusal) : .both(held(first, by: refusal), then: held(then, by: refusal))
    case .carry, .upload, .fetchAck, .fetchEarlierAck, .matchAck, .lookUp, .readRejection,
      .resolveConflict,
      .waitAfterReset, .confirm, .readDeadline, .migrate, .followOtherFile, .nothing:
      action
    }
  }

  private var judgedAction: NextAction {
    if isOutOfService, !isLastUsage {
      return waiting > 0 ? .lookUp(file: lead?.fileName, reports: waiting) : .nothing
    }
    if conflicts > 0 { return .resolveConflict(reports: conflicts) }
    let ack = members.filter { $0.acksToImport > 0 }
      .max { ($0.acknowledgedAt ?? .min) < ($1.acknowledgedAt ?? .min) }?.ackName
    // What the device held went with the reset: its ACK has nothing left to acknowledge.
    if isSavedBeforeReset, stage == .acknowledged || stage == .staged && !isStagedBeforeReset {
      return .saveAfterReset(file: ack ?? stagedName ?? lead?.ackName)
    }
    if isSavedWithinHour, stage == .acknowledged {
      return .saveAfterHour(file: ack ?? lead?.ackName)
    }
    var action = ofStage(ack)
    // On the way to the portal, or there, an ACK of an earlier file is fetched too.
    if let earlier = earlierUpload, stage < .acknowledged, action.file != "ACK_" + earlier {
      action = .both(action, then: .fetchAck(file: "ACK_" + earlier))
    }
    // What is at hand comes before what is far away. A device that is gone imports nothing.
    guard !isLastUsage, stage.isUnderWay, stage < .acknowledged, acksToImport > 0 else {
      return action
    }
    if case .importAck = action { return .importAck(file: ack, more: acksToImport) }
    return .both(importing(ack), then: action)
  }

  /// Under the name of the download, another device's ACK may be staged.
  private var stagedName: String? { members.lazy.compactMap(\.stagedName).first }

  /// An ACK is here, of an earlier file or of none.
  private func importing(_ ack: String?) -> NextAction {
    if acksToImport == 1, !isStagedBeforeReset, let stagedName {
      return .importOnDevice(file: stagedName)
    }
    return .importAck(file: ack, more: acksToImport - 1)
  }

  /// The name of an earlier file at the portal whose ACK is awaited; after a switchover another member saved it.
  private var earlierUpload: String? {
    members.lazy.compactMap(\.earlierUpload).first
      ?? members.dropFirst().first {
        [.uploaded, .pending, .answered].contains($0.stage) && $0.waitingCount > 0
      }?.fileName
  }

  private func ofStage(_ ack: String?) -> NextAction {
    let file = lead?.fileName
    let stage = standing
    if stage == .never || stage == .confirmed, isMigrating || isBeforePolicy {
      return .migrate(isUnderWay: isMigrating)
    }
    // What is missing is the proof, and not what the portal or the device does.
    if stage.isAwaitingAck, let imported = lead?.importedAck {
      return .matchAck(file: imported, isImported: true)
    }
    switch stage {
    case .never: return isNeverExported ? .saveUsage : .followOtherFile
    case .exported: return .carry(file: file)
    case .carried: return .upload(file: file)
    case .uploaded, .pending: return .fetchAck(file: file.map { "ACK_" + $0 })
    // The form names the ACK that was fetched.
    case .answered where isLastUsage && lead?.fetchedAck != nil:
      return .matchAck(file: lead?.fetchedAck, isImported: false)
    case .answered:
      return lead?.fetchedAck.map { .importAck(file: $0, more: acksToImport) }
        ?? .fetchAck(file: file.map { "ACK_" + $0 })
    case .rejected: return .readRejection(file: file)
    case .duplicate:
      let new = lead?.untakenCount ?? 0
      return new > 0 ? .exportAnew(file: file, reports: new) : .fetchEarlierAck(file: file)
    case .lost: return .exportAgain(file: file)
    case .acknowledged:
      return .importAck(file: ack ?? lead?.ackName, more: max(0, acksToImport - 1))
    case .staged:
      let file = stagedName ?? ack ?? lead?.ackName
      return isStagedBeforeReset ? .stageAgain(file: file) : .importOnDevice(file: file)
    case .imported: return .confirm
    case .confirmed:
      if acksToImport > 0 { return importing(ack) }
      if isSavedBeforeReset { return .saveAfterReset(file: lead?.ackName) }
      if let earlier = earlierUpload { return .fetchAck(file: "ACK_" + earlier) }
      // A report that the portal did not acknowledge goes out with the next export.
      if waiting > 0 { return .saveRest(reports: waiting) }
      guard let daysLeft else { return deadline == .unknown ? .readDeadline : .nothing }
      return daysLeft <= SiteStatus.soonDays ? .saveUsage : .nothing
    }
  }
}
