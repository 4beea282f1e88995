@testable import Assessment
import Foundation
import LicenseFiles
import Testing

@testable import AirGap

/// What the log finds of a device, and what the index keeps for the table of a Monday.
@Suite struct LedgerLogTests {
  @Test func whatHappenedToADeviceIncludesItsFilesAndTrips() throws {
    let site = try TemporarySite()
    defer { site.remove() }
    let exported = try site.export([1, 2], at: 200, media: "m1")
    let other = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE2")
    let drafts = [
      SiteEventDraft(.exported, other, [.name: "other.txt", .mediaHash: "m2"]),
      SiteEventDraft(.tripOpened, nil, [.trip: "t1", .carrier: "c", .mediaHash: "m0 m1"]),
      SiteEventDraft(.tripOpened, nil, [.trip: "t2", .carrier: "c", .mediaHash: "m2"]),
      SiteEventDraft(.portalRecorded, nil, [.event: "\(exported.number)", .status: "pending"]),
      SiteEventDraft(.portalRecorded, nil, [.event: "3", .status: "pending"]),
      SiteEventDraft(.tripClosed, nil, [.trip: "t1"]),
      SiteEventDraft(.tripClosed, nil, [.trip: "t2"]),
    ]
    try site.ledger.append(drafts, by: TemporarySite.author(300))
    try site.ledger.read { reader throws(LedgerError) in
      let events = try reader.events(concerning: [TemporarySite.device])
      #expect(events.map(\.number) == [2, 4, 6, 8])
      #expect(try reader.reportCounts(ofEvents: 1...9) == [2: 2])
      #expect(try reader.events(after: 2, upTo: 4).map(\.number) == [3, 4])
    }
  }

  @Test func theIndexKeepsNamesConflictsAndBothEndsOfTheDeadline() throws {
    let site = try TemporarySite()
    defer { site.remove() }
    _ = try site.export([1], at: 200)
    #expect(try site.record().conflictCount == 0)
    let drafts = [
      SiteEventDraft(
        .exported, TemporarySite.device, [.name: "second.txt", .mediaHash: "m2"],
        reports: [TemporarySite.report(1, "b")]),
      SiteEventDraft(
        .ackReceived, TemporarySite.device, [.ack: "ff", .name: "ACK_second.txt"],
        reports: [TemporarySite.report(1, "b")]),
      SiteEventDraft(
        .deviceObserved, TemporarySite.device,
        [.deadline: "Jan 1", .deadlineEarliest: "500", .deadlineLatest: "900"]),
    ]
    try site.ledger.append(drafts, by: TemporarySite.author(300))
    let record = try site.record()
    #expect(record.fileName == "second.txt")
    #expect(record.ackName == "ACK_second.txt")
    #expect(record.conflictCount == 1)
    #expect(record.deadline == 500)
    #expect(record.deadlineLatest == 900)

    try site.ledger.append(
      [SiteEventDraft(.deviceConfirmed, TemporarySite.device, [.ack: "ff"])],
      by: TemporarySite.author(400))
    #expect(try site.record().conflictCount == 0)
    // Other contents that turn up after the proof are a conflict again.
    try site.ledger.append(
      [
        SiteEventDraft(
          .exported, TemporarySite.device, [.name: "third.txt", .mediaHash: "m3"],
          reports: [TemporarySite.report(1, "c")])
      ], by: TemporarySite.author(500))
    #expect(try site.record().conflictCount == 1)
    #expect(try site.ledger.verify(scratch: NSTemporaryDirectory()).isSound)
  }

  /// No text in a body acts on a terminal, and what was escaped is read back.
  @Test(arguments: ["\u{1B}[2J", "\u{9B}", "\u{202E}", "\u{200B}", "\u{FEFF}", "\u{2028}", "\\\""])
  func aHostileNameIsEscapedInItsBody(_ text: String) throws {
    let site = try TemporarySite()
    defer { site.remove() }
    let device = UDI(pid: "C9800", serial: text)
    try site.ledger.append(
      [SiteEventDraft(.deviceRegistered, device, [.hostName: text])],
      by: TemporarySite.author(200))
    try site.ledger.read { reader throws(LedgerError) in
      try reader.eachBody { body in
        #expect(body.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value < 0x7F })
      }
      #expect(try reader.events().last?[.hostName] == text)
      #expect(try reader.events().last?.device == device)
    }
  }
}
