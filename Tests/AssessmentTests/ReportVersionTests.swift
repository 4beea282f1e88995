@testable import Assessment
import LicenseFiles
import Testing

/// Two versions of one report: what is growth, what is a contradiction.
@Suite struct ReportVersionTests {
  /// A report with measurements of an hour each; the last one goes on when it is open.
  private func report(_ counts: [Int64], open: Bool, lastHours: Int64 = 1) -> UsageReport {
    let device = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")
    let start: Int64 = 1_700_000_000
    let measurements = counts.enumerated().map { index, count in
      let isLast = index == counts.count - 1
      let from = start + Int64(index) * 3600
      return Measurement(
        metricName: "ENTITLEMENT", startTime: from,
        endTime: from + (isLast ? lastHours : 1) * 3600, value: .count(count),
        terminationReason: isLast && open ? nil : "CurrentUsageRequested")
    }
    let text = "\(counts) \(open) \(lastHours)"
    return UsageReport(
      ordinal: 0, location: SourceLocation(file: "rum.txt"),
      payload: PayloadBytes(
        length: text.utf8.count, sha256: SHA256Digest(hashing: Array(text.utf8)),
        decodedLength: text.utf8.count),
      reportID: 7, productInstance: device, measurements: measurements)
  }

  /// What the versions give, of the rules on versions.
  private func ids(_ reports: UsageReport...) -> [String] {
    let rules = RuleSet([
      ReportGrown.self, ReportShrunk.self, ReportIDDuplicate.self, ReportRepeated.self,
    ])
    var judge = Judge(rules, context: RuleContext(now: 1_800_000_000))
    let outline = DocumentOutline(
      file: "rum.txt", form: DocumentForm(container: .smartLicense))
    return (reports.flatMap { judge.take(.report($0)) } + judge.end(outline)).map(\.id)
  }

  private let grown = ["usage/report-grown"]
  private let shrunk = ["usage/report-shrunk"]

  @Test func whatWasAddedIsGrowthInEitherOrder() {
    let early = report([1, 2], open: true)
    for late in [
      report([1, 2], open: true, lastHours: 5), report([1, 2, 3], open: true),
      report([1, 2, 3], open: false), report([1, 2], open: false),
    ] {
      #expect(ids(early, late) == grown)
      #expect(ids(late, early) == grown)
    }
  }

  @Test func aMeasurementThatHadEndedAndChangedIsNoGrowth() {
    let early = report([1, 2], open: true)
    #expect(ids(early, report([9, 2, 3], open: true)) == shrunk)
    #expect(ids(early, report([9, 2, 3], open: false)) == shrunk)
    #expect(ids(early, report([9, 2], open: true, lastHours: 3)) == shrunk)
    #expect(ids(report([9, 2], open: true, lastHours: 3), early) == shrunk)
  }

  @Test func theMeasurementThatGoesOnMayChangeItsCount() {
    #expect(ids(report([1, 2], open: true), report([1, 4, 3], open: false)) == grown)
  }

  @Test func aClosedReportWithLessThanItsOpenStateIsNoGrowth() {
    let open = report([1, 2, 3], open: true)
    let closed = report([1, 2], open: false)
    #expect(ids(open, closed) == shrunk)
    #expect(ids(closed, open) == shrunk)
  }

  @Test func aReportThatClosesBeforeItsOpenStateEndedIsNoGrowth() {
    #expect(
      ids(report([1, 2], open: true, lastHours: 5), report([1, 2], open: false)) == shrunk)
  }

  @Test func threeStatesAreHeldAgainstTheLatest() {
    let states = [
      report([1], open: true), report([1, 2], open: true), report([1, 2, 3], open: false),
    ]
    #expect(ids(states[0], states[1], states[2]) == grown + grown)
    #expect(ids(states[1], states[0], states[2]) == grown + grown)
    #expect(ids(states[1], states[0], report([8, 2, 3], open: false)) == grown + shrunk)
  }

  @Test func closedVersionsAreAConflictAndNotAGrowth() {
    #expect(
      ids(report([1], open: false), report([2], open: false)) == ["usage/report-id-duplicate"])
    #expect(ids(report([1], open: true), report([1], open: true)) == ["usage/report-repeated"])
  }

  /// What is said of the second of two versions, each in a file of its own or both in one.
  private func message(_ first: UsageReport, _ second: UsageReport, apart: Bool) -> String? {
    var judge = Judge(.standard, context: RuleContext(now: 1_800_000_000))
    var found: [Finding] = []
    func end(_ file: String) {
      found += judge.end(
        DocumentOutline(file: file, form: DocumentForm(container: .smartLicense)))
    }
    judge.begin("october.txt")
    found += judge.take(.report(first))
    if apart {
      end("october.txt")
      judge.begin("november.txt")
    }
    found += judge.take(.report(second))
    end("november.txt")
    let kinds = ["repeated", "grown", "shrunk", "id-duplicate"].map { "usage/report-" + $0 }
    return found.first { kinds.contains($0.id) }?.message
  }

  @Test func theFileThatHoldsTheOtherIsNamed() throws {
    let (closed, other) = (report([1], open: false), report([2], open: false))
    let (open, longer) = (report([1, 2], open: true), report([1, 2, 3], open: true))
    let shorter = report([1], open: false)
    for (first, second) in [(closed, closed), (closed, other), (open, longer), (open, shorter)] {
      let apart = try #require(message(first, second, apart: true))
      let together = try #require(message(first, second, apart: false))
      #expect(apart.hasPrefix(together))
      #expect(apart.hasSuffix("; the other one is in october.txt"))
      #expect(!together.contains("other one"))
    }
  }
}
