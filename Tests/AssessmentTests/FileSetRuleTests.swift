@testable import Assessment
import LicenseFiles
import Testing

/// Rules that look at all of a file or of a run, whatever the order in which it comes.
@Suite struct FileSetRuleTests {
  private let controller = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")
  private let standby = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE2")

  private func report(
    _ id: UInt64 = 1, hours: Range<Int64> = 0..<1, device: UDI? = nil, signer: UDI? = nil,
    members: [UDI] = [], file: String = "rum.txt"
  ) -> UsageReport {
    let start: Int64 = 1_700_000_000
    return UsageReport(
      ordinal: 0, location: SourceLocation(file: file, line: Int(id)),
      payload: PayloadBytes(length: 1, sha256: SHA256Digest(hashing: []), decodedLength: 1),
      reportID: id, productInstance: device ?? controller,
      envelopeSignature: ReportSignature(
        udi: signer ?? device ?? controller, signingType: "builtin", value: .bytes(32)),
      entitlementTag: SummaryReports.network,
      highAvailability: members.enumerated().map {
        HighAvailabilityMember(role: $0 == 0 ? "Active" : "Standby", udi: $1)
      },
      measurements: [
        Measurement(
          startTime: start + hours.lowerBound * 3600, endTime: start + hours.upperBound * 3600,
          value: .count(1), terminationReason: "CurrentUsageRequested")
      ])
  }

  private func findings(_ rule: any Rule.Type, _ files: [[UsageReport]]) -> [Finding] {
    var judge = Judge(RuleSet([rule]), context: RuleContext(now: 1_800_000_000))
    var findings: [Finding] = []
    for (index, reports) in files.enumerated() {
      judge.begin("\(index)")
      findings += reports.flatMap { judge.take(.report($0)) }
      findings += judge.end(
        DocumentOutline(file: "\(index)", form: DocumentForm(container: .smartLicense)))
    }
    return findings + judge.finish()
  }

  // MARK: UDIs

  @Test func aFormerActiveMemberNamedAnywhereInTheFileIsNormal() {
    let signedByOther = report(1, device: controller, signer: standby)
    let pair = report(2, members: [controller, standby])
    #expect(findings(UDIMismatch.self, [[signedByOther, pair]]).isEmpty)
    #expect(findings(UDIMismatch.self, [[pair, signedByOther]]).isEmpty)
    #expect(findings(UDIMismatch.self, [[signedByOther]]).count == 1)
  }

  @Test func aListThatLostTheDeviceIsNormalWhenAnotherStillHasIt() {
    let lost = report(1, device: controller, members: [standby])
    let pair = report(2, device: standby, members: [standby, controller])
    #expect(findings(UDIMismatch.self, [[lost, pair]]).isEmpty)
    #expect(findings(UDIMismatch.self, [[lost]]).count == 1)
  }

  @Test func theListOfAnotherFileExplainsNothing() {
    let signedByOther = report(1, device: controller, signer: standby)
    let pair = report(2, members: [controller, standby])
    #expect(findings(UDIMismatch.self, [[signedByOther], [pair]]).count == 1)
    #expect(findings(UDIMismatch.self, [[pair], [signedByOther]]).count == 1)
  }

  // MARK: Gaps

  @Test func aGapIsFoundInTimeNotInTheOrderOfTheFiles() {
    let days = [
      report(1, hours: 0..<24), report(2, hours: 24..<48), report(3, hours: 72..<96),
      report(4, hours: 96..<120),
    ]
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2]] {
      let found = findings(ReportGap.self, order.map { [days[$0]] })
      #expect(found.map(\.reportID) == [3], "\(order)")
      #expect(found.first?.message.hasPrefix("24 hours ") == true)
    }
  }

  @Test func aReportThatComesLaterFillsTheGap() {
    let files = [[report(1, hours: 0..<24)], [report(3, hours: 48..<72)]]
    #expect(findings(ReportGap.self, files).count == 1)
    #expect(findings(ReportGap.self, files + [[report(2, hours: 24..<48)]]).isEmpty)
  }

  @Test func gapsDoNotDependOnTheOrderOfReports() {
    let seed = UInt64.random(in: 0..<1_000_000)
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let reports = (1...30).map { id -> UsageReport in
        let start = Int64.random(in: 0..<300, using: &random)
        return report(
          UInt64(id), hours: start..<(start + Int64.random(in: 1...12, using: &random)))
      }
      // The plain way: every hour that no report covers, with an hour of tolerance.
      let sorted = reports.compactMap { report -> (Int64, Int64)? in
        guard let measurement = report.measurements.first, let start = measurement.startTime,
          let end = measurement.endTime
        else { return nil }
        return (start, end)
      }.sorted { $0 < $1 }
      var reach = sorted[0].1
      var gaps = 0
      for (start, end) in sorted {
        if start - reach > 3600 { gaps += 1 }
        reach = max(reach, end)
      }
      let found = findings(ReportGap.self, reports.shuffled(using: &random).map { [$0] })
      #expect(found.count == gaps, "seed \(seed)")
    }
  }
}
