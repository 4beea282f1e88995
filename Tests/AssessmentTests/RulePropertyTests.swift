import Assessment
import LicenseFiles
import Testing

@Suite("Rules, properties and near misses")
struct RulePropertyTests {
  private let controller = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")

  /// Chained measurements of random length and count.
  private func report(
    _ id: UInt64, from start: Int64 = 1_700_000_000, spans: [Int64] = [900], count: Int64 = 2,
    open: Bool = false, telemetry: Bool = false, device: UDI? = nil
  ) -> UsageReport {
    let device = device ?? controller
    var at = start
    var measurements = spans.map { length in
      defer { at += length }
      return Measurement(
        metricName: "ENTITLEMENT", logTime: at, startTime: at, endTime: at + length,
        sampleInterval: length, valueType: "COUNT", value: .count(count))
    }
    if !open, !measurements.isEmpty {
      measurements[measurements.count - 1].terminationReason = "CurrentUsageRequested"
    }
    let bytes = Array("\(id) \(start) \(spans) \(count) \(open)".utf8)
    return UsageReport(
      ordinal: 0, location: SourceLocation(file: "rum.txt"),
      payload: PayloadBytes(
        length: bytes.count, sha256: SHA256Digest(hashing: bytes), decodedLength: bytes.count),
      reportID: id, productInstance: device,
      envelopeSignature: ReportSignature(udi: device, signingType: "builtin", value: .bytes(32)),
      entitlementTag: SummaryReports.network, reportType: telemetry ? "telemetry" : nil,
      highAvailability: [HighAvailabilityMember(role: "Active", udi: device)],
      measurements: measurements)
  }

  private func findings(_ reports: [UsageReport]) -> [Finding] {
    var judge = Judge(.standard, context: RuleContext(now: 1_800_000_000, expected: .usage))
    judge.begin("rum.txt")
    var findings = reports.flatMap { judge.take(.report($0)) }
    findings += judge.end(
      DocumentOutline(
        file: "rum.txt", form: DocumentForm(container: .smartLicense),
        blocks: [.rumReport: reports.count], isComplete: true))
    return findings + judge.finish()
  }

  private func ids(_ reports: [UsageReport]) -> [String] { findings(reports).map(\.id) }

  private func spans(_ random: inout SeededGenerator, _ number: ClosedRange<Int>) -> [Int64] {
    (0..<Int.random(in: number, using: &random)).map { _ in
      Int64.random(in: 1...90_000, using: &random)
    }
  }

  @Test("a chain of sound reports gives no finding", arguments: 1...40)
  func soundChainsAreQuiet(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    var at: Int64 = 1_700_000_000
    let reports = (1...UInt64.random(in: 1...60, using: &random)).map { id in
      let spans = spans(&random, 1...5)
      defer { at += spans.reduce(0, +) }
      return report(id, from: at, spans: spans, count: .random(in: 0...99, using: &random))
    }
    #expect(ids(reports) == [], "seed \(seed)")
  }

  @Test("measurements that were shuffled are out of order", arguments: 1...40)
  func shuffledMeasurementsAreOutOfOrder(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    var shuffled = report(1, spans: spans(&random, 2...8))
    let straight = shuffled.measurements
    shuffled.measurements.shuffle(using: &random)
    let isOutOfOrder = ids([shuffled]).contains("usage/measurement-out-of-order")
    #expect(isOutOfOrder == (shuffled.measurements != straight), "seed \(seed)")
  }

  @Test("any order of two closed versions is one error, of equal ones none", arguments: 1...40)
  func versionsAreToldApartInAnyOrder(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    var versions = [report(7), report(7, count: 3), report(7, open: true)]
    versions.shuffle(using: &random)
    let found = ids(versions).filter { $0 == "usage/report-id-duplicate" }
    #expect(found.count == 1, "seed \(seed)")
    #expect(!ids([report(7), report(7)]).contains("usage/report-id-duplicate"))
  }

  @Test func timesAtTheEndsOfTheirRangeDoNotTrap() {
    let ends: [Int64] = [.min, -1, 0, 1, .max]
    for start in ends {
      for end in ends {
        var hostile = report(1)
        hostile.measurements[0].startTime = start
        hostile.measurements[0].endTime = end
        hostile.measurements.append(report(1).measurements[0])
        hostile.measurements.append(hostile.measurements[0])
        #expect(findings([report(2), hostile, report(3)]).allSatisfy { $0.severity < .error })
      }
    }
  }

  @Test func theSameOpenReportTwiceIsRepeatedNotGrown() {
    let later = report(1, spans: [900, 900], open: true)
    let found = ids([report(1, open: true), later, later])
    #expect(found.filter { $0 == "usage/report-grown" }.count == 1)
    #expect(found.filter { $0 == "usage/report-repeated" }.count == 1)
  }

  @Test func aReportWithAClockChangeLeavesNoGapBehindIt() {
    var changed = report(2, from: 1_700_000_900, spans: [90_000])
    let after = report(3, from: 1_700_090_900)
    #expect(!ids([report(1), changed, after]).contains("usage/report-gap"))
    changed.measurements[0].clockChangeDelta = -3433
    #expect(!ids([report(1), changed, after]).contains("usage/report-gap"))
    #expect(ids([report(1), after]).contains("usage/report-gap"))
  }

  @Test func telemetryIsNotJudgedByTime() {
    let usage = report(1, from: 1_900_000_000)
    #expect(ids([usage]) == ["usage/in-the-future"])
    #expect(ids([report(1, from: 1_900_000_000, telemetry: true)]) == [])
  }

  @Test func aLogTimeBeforeTheStartIsNoFinding() {
    var early = report(1)
    early.measurements[0].logTime = 1_600_000_000
    #expect(ids([early]) == [])
  }

  @Test func aBarePayloadIsNotAskedForASignature() {
    var bare = report(1)
    bare.envelopeSignature = nil
    #expect(ids([bare]) == ["usage/signature-missing"])
    bare.hasEnvelope = false
    #expect(ids([bare]) == [])
  }

  @Test func oneReportThatNamesBothMakesTwoDevicesAPair() {
    let other = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE2")
    let apart = [report(1), report(1, device: other)]
    #expect(ids(apart) == ["usage/several-devices"])
    var pair = report(2, from: 1_700_000_900)
    pair.highAvailability?.append(HighAvailabilityMember(role: "Standby", udi: other))
    #expect(ids(apart + [pair]) == [])
  }
}
