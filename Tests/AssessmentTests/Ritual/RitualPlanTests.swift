import LicenseFiles
import Testing

@testable import Assessment

/// Where the ritual stands, as tables.
@Suite struct RitualPlanTests {
  private static let now: Int64 = 1_795_478_400
  private static let day: Int64 = 86_400
  private static let first = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")
  private static let second = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE2")

  private func device(
    _ udi: UDI = first, _ stage: CycleStage = .never,
    _ change: (inout DeviceRecord) -> Void = { _ in }
  ) -> DeviceRecord {
    var record = DeviceRecord(udi)
    record.isRegistered = true
    record.stage = stage
    if stage != .never { record.exportedAt = Self.now - Self.day }
    change(&record)
    return record
  }

  private func plan(_ devices: DeviceRecord..., trips: [TripRecord] = []) -> RitualPlan {
    RitualPlan(
      SiteHistory(
        identity: SiteIdentity(name: "EXAMPLE", id: "1", mode: .own), head: .empty,
        devices: devices, trips: trips), now: Self.now)
  }

  private static let stages: [(CycleStage, RitualStep?, RitualReason)] = [
    (.never, .due, .neverExported), (.exported, .carry, .notCarried),
    (.carried, .portal, .carried), (.uploaded, .acks, .atPortal(.uploaded)),
    (.pending, .acks, .atPortal(.pending)), (.answered, .acks, .atPortal(.answered)),
    (.duplicate, .acks, .atPortal(.duplicate)),
    (.rejected, .due, .rejected), (.lost, .due, .lost),
    (.acknowledged, .importing, .ackHere(count: 1)), (.staged, .confirm, .staged),
    (.imported, .confirm, .imported), (.confirmed, nil, .closed(days: nil)),
  ]

  @Test(arguments: stages)
  func everyStageWaitsAtItsStep(_ stage: CycleStage, _ step: RitualStep?, _ reason: RitualReason)
    throws
  {
    let plan = plan(device(Self.first, stage))
    #expect(plan.entries.map(\.reason) == [reason])
    #expect(plan.next == step)
    #expect(plan.entries.first?.step == step)
  }

  @Test func theTableNamesEveryStage() {
    #expect(Set(Self.stages.map(\.0)) == Set(CycleStage.allCases))
  }

  private static let deadlines: [(Int64, RitualReason)] = [
    (-1, .deadlineOver(days: 1)), (0, .deadlineNear(days: 0)),
    (SiteStatus.soonDays, .deadlineNear(days: SiteStatus.soonDays)),
    (SiteStatus.soonDays + 1, .closed(days: SiteStatus.soonDays + 1)),
  ]

  @Test(arguments: deadlines)
  func aDeadlineOpensAClosedCycle(_ days: Int64, _ reason: RitualReason) {
    let plan = plan(
      device(Self.first, .confirmed) {
        $0.deadlineText = "text"
        $0.deadline = Self.now + days * Self.day
      })
    #expect(plan.entries.map(\.reason) == [reason])
    #expect(plan.next == (days > SiteStatus.soonDays ? nil : .due))
  }

  @Test func aDeadlineDoesNotMoveACycleThatIsUnderWay() {
    let plan = plan(
      device(Self.first, .carried) {
        $0.deadlineText = "text"
        $0.deadline = Self.now - Self.day
      })
    #expect(plan.next == .portal)
  }

  @Test(arguments: [
    (CycleStage.exported, RitualStep.importing), (.carried, .importing), (.lost, .importing),
    (.staged, .confirm), (.imported, .confirm),
  ])
  func anACKThatIsHereIsImportedWhereverTheFileStands(_ stage: CycleStage, _ step: RitualStep) {
    let plan = plan(device(Self.first, stage) { $0.acksToImport = 2 })
    #expect(plan.next == step)
  }

  /// What is newer than the ACK waits beside it, at a step of its own.
  @Test(arguments: [
    (CycleStage.exported, RitualStep.carry), (.carried, .portal), (.uploaded, .acks),
    (.rejected, .due), (.lost, .due),
  ])
  func newerUsageWaitsBesideAnOlderACK(_ stage: CycleStage, _ step: RitualStep) {
    let both = plan(device(Self.first, stage) { $0.acksToImport = 1 })
    #expect(both.entries.map(\.steps) == [[.importing, step]])
    #expect(both.entries(at: step) == both.entries && both.entries(at: .importing) == both.entries)
    #expect(both.abroad == ([.portal, .acks].contains(step) ? both.entries : []))
    // A near miss: the ACK answers the newest file.
    let one = plan(device(Self.first, .acknowledged) { $0.acksToImport = 1 })
    #expect(one.entries.map(\.steps) == [[.importing]])
  }

  @Test func theStepBeforeIsOneThatAsks() {
    #expect(RitualStep.commands.previous == .due && RitualStep.due.previous == nil)
    #expect(RitualStep.portal.previous == .carry)
  }

  @Test func theStepNearestToTheEndIsNext() {
    #expect(plan(device(), device(Self.second, .carried)).next == .portal)
    #expect(plan(device(Self.first, .staged), device(Self.second, .carried)).next == .confirm)
    #expect(plan(device(Self.first, .exported), device(Self.second)).next == .carry)
    #expect(plan().next == nil)
  }

  @Test func anOpenTripWaitsForItsEndWhenNothingElseDoes() {
    let open = TripRecord(name: "t", carrier: "c", openedAt: Self.now)
    var closed = open
    closed.closedAt = Self.now
    #expect(plan(device(Self.first, .confirmed), trips: [open]).next == .confirm)
    #expect(plan(device(Self.first, .confirmed), trips: [closed]).next == nil)
    #expect(plan(device(Self.first, .carried), trips: [open]).next == .portal)
    #expect(plan(device(), trips: [open]).next == .due)
  }

  @Test func aPairIsOneCycle() {
    let plan = plan(
      device { $0.group = "pair" },
      device(Self.second, .carried) { $0.group = "pair" })
    #expect(plan.entries.count == 1)
    #expect(plan.entries.first?.device == Self.second)
    #expect(plan.next == .portal)
  }

  @Test func aDeviceWhoseReportsWentOutWithAnotherIsNotDue() {
    #expect(plan(device { $0.waitingCount = 3 }).entries.map(\.reason) == [.followsAnother])
    #expect(plan(device { $0.waitingCount = 3 }).next == nil)
  }

  @Test func whatIsOutOfServiceTakesNoPart() {
    #expect(plan(device { $0.retiredReason = "sold" }).entries.isEmpty)
  }

  @Test(arguments: [
    ("9ZZEXAMPLE1", 1), ("C9800-CL-K9:9ZZEXAMPLE1", 1), ("WLC-1", 1), ("wlc-1", 1), ("pair", 1),
    ("WLC", 2), ("9ZZEXAMPLE", 0), ("", 0),
  ])
  func aCycleIsFoundByItsNames(_ name: String, _ count: Int) {
    let plan = plan(
      device {
        $0.hostName = name == "WLC" ? "WLC" : "wlc-1"
        $0.group = "pair"
      },
      device(Self.second) { $0.hostName = name == "WLC" ? "wlc" : "wlc-2" })
    #expect(plan.entries(named: name).count == count)
  }

  @Test func stepsFollowEachOther() {
    var step: RitualStep? = .due
    var seen: [RitualStep] = []
    while let one = step {
      seen.append(one)
      step = one.next
    }
    #expect(seen == RitualStep.allCases)
    #expect(seen.sorted() == seen)
    #expect(RitualStep.allCases.filter(\.isOfTheRun).last == .pack)
  }
}
