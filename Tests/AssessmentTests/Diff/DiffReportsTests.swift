import Assessment
import LicenseFiles
import Testing

/// Reports that were added, removed and changed, and what each entitlement used.
@Suite struct DiffReportsTests {
  private typealias Fixtures = DiffFixtures

  @Test func theSameReportsInAnotherOrderDoNotDiffer() {
    let reports = [Fixtures.report(1), Fixtures.report(2, at: 1100), Fixtures.report(3, at: 1200)]
    let diff = Fixtures.diff(reports, reports.reversed() + [reports[1]])
    #expect(!diff.differs)
    #expect(diff.same == 3 && diff.new.reports == 3)
  }

  @Test func addedAndRemovedReportsAreNamed() throws {
    let diff = Fixtures.diff(
      [Fixtures.report(1), Fixtures.report(2, at: 1100, count: 4)],
      [Fixtures.report(2, at: 1100, count: 4), Fixtures.report(3, at: 1200, count: 6)])
    #expect(diff.added.map(\.id) == [3] && diff.removed.map(\.id) == [1] && diff.same == 1)
    #expect(diff.findings.isEmpty)
    let device = try #require(diff.devices.first)
    #expect(device.reports.added == 1 && device.reports.removed == 1 && device.reports.same == 1)
    let entitlement = try #require(device.entitlements.first)
    #expect(entitlement.old?.latest == 4 && entitlement.new?.latest == 6)
    #expect(entitlement.change == 2 && entitlement.old?.peak == 4 && entitlement.new?.peak == 6)
    #expect(diff.added.first?.start == 1200 && diff.added.first?.end == 1300)
  }

  @Test func aReportOfAnotherDeviceWithTheSameIdIsAnother() {
    let diff = Fixtures.diff([Fixtures.report(1)], [Fixtures.report(1, Fixtures.second, count: 2)])
    #expect(diff.added.count == 1 && diff.removed.count == 1 && diff.changed.isEmpty)
  }

  @Test func anOpenReportThatWasClosedHasGrown() {
    let diff = Fixtures.diff([Fixtures.report(1, open: true)], [Fixtures.report(1)])
    #expect(diff.changed.map(\.change) == [.grown])
    #expect(diff.changed.first?.old.isOpen == true && diff.changed.first?.new.isOpen == false)
    #expect(diff.findings.isEmpty && diff.differs)
  }

  @Test func aReportThatWasClosedAndIsOpenIsAnOlderState() {
    let diff = Fixtures.diff([Fixtures.report(1)], [Fixtures.report(1, open: true)])
    #expect(diff.changed.map(\.change) == [.olderState])
    #expect(diff.findings.map(\.id) == ["diff/older-state"])
  }

  /// NEW has the known version and another one, in two files: the conflict is not hidden by the first.
  @Test func anotherClosedVersionBesideTheKnownOneIsFound() {
    let known = Fixtures.report(1, count: 4)
    for new in [[known, Fixtures.report(1, count: 5)], [Fixtures.report(1, count: 5), known]] {
      let diff = Fixtures.diff([known], new)
      #expect(diff.findings.map(\.id) == ["diff/closed-report-changed"])
      #expect(diff.new.conflictingReports == 1)
    }
  }

  /// A set that contradicts itself says so of itself; against itself nothing differs.
  @Test func theSameConflictInBothIsNoDifference() {
    let versions = [Fixtures.report(1, count: 4), Fixtures.report(1, count: 5)]
    let diff = Fixtures.diff(versions, versions.reversed())
    #expect(!diff.differs && diff.findings.isEmpty && diff.same == 1)
    #expect(diff.old.conflictingReports == 1 && diff.new.conflictingReports == 1)
  }

  /// An open state and the closed report after it lie in one folder: the closed one counts.
  @Test func earlierStatesInNewDoNotMatter() {
    let states = [Fixtures.report(1, open: true), Fixtures.report(1)]
    for new in [states, states.reversed()] {
      #expect(!Fixtures.diff([Fixtures.report(1)], new).differs)
      #expect(Fixtures.diff([states[0]], new).changed.map(\.change) == [.grown])
    }
  }

  @Test func reportsWithoutIdsAndTelemetryAreCompared() {
    let nameless = SummaryReports.report(nil, [(1, 2, 3)])
    let telemetry = SummaryReports.report(9, [(1, 2, 3)], telemetry: true)
    let diff = Fixtures.diff([nameless], [nameless, telemetry])
    #expect(diff.added.map(\.isTelemetry) == [true] && diff.removed.isEmpty && diff.same == 1)
    #expect(diff.devices.first?.entitlements.first?.differs == false)
  }

  @Test func anEntitlementThatOnlyOneHasDiffers() throws {
    let diff = Fixtures.diff(
      [Fixtures.report(1)], [Fixtures.report(1), Fixtures.report(2, tag: SummaryReports.dna)])
    let device = try #require(diff.devices.first)
    #expect(device.entitlements.count == 2)
    let dna = try #require(device.entitlements.first { $0.tag == SummaryReports.dna })
    #expect(dna.old == nil && dna.new?.latest == 1 && dna.change == nil && dna.differs)
  }

  @Test func extremeCountsDoNotTrap() {
    let diff = Fixtures.diff(
      [Fixtures.report(1, count: .min)], [Fixtures.report(2, at: 1200, count: .max)])
    #expect(diff.devices.first?.entitlements.first?.change == .max)
  }

  /// Splitting into files and their order change nothing.
  @Test(arguments: 0..<20)
  func theOrderOfArrivalDoesNotMatter(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed + 1))
    var reports: [UsageReport] = []
    for id in 1...12 as ClosedRange<UInt64> {
      let device = [Fixtures.first, Fixtures.second][Int(random.next() % 2)]
      let start = 1000 + Int64(random.next() % 5) * 100
      let points = (1...3).map { Int($0 + random.next() % 3) }
      reports.append(
        Fixtures.report(
          id, device, at: start, points: Array(Set(points)).sorted(), open: random.next() % 4 == 0))
    }
    let old = Array(reports.prefix(9))
    let new = Array(reports.suffix(8))
    let expected = Fixtures.diff(old, new)
    let shuffled = Fixtures.diff(old.shuffled(using: &random), new.shuffled(using: &random))
    #expect(Array(shuffled.added) == Array(expected.added), "seed \(seed)")
    #expect(Array(shuffled.removed) == Array(expected.removed), "seed \(seed)")
    #expect(shuffled.devices == expected.devices, "seed \(seed)")
    // And the other way round, what was added is removed.
    let back = Fixtures.diff(new, old)
    #expect(Array(back.added) == Array(expected.removed), "seed \(seed)")
    #expect(Array(back.removed) == Array(expected.added), "seed \(seed)")
    #expect(!Fixtures.diff(reports, reports.shuffled(using: &random)).differs, "seed \(seed)")
  }
}
