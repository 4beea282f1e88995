import Assessment
import LicenseFiles
import Testing

@Suite("Usage summary")
struct SummaryTests {
  typealias Make = SummaryReports

  @Test("the average is weighted by the seconds that each measurement covers")
  func weightedAverage() throws {
    let summary = Make.summary([
      [
        Make.report(
          1, [(1000, 1100, 2), (1100, 1400, 3), (1400, 2000, 5)])
      ]
    ])
    let usage = try #require(summary.productInstances.first?.entitlements.first)
    #expect(usage.tag == Make.network)
    #expect(usage.name == "air-network-advantage")
    #expect(usage.firstStart == 1000)
    #expect(usage.lastEnd == 2000)
    #expect(usage.peak == 5)
    #expect(usage.latest == 5)
    #expect(usage.average == 4.1)  // (2 * 100 + 3 * 300 + 5 * 600) / 1000
    #expect(usage.gapCount == 0)
    #expect(summary.totals.files == 1)
    #expect(summary.totals.reports == 1)
    #expect(summary.totals.measurements == 3)
  }

  @Test("a measurement without an interval is weighted by its end minus its start")
  func averageWithoutInterval() throws {
    var report = Make.report(1, [(0, 100, 1), (100, 400, 5)])
    report.measurements[1].sampleInterval = nil
    let usage = try #require(Make.summary([[report]]).productInstances.first?.entitlements.first)
    #expect(usage.average == 4)
  }

  @Test("what no report says is absent, not zero")
  func absentFigures() throws {
    var report = Make.report(1, [(0, 100, 1)], version: nil)
    report.measurements = [Measurement(metricName: "ENTITLEMENT", value: .notANumber("many"))]
    let device = try #require(Make.summary([[report]]).productInstances.first)
    let usage = try #require(device.entitlements.first)
    #expect(usage.reports == 1)
    #expect(usage.measurements == 1)
    #expect(usage.peak == nil)
    #expect(usage.latest == nil)
    #expect(usage.average == nil)
    #expect(usage.firstStart == nil)
    #expect(usage.series == nil)
    #expect(device.softwareVersions.isEmpty)
  }

  @Test("the same report in several files counts once")
  func sameReportInSeveralFiles() {
    let reports = [Make.report(1, [(0, 100, 2)]), Make.report(2, [(100, 200, 2)])]
    let once = Make.summary([reports])
    let twice = Make.summary([reports, Array(reports.reversed())])
    #expect(twice.productInstances == once.productInstances)
    #expect(twice.totals.files == 2)
    #expect(twice.totals.reports == 2)
    #expect(twice.totals.repeatedReports == 2)
    #expect(twice.totals.grownReports == 0)
    #expect(twice.totals.conflictingReports == 0)
  }

  @Test("the same id on another device is another report")
  func sameIDOnAnotherDevice() {
    let other = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE2")
    let summary = Make.summary([
      [Make.report(1, [(0, 100, 2)]), Make.report(1, device: other, [(0, 100, 2)])]
    ])
    #expect(summary.totals.reports == 2)
    #expect(summary.totals.repeatedReports == 0)
    #expect(summary.productInstances.map(\.udi) == [Make.controller, other])
  }

  @Test("an open report that grew counts with its longer version", arguments: [false, true])
  func grownReport(reversed: Bool) throws {
    let early = Make.report(7, [(0, 100, 2), (100, 150, 9)], open: true)
    let late = Make.report(7, [(0, 100, 2), (100, 300, 3), (300, 400, 4)])
    let versions = reversed ? [late, early] : [early, late]
    let summary = Make.summary(versions.map { [$0] })
    let usage = try #require(summary.productInstances.first?.entitlements.first)
    #expect(usage.reports == 1)
    #expect(usage.measurements == 3)
    #expect(usage.openReports == 0)
    #expect(usage.peak == 4, "the peak of the version that counts")
    #expect(usage.lastEnd == 400)
    #expect(usage.average == 3)
    #expect(summary.totals.grownReports == 1)
    #expect(summary.totals.conflictingReports == 0)
  }

  @Test("a report that is still open counts, and is said to be open")
  func openReport() throws {
    let summary = Make.summary([[Make.report(7, [(0, 100, 2)], open: true)]])
    let usage = try #require(summary.productInstances.first?.entitlements.first)
    #expect(usage.openReports == 1)
    #expect(usage.reports == 1)
  }

  @Test("two different closed versions are a conflict, and one counts", arguments: [false, true])
  func conflict(reversed: Bool) {
    let one = Make.report(7, [(0, 100, 2)])
    let other = Make.report(7, [(0, 100, 3)])
    let summary = Make.summary([reversed ? [other, one] : [one, other]])
    #expect(summary.totals.reports == 1)
    #expect(summary.totals.conflictingReports == 1)
    #expect(summary.totals.grownReports == 0)
    #expect(summary == Make.summary([reversed ? [one, other] : [other, one]]))
  }

  @Test("reports without an id are told apart by their bytes")
  func withoutID() {
    let report = Make.report(nil, [(0, 100, 2)])
    let summary = Make.summary([[report, report, Make.report(nil, [(100, 200, 2)])]])
    #expect(summary.totals.reports == 2)
    #expect(summary.totals.repeatedReports == 1)
  }

  @Test("telemetry is counted apart and is not usage")
  func telemetry() throws {
    let telemetry = Make.report(9, tag: nil, [(0, 100, 50)], telemetry: true)
    let summary = Make.summary([[Make.report(1, [(0, 100, 2)]), telemetry, telemetry]])
    #expect(summary.totals.reports == 1)
    #expect(summary.totals.measurements == 1)
    #expect(summary.totals.telemetryReports == 1)
    let device = try #require(summary.productInstances.first)
    #expect(device.telemetryReports == 1)
    #expect(device.entitlements.map(\.peak) == [2])
  }

  @Test("devices and entitlements are sorted, the nameless last")
  func order() {
    let second = UDI(pid: "C9300-24UX", serial: "FZZ0000A001")
    let summary = Make.summary([
      [
        Make.report(1, device: nil, [(0, 1, 1)]),
        Make.report(1, tag: nil, [(0, 1, 1)]), Make.report(2, tag: Make.network, [(0, 1, 1)]),
        Make.report(3, tag: Make.dna, [(0, 1, 1)]), Make.report(1, device: second, [(0, 1, 1)]),
      ]
    ])
    #expect(summary.productInstances.map(\.udi) == [second, Make.controller, nil])
    #expect(
      summary.productInstances[1].entitlements.map(\.tag) == [Make.dna, Make.network, nil])
  }

  @Test("versions and HA members are gathered, each once")
  func versionsAndMembers() throws {
    let standby = UDI(pid: "C9800-40-K9", serial: "FZZ0000B002")
    let before = [
      HighAvailabilityMember(role: "Active", udi: Make.controller),
      HighAvailabilityMember(role: "Standby", udi: standby),
    ]
    let summary = Make.summary([
      [
        Make.report(1, [(0, 100, 2)], version: "17.09.02", members: before),
        Make.report(2, [(100, 200, 2)], version: "17.06.02", members: before),
        Make.report(
          3, [(200, 300, 2)], version: "17.09.02",
          members: [HighAvailabilityMember(role: "Active", udi: standby)]),
      ]
    ])
    let device = try #require(summary.productInstances.first)
    #expect(device.softwareVersions == ["17.06.02", "17.09.02"])
    #expect(device.highAvailability.map(\.role) == ["Active", "Standby", "Active"])
    #expect(device.highAvailability.map(\.udi) == [standby, standby, Make.controller].sorted())
  }

  @Test("numbers at the ends of the range neither trap nor turn over")
  func hostileNumbers() throws {
    let spans: [Make.Span] = [
      (.min, .max, .max), (.max, .min, .min), (0, .max, .max), (.min, 0, .min), (.max, .max, 1),
    ]
    var reports = spans.enumerated().map { Make.report(UInt64($0), [$1]) }
    reports.append(Make.report(.max, spans))
    var clocks = Make.report(77, [(.min, .max, 1)])
    clocks.measurements[0].sampleInterval = .min
    reports.append(clocks)
    let usage = try #require(
      Make.summary([reports, reports]).productInstances.first?.entitlements.first)
    #expect(usage.reports == 7)
    #expect(usage.firstStart == .min)
    #expect(usage.lastEnd == .max)
    #expect(usage.peak == .max)
    #expect(usage.average?.isFinite == true)
  }
}
