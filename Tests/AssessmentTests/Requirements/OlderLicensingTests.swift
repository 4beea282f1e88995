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

  /// A registered device whose authorization is over is not only due; one that is not registered says so otherwise.
  @Test(arguments: [
    ("AUTHORIZATION EXPIRED on Aug 22 18:58:03 2026 UTC", Verdict.overdue),
    ("AUTHORIZED on Aug 22 18:58:03 2026 UTC", .due),
  ])
  func theEndOfAnAuthorization(_ status: String, _ verdict: Verdict) {
    let text = Self.output(
      "Status: REGISTERED\n  Registration Expires: Aug 22 18:53:58 2027 UTC", "Status: \(status)")
    #expect(RequirementOutput.verdict(.beforePolicy, text) == verdict)
    let row = diagnoses([text])[0].conclusion("licensing-before-policy")
    #expect(row?.severity == verdict.severity)
  }

  /// The line alone tells too: the policy knows no such authorization.
  @Test func theEndOfAnAuthorizationIsEnough() {
    let text =
      "Switch#show license status | include EXPIRED\n  Status: AUTHORIZATION EXPIRED on Aug 22 18:58:03 2026 UTC\n"
    let whole =
      "Switch#show license all\nLicense Authorization:\n"
      + "  Status: AUTHORIZATION EXPIRED on Aug 22 18:58:03 2026 UTC\nSwitch#\n"
    #expect(RequirementOutput.verdict(.beforePolicy, whole) == .overdue)
    #expect(RequirementOutput.verdict(.beforePolicy, text) != .satisfied)
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

  private static let level =
    "Switch#show version\nCisco IOS XE Software, Version 16.12.05b\n"
    + "AIR License Level: AIR DNA Advantage\nSmart Licensing Status: UNREGISTERED/EVAL MODE\n\n"
    + "cisco C9300-24UX (X86) processor with 1343489K/6147K bytes of memory.\n"

  /// What `check` sees, `diagnose` sees too.
  @Test(arguments: [
    "Switch#show license usage\nLicense Authorization:\n"
      + "  Status: EVAL MODE on Aug 01 10:17:39 2026 UTC\n\nSwitch#\n",
    "C3850#show license right-to-use summary\n  License Name    Type     Period left\n"
      + "--------------------------------------------\n  ipbase        permanent   Lifetime\n"
      + "--------------------------------------------\nLicense Level In Use: ipbase\nC3850#\n",
    "R5#show license status\nSmart Licensing is DISABLED\nR5#\n",
    output("Status: REGISTERING - REGISTRATION IN PROGRESS", "Status: No Licenses in Use"), level,
  ])
  func bothCommandsSeeIt(_ text: String) throws {
    #expect(RequirementOutput.judge(text)[.beforePolicy] != nil)
    let diagnosis = try #require(diagnoses([text], at: RequirementOutput.now).first)
    #expect(diagnosis.conclusion("licensing-before-policy") != nil)
    #expect(diagnosis.nextSteps == [])
  }

  @Test func theReasonOfAFailedRegistrationIsSaid() throws {
    func text(_ reason: String) -> String {
      Self.output(
        "Status: REGISTERING - REGISTRATION IN PROGRESS\n"
          + "  Initial Registration: FAILED on Aug 01 10:17:39 2026 UTC\n"
          + "    Failure reason: \(reason)", "Status: No Licenses in Use")
    }
    let failed = try #require(
      diagnoses([text("Fail to send out Call Home HTTP message.")]).first)
    #expect(failed.conclusion("call-home-send") != nil)
    #expect(try #require(diagnoses([text("<none>")]).first).conclusion("call-home-send") == nil)
  }

  /// The level that its image prints makes no controller of a switch; it does of what has no other name.
  @Test func aSwitchWithAnAIRLevelIsNoController() throws {
    let reading = DeviceOutputReader.read(name: "t.txt", bytes: Array(Self.level.utf8))
    #expect(reading.devices.first?.model?.isWirelessController == false)
    let bare = Self.level.replacing("cisco C9300-24UX (X86) processor", with: "cisco X processor")
    let other = DeviceOutputReader.read(name: "t.txt", bytes: Array(bare.utf8))
    #expect(other.devices.first?.model?.isWirelessController == true)
  }
}
