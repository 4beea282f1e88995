import LicenseFiles
import Testing

@testable import Assessment

/// What an event says of one device, without any ledger.
@Suite struct SiteHistoryTests {
  private static let device = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")

  private func after(
    _ events: [(kind: SiteEventKind, details: [SiteDetail: String])]
  ) -> DeviceRecord {
    var record = DeviceRecord(Self.device)
    for (place, event) in events.enumerated() {
      record.apply(
        SiteEvent(
          number: Int64(place + 1), time: Int64(place + 1) * 100, clock: 0, operatorName: "op",
          host: "h", kind: event.kind, device: Self.device, details: event.details))
    }
    return record
  }

  @Test func anEmptyCellOfTheRegisterKeepsWhatIsKnown() {
    let record = after([
      (.deviceRegistered, [.hostName: "wlc", .site: "north", .account: "va", .contact: "noc"]),
      (.deviceRegistered, [.site: "south", .changeWindow: "Sunday"]),
    ])
    #expect(record.isRegistered)
    #expect(record.hostName == "wlc")
    #expect(record.site == "south")
    #expect(record.account == "va")
    #expect(record.contact == "noc")
    #expect(record.changeWindow == "Sunday")
    #expect(!record.isGroupedByHand)
  }

  @Test func theNameOfTheRegisterStandsAgainstThatOfTheDevice() {
    #expect(
      after([(.deviceRegistered, [.hostName: "a"]), (.deviceObserved, [.hostName: "b"])]).hostName
        == "a")
    #expect(after([(.deviceRegistered, [:]), (.deviceObserved, [.hostName: "b"])]).hostName == "b")
    #expect(
      after([(.deviceObserved, [.hostName: "a"]), (.deviceObserved, [.hostName: "b"])]).hostName
        == "b")
  }

  @Test func aGroupOfTheRegisterIsOneByHand() {
    let grouped = after([
      (.deviceRegistered, [.group: "pair"]),
      (.deviceGrouped, [.group: "other", .by: SiteEvent.byHAList]),
    ])
    #expect(grouped.group == "pair")
    let freed = after([(.deviceRegistered, [.group: "pair"]), (.deviceRegistered, [.group: ""])])
    #expect(freed.group == nil)
    #expect(freed.isGroupedByHand)
  }

  @Test func aDeviceLeavesServiceByReplacementOrRetirement() {
    #expect(after([(.deviceRegistered, [:])]).isInService)
    let replaced = after([(.deviceReplaced, [.replacedBy: "C9800-CL-K9:9ZZEXAMPLE2"])])
    #expect(replaced.replacedBy?.serial == "9ZZEXAMPLE2")
    #expect(!replaced.isInService)
    #expect(after([(.deviceReplaced, [.replacedBy: "nonsense"])]).isInService)
    #expect(!after([(.deviceRetired, [:])]).isInService)
  }

  @Test func outputOfADeviceSaysWhereItsAckIs() {
    let seen = after([
      (
        .deviceConfirmed,
        [
          .lastAckText: "Jul 1", .lastAck: "77", .deadline: "Aug 1", .deadlineEarliest: "88",
          .release: "17.9",
        ]
      ),
      (.deviceObserved, [:]),
    ])
    #expect(seen.lastAck == 77)
    #expect(seen.deadline == 88)
    #expect(seen.release == "17.9")
    #expect(seen.confirmedAt == 100)
    #expect(seen.observedAt == 200)
    let none = after([
      (.deviceObserved, [.lastAckText: "Jul 1", .lastAck: "77"]),
      (.confirmationMissing, [.lastAckText: "<none>", .at: "78"]),
    ])
    #expect(none.lastAck == nil)
    #expect(none.lastAckText == "<none>")
    #expect(none.confirmedAt == nil)
  }

  @Test func eachStepHasItsOwnDate() {
    let record = after([
      (.exported, [:]), (.ackReceived, [:]), (.ackStaged, [:]), (.ackImported, [:]),
    ])
    #expect(record.exportedAt == 100)
    #expect(record.acknowledgedAt == 200)
    #expect(record.importedAt == 400)
    #expect(record.confirmedAt == nil)
    #expect(record.observedAt == nil)
  }

  /// Kinds that say nothing of a device's record leave it alone.
  @Test(arguments: [
    SiteEventKind.packBegun, .packed, .waived, .mediaVerified, .tripOpened, .tripClosed,
    .portalRecorded, .ackStaged, .importFailed, .confirmationCode, .resetRecorded, .resetReloaded,
    .uptimeSeen, .resetCleared, .guardRefused, .guardOverridden, .foreignMaterial, .clockOffset,
    .clockRepaired, .siteVerified, .backupMade, .siteRestored, .siteCreated,
  ])
  func otherKindsLeaveTheRecordAlone(_ kind: SiteEventKind) {
    let details = Dictionary(uniqueKeysWithValues: SiteDetail.allCases.map { ($0, "x") })
    #expect(after([(kind, details)]) == DeviceRecord(Self.device))
  }

  @Test func theSinceOfAStageIsThatOfItsFirstEvent() {
    var record = DeviceRecord(Self.device)
    record.move(to: .carried, at: 100)
    record.move(to: .carried, at: 200)
    #expect(record.stageSince == 100)
    record.move(to: .uploaded, at: 300)
    #expect(record.stageSince == 300)
  }

  @Test func stagesFollowTheRitual() {
    #expect(CycleStage.exported < .carried)
    #expect(CycleStage.acknowledged < .confirmed)
    #expect(!CycleStage.never.isUnderWay)
    #expect(!CycleStage.confirmed.isUnderWay)
    #expect(CycleStage.lost.isUnderWay)
    #expect(PortalStatus.acknowledged.stage == .answered)
    #expect(ReportStates([.lost, .seen, .exported]).words == ["seen", "exported", "lost"])
  }
}

/// The clock of the host beside the newest event.
@Suite struct HostClockTests {
  private static let newest: Int64 = 1_782_896_400

  @Test(arguments: [0, 1, 31 * 86_400] as [Int64])
  func aClockThatCanBeRightIsNoNews(_ seconds: Int64) {
    #expect(HostClock.doubt(Self.newest + seconds, newest: Self.newest) == nil)
  }

  @Test(arguments: [-1, 31 * 86_400 + 1, .min / 2] as [Int64])
  func bothTimesAreNamed(_ seconds: Int64) throws {
    let words = try #require(HostClock.doubt(Self.newest &+ seconds, newest: Self.newest))
    #expect(words.contains("2026-07-01T09:00:00Z") && words.contains("rumkit site clock"))
    #expect(words.contains("repair") == (seconds < 0))
  }

  @Test func wildDatesAreNoTrap() {
    #expect(HostClock.doubt(.min, newest: .max) != nil)
    #expect(HostClock.doubt(.max, newest: .min) != nil)
  }
}
