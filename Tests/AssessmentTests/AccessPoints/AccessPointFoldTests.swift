import LicenseFiles
import Testing

@testable import Assessment

@Suite("Access points after a count")
struct AccessPointFoldTests {
  private typealias Step = ListedReports.Step

  private func entitlement(_ history: AccessPointHistory) throws -> AccessPointEntitlement {
    try #require(history.productInstances.first?.entitlements.first)
  }

  @Test("a full list, then changes: who came, who went, and when")
  func changes() throws {
    let (history, findings) = ListedReports.history([
      ListedReports.report(
        1, at: 100, [Step(2, ["A", "B"]), Step(2, ["C"], ["A"]), Step(2, nil, nil)])
    ])
    #expect(history.stays == ["A 100-110", "B 100-", "C 110-"])
    #expect(history.productInstances[0].accessPoints.map(\.isFromStart) == [true, true, false])
    let usage = try entitlement(history)
    #expect(usage.proved == 3 && usage.failed == 0 && usage.unchecked == 0)
    #expect(usage.listed == 2 && usage.count == 2)
    #expect(history.productInstances[0].countedUntil == 130)
    #expect(findings.isEmpty)
  }

  @Test("the next report lists all again: what is missing in it has left")
  func restated() throws {
    let reports = [
      ListedReports.report(1, at: 100, [Step(2, ["A", "B"])]),
      ListedReports.report(2, at: 200, [Step(2, ["B", "C"]), Step(3, ["A"])]),
    ]
    for order in [reports, reports.reversed()] {
      let (history, findings) = ListedReports.history(order)
      #expect(history.stays == ["A 100-", "B 100-", "C 200-"])
      let accessPoints = history.productInstances[0].accessPoints
      #expect(accessPoints.map(\.joins) == [2, 1, 1])
      #expect(try entitlement(history).restatedReports == 2)
      #expect(findings.isEmpty)
    }
  }

  @Test("lists that give the count only as changes to the report before are read so, with a note")
  func continued() throws {
    let (history, findings) = ListedReports.history([
      ListedReports.report(1, at: 100, [Step(2, ["A", "B"])]),
      ListedReports.report(2, at: 200, [Step(3, ["C"]), Step(2, [], ["A"])]),
    ])
    #expect(history.stays == ["A 100-210", "B 100-", "C 200-"])
    let usage = try entitlement(history)
    #expect(usage.proved == 3 && usage.continuedReports == 1 && usage.restatedReports == 1)
    #expect(findings.map(\.id) == ["access-points/lists-continue"])
    #expect(findings[0].reportID == 2)
  }

  @Test("a report without lists goes on with the access points of the one before")
  func withoutLists() throws {
    let (history, findings) = ListedReports.history([
      ListedReports.report(1, at: 100, [Step(1, ["A"])]),
      ListedReports.report(2, at: 200, [Step(1, nil, nil), Step(2, nil, nil)]),
    ])
    let usage = try entitlement(history)
    #expect(usage.proved == 2 && usage.failed == 1 && usage.failsFrom == 210)
    #expect(findings.map(\.id) == ["usage/ap-count-mismatch"])
  }

  @Test("where the sum fails, the finding of the rule says so, and from when")
  func mismatch() throws {
    let report = ListedReports.report(
      7, at: 100, [Step(2, ["A", "B"]), Step(5, ["C"]), Step(6, ["D"])])
    let (history, findings) = ListedReports.history([report])
    let usage = try entitlement(history)
    #expect(usage.proved == 1 && usage.failed == 2 && usage.failsFrom == 110)
    #expect(
      usage.mismatches
        == [AccessPointEntitlement.Mismatch(reportID: 7, from: 110, listed: 3, count: 5)])
    #expect(findings.map(\.id) == ["usage/ap-count-mismatch"])
    #expect(
      findings[0].message
        == "from measurement 2 on, the lists give 3 access points and the count is 5, "
        + "since 1970-01-01T00:01:50Z")
    var rule = APCountMismatch(RuleContext(now: 0))
    var ruled: [Finding] = []
    rule.see(report, &ruled)
    #expect(ruled.count == 1 && findings[0].message.hasPrefix(ruled[0].message))
  }

  @Test("a later report that lists all proves its count again")
  func holdsAgain() throws {
    let usage = try entitlement(
      ListedReports.history([
        ListedReports.report(1, at: 100, [Step(4, ["A"])]),
        ListedReports.report(2, at: 200, [Step(2, ["A", "B"])]),
      ]).history)
    #expect(usage.proved == 1 && usage.failed == 1 && usage.failedReports == 1)
    #expect(usage.failsFrom == 100)
  }

  @Test("the same access points added again are not changes: the count is not proved")
  func repeatedIsNoChange() throws {
    let (history, findings) = ListedReports.history([
      ListedReports.report(1, at: 100, [Step(2, ["A", "B"])]),
      ListedReports.report(2, at: 200, [Step(4, ["A", "B"])]),
    ])
    #expect(try entitlement(history).failed == 1)
    #expect(findings.map(\.id) == ["usage/ap-count-mismatch"])
  }

  @Test("an entry that cannot be is access-points/list-contradicts; joining again is not")
  func contradictions() {
    let wrong = ListedReports.history([
      ListedReports.report(1, at: 100, [Step(1, ["A"]), Step(nil, ["A"], ["X"])])
    ]).findings
    #expect(wrong.map(\.id) == ["access-points/list-contradicts"])
    #expect(wrong[0].message.hasSuffix(": 2"))
    let fine = ListedReports.history([
      ListedReports.report(
        1, at: 100, [Step(1, ["A"]), Step(0, [], ["A"]), Step(1, ["A"]), Step(1, ["A"], ["A"])])
    ])
    #expect(fine.findings.isEmpty)
    #expect(fine.history.stays == ["A 100-"])
  }

  @Test("one that comes and goes within a measurement was there")
  func passing() {
    let (history, findings) = ListedReports.history([
      ListedReports.report(1, at: 100, [Step(1, ["A"]), Step(1, ["B"], ["B"])])
    ])
    #expect(history.stays == ["A 100-", "B 110-110"])
    #expect(findings.isEmpty)
  }

  @Test("changes that nothing is known before cannot be checked, and are not lost")
  func unknownStart() throws {
    let (history, findings) = ListedReports.history([
      ListedReports.report(1, at: 100, [Step(5, nil, nil), Step(6, ["F"], ["E"])])
    ])
    let usage = try entitlement(history)
    #expect(usage.proved == 0 && usage.failed == 0 && usage.unchecked == 2)
    #expect(history.stays == ["E ?-110", "F 110-"])
    #expect(findings.isEmpty)
  }

  @Test("a controller that starts with nobody needs no list for it")
  func emptyStart() throws {
    let (history, findings) = ListedReports.history([
      ListedReports.report(1, at: 100, [Step(0, nil, nil), Step(1, ["A"])])
    ])
    #expect(try entitlement(history).proved == 2)
    #expect(findings.isEmpty)
    #expect(history.productInstances[0].accessPoints[0].isFromStart == false)
  }

  @Test("counts without any list are a note for a controller, and nothing else")
  func notListed() {
    let silent = ListedReports.history([ListedReports.report(1, at: 100, [Step(3, nil, nil)])])
    #expect(silent.history.productInstances.isEmpty)
    #expect(silent.findings.map(\.id) == ["access-points/not-listed"])
    let none = ListedReports.history([ListedReports.report(1, at: 100, [Step(0, nil, nil)])])
    #expect(none.findings.isEmpty)
    let router = ListedReports.history([
      ListedReports.report(
        1, at: 100, [Step(3, nil, nil)], tag: "regid.2018-12.com.cisco.X,1.0_a",
        device: UDI(pid: "C8000V", serial: "9ZZEXAMPLE5"))
    ])
    #expect(router.findings.isEmpty && router.history.reports == 1)
  }

  @Test("an open report that grew counts by its longer version, in any order")
  func grown() throws {
    let reports = [
      ListedReports.report(1, at: 100, [Step(1, ["A"])], open: true),
      ListedReports.report(1, at: 100, [Step(1, ["A"]), Step(2, ["B"])]),
      ListedReports.report(1, at: 100, [Step(1, ["A"]), Step(2, ["B"])]),
    ]
    for order in [reports, reports.reversed()] {
      let (history, findings) = ListedReports.history(order)
      #expect(history.reports == 1 && history.repeatedReports == 2)
      #expect(history.stays == ["A 100-", "B 110-"])
      #expect(try entitlement(history).measurements == 2)
      #expect(findings.isEmpty)
    }
  }

  @Test("an access point has the entitlements that count it, each with its own times")
  func entitlements() throws {
    let (history, _) = ListedReports.history([
      ListedReports.report(1, at: 100, [Step(1, ["A"]), Step(2, ["B"])]),
      ListedReports.report(
        2, at: 100, [Step(1, ["A"]), Step(0, [], ["A"])], tag: SummaryReports.dna),
    ])
    let controller = try #require(history.productInstances.first)
    #expect(controller.entitlements.map(\.name) == ["air-dna-advantage", "air-network-advantage"])
    #expect(controller.accessPoints.map { $0.uses.map(\.entitlement) } == [[0, 1], [1]])
    let both = controller.accessPoints[0]
    #expect(both.isCounted && both.removedAt == nil)
    #expect(both.uses.map(\.removedAt) == [110, nil])
  }

  @Test("of an HA pair, the member that reports last has the last word")
  func pair() {
    let other = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE2")
    let members = [SummaryReports.controller, other]
    let (history, _) = ListedReports.history([
      ListedReports.report(1, at: 100, [Step(1, ["A"])], members: members),
      ListedReports.report(1, at: 200, [Step(1, ["B"])], device: other, members: members),
    ])
    #expect(history.productInstances.map(\.supersededBy) == [other, nil])
    let apart = ListedReports.history([
      ListedReports.report(1, at: 100, [Step(1, ["A"])]),
      ListedReports.report(1, at: 200, [Step(1, ["B"])], device: other),
    ]).history
    #expect(apart.productInstances.map(\.supersededBy) == [nil, nil])
  }

  @Test("models over time: each access point once, however many entitlements count it")
  func models() throws {
    let steps = [
      Step(2, ["9130/A", "2802/B"]), Step(3, ["9130/C"]), Step(2, [], ["2802/B"]),
      Step(2, ["9130/D"], ["9130/C"]),
    ]
    let (history, _) = ListedReports.history([
      ListedReports.report(1, at: 100, steps),
      ListedReports.report(2, at: 100, steps, tag: SummaryReports.dna),
    ])
    let models = try #require(history.productInstances.first?.models)
    #expect(models.map(\.model) == ["2802", "9130"])
    #expect(models.map(\.now) == [0, 2])
    #expect(models.map(\.peak) == [1, 2])
    #expect(models[0].points.map { "\($0.at):\($0.count)" } == ["100:1", "120:0"])
    #expect(models[1].points.map { "\($0.at):\($0.count)" } == ["100:1", "110:2"])
  }

  @Test("a model keeps its latest changes and says how many it let go")
  func manyChanges() throws {
    let steps = [Step(0)] + (0..<2500).map { $0 % 2 == 0 ? Step(1, ["A"]) : Step(0, [], ["A"]) }
    let (history, _) = ListedReports.history([ListedReports.report(1, at: 100, steps)])
    let counts = try #require(history.productInstances.first?.models.first)
    #expect(counts.points.count == AccessPointModelCounts.pointLimit)
    #expect(counts.omittedPoints == 1500)
    #expect(counts.points.last?.at == Int64(25_100))
    #expect(history.productInstances[0].accessPoints[0].joins == 1250)
  }

  @Test("telemetry lists nothing")
  func telemetry() {
    var report = ListedReports.report(1, at: 100, [Step(1, ["A"])])
    report.reportType = "telemetry"
    #expect(ListedReports.history([report]).history.reports == 0)
  }
}
