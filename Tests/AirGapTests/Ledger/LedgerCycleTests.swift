import Foundation
import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

@Suite struct LedgerCycleTests {
  /// A report that went out once more in a later file is one of the earlier file all the same.
  @Test func aFileIsProvedWhenAllOfItsReportsAre() throws {
    let site = try TemporarySite()
    defer { site.remove() }
    try site.export([1, 2], at: 200, media: "m1")
    try site.export([2, 3], at: 210, media: "m2")
    func stages() throws -> [CycleStage] {
      try site.ledger.read { reader throws(LedgerError) in try reader.outboundFiles(.all) }
        .map(\.stage)
    }
    func prove(_ ids: [UInt64], at time: Int64) throws {
      try site.add(
        .deviceConfirmed, TemporarySite.device, at: time,
        reports: ids.map { TemporarySite.report($0) })
    }
    try prove([1], at: 300)
    #expect(try stages() == [.exported, .exported])
    try prove([2], at: 310)
    #expect(try stages() == [.confirmed, .exported])
  }

  /// What was said of an open report was of less usage than its next export brings.
  @Test func aLongerVersionOfAnOpenReportWaitsAgain() throws {
    for isLonger in [true, false] {
      let site = try TemporarySite()
      defer { site.remove() }
      func export(_ text: String, isOpen: Bool, at time: Int64) throws {
        let report = SiteReport(
          device: TemporarySite.device, id: 102, payload: SHA256Digest(hashing: Array(text.utf8)),
          isOpen: isOpen)
        try site.add(
          .exported, TemporarySite.device, at: time,
          [.name: "usage.txt", .media: "m\(time)", .mediaHash: "m\(time)"], reports: [report])
      }
      try export("three days", isOpen: true, at: 200)
      let named = [SiteReport(device: TemporarySite.device, id: 102)]
      try site.add(.ackReceived, TemporarySite.device, at: 300, [.ack: "aa"], reports: named)
      try site.add(.ackImported, TemporarySite.device, at: 310, [.ack: "aa"])
      try site.add(.deviceConfirmed, TemporarySite.device, at: 320, [.ack: "aa"], reports: named)
      #expect(try site.record().waitingCount == 0)
      try export(isLonger ? "twenty days" : "three days", isOpen: false, at: 400)
      #expect(try site.record().waitingCount == (isLonger ? 1 : 0))
      let states = try site.ledger.read { reader throws(LedgerError) in
        try reader.reports(of: TemporarySite.device)
      }.first?.states
      #expect(states?.contains(.confirmed) == !isLonger)
      #expect(states?.contains(.exported) == true)
    }
  }

  /// Two files of a device that left, the later with what the earlier one had.
  private func twoMonths(_ first: [UInt64], _ second: [UInt64]) throws -> TemporarySite {
    let site = try TemporarySite()
    for (media, ids) in [("m1", first), ("m2", second)] {
      let time: Int64 = media == "m1" ? 200 : 400
      try site.export(ids, at: time, media: media)
      try site.add(
        .tripOpened, at: time + 10,
        [.trip: media, .carrier: "Kim", .media: media, .mediaHash: media, .expected: "1"])
    }
    return site
  }

  private func stages(_ site: TemporarySite) throws -> [CycleStage] {
    try site.ledger.read { reader throws(LedgerError) in try reader.outboundFiles(.all) }
      .map(\.stage)
  }

  private func answer(
    _ site: TemporarySite, _ ack: String, _ ids: [UInt64], at time: Int64
  ) throws {
    try site.add(
      .ackReceived, TemporarySite.device, at: time, [.ack: ack, .name: "ACK_C9800.txt"],
      reports: ids.map { TemporarySite.report($0) })
  }

  /// Last month's ACK comes late: this month's upload still waits for its own.
  @Test func aLateACKIsThatOfTheEarlierFile() throws {
    let site = try twoMonths([1, 2], [1, 2, 3])
    defer { site.remove() }
    try answer(site, "aa", [1, 2], at: 500)
    #expect(try stages(site) == [.acknowledged, .carried])
    try site.add(.ackStaged, TemporarySite.device, at: 510, [.ack: "aa", .name: "a.txt"])
    try site.add(.ackImported, TemporarySite.device, at: 520, [.ack: "aa"])
    #expect(try stages(site) == [.imported, .carried])
    try site.add(.deviceConfirmed, TemporarySite.device, at: 530, [.ack: "aa"])
    #expect(try stages(site) == [.confirmed, .carried])
    #expect(try site.record().waitingCount == 1)
    try answer(site, "bb", [1, 2, 3], at: 600)
    #expect(try stages(site) == [.confirmed, .acknowledged])
    #expect(try site.check().findings.isEmpty)
  }

  /// Near misses: a later file that brought nothing, and an ACK of all that it has.
  @Test(arguments: [([1, 2], [1, 2], [1, 2]), ([1, 2], [1, 2, 3], [1, 2, 3])])
  func anACKOfWhatALaterFileBroughtIsItsOwn(
    _ first: [UInt64], _ second: [UInt64], _ listed: [UInt64]
  ) throws {
    let site = try twoMonths(first, second)
    defer { site.remove() }
    try answer(site, "aa", listed, at: 500)
    #expect(try stages(site) == [.carried, .acknowledged])
  }

  /// Both are staged: the proof of the earlier one closes nothing of the later.
  @Test func aProofOfTheEarlierACKLeavesTheLaterStaged() throws {
    let site = try twoMonths([1, 2], [1, 2, 3])
    defer { site.remove() }
    try answer(site, "aa", [1, 2], at: 500)
    try answer(site, "bb", [3], at: 510)
    for (ack, time) in [("aa", 520), ("bb", 530)] as [(String, Int64)] {
      try site.add(
        .ackStaged, TemporarySite.device, at: time, [.ack: ack, .name: "\(ack).txt", .to: ack])
    }
    try site.add(.ackImported, TemporarySite.device, at: 540, [.ack: "aa"])
    try site.add(.deviceConfirmed, TemporarySite.device, at: 550, [.ack: "aa"])
    #expect(try stages(site) == [.confirmed, .staged])
    let history = try site.ledger.read { reader throws(LedgerError) in try reader.history() }
    let cycle = SiteStatus(history, now: 600).cycles.first
    #expect(cycle?.action == .importOnDevice(file: "bb.txt"))
    #expect(try site.check().findings.isEmpty)
  }

  /// What the portal has of last month is not forgotten with the next export, until its reports are answered.
  @Test func theEarlierUploadIsFetchedAfterTheNextExport() throws {
    let site = try TemporarySite()
    defer { site.remove() }
    func action() throws -> NextAction? {
      let history = try site.ledger.read { reader throws(LedgerError) in try reader.history() }
      return SiteStatus(history, now: 900).cycles.first?.action
    }
    let file = try site.export([1, 2], at: 200)
    try site.add(
      .portalRecorded, at: 300,
      [.event: String(file.number), .status: PortalStatus.acknowledged.rawValue])
    #expect(try action() == .fetchAck(file: "ACK_C9800.txt"))
    try site.export([1, 2, 3], at: 400, media: "m2")
    #expect(
      try action()
        == .both(.carry(file: "C9800.txt"), then: .fetchAck(file: "ACK_C9800.txt")))
    try answer(site, "aa", [1, 2], at: 500)
    #expect(
      try action()
        == .both(.importAck(file: "ACK_C9800.txt", more: 0), then: .carry(file: "C9800.txt")))
  }

  /// An ACK without readable ids was imported and proved; then the same answer comes once more, readable.
  @Test func anotherCopyOfAnAnswerTakesNoProofBack() throws {
    let site = try TemporarySite()
    defer { site.remove() }
    let device = TemporarySite.device
    let file = try site.export([1, 2], at: 200).number
    try site.add(.ackReceived, device, at: 300, [.ack: "aa", .event: String(file)])
    try site.add(.ackStaged, device, at: 310, [.ack: "aa"])
    try site.add(.ackImported, device, at: 320, [.ack: "aa"])
    let reports = [TemporarySite.report(1), TemporarySite.report(2)]
    try site.add(.deviceConfirmed, device, at: 330, [.ack: "aa"], reports: reports)
    #expect(try site.record().stage == .confirmed)
    try site.add(.ackReceived, device, at: 400, [.ack: "bb"], reports: reports)
    #expect(try site.record().stage == .confirmed)
    #expect(try site.record().acksToImport == 0)
  }

  @Test func aCycleGoesFromExportToConfirmation() throws {
    let site = try TemporarySite()
    defer { site.remove() }
    let exported = try site.export([1, 2, 3], at: 200)
    #expect(try site.record().stage == .exported)
    #expect(try site.record().waitingCount == 3)

    try site.ledger.append(
      [SiteEventDraft(.tripOpened, nil, [.trip: "t1", .carrier: "c", .mediaHash: "m1"])],
      by: TemporarySite.author(300))
    #expect(try site.record().stage == .carried)
    #expect(try site.record().stageSince == 300)

    try site.ledger.append(
      [
        SiteEventDraft(
          .portalRecorded, nil,
          [.event: String(exported.number), .status: PortalStatus.pending.rawValue])
      ], by: TemporarySite.author(400))
    #expect(try site.record().stage == .pending)

    try site.ledger.append(
      [
        SiteEventDraft(
          .ackReceived, TemporarySite.device, [.ack: "ff", .name: "ACK_C9800.txt"],
          reports: [TemporarySite.report(1), TemporarySite.report(2)])
      ], by: TemporarySite.author(500))
    #expect(try site.record().stage == .acknowledged)
    #expect(try site.record().waitingCount == 1)
    #expect(try site.record().acksToImport == 1)

    try site.ledger.append(
      [SiteEventDraft(.ackImported, TemporarySite.device, [.ack: "ff"])],
      by: TemporarySite.author(600))
    #expect(try site.record().stage == .imported)
    #expect(try site.record().acksToImport == 0)

    try site.ledger.append(
      [SiteEventDraft(.deviceConfirmed, TemporarySite.device, [.ack: "ff"])],
      by: TemporarySite.author(700))
    let record = try site.record()
    #expect(record.stage == .confirmed)
    #expect(record.confirmedAt == 700)

    let reports = try site.ledger.read { reader throws(LedgerError) in
      try reader.reports(of: TemporarySite.device)
    }
    #expect(reports.map(\.id) == [1, 2, 3])
    #expect(reports[0].states.contains([.exported, .acknowledged, .imported, .confirmed]))
    #expect(!reports[2].states.contains(.acknowledged))
    #expect(!reports[2].states.contains(.confirmed))

    let check = try site.ledger.verify(scratch: NSTemporaryDirectory())
    #expect(check.findings.isEmpty)
    #expect(check.events == 7)
  }
}
