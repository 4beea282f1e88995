import DeviceOutput
import LicenseFiles
import Testing

@testable import Assessment

/// What a site believes when captures and answers come in another order than they were made.
@Suite struct ObservationOrderTests {
  private let device = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")

  private func observed(
    _ lastAck: Int64?, deadline: Int64, at time: Int64, clock: Int64? = nil
  ) -> SiteEvent {
    SiteEvent(
      number: 1, time: time, clock: time, operatorName: "op", host: "h", kind: .deviceObserved,
      device: device,
      details: [
        .lastAckText: lastAck.map { "t\($0)" } ?? "<none>", .deadline: "d\(deadline)",
        .deadlineEarliest: String(deadline),
      ].merging(lastAck.map { [.lastAck: String($0)] } ?? [:]) { $1 }
        .merging(clock.map { [.at: String($0)] } ?? [:]) { $1 })
  }

  @Test func anOlderCaptureDoesNotTakeANewerAckBack() {
    var record = DeviceRecord(device)
    record.apply(observed(2000, deadline: 9000, at: 3000))
    record.apply(observed(1000, deadline: 8000, at: 3001))
    #expect(record.lastAck == 2000)
    #expect(record.deadline == 9000)
  }

  @Test(arguments: [(2000, 9100), (2001, 9200)] as [(Int64, Int64)])
  func anEqualOrNewerOneCounts(_ lastAck: Int64, _ deadline: Int64) {
    var record = DeviceRecord(device)
    record.apply(observed(2000, deadline: 9000, at: 3000))
    record.apply(observed(lastAck, deadline: deadline, at: 3001))
    #expect(record.lastAck == lastAck)
    #expect(record.deadline == deadline)
  }

  /// A factory reset erases the ACK: then the device prints none.
  @Test func noneCountsWhenTheDevicePrintsItLater() {
    var record = DeviceRecord(device)
    record.apply(observed(2000, deadline: 9000, at: 3000))
    record.apply(observed(nil, deadline: 9500, at: 3001, clock: 2001))
    #expect(record.lastAck == nil)
    #expect(record.deadline == 9500)
  }

  @Test(arguments: [nil, 1999, 2000] as [Int64?])
  func noneOfAnEarlierOrUnknownTimeTakesNoAckBack(_ clock: Int64?) {
    var record = DeviceRecord(device)
    record.apply(observed(2000, deadline: 9000, at: 3000))
    record.apply(observed(nil, deadline: 9500, at: 3001, clock: clock))
    #expect(record.lastAck == 2000)
    #expect(record.deadline == 9000)
  }

  private func seen(
    _ release: String, clock: Int64?, lastAck: Int64? = nil, handedIn: Int64 = 9000
  ) -> SiteEvent {
    var details: [SiteDetail: String] = [
      .release: release, .transport: release, .policy: release, .deadline: release,
    ]
    details[.at] = clock.map { String($0) }
    details[.lastAckText] = lastAck.map { "t\($0)" }
    details[.lastAck] = lastAck.map { String($0) }
    return SiteEvent(
      number: 1, time: handedIn, clock: handedIn, operatorName: "op", host: "h",
      kind: .deviceObserved, device: device, details: details)
  }

  private func parts(_ record: DeviceRecord) -> [String?] {
    [record.release, record.transport, record.policy, record.deadlineText]
  }

  /// Release, transport, policy and deadline are those of the newest output, not of the last one that was
  /// handed in.
  @Test func anOlderCaptureTakesNothingBack() {
    var record = DeviceRecord(device)
    record.apply(seen("new", clock: 3000))
    record.apply(seen("old", clock: 2000))
    #expect(parts(record) == ["new", "new", "new", "new"])
    record.apply(seen("newest", clock: 3001))
    #expect(parts(record) == ["newest", "newest", "newest", "newest"])
    // The last ACK dates what shows no clock.
    record.apply(seen("acknowledged", clock: nil, lastAck: 5000))
    record.apply(seen("before", clock: nil, lastAck: 4000))
    #expect(parts(record) == Array(repeating: "acknowledged", count: 4))
  }

  /// The transport is that of the settings, wherever they were printed.
  @Test(arguments: [
    ("wlc#show license status\nTransport:\n  Type: Transport Off\n", "off"),
    ("wlc#show license status\nTransport:\n  Type: Smart\n", "smart"),
    ("wlc#show running-config | include license smart\nlicense smart transport off\n", "off"),
    ("wlc#show version\nCisco IOS XE Software, Version 17.09.05\n", nil),
  ])
  func theTransportIsThatOfTheSettings(_ text: String, _ transport: String?) throws {
    let read = DeviceOutputReader.read(name: "a.txt", bytes: Array(text.utf8))
    let snapshot = try #require(read.devices.first)
    #expect(ConfirmationEvents.seen(snapshot)[.transport].flatMap(\.self) == transport)
  }

  /// What no newer output says is taken from an older one.
  @Test func anOlderCaptureFillsWhatIsUnknown() {
    var record = DeviceRecord(device)
    var bare = seen("new", clock: 3000)
    bare.details = [.transport: "new", .at: "3000"]
    record.apply(bare)
    record.apply(seen("old", clock: 2000))
    #expect(parts(record) == ["old", "new", "old", "old"])
    record.apply(seen("older", clock: 1000))
    #expect(parts(record) == ["old", "new", "old", "old"])
    record.apply(seen("between", clock: 2500))
    #expect(parts(record) == ["between", "new", "between", "between"])
  }

  /// A clock that ran years ahead does not shut out what comes later; nor does one that was set back,
  /// where the last ACK moved.
  @Test func aWrongClockDoesNotLast() {
    var record = DeviceRecord(device)
    record.apply(seen("wild", clock: 900_000_000, lastAck: 1000))
    record.apply(seen("right", clock: 9001, lastAck: 1000))
    #expect(parts(record) == Array(repeating: "right", count: 4))
    record.apply(seen("set back", clock: 5000, lastAck: 2000))
    #expect(parts(record) == Array(repeating: "set back", count: 4))
  }

  @Test(arguments: [(0, "nothing", CycleRank.quiet), (1, "save-usage", CycleRank.underWay)])
  func aReportThatWasNotAcknowledgedKeepsTheCycleOpen(
    _ waiting: Int, _ action: String, _ rank: CycleRank
  ) {
    var record = DeviceRecord(device)
    record.stage = .confirmed
    record.exportedAt = 1000
    record.deadline = 100 * 86_400
    record.deadlineText = "d"
    record.waitingCount = waiting
    let cycle = CycleStatus([record], now: 2000)
    #expect(cycle.action.id == action)
    #expect(cycle.rank == rank)
  }

  @Test(arguments: [("", 1), ("WEST", 1), ("west", 1), ("EAST", 0)])
  func aDeviceOfAnotherSiteIsNotAskedFor(_ site: String, _ cycles: Int) {
    var record = DeviceRecord(device)
    record.isRegistered = true
    record.site = site
    let history = SiteHistory(
      identity: SiteIdentity(name: "WEST", id: "1", mode: .own), head: .empty, devices: [record])
    let status = SiteStatus(history, now: 0)
    #expect(status.cycles.count == cycles)
    #expect(status.neverSeen.count == cycles)
    #expect(SiteStatus(history, now: 0, listsAll: true).cycles.count == 1)
  }
}
