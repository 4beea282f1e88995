import LicenseFiles
import Testing

@testable import Assessment

@Suite struct RegisterCoverageTests {
  private func udi(_ serial: String) -> UDI { UDI(pid: "C9800-CL-K9", serial: serial) }

  private func device(_ serial: String, group: String? = nil, byHand: Bool = false) -> DeviceRecord
  {
    var record = DeviceRecord(udi(serial))
    record.isRegistered = true
    record.group = group
    record.isGroupedByHand = byHand
    return record
  }

  @Test func oneMemberStandsForItsGroup() {
    let coverage = RegisterCoverage(
      [device("A1", group: "a"), device("A2", group: "a"), device("B1", group: "b"), device("C")],
      present: [udi("A2"), udi("X")])
    #expect(coverage.expected == 3)
    #expect(coverage.present.map(\.devices) == [[udi("A1"), udi("A2")]])
    #expect(coverage.missing.map(\.label) == ["b (\(udi("B1")))", "\(udi("C"))"])
  }

  @Test func aGroupLearnedInTheSameRunCounts() {
    let devices = [device("A1"), device("A2")]
    #expect(RegisterCoverage(devices, present: [udi("A1")]).missing.count == 1)
    let groups = [udi("A1"): "a", udi("A2"): "a"]
    #expect(RegisterCoverage(devices, present: [udi("A1")], groups: groups).missing.isEmpty)
  }

  @Test func listsNameGroupsAndHandsKeepThem() {
    func groups(_ lists: [[String]], _ known: [DeviceRecord] = []) -> [UDI: String] {
      LearnedGroups.groups(
        lists.map { $0.map(udi) }, Dictionary(uniqueKeysWithValues: known.map { ($0.udi, $0) }))
    }
    #expect(groups([["A2", "A1"]]) == [udi("A1"): "ha-A1", udi("A2"): "ha-A1"])
    #expect(groups([["A1"]]).isEmpty)
    #expect(groups([["A1", "A2"], ["A2", "A3"]])[udi("A3")] == "ha-A1")
    let hand = device("A2", group: "mine", byHand: true)
    #expect(groups([["A1", "A2"]], [hand]) == [udi("A1"): "mine"])
    let other = device("A1", group: "yours", byHand: true)
    #expect(groups([["A1", "A2"]], [hand, other]).isEmpty)
    var gone = device("A1")
    gone.retiredReason = "sold"
    #expect(groups([["A1", "A2"]], [gone]).isEmpty)
    let removed = device("A1", group: nil, byHand: true)
    #expect(groups([["A1", "A2"]], [removed]).isEmpty)
    #expect(groups([["A1", "A2", "A3"]], [removed])[udi("A3")] == "ha-A2")
  }

  @Test func aDeviceWithoutASiteBelongsHere() {
    var record = device("A1")
    #expect(record.belongs(to: "WEST"))
    record.site = "west"
    #expect(record.belongs(to: "WEST"))
    record.site = "EAST"
    #expect(!record.belongs(to: "WEST"))
  }
}
