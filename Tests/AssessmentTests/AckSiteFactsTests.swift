import Assessment
import LicenseFiles
import Testing

/// What a site knows makes an ACK suspect: each finding alone, with its near miss beside it.
@Suite("ACKs are compared with a site") struct AckSiteFactsTests {
  typealias Fixture = AckFixtures
  private let device = Fixture.first
  private let written: Int64 = 1_790_000_000

  private func ids(
    _ facts: AckSiteFacts.Device, seen: [SHA256Digest: String] = [:],
    known: KnownReports = Fixture.known, policy: Int? = nil, account: String = "A",
    isDated: Bool = true
  ) throws -> [Finding] {
    let content = try Fixture.content(
      Fixture.document(
        Fixture.data(device, #""report_ids":[101,102,103,104]"#), policy: policy,
        account: isDated ? (account, written) : nil))
    let matcher = AckMatcher(
      known: known, facts: AckSiteFacts(devices: [device: facts], seen: seen), now: Fixture.now)
    return matcher.match([content]).findings
  }

  @Test func anAckOlderThanTheLastImport() throws {
    var known = KnownReports()
    for id in 101...104 as ClosedRange<UInt64> {
      known.add(id, of: device, isAcknowledged: true, exportedAt: written - 9)
    }
    let older = AckSiteFacts.Device(lastImportedAckTime: written + 1)
    let same = AckSiteFacts.Device(lastImportedAckTime: written)
    #expect(try ids(older, known: known).map(\.id) == ["ack/older-than-imported"])
    #expect(try ids(same, known: known) == [])
    #expect(try ids(older, known: known, isDated: false) == [])
  }

  /// A late ACK is needed where it acknowledges what no other one did.
  @Test(arguments: [(true, ["ack/older-than-imported"]), (false, [])])
  func aLateAckThatIsNeededIsNotWarnedOf(_ isKnown: Bool, _ expected: [String]) throws {
    var known = KnownReports()
    for id in 101...104 as ClosedRange<UInt64> {
      known.add(id, of: device, isAcknowledged: isKnown || id != 103, exportedAt: written - 9)
    }
    let older = AckSiteFacts.Device(lastImportedAckTime: written + 1)
    #expect(try ids(older, known: known).map(\.id) == expected)
  }

  @Test func anAckFromBeforeAReset() throws {
    #expect(
      try ids(AckSiteFacts.Device(resets: [1, written + 1])).map(\.id) == ["ack/predates-reset"])
    #expect(try ids(AckSiteFacts.Device(resets: [written])) == [])
    #expect(try ids(AckSiteFacts.Device(resets: [Fixture.now + 1])) == [])
  }

  @Test func reportsFromBeforeAReset() throws {
    var known = KnownReports()
    for id in 101...104 as ClosedRange<UInt64> {
      known.add(id, of: device, exportedAt: written - 9)
    }
    let reset = AckSiteFacts.Device(resets: [written - 5])
    #expect(try ids(reset, known: known).map(\.id) == ["ack/predates-reset"])
    known.add(103, of: device, exportedAt: written - 1)
    #expect(try ids(reset, known: known) == [])
    known.add(105, of: device)
    #expect(try ids(reset, known: known).map(\.id) == ["ack/report-not-acknowledged"])
  }

  /// What went out again after the portal wrote the ACK waits for the next one. A device whose clock is ahead proves
  /// nothing by it.
  @Test(arguments: [(-9, 1), (9, 0), (1_000_000_000, 1)] as [(Int64, Int)])
  func aReportThatWasSavedAfterTheAckIsNotMissing(_ later: Int64, _ missing: Int) throws {
    var known = KnownReports()
    for id in 101...104 as ClosedRange<UInt64> {
      known.add(id, of: device, exportedAt: written - 9)
    }
    known.add(105, of: device, exportedAt: written + later)
    let expected = Array(repeating: "ack/report-not-acknowledged", count: missing)
    #expect(try ids(AckSiteFacts.Device(), known: known).map(\.id) == expected)
    #expect(try ids(AckSiteFacts.Device(), known: known, isDated: false).count == 1)
  }

  @Test func anAckThatWasSeenBefore() throws {
    let text = Fixture.document(
      Fixture.data(device, #""report_ids":[101,102,103,104]"#), account: ("A", written))
    let seen = [SHA256Digest(hashing: Array(text.utf8)): "imported on Monday"]
    #expect(try ids(AckSiteFacts.Device(), seen: seen).map(\.id) == ["ack/duplicate"])
    #expect(try ids(AckSiteFacts.Device(), seen: seen, account: "B") == [])
  }

  @Test func aPolicyThatChanges() throws {
    let times = AckPolicy.Class(firstTimeReport: "90")
    let facts = AckSiteFacts.Device(
      policy: AckPolicy(name: "EXAMPLE", classes: ["subscription": times]))
    let changed = try ids(facts, policy: 30)
    #expect(changed.map(\.id) == ["ack/policy-changes"])
    #expect(changed.first?.message == "subscription firstTimeReport: 90 → 30")
    #expect(try ids(facts, policy: 90) == [])
    #expect(try ids(facts) == [])
  }

  @Test func anotherAccount() throws {
    let facts = AckSiteFacts.Device(smartAccount: "EXAMPLE-SITE", virtualAccount: "A")
    #expect(try ids(facts, account: "B").map(\.id) == ["ack/account-differs"])
    #expect(try ids(facts) == [])
    #expect(try ids(AckSiteFacts.Device(), account: "B") == [])
  }

  @Test func factsOfAMemberHoldForTheGroup() throws {
    var known = Fixture.known
    known.join([device, Fixture.second])
    let content = try Fixture.content(
      Fixture.document(
        Fixture.data(device, #""report_ids":[101,102,103,104,201,202,203]"#),
        account: ("A", written)))
    let facts = AckSiteFacts(devices: [Fixture.second: .init(resets: [written + 1])])
    let result = AckMatcher(known: known, facts: facts, now: Fixture.now).match([content])
    #expect(result.findings.map(\.id) == ["ack/predates-reset"])
  }
}
