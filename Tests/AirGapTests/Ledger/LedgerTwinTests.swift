import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

/// The reports of a pair that went out under the serial numbers of both members.
@Suite struct LedgerTwinTests {
  private let site: TemporarySite
  private let first = TemporarySite.device
  private let second = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE2")

  init() throws { site = try TemporarySite() }

  private func report(_ id: UInt64, of device: UDI, open: Bool = false) -> SiteReport {
    SiteReport(
      device: device, id: id,
      payload: SHA256Digest(hashing: Array("\(id)\(device)\(open)".utf8)), isOpen: open)
  }

  private func group(at time: Int64, _ name: String = "pair") throws {
    for device in [first, second] {
      try site.add(.deviceGrouped, device, at: time, [.group: name, .by: SiteEvent.byHAList])
    }
  }

  /// Goes out, and leaves.
  private func export(_ reports: [SiteReport], at time: Int64) throws {
    try site.add(
      .exported, reports[0].device,
      at: time, [.name: "\(time).txt", .sha256: "\(time)", .mediaHash: "m\(time)"], reports: reports
    )
    try site.add(.tripOpened, at: time + 1, [.trip: "t\(time)", .mediaHash: "m\(time)"])
  }

  private func acknowledge(_ ids: [UInt64], of device: UDI, at time: Int64) throws {
    try site.add(
      .ackReceived, device, at: time, [.ack: "a\(time)", .name: "ACK_\(time).txt"],
      reports: ids.map { SiteReport(device: device, id: $0) })
  }

  private var waiting: [Int] {
    get throws { try [first, second].map { try site.record(of: $0)?.waitingCount ?? -1 } }
  }

  private var stages: [CycleStage?] {
    get throws { try [first, second].map { try site.record(of: $0)?.stage } }
  }

  private func isSound() throws -> Bool {
    try site.ledger.verify(scratch: site.folder).isSound
  }

  @Test(arguments: [true, false])
  func theAnswerToOneNumberIsThatToTheOther(_ isGroupedLate: Bool) throws {
    defer { site.remove() }
    if !isGroupedLate { try group(at: 110) }
    try export([report(1, of: first), report(2, of: first)], at: 200)
    try export([report(1, of: second), report(2, of: second)], at: 300)
    #expect(try waiting == (isGroupedLate ? [2, 2] : [0, 2]))
    try acknowledge([1, 2], of: first, at: 400)
    if isGroupedLate {
      #expect(try waiting == [0, 2])
      try group(at: 410)
    }
    #expect(try waiting == [0, 0])
    try site.add(.deviceConfirmed, second, at: 500, [.ack: "a400"])
    #expect(try waiting == [0, 0] && stages == [.confirmed, .confirmed])
    #expect(try isSound())
  }

  /// What the output shows is proved under both numbers, also without an ACK and of what goes out later.
  @Test func theProofOfOneNumberIsThatOfTheOther() throws {
    defer { site.remove() }
    try group(at: 110)
    try export([report(1, of: first)], at: 200)
    try export([report(1, of: second), report(2, of: second)], at: 300)
    try site.add(
      .deviceConfirmed, second, at: 400, [.ack: ""],
      reports: [SiteReport(device: first, id: 1)])
    #expect(try waiting == [0, 1])
    try export([report(1, of: first), report(2, of: first)], at: 500)
    #expect(try waiting == [1, 0])
    #expect(try isSound())
  }

  /// The file of the other member that brought something is still awaited.
  @Test func anAnswerOfTheEarlierFileIsNotThatOfTheLaterOne() throws {
    defer { site.remove() }
    try group(at: 110)
    try export([report(1, of: first)], at: 200)
    try export([report(1, of: second), report(2, of: second)], at: 300)
    try acknowledge([1], of: first, at: 400)
    #expect(try waiting == [0, 1] && stages == [.acknowledged, .carried])
    #expect(try isSound())
  }

  @Test func theLongerVersionOfAnOpenReportWaits() throws {
    defer { site.remove() }
    try group(at: 110)
    try export([report(1, of: first, open: true)], at: 200)
    try acknowledge([1], of: first, at: 250)
    try export([report(1, of: second)], at: 300)
    #expect(try waiting == [0, 1])
    #expect(try isSound())
  }

  @Test func devicesThatAreNoPairKeepTheirReportsApart() throws {
    defer { site.remove() }
    try export([report(1, of: first)], at: 200)
    try export([report(1, of: second)], at: 300)
    try acknowledge([1], of: first, at: 400)
    #expect(try waiting == [0, 1])
    // Nor does a device that left the pair.
    try group(at: 410)
    try group(at: 420, "")
    try export([report(2, of: first)], at: 500)
    try export([report(2, of: second)], at: 600)
    #expect(try waiting == [1, 1])
    #expect(try isSound())
  }
}
