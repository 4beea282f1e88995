import Foundation
import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

/// What becomes of devices and reports in the cases that are not the straight way round.
@Suite struct LedgerFoldTests {
  private static let device = TemporarySite.device
  private static let member = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE2")
  private static let stranger = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE3")

  private func with(
    _ mode: SiteIdentity.Mode = .own, _ body: (TemporarySite) throws -> Void
  ) throws {
    let site = try TemporarySite(mode)
    defer { site.remove() }
    try body(site)
    let result = try site.check()
    #expect(result.findings.map(\.message) == [])
  }

  private func see(_ site: TemporarySite, _ report: SiteReport, at time: Int64) throws {
    try site.add(
      .exported, Self.device, at: time, [.name: "f", .mediaHash: "m"], reports: [report])
  }

  @Test func twoClosedVersionsAreAConflict() throws {
    try with { site in
      try see(site, TemporarySite.report(1, "a"), at: 200)
      try see(site, TemporarySite.report(1, "a"), at: 300)
      #expect(try site.states(1)?.contains(.conflict) == false)
      try see(site, TemporarySite.report(1, "b"), at: 400)
      #expect(try site.states(1)?.contains(.conflict) == true)
    }
  }

  @Test func anOpenReportThatWasClosedLaterIsNoConflict() throws {
    try with { site in
      try see(site, TemporarySite.report(1, "a", open: true), at: 200)
      try see(site, TemporarySite.report(1, "b", open: true), at: 300)
      try see(site, TemporarySite.report(1, "c"), at: 400)
      try see(site, TemporarySite.report(1, "a", open: true), at: 500)
      try see(site, TemporarySite.report(1, "c"), at: 600)
      #expect(try site.states(1)?.contains(.conflict) == false)
      let known = try site.ledger.read { reader throws(LedgerError) in
        try reader.reports(of: Self.device)
      }
      #expect(known.map(\.isOpen) == [false])
      #expect(known.first?.payload == TemporarySite.report(1, "c").payload)
    }
  }

  /// Device output and ACKs name the id alone: that closes nothing.
  @Test(arguments: [true, false])
  func anIdWithoutAPayloadClosesNoReport(_ isBefore: Bool) throws {
    try with { site in
      let bare = SiteReport(device: Self.device, id: 1)
      func observe(_ time: Int64) throws {
        try site.add(.deviceObserved, Self.device, at: time, reports: [bare])
      }
      if isBefore { try observe(150) }
      try see(site, TemporarySite.report(1, "a", open: true), at: 200)
      if !isBefore { try observe(250) }
      try see(site, TemporarySite.report(1, "b"), at: 300)
      #expect(try site.states(1)?.contains(.conflict) == false)
    }
  }

  @Test func reportsOfAnotherDeviceThatOutputNamesAreCounted() throws {
    try with { site in
      try site.add(
        .deviceObserved, Self.device, at: 200,
        reports: [SiteReport(device: Self.member, id: 7)])
      #expect(try site.record(of: Self.member)?.reportCount == 1)
      let devices = try site.ledger.read { reader throws(LedgerError) in try reader.history() }
        .devices
      #expect(devices.map(\.udi) == [Self.device, Self.member])
    }
  }

  @Test func aLostFileIsNoLongerLostWhenItIsAtThePortal() throws {
    try with { site in
      let file = try site.export([1], at: 200)
      try site.add(.tripOpened, at: 300, [.trip: "t", .carrier: "c", .mediaHash: "m1"])
      try site.add(.tripClosed, at: 400, [.trip: "t", .reason: "the bag was stolen"])
      #expect(try site.record().stage == .lost)
      #expect(try site.states(1)?.contains(.lost) == true)
      try site.add(.portalRecorded, at: 500, [.event: String(file.number), .status: "uploaded"])
      #expect(try site.record().stage == .uploaded)
      #expect(try site.states(1)?.contains(.lost) == false)
    }
  }

  @Test func aTripThatEndsWellLosesNothing() throws {
    try with { site in
      try site.export([1], at: 200)
      try site.add(.tripOpened, at: 300, [.trip: "t", .carrier: "c", .mediaHash: "m1"])
      try site.add(.tripClosed, at: 400, [.trip: "t", .received: "1"])
      #expect(try site.record().stage == .carried)
    }
  }

  @Test func whatWasLostOrRejectedMayBeCarriedAgain() throws {
    try with { site in
      let file = try site.export([1], at: 200)
      try site.add(.tripOpened, at: 300, [.trip: "t", .carrier: "c", .mediaHash: "m1"])
      try site.add(.portalRecorded, at: 400, [.event: String(file.number), .status: "rejected"])
      #expect(try site.record().stage == .rejected)
      try site.add(.tripOpened, at: 500, [.trip: "t2", .carrier: "c", .mediaHash: "m1"])
      #expect(try site.record().stage == .carried)
      try site.add(.portalRecorded, at: 600, [.event: String(file.number), .status: "uploaded"])
      #expect(try site.record().stage == .uploaded)
      #expect(try site.states(1)?.contains([.rejected, .uploaded]) == true)
      try site.add(.portalRecorded, at: 700, [.event: String(file.number), .status: "duplicate"])
      #expect(try site.record().stage == .duplicate)
    }
  }

  /// The form named a file as this device's ACK, and it turned out to be another's: this one's is to be
  /// fetched still. A device that waits for the name itself takes it from nobody.
  @Test(arguments: [false, true])
  func aFileThatIsAnothersIsNoLongerFetched(_ waitsToo: Bool) throws {
    try with { site in
      let other = UDI(pid: "C8000V", serial: "9ZZEXAMPLE5")
      let file = try site.export([1], at: 200)
      try site.add(
        .portalRecorded, Self.device, at: 300,
        [
          .event: String(file.number), .status: "acknowledged", .name: "C9800.txt",
          .file: "ACK_rum.txt",
        ])
      #expect(try site.record().fetchedAck == "ACK_rum.txt")
      if waitsToo {
        let second = try site.add(
          .exported, other, at: 310,
          [.name: "o.txt", .sha256: "bb", .media: "m2", .mediaHash: "m2"])
        try site.add(
          .portalRecorded, other, at: 320,
          [
            .event: String(second.number), .status: "acknowledged", .name: "o.txt",
            .file: "ACK_rum.txt",
          ])
      }
      try site.add(.ackReceived, other, at: 400, [.ack: "ff", .name: "ACK_rum.txt"])
      #expect(try site.record().fetchedAck == (waitsToo ? "ACK_rum.txt" : nil))
    }
  }

  @Test func theAnswerOfThePortalEndsTheWaitForIt() throws {
    try with { site in
      let file = try site.export([1], at: 200)
      try site.add(.portalRecorded, at: 300, [.event: String(file.number), .status: "pending"])
      #expect(try site.states(1)?.contains(.pending) == true)
      try site.add(
        .ackReceived, Self.device, at: 400, [.ack: "ff"], reports: [TemporarySite.report(1)])
      #expect(try site.states(1)?.contains(.pending) == false)
    }
  }

  @Test func aTripKeepsItsName() throws {
    try with { site in
      try site.add(.tripOpened, at: 300, [.trip: "t", .carrier: "c"])
      #expect(throws: LedgerError(.refused, "")) {
        try site.add(.tripOpened, at: 400, [.trip: "t", .carrier: "d"])
      }
      let trips = try site.ledger.read { reader throws(LedgerError) in try reader.history() }.trips
      #expect(trips.map(\.carrier) == ["c"])
    }
  }

  @Test func anAckThatComesBeforeTheExportIsRemembered() throws {
    try with { site in
      try site.add(
        .ackReceived, Self.device, at: 200, [.ack: "ff"],
        reports: [SiteReport(device: Self.device, id: 1)])
      #expect(try site.states(1)?.contains(.acknowledged) == true)
      try site.export([1, 2], at: 300)
      #expect(try site.record().waitingCount == 1)
      #expect(try site.record().acksToImport == 1)
    }
  }

  @Test func theSameAckTwiceTakesNothingBack() throws {
    try with { site in
      try site.export([1], at: 200)
      func receive(_ time: Int64, _ ack: String) throws {
        try site.add(
          .ackReceived, Self.device, at: time, [.ack: ack], reports: [TemporarySite.report(1)])
      }
      try receive(300, "ff")
      try receive(310, "ff")
      #expect(try site.record().acksToImport == 1)
      try site.add(.ackStaged, Self.device, at: 320, [.ack: "ff"])
      try receive(330, "ff")
      #expect(try site.record().stage == .staged)
      try site.add(.ackImported, Self.device, at: 400, [.ack: "ff"])
      try receive(500, "ff")
      #expect(try site.record().stage == .imported)
      #expect(try site.record().acksToImport == 0)
      try site.add(.deviceConfirmed, Self.device, at: 600, [.ack: "ff"])
      try receive(700, "ff")
      #expect(try site.record().stage == .confirmed)
      #expect(try site.states(1)?.contains([.staged, .imported, .confirmed]) == true)
      // Other bytes about the same report: nothing new for the file.
      try receive(800, "ee")
      #expect(try site.record().stage == .confirmed)
      #expect(try site.states(1)?.contains(.imported) == true)
      #expect(try site.record().acksToImport == 0)
    }
  }

  @Test func anAckForTheRestOfAFileOpensItAgain() throws {
    try with { site in
      try site.export([1, 2], at: 200)
      try site.add(
        .ackReceived, Self.device, at: 300, [.ack: "ff"], reports: [TemporarySite.report(1)])
      try site.add(.deviceConfirmed, Self.device, at: 400, [.ack: "ff"])
      try site.add(
        .ackReceived, Self.device, at: 500, [.ack: "ee"],
        reports: [TemporarySite.report(1), TemporarySite.report(2)])
      #expect(try site.record().stage == .acknowledged)
      #expect(try site.states(1)?.contains(.confirmed) == true)
    }
  }

  @Test func anAckForAnOlderFileLeavesTheLatestWhereItIs() throws {
    try with { site in
      let old = try site.export([1, 2], at: 200)
      try site.add(.tripOpened, at: 250, [.trip: "t", .carrier: "c", .mediaHash: "m1"])
      try site.export([1, 2, 3], at: 300, media: "m2")
      try site.add(.portalRecorded, at: 350, [.event: String(old.number), .status: "pending"])
      #expect(try site.record().stage == .exported)
      try site.add(
        .ackReceived, Self.device, at: 400, [.ack: "ff"],
        reports: [TemporarySite.report(1), TemporarySite.report(2)])
      #expect(try site.record().stage == .exported)
      #expect(try site.record().stageSince == 300)
      #expect(try site.record().waitingCount == 1)
      let files = try site.ledger.read { reader throws(LedgerError) in
        try reader.outboundFiles(.device(Self.device))
      }
      #expect(files.map(\.stage) == [.acknowledged, .exported])
      try site.add(.tripOpened, at: 500, [.trip: "t2", .carrier: "c", .mediaHash: "m2"])
      #expect(try site.record().stage == .carried)
    }
  }

  @Test func anAckOfAMemberIsImportedByItsGroup() throws {
    try with { site in
      for device in [Self.device, Self.member] {
        try site.add(.deviceGrouped, device, at: 150, [.group: "pair", .by: SiteEvent.byHand])
      }
      try site.export([1], at: 200)
      try site.add(
        .ackReceived, Self.device, at: 300, [.ack: "ff"], reports: [TemporarySite.report(1)])
      try site.add(.ackImported, Self.stranger, at: 350, [.ack: "ff"])
      #expect(try site.record().acksToImport == 1)
      try site.add(.ackImported, Self.member, at: 400, [.ack: "ff"])
      #expect(try site.record().stage == .imported)
      #expect(try site.record().acksToImport == 0)
    }
  }

  @Test func oneFileForTwoDevicesIsImportedByEach() throws {
    try with { site in
      for device in [Self.device, Self.stranger] {
        try site.add(.ackReceived, device, at: 300, [.ack: "ff"])
      }
      try site.add(.ackImported, Self.device, at: 400, [.ack: "ff"])
      #expect(try site.record(of: Self.device)?.acksToImport == 0)
      #expect(try site.record(of: Self.stranger)?.acksToImport == 1)
    }
  }

  @Test func aDeviceThatCallsAllReportsAcknowledgedClosesTheCycle() throws {
    try with { site in
      try site.export([1, 2], at: 200)
      try site.add(.deviceConfirmed, Self.device, at: 300, reports: [TemporarySite.report(1)])
      #expect(try site.record().stage == .exported)
      try site.add(.deviceConfirmed, Self.device, at: 400, reports: [TemporarySite.report(2)])
      #expect(try site.record().stage == .confirmed)
      #expect(try site.record().waitingCount == 0)
    }
  }

  @Test func whatAHandGroupedNoFileRegroups() throws {
    try with { site in
      try site.add(.deviceGrouped, Self.device, at: 200, [.group: "ha", .by: SiteEvent.byHAList])
      #expect(try site.record().group == "ha")
      try site.add(.deviceGrouped, Self.device, at: 210, [.group: "mine", .by: SiteEvent.byHand])
      try site.add(.deviceGrouped, Self.device, at: 220, [.group: "ha", .by: SiteEvent.byHAList])
      #expect(try site.record().group == "mine")
      try site.add(.deviceGrouped, Self.device, at: 230, [.group: "", .by: SiteEvent.byHand])
      try site.add(.deviceGrouped, Self.device, at: 240, [.group: "ha", .by: SiteEvent.byHAList])
      #expect(try site.record().group == nil)
    }
  }

  @Test func aRepairedClockLeavesNoWildDates() throws {
    try with { site in
      try site.export([1], at: 4_000_000_000)
      try site.add(.siteVerified, at: 4_000_000_000)
      try site.add(.clockRepaired, at: 500, [.reason: "the battery was empty"])
      let history = try site.ledger.read { reader throws(LedgerError) in try reader.history() }
      #expect(history.newestTime == 500)
      #expect(history.verifiedAt == 500)
      #expect(try site.record().exportedAt == 500)
      #expect(try site.record().stageSince == 500)
      try site.export([2], at: 600)
      #expect(try site.record().exportedAt == 600)
    }
  }

  @Test func timeRunsForwardInARehearsalUnlessItIsRepaired() throws {
    try with(.rehearsal) { site in
      try site.export([1], at: 200)
      try site.export([2], at: 200)
      #expect(throws: LedgerError(.refused, "")) { try site.export([3], at: 199) }
      try site.export([3], at: 4_000_000_000)
      try site.add(.clockRepaired, at: 300, [.reason: "a slip of the pen"])
      try site.export([4], at: 301)
    }
    try with { site in
      try site.export([1], at: 200)
      try site.export([2], at: 199)
    }
  }

  @Test func aDateThatCouldNotBeReadBackIsRefused() throws {
    try with { site in
      for time in [Int64.min, .max, 253_402_300_800] {
        #expect(throws: LedgerError(.refused, "")) { try site.export([1], at: time) }
      }
      try site.export([1], at: 253_402_300_799)
      try site.export([1], at: -62_135_596_800)
    }
  }

  @Test func reportIdsHave64Bits() throws {
    try with { site in
      let ids = [0, UInt64(Int64.max), UInt64(Int64.max) + 1, .max]
      try site.export(ids, at: 200)
      let known = try site.ledger.read { reader throws(LedgerError) in
        try reader.reports(of: Self.device)
      }
      #expect(Set(known.map(\.id)) == Set(ids))
      for id in ids {
        let found = try site.ledger.read { reader throws(LedgerError) in
          try reader.devices(withReports: [id])
        }
        #expect(found == [Self.device])
      }
    }
  }
}
