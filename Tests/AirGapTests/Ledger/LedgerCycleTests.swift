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
