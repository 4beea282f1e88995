import Assessment
import Testing

@Suite("Series of counts")
struct SummarySeriesTests {
  typealias Make = SummaryReports

  private func series(_ spans: [Make.Span]) throws -> UsageSeries {
    let reports = spans.enumerated().map { Make.report(UInt64($0), [$1]) }
    let summary = Make.summary([reports])
    return try #require(summary.productInstances.first?.entitlements.first?.series)
  }

  @Test("few seconds give one step each")
  func fine() throws {
    let series = try series([(10, 12, 2), (12, 13, 4), (15, 16, 1)])
    #expect(series.start == 10)
    #expect(series.step == 1)
    #expect(series.points == [2, 2, 4, nil, nil, 1])
  }

  @Test("a long time gives wider steps with the highest count of each")
  func coarse() throws {
    let series = try series([(0, 256, 1), (100, 101, 7)])
    #expect(series.step == 4)
    #expect(series.points.count == 64)
    #expect(series.points[25] == 7)
    #expect(series.points.filter { $0 == 1 }.count == 63)
  }

  @Test("a measurement of no length marks its step")
  func instant() throws {
    #expect(try series([(10, 10, 3)]).points == [3])
  }

  @Test("the whole range of times fits")
  func hostile() throws {
    let series = try series([(0, 1, 5), (.min, .max, 1), (.max, .max, 2), (.min, .min, 3)])
    #expect(series.points.count == UsageSeries.capacity)
    #expect(series.points.first == 3)
    #expect(series.points.last == 2)
    #expect(series.points.contains(5))
    #expect(series.step > 0)
  }

  @Test("only what runs forward is drawn")
  func backward() {
    let summary = Make.summary([[Make.report(1, [(100, 50, 3)])]])
    #expect(summary.productInstances.first?.entitlements.first?.series == nil)
  }
}
