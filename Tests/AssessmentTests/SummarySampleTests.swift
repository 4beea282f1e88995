import Assessment
import Foundation
import LicenseFiles
import Testing

/// The usage files of `Samples/`, read by the real reader and summarised.
@Suite("Usage summary of the samples")
struct SummarySampleTests {
  private let samples = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Samples")

  private func read(_ name: String, _ fold: inout UsageSummaryFold) throws -> [Finding] {
    let bytes = Array(try Data(contentsOf: samples.appending(path: name)))
    var findings: [Finding] = []
    var reports: [UsageReport] = []
    let outline = try readDocument(name, open: { MemorySource(bytes) }) { item in
      switch item {
      case .finding(let finding): findings.append(finding)
      case .report(let report): reports.append(report)
      case .block: break
      }
    }
    #expect(outline.kind == .usage)
    fold.begin(name)
    for report in reports { fold.add(report) }
    return findings
  }

  @Test("access points join and leave a controller; an earlier file of it adds nothing")
  func controller() throws {
    var fold = UsageSummaryFold()
    #expect(try read("usage/c9800-cl-rum.txt", &fold).isEmpty)
    let alone = fold.finish()
    #expect(alone.totals.reports == 8)
    let device = try #require(alone.productInstances.first)
    #expect(device.udi == UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1"))
    #expect(device.entitlements.map(\.name) == ["air-dna-advantage", "air-network-advantage"])
    for usage in device.entitlements {
      #expect(usage.reports == 4)
      #expect(usage.measurements == 11)
      #expect(usage.peak == 5)
      #expect(usage.latest == 5)
      #expect(usage.gapCount == 0)
    }

    #expect(try read("earlier/c9800-cl-rum.txt", &fold).isEmpty)
    let both = fold.finish()
    #expect(both.productInstances == alone.productInstances)
    #expect(both.totals.repeatedReports == 6)
  }

  @Test("a switchover gives two product instances that name each other")
  func switchover() throws {
    var fold = UsageSummaryFold()
    #expect(try read("usage/c9800-ha-rum.txt", &fold).isEmpty)
    let devices = fold.finish().productInstances
    #expect(devices.map(\.udi?.serial) == ["9ZZEXAMPLE2", "9ZZEXAMPLE3"])
    #expect(devices[0].highAvailability.map(\.role) == ["Active", "Standby"])
    #expect(devices[1].highAvailability.map(\.role) == ["Standby", "Active"])
  }

  @Test("the telemetry of a stack is not usage")
  func stack() throws {
    var fold = UsageSummaryFold()
    #expect(try read("usage/c9300-stack-rum.txt", &fold).isEmpty)
    let summary = fold.finish()
    #expect(summary.totals.reports == 8)
    #expect(summary.totals.telemetryReports == 2)
    #expect(summary.productInstances.count == 1)
    #expect(summary.productInstances.first?.entitlements.map(\.latest) == [2, 1, 1, 2])
  }

  @Test("reports of the first generation are summarised like those of the second")
  func router() throws {
    var fold = UsageSummaryFold()
    #expect(try read("usage/c8000v-rum.txt", &fold).isEmpty)
    let usage = try #require(fold.finish().productInstances.first?.entitlements.first)
    #expect(usage.reports == 3)
    #expect(usage.average == 1)
    #expect(usage.name == nil)
  }

  @Test("a closed report that stands twice with different contents is a conflict")
  func faulty() throws {
    var fold = UsageSummaryFold()
    _ = try read("faulty/c9800-rum.txt", &fold)
    #expect(fold.finish().totals.conflictingReports == 1)
  }

  @Test(
    "a device's own file gives no finding above a note",
    arguments: [
      "usage/c9800-cl-rum.txt", "usage/c9800-ha-rum.txt", "usage/c9300-stack-rum.txt",
      "usage/c8000v-rum.txt", "earlier/c9800-cl-rum.txt",
    ])
  func clean(name: String) throws {
    let text = try String(contentsOf: samples.appending(path: name), encoding: .utf8)
    let findings = try judge([text], expecting: .usage)
    #expect(findings.filter { $0.severity != .note }.map { "\($0.id): \($0.message)" } == [])
  }

  @Test("the faulty file gives a finding for each of its faults")
  func faults() throws {
    let text = try String(
      contentsOf: samples.appending(path: "faulty/c9800-rum.txt"), encoding: .utf8)
    let ids = Set(try judge([text], expecting: .usage).map(\.id))
    #expect(
      ids == [
        "usage/report-id-duplicate", "usage/payload-edited", "usage/signature-missing",
        "usage/interval-mismatch", "usage/ap-count-mismatch", "usage/report-gap",
        "usage/unknown-entitlement-tag", "usage/udi-mismatch", "usage/count-not-a-number",
      ], "\(ids.sorted())")
  }
}
