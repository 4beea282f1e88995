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

  /// The words of the MIB for the state of the ACK at boot.
  @Test(arguments: [
    ("Sep 01 10:00:00 2026 UTC", "Nov 30 10:00:00 2026 UTC", "ACK received: "),
    ("<none>", "Nov 30 10:00:00 2026 UTC", "ACK not received: "),
    ("Sep 01 10:00:00 2026 UTC", "Sep 30 10:00:00 2026 UTC", "ACK expired: "),
    ("<none>", "Sep 30 10:00:00 2026 UTC", "ACK expired: "),
    ("Sep 01 10:00:00 2026 UTC", "soon", "ACK state invalid: "),
    ("Sep 01 10:00:00 2026 UTC", "<none>", "ACK not required: "),
  ])
  func theStateOfTheAckIsSaidInTheWordsOfTheMIB(
    _ ack: String, _ deadline: String, _ words: String
  ) throws {
    var output = RequirementOutput()
    output.lastAck = ack
    output.deadline = deadline
    let found = try judge(output.text())
    #expect(found.conclusion.hasPrefix(words), "\(found.conclusion)")
  }

  /// How many days are left, and nothing twice.
  @Test(arguments: [
    ("Oct 13 10:00:00 2026 UTC", "the next ACK must be imported within 12 days"),
    ("Oct 02 10:00:00 2026 UTC", "the next ACK must be imported within 1 day"),
    ("Oct 01 10:00:00 2026 UTC", "the next ACK must be imported today"),
    ("Sep 30 10:00:00 2026 UTC", "the deadline is over"),
  ])
  func theDaysThatAreLeftAreSaid(_ deadline: String, _ words: String) throws {
    var output = RequirementOutput()
    output.deadline = deadline
    let found = try judge(output.text())
    #expect(found.conclusion.hasSuffix(words), "\(found.conclusion)")
    #expect(!found.steps.contains { $0.contains("deadline has passed") })
  }

  @Test func withoutReportsNoneIsRequired() throws {
    var output = RequirementOutput()
    output.deadline = "<none>"
    let text = output.text().replacing(
      #/Reporting push interval: .*/#, with: "Reporting push interval: 0 (no reporting)")
    #expect(try judge(text).conclusion.hasPrefix("report not required: "))
  }

  /// A device whose licenses ask for no report prints a deadline a year after its ACK, or none: both are
  /// right, and no figure of our own speaks against either.
  @Test(arguments: [
    ("Sep 01 10:00:00 2027 UTC", Verdict.satisfied), ("<none>", .notApplicable),
  ])
  func aYearAfterTheAckAndNoneAreBothRight(_ deadline: String, _ verdict: Verdict) throws {
    var output = RequirementOutput()
    output.policy = ((365, 0, 0), (90, 90, 90))
    output.licenses = [("air-network-essentials", "Perpetual", "IN USE")]
    output.lastAck = "Sep 01 10:00:00 2026 UTC"
    output.deadline = deadline
    let found = try judge(output.text())
    #expect(found.verdict == verdict)
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
    // Only a perpetual license: no frequency, so nothing to compare with.
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

  /// Licenses are requested again at each boot; the first use is not printed then.
  @Test(arguments: [
    ("Sep 01 10:00:00 2026 UTC", true), ("Sep 03 10:00:00 2026 UTC", false),
    ("Aug 20 10:00:00 2026 UTC", true),
  ])
  func theLastBootIsNotTheFirstUse(_ request: String, _ hasFigure: Bool) throws {
    var output = RequirementOutput()
    output.lastAck = "<none>"
    let text = output.text().replacing(
      "Status: IN USE\n", with: "Status: IN USE\n  Request Time: \(request)\n")
    #expect(try (judge(text).computedDeadline != nil) == hasFigure)
    let booted = text.replacing(
      "uptime is 4 weeks, 6 days, 21 hours, 48 minutes\n",
      with: "uptime is 2 days\nSystem restarted at 09:52:33 UTC Thu Sep 24 2026\n")
    #expect(try judge(booted).computedDeadline == nil)
  }

  @Test(
    arguments: [
      ("Sep 29 22:00:00 2026 UTC", -1), ("Sep 30 19:00:00 2026 UTC", -1),
      ("Sep 28 23:00:00 2026 UTC", -2), ("Oct 01 23:00:00 2026 UTC", 0),
      ("Oct 02 02:00:00 2026 UTC", 1),
    ] as [(String, Int64)])
  func daysAreCountedAsPeopleDo(_ deadline: String, _ days: Int64) throws {
    var output = RequirementOutput()
    output.deadline = deadline
    #expect(try judge(output.text()).daysLeft == days)
  }

  @Test(arguments: [(12, 0, true), (0, 0, false), (12, 4, false)])
  func usageThatWasPurgedUnreportedIsTold(_ purged: Int, _ acknowledged: Int, _ isTold: Bool) throws
  {
    var output = RequirementOutput()
    output.reports = (acknowledged, 0, 2)
    let found = try judge(output.text().replacing("Purged: 0", with: "Purged: \(purged)"))
    #expect(found.notes.contains { $0.text.contains("lost unreported") } == isTold)
    #expect(found.seen.contains { $0.value == "Purged: \(purged)" } == isTold)
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
