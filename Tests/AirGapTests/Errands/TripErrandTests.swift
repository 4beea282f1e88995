import Foundation
import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

/// Trips and the words of the portal, as outcomes.
@Suite struct TripErrandTests {
  private let site: TemporarySite
  private let session: SiteSession
  private let device = TemporarySite.device

  init() throws {
    site = try TemporarySite()
    session = try SiteSession(site.ledger, Acting(operatorName: "op", hostName: "h", now: 300))
    try site.export([1, 2], at: 150)
    try site.add(
      .tripOpened, at: 200,
      [.trip: "first", .carrier: "Kim", .media: "m1", .mediaHash: "m1", .expected: "1"])
  }

  private func trips() throws -> [TripStanding] { try session.trips() }

  @Test func whatIsMissingIsToldWhileATripIsOpenAndWhenItEnds() throws {
    defer { site.remove() }
    #expect(try trips().map { $0.returned?.missing.count } == [1])
    let outcome = try CloseTrip(name: "first", lost: "the bag was stolen").run(in: session) { _ in }
    #expect(outcome.findings.map(\.id) == ["trip/ack-missing"])
    #expect(outcome.trip.closedAt == 300 && outcome.trip.lostReason == "the bag was stolen")
    let closed = try #require(try trips().first)
    #expect(closed.returned == nil && closed.trip.received == 0)
    #expect(closed.trip.lostReason == "the bag was stolen")
    // It was found after all: what came counts.
    try site.add(
      .ackReceived, device, at: 400, [.ack: "aa", .name: "ACK_1.txt"],
      reports: [TemporarySite.report(1), TemporarySite.report(2)])
    let found = try #require(try trips().first)
    #expect(found.trip.received == 1 && found.trip.receivedLater == 1)
  }

  /// A late ACK of the trip before is not the one that this trip was to bring.
  @Test func anACKCountsForTheTripOfItsFile() throws {
    defer { site.remove() }
    try site.export([1, 2, 3], at: 210, media: "m2")
    try site.add(
      .tripOpened, at: 220,
      [.trip: "second", .carrier: "Kim", .media: "m2", .mediaHash: "m2", .expected: "1"])
    try site.add(
      .ackReceived, device, at: 230, [.ack: "aa", .name: "ACK_C9800.txt"],
      reports: [TemporarySite.report(1), TemporarySite.report(2)])
    #expect(try CloseTrip(name: "second").run(in: session) { _ in }.trip.received == 0)
    #expect(try CloseTrip(name: "first").run(in: session) { _ in }.trip.received == 1)
  }

  @Test func aPartOfASplitPackageThatIsOnNoTripIsLeft() throws {
    defer { site.remove() }
    try site.export([3], at: 210, media: "m2")
    try site.add(.packed, at: 220, [.media: "m1 m2", .mediaHash: "m1 m2"])
    func left(_ media: String) throws -> [String] {
      try session.read { reader throws(LedgerError) in try reader.partsLeft(besides: [media]) }
    }
    #expect(try left("m1") == ["m2"])
    // The other part left before, with a trip of its own.
    #expect(try left("m2").isEmpty)
  }

  /// What came back counts by its contents; by its name only what shows no device.
  @Test(arguments: [
    ("not read", 0, true), (#"[{"text":"x"}]"#, 1, false),
    (
      #"[{"sudi":{"udi_pid":"C9800-CL-K9","udi_serial_number":"9ZZEXAMPLE1"},"report_ids":[1,2]}]"#,
      1, false
    ),
    (
      #"[{"sudi":{"udi_pid":"C9800-CL-K9","udi_serial_number":"9ZZEXAMPLE7"},"report_ids":[1,2]}]"#,
      0, false
    ),
  ])
  func anACKThatLiesThereCountsByItsContents(
    _ data: String, _ received: Int, _ isFaulty: Bool
  ) throws {
    defer { site.remove() }
    let ack = site.folder + "/ACK_C9800 (1).txt"
    let text = data.hasPrefix("[") ? ExampleAck.document { $0.data = data } : data
    try Data(text.utf8).write(to: URL(filePath: ack))
    let outcome = try CloseTrip(name: "first", acks: [ack]).run(in: session) { _ in }
    #expect(outcome.trip.received == received && outcome.failed == isFaulty)
    #expect(outcome.findings.contains { $0.id == "trip/ack-missing" } == (received == 0))
    #expect(try trips().first?.trip.received == received)
  }

  /// What the portal says after an ACK of a part of a file is of the rest, and goes with that file.
  @Test func anAnswerAfterAnACKOfAPartIsOfTheRest() throws {
    defer { site.remove() }
    try site.add(
      .ackReceived, device, at: 250, [.ack: "aa", .name: "ACK_1.txt"],
      reports: [TemporarySite.report(1)])
    _ = try RecordPortal(.word(PortalWord("c9800.txt", .rejected))).run(in: session)
    #expect(try site.states(1)?.contains(.rejected) == false)
    #expect(try site.states(2)?.contains(.rejected) == true)
    #expect(try site.record().stage == .acknowledged)
    try site.export([2, 3], at: 400, media: "m2")
    #expect(try site.states(2)?.contains(.rejected) == false)
    #expect(try site.check().isSound)
  }

  @Test(arguments: [
    ("1970-01-01T00:01:40Z", true), ("1970-01-01", true), ("1970-01-03T00:00:00Z", false),
    ("2035-01-01T00:00:00Z", false), ("1969-12-25", false), ("last week", true),
  ])
  func aTimeThatCannotBeIsRefused(_ time: String, _ isRecorded: Bool) throws {
    defer { site.remove() }
    let outcome = try RecordPortal(.word(PortalWord("c9800.txt", .uploaded, at: time)))
      .run(in: session)
    #expect(outcome.isRecorded == isRecorded)
    #expect(outcome.findings.map(\.id) == (isRecorded ? [] : ["portal/time-impossible"]))
  }

  @Test func aTripThatCannotEndStaysOpen() throws {
    defer { site.remove() }
    let missing = #expect(throws: ErrandError(.unreadable)) {
      try CloseTrip(name: "first", acks: [site.folder + "/none.txt"]).run(in: session) { _ in }
    }
    #expect(missing?.reasons.last == "the trip stays open")
    let unknown = #expect(throws: ErrandError(.usage)) {
      try CloseTrip(name: "second").run(in: session) { _ in }
    }
    #expect(unknown?.reasons == ["there is no trip second; the open trips are first"])
    #expect(try trips().first?.trip.isOpen == true)
    _ = try CloseTrip(name: "first").run(in: session) { _ in }
    let closed = #expect(throws: ErrandError(.usage)) {
      try CloseTrip(name: "first").run(in: session) { _ in }
    }
    #expect(
      closed?.reasons == [
        "the trip first is closed already; for an ACK that came later no trip is needed: use rumkit import; "
          + "where the media turned out to be lost: --lost REASON"
      ])
  }

  @Test func aPersonTellsWhatThePortalDid() throws {
    defer { site.remove() }
    let word = RecordPortal(.word(PortalWord("c9800.txt", .rejected, words: "again")))
    let dry = try RecordPortal(.word(PortalWord("c9800.txt", .rejected)), isDryRun: true)
      .run(in: session)
    #expect(dry.recording.files.count == 1 && !dry.isRecorded)
    let outcome = try word.run(in: session)
    #expect(outcome.isRecorded && outcome.recording.files.map(\.status) == [.rejected])
    #expect(try word.run(in: session).recording.unchanged == 1)
    let unknown = try RecordPortal(.word(PortalWord("other.txt", .uploaded))).run(in: session)
    #expect(!unknown.isRecorded && unknown.findings.map(\.id) == ["portal/file-unknown"])
    let events = try session.read { reader throws(LedgerError) in
      try reader.events([.portalRecorded])
    }
    #expect(events.map { $0[.words] } == ["again"])
  }

  @Test func aFormIsTakenWholeOrNotAtAll() throws {
    defer { site.remove() }
    let path = site.folder + "/portal.csv"
    func run(_ text: String) throws -> PortalOutcome {
      try Data(text.utf8).write(to: URL(filePath: path))
      return try RecordPortal(.forms([path])).run(in: session)
    }
    let bad = try run("file,status\nC9800.txt,uploaded\nother.txt,uploaded\n")
    #expect(bad.isUsable && !bad.isRecorded && bad.findings.count == 1)
    let good = try run("file,status\nC9800.txt,uploaded\nother.txt,\n")
    #expect(good.isRecorded && good.emptyRows == 1)
    #expect(try !run("").isUsable)
    #expect(throws: ErrandError(.unreadable)) {
      try RecordPortal(.forms([site.folder + "/none.csv"])).run(in: session)
    }
  }

  @Test(arguments: [
    ("ACK_C8000V_1.txt", "c8000v_1"), ("ack_c8000v_1 (1).txt", "c8000v_1"),
    ("x/ACK_C8000V_1.txt.txt", "c8000v_1"), ("a.tar.gz!ACK_C8000V_1 (12).TXT", "c8000v_1"),
    ("C8000V_1(2).txt", "c8000v_1"), ("ACK_C8000V_12.txt", "c8000v_12"),
  ])
  func namesOfACKsAreThoseOfTheirFiles(_ name: String, _ wanted: String) {
    #expect(TripContents.folded(name) == wanted)
  }
}
