import Assessment
import DeviceOutput
import LicenseFiles
import Testing

/// What no row of the table knows, and what a device refuses, is never called well.
@Suite struct UnknownEvidenceTests {
  private static func log(_ name: String) -> String {
    "Nov 20 10:15:02.101 UTC: %\(name): A text that nobody has seen\n"
  }

  @Test(arguments: [
    "SMART_LIC-3-UTILITY_BROKEN", "SMART_LIC-4-DATABASE_SLOW", "LICENSE-SMART_LIC-2-NEW_ONE",
    "LICMGR-3-LOG_SMART_LIC_NEW_ONE",
  ])
  func anUnknownErrorIsAnError(_ name: String) throws {
    let diagnosis = diagnoses([Self.log(name)])[0]
    #expect(diagnosis.ids == ["unknown-error"])
    #expect(diagnosis.conclusions.first?.severity == .warning)
    #expect(diagnosis.story.first?.first.quote == "%\(name): A text that nobody has seen")
  }

  @Test func anUnknownNoticeIsNone() {
    let diagnosis = diagnoses([Self.log("SMART_LIC-6-SOMETHING_NEW")])[0]
    #expect(diagnosis.ids == ["unknown-message"])
    #expect(diagnosis.conclusions.allSatisfy { $0.severity == .note })
  }

  @Test func anUnknownErrorIsNotHealthy() {
    let status = """
      WLC-1#show license status
      Transport:
        Type: Transport Off

      Usage Reporting:
        Last ACK received: Nov 19 09:03:25 2026 UTC
        Next ACK deadline: Feb 17 09:03:25 2027 UTC
      WLC-1#show logging

      """
    #expect(diagnoses([status])[0].ids == ["healthy"])
    #expect(!diagnoses([status + Self.log("SMART_LIC-4-DATABASE_SLOW")])[0].ids.contains("healthy"))
  }

  private static let refused = """
    SW-1#show license status
                      ^
    % Invalid input detected at '^' marker.

    SW-1#show license all
                  ^
    % Invalid input detected at '^' marker.

    SW-1#
    """

  @Test func whatWasRefusedIsNotAskedForAgain() throws {
    let diagnosis = diagnoses([Self.refused])[0]
    #expect(diagnosis.ids == ["command-unknown"])
    let commands = diagnosis.nextSteps.flatMap(\.commands)
    #expect(!commands.contains("show license status"))
    let advice = try #require(diagnosis.conclusions.first?.advice.commands)
    #expect(advice == ["show version", "show license"])
    #expect(
      RequirementOutput.judge(Self.refused).results.flatMap(\.settledBy).allSatisfy {
        !$0.contains("show license status")
      })
  }

  @Test(arguments: [
    (
      "Usage Reporting:\n  Last ACK received: Nov 19 09:03:25 2026 UTC\n",
      "how the device reports and its deadline"
    ),
    ("Transport:\n  Type: Transport Off\n", "its last ACK and its deadline"),
    ("Trust Code Installed: <none>\n", "how the device reports, its last ACK and its deadline"),
  ])
  func onlyWhatIsMissingIsAskedFor(_ block: String, _ why: String) {
    let steps = diagnoses(["SW-1#show license all\n" + block])[0].nextSteps
    #expect(steps.map(\.why) == [why])
  }

  @Test func anAnswerAfterARefusalCounts() {
    let text =
      Self.refused + "show license status\nUsage Reporting:\n  Last ACK received: <none>\nSW-1#"
    #expect(diagnoses([text])[0].ids.contains("command-unknown"))
    let device = DeviceOutputReader.read(name: "a", bytes: Array(text.utf8)).devices[0]
    #expect(device.refused == [.showLicenseAll])
  }

  @Test func anIOSOf15HasNoPolicy() throws {
    let text = """
      SW-1#show version
      Cisco IOS Software, C2960X Software (C2960X-UNIVERSALK9-M), Version 15.2(7)E4, RELEASE SOFTWARE (fc2)
      SW-1 uptime is 4 weeks, 3 days, 2 hours, 1 minute
      SW-1#
      """
    let found = try #require(RequirementOutput.judge(text)[.beforePolicy])
    #expect(found.verdict == .notApplicable)
    #expect(found.conclusion.hasPrefix("IOS 15.2(7)E4 has no Smart Licensing Using Policy"))
    #expect(diagnoses([text + "\n" + Self.refused])[0].nextSteps.isEmpty)
  }

  @Test func aRegistrationThatExpiresIsOfLicensingBeforeThePolicy() {
    let text =
      "RP/0/RSP0/CPU0:r1#show license status | i Expires\n  Registration Expires: Jul 21 09:00:01 2027 UTC\n"
    #expect(diagnoses([text])[0].ids == ["licensing-before-policy"])
    #expect(RequirementOutput.verdict(.beforePolicy, text) == .due)
  }

  @Test(arguments: [("2025", true), ("2194", false)])
  func anExpiredTrustCodeIsSaidAsCheckSaysIt(_ year: String, _ isOver: Bool) {
    let text = """
      SW-1#show license udi
      UDI: PID:C9350-48T,SN:9ZZEXAMPLE1
      SW-1#show license status
      Transport:
        Type: Smart
        URL: https://smartreceiver.cisco.com/licservice/license

      Trust Code Installed:    Trust Code Type: CSSM

        Active: PID:C9350-48T,SN:9ZZEXAMPLE1
          INSTALLED on Apr 23 15:28:43 2024 UTC    Valid on Apr 23 15:23:40 2024 UTC
          Expired on Apr 25 02:55:41 \(year) UTC
      SW-1#
      """
    #expect(diagnoses([text])[0].ids.contains("trust-expired") == isOver)
    #expect((RequirementOutput.verdict(.trustCode, text, topology: .direct) == .overdue) == isOver)
  }

  @Test(arguments: [
    ("Cisco Smart Software Manager (CSSM)", ReportingTopology.direct),
    ("Cisco Smart License Utility (CSLU)", .cslu),
  ])
  func theOtherTopologyIsThatOfTheNewestFailure(_ target: String, _ topology: ReportingTopology) {
    let text =
      "Nov 20 10:15:02.101: %SMART_LIC-3-COMM_FAILED: Communications failure with the \(target) : "
      + "No detailed information given\n"
    #expect(diagnoses([text])[0].way.otherwise?.topology == topology)
  }
}
