import Assessment
import LicenseFiles
import Testing

/// The whole way from bytes to a summary, on generated files whose contents are known.
@Suite("Usage summary of generated files")
struct SummaryGeneratedTests {
  private struct Generated {
    var bytes: [UInt8] = []
    var usage: SyntheticUsage

    init(_ usage: SyntheticUsage) {
      self.usage = usage
      while let piece = self.usage.next() { bytes += piece }
    }
  }

  /// What the reader and the rules find, and what the summary is.
  private func read(
    _ bytes: [UInt8], step: Int = .max
  ) throws -> (findings: [Finding], summary: UsageSummary) {
    // 2026-09-30T00:00:00Z
    var judge = Judge(.standard, context: RuleContext(now: 1_790_726_400, expected: .usage))
    var fold = UsageSummaryFold()
    var findings: [Finding] = []
    judge.begin("rum.txt")
    fold.begin("rum.txt")
    let outline = try readDocument("rum.txt", open: { MemorySource(bytes, step: step) }) { item in
      findings += judge.take(item)
      if case .report(let report) = item { fold.add(report) }
    }
    findings += judge.end(outline) + judge.finish()
    #expect(outline.isComplete)
    return (findings, fold.finish())
  }

  @Test("the summary of a generated file is what the generator wrote", arguments: 1...24)
  func agrees(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let generated = Generated(
      SyntheticUsage(
        reports: Int.random(in: 1...300, using: &random), seed: UInt64(seed),
        generation: Bool.random(using: &random) ? .v1 : .v2,
        telemetryEvery: Int.random(in: 0...9, using: &random)))
    let (findings, summary) = try read(
      generated.bytes, step: Int.random(in: 1...100_000, using: &random))

    let serious = findings.filter { $0.severity != .note }.map { "\($0.id): \($0.message)" }
    #expect(serious == [], "seed \(seed)")
    let tallies = generated.usage.tallies
    #expect(
      summary.totals.reports == tallies.values.map(\.reports).reduce(0, +), "seed \(seed)")
    #expect(summary.totals.telemetryReports == generated.usage.telemetryReports, "seed \(seed)")
    #expect(summary.totals.repeatedReports == 0, "seed \(seed)")
    let device = try #require(summary.productInstances.first, "seed \(seed)")
    #expect(device.udi == UDI(pid: SyntheticUsage.pid, serial: SyntheticUsage.serial))
    #expect(device.entitlements.map(\.tag) == tallies.keys.sorted(), "seed \(seed)")
    for usage in device.entitlements {
      let tally = try #require(usage.tag.flatMap { tallies[$0] })
      #expect(usage.reports == tally.reports, "seed \(seed)")
      #expect(usage.measurements == tally.measurements, "seed \(seed)")
      #expect(usage.firstStart == tally.firstStart, "seed \(seed)")
      #expect(usage.lastEnd == tally.lastEnd, "seed \(seed)")
      #expect(usage.peak == tally.peak, "seed \(seed)")
      #expect(usage.latest == tally.latest, "seed \(seed)")
      #expect(usage.average == Double(tally.countSeconds) / Double(tally.seconds), "seed \(seed)")
      #expect(usage.gapCount == 0, "seed \(seed)")
      #expect(usage.series?.points.compactMap { $0 }.max() == tally.peak, "seed \(seed)")
    }
  }

  @Test("the same options give the same bytes, another seed gives others")
  func deterministic() {
    let first = Generated(SyntheticUsage(reports: 20, seed: 5)).bytes
    #expect(Generated(SyntheticUsage(reports: 20, seed: 5)).bytes == first)
    #expect(Generated(SyntheticUsage(reports: 20, seed: 6)).bytes != first)
  }

  @Test("a file without reports gives an empty summary")
  func empty() throws {
    let (findings, summary) = try read(Generated(SyntheticUsage(reports: 0)).bytes)
    #expect(findings.map(\.id).contains("usage/no-reports"))
    #expect(summary.totals.files == 1)
    #expect(summary.productInstances.isEmpty)
  }
}
