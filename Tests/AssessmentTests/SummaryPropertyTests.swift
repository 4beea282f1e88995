import Assessment
import LicenseFiles
import Testing

@Suite("Usage summary, properties")
struct SummaryPropertyTests {
  typealias Make = SummaryReports

  /// Reports of two devices and two tags, many ids twice and in several versions.
  private func reports(_ random: inout SeededGenerator) -> [UsageReport] {
    (0..<Int.random(in: 1...120, using: &random)).map { _ in
      let id = UInt64.random(in: 1...40, using: &random)
      let device = Bool.random(using: &random) ? Make.controller : UDI(pid: "C9300", serial: "FZZ1")
      let start = Int64(id) * 1000
      let lengths = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        Int64.random(in: 1...300, using: &random)
      }
      var at = start
      let spans: [Make.Span] = lengths.map { length in
        defer { at += length }
        return (at, at + length, Int64.random(in: 0...9, using: &random))
      }
      return Make.report(
        id, device: device, tag: id % 3 == 0 ? Make.dna : Make.network, spans,
        open: Bool.random(using: &random))
    }
  }

  @Test("the order of reports and their spread over files do not matter", arguments: 1...40)
  func orderDoesNotMatter(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let reports = reports(&random)
    let straight = Make.summary([reports])
    let shuffled = reports.shuffled(using: &random)
    let cut = Int.random(in: 0...shuffled.count, using: &random)
    var apart = Make.summary([Array(shuffled[..<cut]), Array(shuffled[cut...])])
    #expect(apart.totals.files == 2)
    apart.totals.files = 1
    #expect(apart == straight, "seed \(seed)")
  }

  @Test("sums agree with a plain count over the best version of each report", arguments: 1...40)
  func sumsAgreeWithPlainCount(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let reports = reports(&random)
    let summary = Make.summary([reports, reports])

    var versions: [String: [UsageReport]] = [:]
    for report in reports {
      let key = "\(String(describing: report.productInstance)) \(report.reportID ?? 0)"
      versions[key, default: []].append(report)
    }
    let best = versions.values.compactMap { versions in
      versions.max { left, right in
        if left.isOpen != right.isOpen { return left.isOpen }
        let (a, b) = (left.measurements, right.measurements)
        return (a.count, a.last?.endTime ?? 0, left.payload.sha256.prefix)
          < (b.count, b.last?.endTime ?? 0, right.payload.sha256.prefix)
      }
    }
    let closed = versions.values.map { Set($0.filter { !$0.isOpen }.map(\.payload.sha256)).count }
    #expect(summary.totals.reports == versions.count, "seed \(seed)")
    #expect(summary.totals.repeatedReports == 2 * reports.count - versions.count, "seed \(seed)")
    #expect(summary.totals.conflictingReports == closed.filter { $0 > 1 }.count, "seed \(seed)")
    #expect(
      summary.totals.measurements == best.map(\.measurements.count).reduce(0, +), "seed \(seed)")

    for device in summary.productInstances {
      for usage in device.entitlements {
        let own = best.filter { $0.productInstance == device.udi && $0.entitlementTag == usage.tag }
        let measurements = own.flatMap(\.measurements)
        let seconds = measurements.compactMap(\.sampleInterval).reduce(0, +)
        let weight = measurements.map { ($0.count ?? 0) * ($0.sampleInterval ?? 0) }.reduce(0, +)
        #expect(usage.reports == own.count, "seed \(seed)")
        #expect(usage.peak == measurements.compactMap(\.count).max(), "seed \(seed)")
        #expect(usage.firstStart == measurements.compactMap(\.startTime).min(), "seed \(seed)")
        #expect(usage.lastEnd == measurements.compactMap(\.endTime).max(), "seed \(seed)")
        #expect(usage.average == Double(weight) / Double(seconds), "seed \(seed)")
      }
    }
  }

  @Test("many reports are all remembered")
  func manyReports() {
    var fold = UsageSummaryFold()
    for round in 0..<2 {
      fold.begin("\(round)")
      for id in 0..<20_000 {
        let start = Int64(id) * 100
        fold.add(Make.report(UInt64(id), [(start, start + 100, 1)], bytes: "\(id)"))
      }
    }
    let totals = fold.finish().totals
    #expect(totals.reports == 20_000)
    #expect(totals.repeatedReports == 20_000)
  }
}
