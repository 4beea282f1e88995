import DeviceOutput
import Foundation
import Testing

@testable import Assessment

@Suite struct ReportingDeadlineTests {
  private func judge(_ text: String, now: Int64 = RequirementOutput.now) throws -> RequirementResult
  {
    try #require(RequirementOutput.judge(text, now: now)[.reportingDeadline])
  }

  @Test(arguments: [
    ("Nov 01 10:00:00 2026 UTC", Verdict.satisfied), ("Oct 31 10:00:00 2026 UTC", .due),
    ("Oct 01 00:00:01 2026 UTC", .due), ("Oct 01 00:00:00 2026 UTC", .overdue),
    ("Oct 01 06:00:00 2026 IST", .due), ("<none>", .notApplicable),
  ])
  func isJudgedByTheDevicesOwnDate(_ deadline: String, _ verdict: Verdict) throws {
    var output = RequirementOutput()
    output.deadline = deadline
    #expect(try judge(output.text()).verdict == verdict)
  }

  @Test func afterAnAckThePolicysFrequencyCounts() throws {
    let found = try judge(RequirementOutput().text())
    #expect(found.computedDeadline == 1_796_032_800)
    #expect(!found.differsFromPolicy)
  }

  @Test func theShortestFrequencyOfTheClassesInUseCounts() throws {
    var output = RequirementOutput()
    output.policy = ((30, 60, 60), (120, 111, 111))
    output.deadline = "Oct 31 10:00:00 2026 UTC"
    #expect(try !judge(output.text()).differsFromPolicy)
    output.licenses = [("air-dna-advantage", "Subscription", "IN USE")]
    let found = try judge(output.text())
    #expect(found.differsFromPolicy)
    #expect(found.notes.last?.text.contains("51 days") == true)
  }

  @Test func anAckOfTheTrustCodeCountsTheFirstReport() throws {
    var output = RequirementOutput()
    output.policy = ((30, 60, 60), (120, 111, 111))
    output.reports = (0, 0, 3)
    output.trust = "Sep 01 10:00:00 2026 UTC"
    output.transport = "Smart"
    output.deadline = "Oct 01 10:00:00 2026 UTC"
    #expect(try !judge(output.text()).differsFromPolicy)
  }

  @Test func aLicenceOfAnUnknownTypeLeavesItOpen() throws {
    var output = RequirementOutput()
    output.licenses?.append(("some-feature", "Other", "IN USE"))
    #expect(try judge(output.text()).computedDeadline == nil)
  }

  @Test func aLicenceThatIsNotInUseDoesNotCount() throws {
    var output = RequirementOutput()
    output.licenses = [
      ("air-network-advantage", "Perpetual", "IN USE"),
      ("air-dna-advantage", "Subscription", "NOT IN USE"),
    ]
    // Only a perpetual licence: no frequency, so nothing to compare with.
    #expect(try judge(output.text()).computedDeadline == nil)
  }

  @Test func aDifferenceOfAMinuteIsNone() throws {
    var output = RequirementOutput()
    output.deadline = "Nov 30 10:01:00 2026 UTC"
    #expect(try !judge(output.text()).differsFromPolicy)
    output.deadline = "Nov 30 10:10:00 2026 UTC"
    let judged = RequirementOutput.judge(output.text())
    #expect(judged[.reportingDeadline]?.differsFromPolicy == true)
    #expect(judged.findings.contains { $0.id == "device/deadline-differs" })
  }

  @Test func agreesWithTheRecordedOutputs() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "shared/samples/show")
    let names = [
      "license-status-01", "tech-support-01", "tech-support-02", "tech-support-14-standalone",
    ]
    guard FileManager.default.fileExists(atPath: folder.path) else {
      print("skipped: the recorded outputs are not here")
      return
    }
    var compared = 0
    for name in names {
      let bytes = try Data(contentsOf: folder.appending(path: name + ".txt"))
      for device in DeviceOutputReader.read(name: name, bytes: Array(bytes)).devices {
        let judged = RequirementsJudge.judge([device], .init(now: RequirementOutput.now))
        let found = try #require(judged.first?[.reportingDeadline])
        #expect(!found.differsFromPolicy, "\(name): \(found.notes.map(\.text))")
        if found.computedDeadline != nil { compared += 1 }
      }
    }
    #expect(compared >= 2)
  }
}
