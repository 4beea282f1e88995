import Foundation
import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

/// A ledger in a folder of its own.
struct TemporarySite {
  let folder: String
  let ledger: SiteLedger
  static let device = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")

  init(_ mode: SiteIdentity.Mode = .own) throws {
    folder = NSTemporaryDirectory() + "rumkit-site-\(UUID().uuidString)"
    ledger = try SiteLedger.create(at: folder, name: "Example", mode: mode, by: Self.author(100))
  }

  static func author(_ time: Int64) -> LedgerAuthor {
    LedgerAuthor(operatorName: "op", host: "jump", time: time, clock: time)
  }

  static func report(_ id: UInt64, _ text: String = "a", open: Bool = false) -> SiteReport {
    SiteReport(
      device: device, id: id, payload: SHA256Digest(hashing: Array("\(id)\(text)".utf8)),
      isOpen: open)
  }

  func export(_ ids: [UInt64], at time: Int64, media: String = "m1") throws -> SiteEvent {
    try ledger.append(
      [
        SiteEventDraft(
          .exported, Self.device,
          [.name: "C9800.txt", .sha256: "aa", .media: media, .mediaHash: media],
          reports: ids.map { Self.report($0) })
      ], by: Self.author(time))[0]
  }

  func record() throws -> DeviceRecord {
    try #require(try ledger.read { reader throws(LedgerError) in try reader.device(Self.device) })
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }
}

@Suite struct LedgerCycleTests {
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
