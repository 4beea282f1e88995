import Assessment
import LicenseFiles
import Testing

/// Where each cycle stands and what is worst, from values alone.
@Suite struct SiteStatusTests {
  private static let now: Int64 = 1_800_000_000
  private static let day: Int64 = 86_400

  private static func device(
    _ serial: String, _ change: (inout DeviceRecord) -> Void = { _ in }
  ) -> DeviceRecord {
    var record = DeviceRecord(UDI(pid: "C9800-CL-K9", serial: serial))
    record.isRegistered = true
    change(&record)
    return record
  }

  /// A device whose output named a deadline so many seconds from now.
  private static func due(
    _ serial: String, in seconds: Int64, _ stage: CycleStage = .confirmed
  ) -> DeviceRecord {
    device(serial) {
      $0.stage = stage
      $0.stageSince = now - 10 * day
      $0.exportedAt = now - 10 * day
      $0.observedAt = now - day
      $0.deadline = now + seconds
      $0.deadlineLatest = now + seconds
      $0.deadlineText = "as printed"
    }
  }

  private static func at(
    _ serial: String, _ stage: CycleStage, since days: Int64 = 3
  ) -> DeviceRecord {
    device(serial) {
      $0.stage = stage
      $0.stageSince = now - days * day
      $0.exportedAt = now - days * day
      $0.fileName = "C9800.txt"
    }
  }

  private static func status(
    _ devices: [DeviceRecord], all: Bool = false
  ) -> SiteStatus {
    let identity = SiteIdentity(name: "Example", id: "x", mode: .own)
    return SiteStatus(
      SiteHistory(identity: identity, head: .empty, devices: devices), now: now, listsAll: all)
  }

  private static func serials(_ status: SiteStatus) -> [String] {
    status.cycles.compactMap { $0.lead?.udi.serial }
  }

  @Test func anOlderACKHidesNothingOfTheNewerCycle() {
    func action(_ stage: CycleStage, acks: Int) -> NextAction? {
      var record = Self.at("one", stage)
      record.acksToImport = acks
      record.ackName = "ACK_old.txt"
      return Self.status([record]).cycles.first?.action
    }
    let older = NextAction.importAck(file: "ACK_old.txt", more: 0)
    #expect(action(.exported, acks: 1) == .both(older, then: .carry(file: "C9800.txt")))
    #expect(action(.rejected, acks: 1) == .both(older, then: .readRejection(file: "C9800.txt")))
    #expect(action(.rejected, acks: 1)?.id == "import-ack")
    // Near misses: no ACK is here, and the one that is here is that of the newest file.
    #expect(action(.exported, acks: 0) == .carry(file: "C9800.txt"))
    #expect(action(.acknowledged, acks: 1) == older)
  }

  @Test func theACKOfAReplacedDeviceIsFetched() {
    func status(_ stage: CycleStage) -> SiteStatus {
      var record = Self.at("gone", stage)
      record.waitingCount = 2
      record.replacedBy = UDI(pid: "C9800-CL-K9", serial: "new")
      return Self.status([record])
    }
    #expect(status(.answered).cycles.map(\.action) == [.fetchAck(file: "ACK_C9800.txt")])
    #expect(status(.answered).cycles.map(\.rank) == [.underWay])
    #expect(status(.acknowledged).cycles.map(\.action) == [.lookUp(file: "C9800.txt", reports: 2)])
  }

  /// The other members import what acknowledges the usage of one that was replaced; once it is proved, it is gone.
  @Test func whatAReplacedMemberOfAPairUsedIsOnTheOthers() throws {
    var gone = Self.at("1", .acknowledged)
    var here = Self.device("2")
    (gone.group, here.group) = ("pair", "pair")
    gone.replacedBy = UDI(pid: "C9800-CL-K9", serial: "2")
    (gone.acksToImport, gone.ackName) = (1, "ACK_C9800.txt")
    let cycles = Self.status([gone, here]).cycles
    #expect(cycles.map(\.action) == [.importAck(file: "ACK_C9800.txt", more: 0)])
    #expect(cycles.first?.members.count == 2)
    #expect(Self.status([gone, here], all: true).cycles.count == 1)
    (gone.stage, gone.acksToImport) = (.confirmed, 0)
    #expect(Self.status([gone, here]).cycles.first?.members.map(\.udi) == [here.udi])
    #expect(Self.status([gone, here], all: true).cycles.count == 2)
    // Near miss: alone, nothing imports it.
    gone = Self.at("1", .acknowledged)
    (gone.retiredReason, gone.acksToImport) = ("sold", 1)
    #expect(Self.status([gone, here]).cycles.map(\.members.count) == [1])
  }

  /// The member with a host name speaks for a pair of which none exported; else the last that was seen.
  @Test func oneMemberSpeaksForAGroup() {
    func speaker(_ change: (inout DeviceRecord) -> Void) -> String? {
      var (one, two) = (Self.device("1"), Self.device("2"))
      (one.group, two.group, two.hostName) = ("pair", "pair", "wlc-2")
      change(&one)
      return Self.status([one, two]).cycles.first?.speaker?.udi.serial
    }
    #expect(speaker { _ in } == "2")
    #expect(speaker { $0.exportedAt = Self.now } == "1")
  }

  @Test func theWorstStandsFirst() {
    let conflicting = Self.device("conflict") {
      $0.stage = .confirmed
      $0.stageSince = Self.now - 2 * Self.day
      $0.conflictCount = 1
    }
    let worstFirst = [
      Self.due("overdue-long", in: -20 * Self.day), Self.due("overdue", in: -1),
      Self.at("rejected", .rejected, since: 9), Self.at("lost", .lost, since: 3), conflicting,
      Self.due("soon", in: 3 * Self.day), Self.due("soon-later", in: 29 * Self.day, .exported),
      Self.at("stuck-long", .carried, since: 40), Self.at("stuck", .imported, since: 2),
      Self.device("never"),
      Self.due("far", in: 60 * Self.day), Self.at("unknown", .confirmed),
    ]
    for devices in [worstFirst, worstFirst.reversed()] {
      #expect(Self.serials(Self.status(devices)) == worstFirst.map(\.udi.serial))
    }
    #expect(
      Self.status(worstFirst).cycles.map(\.rank) == [
        .overdue, .overdue, .failed, .failed, .failed, .deadlineSoon, .deadlineSoon, .underWay,
        .underWay, .neverExported, .quiet, .quiet,
      ])
  }

  @Test(arguments: [
    (0, 0, CycleRank.deadlineSoon), (-1, -1, .overdue), (86_399, 0, .deadlineSoon),
    (86_400, 1, .deadlineSoon), (-86_400, -1, .overdue), (-93_600, -1, .overdue),
    (-172_800, -2, .overdue),
    (30 * 86_400 + 86_399, 30, .deadlineSoon), (31 * 86_400, 31, .quiet),
  ])
  func daysLeftAreCountedAsPeopleDo(_ seconds: Int64, _ days: Int64, _ rank: CycleRank) throws {
    let cycle = try #require(Self.status([Self.due("a", in: seconds)]).cycles.first)
    #expect(cycle.daysLeft == days)
    #expect(cycle.rank == rank)
  }

  @Test(arguments: [Int64.min, .max])
  func aWildDeadlineIsNoFault(_ deadline: Int64) throws {
    var device = Self.due("a", in: 0)
    device.deadline = deadline
    let cycle = try #require(Self.status([device]).cycles.first)
    #expect(cycle.rank == (deadline < 0 ? .overdue : .quiet))
  }

  @Test func anUnknownDeadlineIsUnknownAndNotFarAway() throws {
    let unseen = try #require(Self.status([Self.at("a", .confirmed)]).cycles.first)
    #expect(unseen.deadline == .unknown)
    #expect(unseen.daysLeft == nil)
    #expect(unseen.action == .readDeadline)

    let none = Self.device("b") {
      $0.stage = .confirmed
      $0.observedAt = Self.now
      $0.deadlineText = "<none>"
    }
    let printed = try #require(Self.status([none]).cycles.first)
    #expect(printed.deadline == .words("<none>"))
    #expect(printed.daysLeft == nil)
    #expect(printed.action == .nothing)
  }

  @Test func theMembersOfAGroupAreOneCycle() throws {
    let active = Self.device("active") {
      $0.group = "ha"
      $0.stage = .uploaded
      $0.stageSince = Self.now - 5 * Self.day
      $0.exportedAt = Self.now - 6 * Self.day
      $0.fileName = "C9800.txt"
      $0.waitingCount = 2
      $0.account = "campus"
    }
    let standby = Self.device("a-standby") {
      $0.group = "ha"
      $0.waitingCount = 1
      $0.account = "campus"
    }
    let status = Self.status([standby, active, Self.device("alone")])
    #expect(status.cycles.count == 2)
    let cycle = try #require(status.cycle(of: standby.udi))
    #expect(cycle.group == "ha")
    #expect(cycle.members.map(\.udi.serial) == ["active", "a-standby"])
    #expect(cycle.waiting == 3)
    #expect(cycle.stage == .uploaded)
    #expect(cycle.stageDays == 5)
    #expect(cycle.accounts == ["campus"])
    #expect(cycle.action == .fetchAck(file: "ACK_C9800.txt"))
    #expect(status.count(.neverExported) == 1)
  }

  /// After a switchover the standby answers; what the other one said before is over.
  @Test func theDeadlineOfAGroupIsWhatWasPrintedLast() throws {
    var before = Self.due("a", in: -5 * Self.day)
    before.observedAt = Self.now - 30 * Self.day
    before.group = "ha"
    var after = Self.due("b", in: 90 * Self.day)
    after.group = "ha"
    let cycle = try #require(Self.status([before, after]).cycles.first)
    #expect(cycle.daysLeft == 90)
    #expect(cycle.rank == .quiet)
  }

  @Test func whoIsOutOfServiceStandsLastAndOnlyWhenAsked() {
    let retired = Self.device("retired") { $0.retiredReason = "sold" }
    let replaced = Self.device("replaced") {
      $0.replacedBy = UDI(pid: "C9800-CL-K9", serial: "new")
      $0.group = "ha"
    }
    let member = Self.device("new") { $0.group = "ha" }
    let devices = [retired, replaced, member]
    #expect(Self.serials(Self.status(devices)) == ["new"])
    let all = Self.status(devices, all: true)
    #expect(Self.serials(all) == ["new", "replaced", "retired"])
    #expect(all.cycles.map(\.rank) == [.neverExported, .outOfService, .outOfService])
    #expect(Self.status(devices).neverSeen.map(\.udi.serial) == ["new"])
  }

  @Test(arguments: [
    (CycleStage.exported, NextAction.carry(file: "C9800.txt")),
    (.carried, .upload(file: "C9800.txt")),
    (.uploaded, .fetchAck(file: "ACK_C9800.txt")),
    (.pending, .fetchAck(file: "ACK_C9800.txt")),
    (.rejected, .readRejection(file: "C9800.txt")),
    (.duplicate, .fetchEarlierAck(file: "C9800.txt")),
    (.lost, .exportAgain(file: "C9800.txt")),
    (.acknowledged, .importAck(file: "ACK_C9800.txt", more: 0)),
    (.staged, .importOnDevice(file: "ACK_C9800.txt")),
    (.imported, .confirm),
    (.confirmed, .readDeadline),
  ])
  func eachStageHasItsNextAction(_ stage: CycleStage, _ action: NextAction) throws {
    var device = Self.at("a", stage)
    if stage >= .acknowledged { device.ackName = "ACK_C9800.txt" }
    #expect(try #require(Self.status([device]).cycles.first).action == action)
  }

  /// No device imports what is for one that is gone.
  @Test func anAckOfADeviceThatIsGoneIsOnlyMatched() throws {
    var gone = Self.at("a", .answered)
    gone.retiredReason = "sold"
    gone.waitingCount = 2
    gone.fetchedAck = "ACK_x.txt"
    gone.acksToImport = 1
    let cycle = try #require(Self.status([gone]).cycles.first)
    #expect(cycle.action == .matchAck(file: "ACK_x.txt", isImported: false))
    #expect(RitualReason(cycle) == .atPortal(.answered))
    gone.stage = .acknowledged
    let left = try #require(Self.status([gone]).cycles.first)
    #expect(left.action == .lookUp(file: "C9800.txt", reports: 2) && left.rank == .underWay)
    #expect(RitualReason(left) == .outOfService)
    gone.waitingCount = 0
    #expect(Self.status([gone]).cycles.isEmpty)
    #expect(Self.status([gone], all: true).cycles.first?.action == NextAction.nothing)
  }

  /// What a device held went with the reset, and the guard refuses for good what was saved in the hour after it: saving
  /// it anew comes before an import that acknowledges nothing. What is staged all the same is the person's decision.
  @Test(arguments: [
    (true, CycleStage.acknowledged, NextAction.saveAfterReset(file: "ACK_C9800.txt")),
    (true, .staged, .saveAfterReset(file: "ACK_C9800.txt")), (true, .imported, .confirm),
    (true, .uploaded, .fetchAck(file: "ACK_C9800.txt")),
    (false, .acknowledged, .saveAfterHour(file: "ACK_C9800.txt")),
    (false, .staged, .importOnDevice(file: "ACK_C9800.txt")),
    (false, .uploaded, .fetchAck(file: "ACK_C9800.txt")),
  ])
  func usageFromBeforeAResetOrFromItsHourIsSavedAgain(
    isFromBefore: Bool, _ stage: CycleStage, _ action: NextAction
  ) throws {
    var device = Self.at("a", stage)
    device.ackName = "ACK_C9800.txt"
    let cycle = CycleStatus(
      [device], now: Self.now, isSavedBeforeReset: isFromBefore, isSavedWithinHour: !isFromBefore)
    #expect(cycle.action == action)
    let reason: RitualReason = isFromBefore ? .resetSinceSaved : .savedWithinHour
    #expect((RitualReason(cycle) == reason) == (action.id == "save-after-reset"))
  }

  /// Usage that is packed once more with nothing new in it asks for nothing; a report that waits, or an import that is
  /// not proved, is another matter.
  @Test(arguments: [CycleStage.exported, .carried, .uploaded, .duplicate])
  func mediaWithNothingNewAskForNothing(_ stage: CycleStage) throws {
    var device = Self.due("a", in: 90 * Self.day, stage)
    device.importedAt = Self.now - 5 * Self.day
    device.confirmedAt = Self.now - 4 * Self.day
    func cycle() throws -> CycleStatus { try #require(Self.status([device]).cycles.first) }
    #expect(try cycle().action == .nothing && cycle().rank == .quiet)
    #expect(try RitualReason(cycle()) == .closed(days: 90))
    // Before its deadline it begins again, as after any proof.
    var late = device
    (late.deadline, late.deadlineLatest) = (Self.now + 5 * Self.day, Self.now + 5 * Self.day)
    let near = try #require(Self.status([late]).cycles.first)
    #expect(near.action == .saveUsage && RitualReason(near) == .deadlineNear(days: 5))
    device.waitingCount = 1
    #expect(try cycle().action != .nothing && cycle().rank == .underWay)
    device.waitingCount = 0
    device.importedAt = Self.now - 3 * Self.day
    #expect(try cycle().action != .nothing)
  }

  @Test func aClosedCycleBeginsAgainBeforeItsDeadline() throws {
    #expect(
      try #require(Self.status([Self.due("a", in: 5 * Self.day)]).cycles.first).action == .saveUsage
    )
    #expect(
      try #require(Self.status([Self.due("a", in: 90 * Self.day)]).cycles.first).action == .nothing)
  }

  @Test func anAckAtHandComesBeforeTheNextTrip() throws {
    var device = Self.at("a", .exported)
    device.acksToImport = 2
    device.ackName = "ACK_old.txt"
    let cycle = try #require(Self.status([device]).cycles.first)
    #expect(
      cycle.action.parts == [
        .importAck(file: "ACK_old.txt", more: 1), .carry(file: "C9800.txt"),
      ])
  }

  @Test func reportsThatWentOutInAnotherFileAreNotNever() throws {
    let device = Self.device("a") { $0.waitingCount = 1 }
    let cycle = try #require(Self.status([device]).cycles.first)
    #expect(cycle.rank == .underWay)
    #expect(cycle.action == .followOtherFile)
  }

  /// What saves no usage is not asked for it; a device of which nobody knows the release is.
  @Test(
    arguments: [
      ("16.12.4", NextAction.migrate(isUnderWay: false)), ("17.9.5", .saveUsage), (nil, .saveUsage),
    ]
      as [(String?, NextAction)])
  func aReleaseFromBeforeThePolicyHasToBeMigrated(
    _ release: String?, _ action: NextAction
  ) throws {
    let device = Self.device("a") { $0.release = release }
    #expect(try #require(Self.status([device]).cycles.first).action == action)
  }

  /// Whatever its release is; but usage on its way goes on first.
  @Test(arguments: ["16.12.4", "17.9.5"])
  func aMigrationUnderWayGoesOn(_ release: String) throws {
    func action(_ change: (inout DeviceRecord) -> Void = { _ in }) throws -> NextAction {
      let device = Self.device("a") {
        $0.release = release
        change(&$0)
      }
      let identity = SiteIdentity(name: "Example", id: "x", mode: .own)
      var history = SiteHistory(identity: identity, head: .empty, devices: [device])
      history.migrating = [device.udi]
      return try #require(SiteStatus(history, now: Self.now).cycles.first).action
    }
    #expect(try action() == .migrate(isUnderWay: true))
    #expect(
      try action {
        $0.stage = .exported
        $0.fileName = "a.txt"
      } == .carry(file: "a.txt"))
  }

  @Test func everyActionHasAWordOfItsOwn() {
    let actions: [NextAction] = [
      .saveUsage, .exportAgain(file: nil), .carry(file: nil), .upload(file: nil),
      .fetchAck(file: nil), .fetchEarlierAck(file: nil), .readRejection(file: nil),
      .resolveConflict(reports: 1), .importAck(file: nil, more: 0), .importOnDevice(file: nil),
      .confirm, .readDeadline, .migrate(isUnderWay: false), .followOtherFile, .nothing,
    ]
    #expect(Set(actions.map(\.id)).count == actions.count)
  }
}
