import Assessment
import LicenseFiles
import Testing

/// What changed between files of the portal.
@Suite struct AckDiffTests {
  private func content(
    _ ids: String = "101,102", _ device: UDI? = AckFixtures.first, policy: Int? = 90,
    account: (String, Int64) = ("LAB", 1000), file: String = "ACK_x.txt"
  ) throws -> AckContent {
    try AckFixtures.content(
      AckFixtures.document(
        AckFixtures.data(device, #""report_ids":[\#(ids)]"#), policy: policy, account: account),
      file: file)
  }

  private func changes(_ new: AckContent) throws -> [AckDiff.Change] {
    let diff = AckDiff(old: [try content()], new: [new])
    #expect(diff.pairs.count == 1)
    return diff.pairs.flatMap(\.changes)
  }

  @Test func theSameBytesDoNotDiffer() throws {
    let diff = AckDiff(old: [try content()], new: [try content(file: "copy.txt")])
    #expect(!diff.differs && diff.pairs.count == 1)
  }

  @Test func reportNumbersThatCameAndWentAreNamed() throws {
    #expect(
      try changes(try content("102,103")) == [
        AckDiff.Change(subject: .report, name: nil, old: "101", new: nil),
        AckDiff.Change(subject: .report, name: nil, old: nil, new: "103"),
      ])
  }

  @Test func aPolicyValueThatChangedIsNamed() throws {
    #expect(
      try changes(try content(policy: 30)) == [
        AckDiff.Change(
          subject: .policy, name: "subscription firstTimeReport", old: "90", new: "30")
      ])
    #expect(try changes(try content(policy: nil)).map(\.new) == [nil, nil])
  }

  @Test func anotherAccountIsNamed() throws {
    #expect(
      try changes(try content(account: ("PROD", 1000))) == [
        AckDiff.Change(subject: .account, name: "virtualAccount", old: "LAB", new: "PROD")
      ])
    #expect(
      try changes(try content(account: ("LAB", 2000))).map(\.name) == ["timestamp"])
  }

  @Test func anotherDeviceIsNamed() throws {
    let found = try changes(try content("101,102", AckFixtures.second))
    #expect(found.map(\.subject) == [.device, .device])
  }

  @Test func anotherCorrelationIdIsNamed() throws {
    func document(_ id: String) -> String {
      "<smartLicense><correlationID>\(id)</correlationID>"
        + AckFixtures.document(nil, policy: 90).dropFirst("<smartLicense>".count)
    }
    let diff = AckDiff(
      old: [try AckFixtures.content(document("aa"))],
      new: [try AckFixtures.content(document("bb"))])
    #expect(
      diff.pairs.flatMap(\.changes) == [
        AckDiff.Change(subject: .correlationID, name: nil, old: "aa", new: "bb")
      ])
  }

  /// Only the signature differs, which nobody here can read: the bytes do, and that is said.
  @Test func whatIsNotUnderstoodIsNoEquality() throws {
    let text = AckFixtures.document(AckFixtures.data(AckFixtures.first, "101"))
    let diff = AckDiff(
      old: [try AckFixtures.content(text)],
      new: [try AckFixtures.content(text.replacing("RVhBTVBMRQ==", with: "RVhBTVBMRT=="))])
    #expect(diff.pairs.flatMap(\.changes).map(\.subject) == [.bytes] && diff.differs)
  }

  @Test func filesArePairedByDeviceThenByName() throws {
    let old = [
      try content("101", AckFixtures.first, file: "a.txt"),
      try content("201", AckFixtures.second, file: "b.txt"),
      try content("7", nil, file: "c.txt"),
    ]
    let new = [
      try content("202", AckFixtures.second, file: "a.txt"),
      try content("102", AckFixtures.first, file: "other.txt"),
      try content("8", nil, file: "c.txt"),
      try content("9", nil, file: "d.txt"),
    ]
    let diff = AckDiff(old: old, new: new)
    #expect(diff.pairs.map(\.old) == ["a.txt", "b.txt", "c.txt", nil])
    #expect(diff.pairs.map(\.new) == ["other.txt", "a.txt", "c.txt", "d.txt"])
    let gone = AckDiff(old: old, new: Array(new.prefix(2)))
    #expect(gone.pairs.map(\.new) == ["other.txt", "a.txt", nil] && gone.differs)
  }
}
