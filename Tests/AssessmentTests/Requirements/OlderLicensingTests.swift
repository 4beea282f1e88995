import DeviceOutput
import Testing

@testable import Assessment

/// Smart Licensing from before the policy: one finding, with its own deadline.
@Suite struct OlderLicensingTests {
  private static func output(_ registration: String, _ authorization: String) -> String {
    """
    Switch#show license all
    Smart Licensing Status
    ======================

    Smart Licensing is ENABLED

    Registration:
      \(registration)
      Export-Controlled Functionality: Not Allowed

    License Authorization:
      \(authorization)

    Switch#
    """
  }
  private static let evaluation = output(
    "Status: UNREGISTERED",
    "Status: EVAL MODE\n  Evaluation Period Remaining: 46 days, 7 hours, 17 minutes, 24 seconds")

  @Test func anEvaluationIsOneFinding() throws {
    let judged = RequirementOutput.judge(Self.evaluation)
    #expect(judged.findings.map(\.id) == ["device/licensing-before-policy"])
    let found = try #require(judged[.beforePolicy])
    #expect(found.verdict == .due)
    #expect(found.daysLeft == 46)
    #expect(found.conclusion.contains("46 days, 7 hours, 17 minutes, 24 seconds left"))
    #expect(found.steps.contains { $0.contains("rumkit migrate") })
    #expect(!judged.results.flatMap(\.steps).contains { $0.contains("transport off") })
    for id in [RequirementID.controllerAck, .reportingDeadline, .transport, .clock] {
      #expect(judged[id]?.verdict == .notApplicable)
    }
  }

  @Test(arguments: [
    ("Status: EVAL EXPIRED on Aug 22 18:58:03 2026 UTC", Verdict.overdue),
    ("Status: EVAL MODE\n  Evaluation Period Remaining: 5 hours, 2 minutes", .due),
  ])
  func theEndOfAnEvaluation(_ authorization: String, _ verdict: Verdict) {
    let text = Self.output("Status: UNREGISTERED", authorization)
    #expect(RequirementOutput.verdict(.beforePolicy, text) == verdict)
  }

  @Test(arguments: [
    ("Nov 30 10:00:00 2026 UTC", Verdict.due, true), ("Oct 10 10:00:00 2026 UTC", .due, false),
    ("Sep 10 10:00:00 2026 UTC", .overdue, false),
  ])
  func aRegistrationHasItsOwnDeadline(_ time: String, _ verdict: Verdict, _ isAdvice: Bool) throws {
    let text = Self.output(
      "Status: REGISTERED\n  Registration Expires: Aug 22 18:53:58 2027 UTC",
      "Status: AUTHORIZED on Aug 22 18:58:03 2026 UTC\n  Communication Deadline: \(time)")
    let found = try #require(RequirementOutput.judge(text)[.beforePolicy])
    #expect(found.verdict == verdict)
    #expect(found.isAdvice == isAdvice)
    #expect(found.deadline?.text == time)
  }

  @Test func theReleaseAloneTellsToo() {
    var output = RequirementOutput()
    for (release, isOlder) in [
      ("16.12.4", true), ("17.03.01", true), ("17.03.02a", false), ("17.09.02", false),
    ] {
      output.release = release
      let found = RequirementOutput.judge(output.version + output.udi)[.beforePolicy]
      #expect((found != nil) == isOlder, "\(release)")
    }
  }

  /// The policy's own output names an authorization that is not applicable.
  @Test func thePolicyIsNotOlder() {
    #expect(RequirementOutput.judge(RequirementOutput().text())[.beforePolicy] == nil)
    let text = Self.evaluation.replacing(
      "Smart Licensing is ENABLED", with: "Smart Licensing Using Policy:\n  Status: ENABLED\n")
    #expect(RequirementOutput.judge(text)[.beforePolicy] == nil)
  }

  /// `diagnose` says the deadline that `check` says.
  @Test(arguments: [
    (evaluation, "its evaluation has 46 days, 7 hours, 17 minutes, 24 seconds left"),
    (
      output(
        "Status: REGISTERED\n  Registration Expires: Nov 30 10:00:00 2026 UTC",
        "Status: AUTHORIZED on Sep 01 10:00:00 2026 UTC\n"
          + "  Communication Deadline: Oct 30 10:00:00 2026 UTC"),
      "it must reach its server before Oct 30 10:00:00 2026 UTC"
    ),
    (output("Status: UNREGISTERED", "Status: EVAL EXPIRED"), "its evaluation period is over"),
  ])
  func theDiagnosisNamesTheSameDeadline(_ text: String, _ words: String) throws {
    let judged = RequirementOutput.judge(text)
    #expect(judged[.beforePolicy]?.conclusion.contains(words) == true)
    let diagnosis = try #require(diagnoses([text], at: RequirementOutput.now).first)
    #expect(
      diagnosis.conclusion("licensing-before-policy")?.evidence
        .contains { $0.detail?.contains(words) == true } == true)
  }
}
