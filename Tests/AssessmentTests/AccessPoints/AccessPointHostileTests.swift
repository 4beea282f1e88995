import LicenseFiles
import Testing

@testable import Assessment

@Suite("Access points of hostile files")
struct AccessPointHostileTests {
  private typealias Step = ListedReports.Step

  private static let limits = AccessPointLimits(
    accessPoints: 3, entries: 4, measurements: 3, textBytes: 400)

  @Test(
    "a limit leaves reports out with a finding; up to it nothing is left out",
    arguments: [
      ([["A", "B", "C"]], nil),
      ([["A", "B", "C", "D"]], "3 access points"),
      ([["A", "B"], ["A", "B"]], nil),
      ([["A", "B"], ["A", "B"], ["A"]], "4 entries"),
      ([["A"], ["A"], ["A"], ["A"]], "3 measurements"),
      ([[String(repeating: "x", count: 400)]], "400 bytes"),
    ] as [([[String]], String?)])
  func limits(_ lists: [[String]], _ limit: String?) {
    let reports = lists.enumerated().map { index, list in
      ListedReports.report(
        UInt64(index), at: Int64(index) * 100, [Step(Int64(list.count), list)], tag: "t")
    }
    let (history, findings) = ListedReports.history(reports, limits: Self.limits)
    guard let limit else {
      #expect(history.omittedReports == 0 && findings.isEmpty)
      return
    }
    #expect(history.omittedReports == 1)
    #expect(findings.map(\.id) == ["access-points/limit-exceeded"])
    #expect(findings[0].message.contains(limit) && findings[0].severity == .error)
  }

  @Test("a version that was replaced frees its room")
  func replaced() {
    let reports = (1...50).map { count in
      ListedReports.report(
        1, at: 100, [Step(1, ["A"])] + (1..<min(3, count + 1)).map { _ in Step(1) }, open: true)
    }
    var limits = Self.limits
    limits.measurements = 6
    let (history, findings) = ListedReports.history(reports, limits: limits)
    #expect(history.reports == 1 && history.omittedReports == 0 && findings.isEmpty)
  }

  @Test("no numbers or times trap")
  func extremes() throws {
    var report = ListedReports.report(
      nil, at: 0, [Step(.max, ["A"]), Step(.min, ["A", "A"], ["B", "B"]), Step(nil, [], ["A"])],
      device: nil)
    report.measurements[0].startTime = .min
    report.measurements[0].endTime = .max
    report.measurements[1].startTime = .max
    report.measurements[1].endTime = .min
    report.measurements[2].startTime = nil
    report.measurements[2].endTime = nil
    let (history, findings) = ListedReports.history([report])
    #expect(history.productInstances.first?.accessPoints.count == 1)
    #expect(findings.contains { $0.id == "usage/ap-count-mismatch" })
  }

  @Test(
    "the order in which reports come never matters, and sets add up",
    arguments: (0..<30).map { _ in UInt64.random(in: 0 ... .max) })
  func orderNeverMatters(_ seed: UInt64) {
    var numbers = SeededGenerator(seed: seed)
    var reports: [UsageReport] = []
    for id in 0..<UInt64(8) {
      var counted: Set<String> = []
      var steps: [Step] = []
      for index in 0..<Int.random(in: 1...4, using: &numbers) {
        let names = (0..<6).map { "S\($0)" }
        let added = names.filter { !counted.contains($0) && Bool.random(using: &numbers) }
        let removed =
          index == 0 ? [] : counted.sorted().filter { _ in Bool.random(using: &numbers) }
        counted.formUnion(added)
        counted.subtract(removed)
        steps.append(Step(Int64(counted.count), added, removed))
      }
      reports.append(ListedReports.report(id, at: Int64(id) * 100, steps))
    }
    let (expected, findings) = ListedReports.history(reports)
    #expect(!findings.contains { $0.severity > .note }, "seed \(seed)")
    let usage = expected.productInstances.first?.entitlements.first
    if let usage {
      #expect(usage.failed == 0 && Int64(usage.listed) == usage.count, "seed \(seed)")
    }
    let shuffled = ListedReports.history((reports + reports).shuffled(using: &numbers))
    var history = shuffled.history
    history.repeatedReports = 0
    #expect(history == expected, "seed \(seed)")
  }
}
