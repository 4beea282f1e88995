import Assessment
import LicenseFiles
import Testing

/// Access points, releases, roles, switchovers and replacements.
@Suite struct DiffDevicesTests {
  private typealias Fixtures = DiffFixtures

  private func only(_ diff: UsageDiff) throws -> DeviceDiff {
    try #require(diff.devices.count == 1 ? diff.devices.first : nil, "\(diff.devices)")
  }

  // MARK: Access points

  @Test func whoJoinedAndLeftIsTakenFromTheEndOfBoth() throws {
    var later = Fixtures.report(2, at: 1200, points: [1, 2, 3])
    var second = later.measurements[0]
    second.startTime = 1300
    second.endTime = 1400
    second.added = [Fixtures.point(4)]
    second.removed = [Fixtures.point(1), Fixtures.point(2)]
    second.value = .count(2)
    later.measurements.append(second)
    let before = Fixtures.report(1, points: [1, 2])
    let device = try only(Fixtures.diff([before], [before, later]))
    #expect(device.joined.map(\.udi) == [Fixtures.point(3), Fixtures.point(4)])
    #expect(device.left.map(\.udi) == [Fixtures.point(1), Fixtures.point(2)])
    #expect(device.joined.first?.tags == [SummaryReports.network])
    #expect(device.entitlements.first?.new?.isProved == true)
  }

  @Test func listsThatDoNotGiveTheCountAreNotProved() throws {
    let device = try only(
      Fixtures.diff(
        [Fixtures.report(1, points: [1])], [Fixtures.report(2, at: 1200, points: [1, 2], count: 5)])
    )
    #expect(device.entitlements.first?.old?.isProved == true)
    #expect(device.entitlements.first?.new?.isProved == false)
    #expect(device.entitlements.first?.new?.accessPointCount == 5)
    #expect(device.joined.count == 1)
    var uncounted = Fixtures.report(2, at: 1200, points: [1, 2])
    uncounted.measurements[0].value = .absent
    let without = try only(Fixtures.diff([Fixtures.report(1, points: [1])], [uncounted]))
    #expect(without.entitlements.first?.new?.isProved == false)
    #expect(without.entitlements.first?.new?.accessPointCount == nil)
  }

  @Test func withoutListsNobodyJoinsOrLeaves() throws {
    let with = Fixtures.report(1, points: [1, 2])
    let without = Fixtures.report(2, at: 1200, count: 2)
    for diff in [
      Fixtures.diff([with], [with, without]), Fixtures.diff([without], [with]),
      Fixtures.diff([with], [Fixtures.report(3, tag: SummaryReports.dna, at: 1200)]),
    ] {
      let device = try only(diff)
      #expect(device.joined.isEmpty && device.left.isEmpty)
    }
  }

  @Test func anAccessPointThatMovedSaysWhereItWas() throws {
    let diff = Fixtures.diff(
      [
        Fixtures.report(1, points: [1, 2]), Fixtures.report(7, Fixtures.second, points: [3]),
      ],
      [
        Fixtures.report(2, at: 1200, points: [2]),
        Fixtures.report(8, Fixtures.second, at: 1200, points: [1, 3]),
      ])
    #expect(diff.devices.count == 2)
    #expect(diff.devices[0].left.map(\.elsewhere) == [Fixtures.second])
    #expect(diff.devices[1].joined.map(\.elsewhere) == [Fixtures.first])
    #expect(diff.devices[1].joined.map(\.udi) == [Fixtures.point(1)])
  }

  @Test func aDeviceThatIsGoneSaysNothingOfItsAccessPoints() throws {
    let device = try only(Fixtures.diff([Fixtures.report(1, points: [1, 2])], []))
    #expect(device.relation == .gone && device.left.isEmpty && device.differs)
  }

  // MARK: Release and roles

  @Test func aNewReleaseIsADifference() throws {
    let before = Fixtures.report(1)
    let device = try only(
      Fixtures.diff([before], [before, Fixtures.report(2, at: 1200, version: "17.12.04")]))
    #expect(device.changesRelease && device.relation == .same)
    #expect(device.old?.softwareVersion == "17.09.02")
    #expect(device.new?.softwareVersion == "17.12.04")
    #expect(!(try only(Fixtures.diff([before], [before]))).changesRelease)
  }

  @Test func aSwitchoverIsNoNewDevice() throws {
    let before = Fixtures.report(
      1, points: [1, 2], members: [("Active", "9ZZEXAMPLE1"), ("Standby", "9ZZEXAMPLE2")])
    let after = Fixtures.report(
      2, Fixtures.second, at: 1200, points: [1, 2],
      members: [("Active", "9ZZEXAMPLE2"), ("Standby", "9ZZEXAMPLE1")])
    let device = try only(Fixtures.diff([before], [before, after]))
    #expect(device.relation == .switchover && device.replacements.isEmpty)
    #expect(device.old?.udi == Fixtures.first && device.new?.udi == Fixtures.second)
    #expect(device.roles.map(\.new) == ["Standby", "Active"])
    #expect(device.joined.isEmpty && device.left.isEmpty)
    #expect(device.entitlements.first?.differs == false)
  }

  /// Without the list, or with one that names others, they are two devices.
  @Test func withoutACommonListNobodyTookOver() {
    let lists: [[Fixtures.Member]] = [
      [], [("Active", "9ZZEXAMPLE2"), ("Standby", "9ZZEXAMPLE3")],
    ]
    for members in lists {
      let before = Fixtures.report(1, members: [("Active", "9ZZEXAMPLE1")])
      let after = Fixtures.report(2, Fixtures.second, at: 1200, members: members)
      let diff = Fixtures.diff([before], [before, after])
      #expect(diff.devices.map(\.relation) == [.same, .appeared])
      #expect(diff.devices.allSatisfy { $0.replacements.isEmpty })
    }
  }

  @Test func aMemberInThePlaceOfAnotherIsInferred() throws {
    let before = Fixtures.report(
      1, members: [("Active", "9ZZEXAMPLE1"), ("Standby", "9ZZEXAMPLE2")])
    let after = Fixtures.report(
      2, at: 1200, members: [("Active", "9ZZEXAMPLE1"), ("Standby", "9ZZEXAMPLE3")])
    let device = try only(Fixtures.diff([before], [after]))
    #expect(device.relation == .same)
    #expect(device.replacements.map(\.old) == [Fixtures.second])
    #expect(device.replacements.map(\.new) == [Fixtures.third])
    #expect(device.replacements.first?.basis.certainty == "inferred")
    // A member that is only gone was replaced by nobody.
    let alone = try only(
      Fixtures.diff(
        [before], [Fixtures.report(2, at: 1200, members: [("Active", "9ZZEXAMPLE1")])]))
    #expect(alone.replacements.isEmpty && alone.roles.count == 1)
  }

  // MARK: Replacements

  private func replaced(
    host: String? = "wlc", newHost: String? = "wlc", at start: Int64 = 1200,
    tag: String = SummaryReports.network, device: UDI = DiffFixtures.second
  ) -> UsageDiff {
    func items(_ device: UDI, _ host: String?, _ report: UsageReport) -> [DocumentItem] {
      [.report(report)] + (host.map { [Fixtures.systemInfo(device, host: $0)] } ?? [])
    }
    return Fixtures.diff(
      items(Fixtures.first, host, Fixtures.report(1, points: [1, 2])),
      items(device, newHost, Fixtures.report(9, device, tag: tag, at: start, points: [2, 3])))
  }

  @Test func anotherSerialUnderTheSameHostNameIsAReplacement() throws {
    let device = try only(replaced(tag: SummaryReports.dna))
    #expect(device.relation == .replaced)
    #expect(device.replacements.map(\.old) == [Fixtures.first])
    #expect(device.replacements.map(\.new) == [Fixtures.second])
    #expect(device.replacements.first?.basis.certainty == "inferred")
    #expect(device.replacements.first?.basis.source.contains("host name") == true)
  }

  @Test func whatTheReplacedDeviceCountedIsCompared() throws {
    let device = try only(replaced())
    #expect(device.joined.map(\.udi) == [Fixtures.point(3)])
    #expect(device.left.map(\.udi) == [Fixtures.point(1)])
    #expect(device.entitlements.first?.change == 0)
  }

  @Test func withoutAHostNameTheEntitlementsDecide() throws {
    let device = try only(replaced(newHost: nil))
    #expect(device.relation == .replaced)
    #expect(device.replacements.first?.basis.source.contains("entitlements") == true)
    #expect(
      replaced(newHost: nil, tag: SummaryReports.dna).devices.map(\.relation) == [.gone, .appeared])
  }

  /// One fault each keeps two devices apart.
  @Test func whatIsNoReplacement() {
    let apart: [DeviceDiff.Relation] = [.gone, .appeared]
    // Both were in service at once.
    #expect(replaced(at: 1050).devices.map(\.relation) == apart)
    // Both have a name, and not the same.
    #expect(replaced(newHost: "other").devices.map(\.relation) == apart)
    // Another product.
    let other = UDI(pid: "C9800-L-F-K9", serial: "9ZZEXAMPLE2")
    #expect(replaced(device: other).devices.map(\.relation) == apart)
    // Two devices could be meant.
    let diff = Fixtures.diff(
      [Fixtures.report(1)],
      [Fixtures.report(8, Fixtures.second, at: 1200), Fixtures.report(9, Fixtures.third, at: 1200)])
    #expect(diff.devices.allSatisfy { $0.replacements.isEmpty })
  }

  @Test func aReplacementThatTheLedgerHasNeedsNoGuess() throws {
    let basis = Basis.documented(title: "the ledger", section: "")
    let diff = Fixtures.diff(
      [.report(Fixtures.report(1))], [.report(Fixtures.report(9, Fixtures.second, at: 1050))],
      replacements: [
        DeviceDiff.Replacement(old: Fixtures.first, new: Fixtures.second, basis: basis)
      ])
    let device = try only(diff)
    #expect(device.relation == .replaced && device.replacements.first?.basis == basis)
  }

  @Test func aFileWithoutReportsStillSaysWhichDeviceItIs() throws {
    let diff = Fixtures.diff(
      [.report(Fixtures.report(1))], [Fixtures.systemInfo(Fixtures.first, host: "wlc")])
    let device = try only(diff)
    #expect(device.relation == .same && device.reports.removed == 1)
  }

  @Test func aNewHostNameIsADifference() throws {
    let report = DocumentItem.report(Fixtures.report(1))
    func diff(_ host: String) -> UsageDiff {
      Fixtures.diff(
        [report, Fixtures.systemInfo(Fixtures.first, host: "wlc")],
        [report, Fixtures.systemInfo(Fixtures.first, host: host, at: 2000)])
    }
    #expect(try only(diff("wlc-2")).changesHostName)
    #expect(!diff("wlc").differs)
  }
}
