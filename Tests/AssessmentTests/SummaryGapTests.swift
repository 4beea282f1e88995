import Assessment
import Testing

@Suite("Gaps between reports")
struct SummaryGapTests {
  typealias Make = SummaryReports

  private func usage(_ spans: [Make.Span]) throws -> EntitlementUsage {
    let reports = spans.enumerated().map { Make.report(UInt64($0), [$1]) }
    return try #require(Make.summary([reports]).productInstances.first?.entitlements.first)
  }

  @Test("reports that touch leave no gap")
  func touching() throws {
    let usage = try usage([(0, 100, 1), (100, 200, 1), (150, 180, 1), (200, 300, 1)])
    #expect(usage.gaps.isEmpty)
    #expect(usage.gapCount == 0)
    #expect(usage.gapSeconds == 0)
  }

  @Test("a stretch without a report is a gap, in whatever order the reports come")
  func gap() throws {
    let usage = try usage([(250, 300, 1), (0, 100, 1), (101, 200, 1)])
    #expect(
      usage.gaps == [CoverageGap(start: 100, end: 101), CoverageGap(start: 200, end: 250)])
    #expect(usage.gapSeconds == 51)
  }

  @Test("a gap that a longer report covers is none")
  func covered() throws {
    #expect(try usage([(0, 1000, 1), (10, 20, 1), (500, 600, 1)]).gaps.isEmpty)
  }

  @Test("all gaps are counted, the longest are listed")
  func many() throws {
    let spans: [Make.Span] = (0..<1000).map { index in
      let start = Int64(index) * 1000
      return (start, start + 500 - Int64(index % 7), 1)
    }
    let usage = try usage(spans)
    #expect(usage.gapCount == 999)
    #expect(usage.gaps.count == 64)
    #expect(usage.gaps.allSatisfy { $0.seconds == 506 })
    #expect(usage.gaps == usage.gaps.sorted { $0.start < $1.start })
  }

  @Test("the length of a gap across the whole range is cut, not turned over")
  func hostile() throws {
    let usage = try usage([(.min, .min + 1, 1), (.max - 1, .max, 1)])
    #expect(usage.gapCount == 1)
    #expect(usage.gapSeconds == .max)
  }
}
