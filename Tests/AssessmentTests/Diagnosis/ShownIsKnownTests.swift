import DeviceOutput
import LicenseFiles
import Testing

@testable import Assessment

/// What a filtered output shows counts, and what it does not show is not known.
@Suite struct ShownIsKnownTests {
  private func missing(_ text: String) throws -> [String] {
    try #require(diagnoses([text]).first).nextSteps.map(\.why)
  }

  @Test func aShownDeadlineIsNotListedAsMissing() throws {
    let text =
      "SW-1#show license status | include deadline\n"
      + "  Next ACK deadline: Nov 30 10:00:00 2194 UTC\nSW-1#\n"
    #expect(try missing(text) == ["how the device reports and its last ACK"])
    #expect(
      try missing("SW-1#show clock\n10:00:00.000 UTC Tue Nov 24 2026\nSW-1#\n").first
        == "how the device reports, its last ACK and its deadline")
  }

  @Test(arguments: [true, false]) func aShownUptimeIsNotListedAsMissing(_ isShown: Bool) throws {
    let text =
      "WLC#license smart factory reset\n"
      + "%Warning: reload required after \"license smart factory reset\" command\n"
      + "WLC#reload\nProceed with reload? [confirm]\n"
      + (isShown ? "WLC#show version | include uptime\nWLC uptime is 12 minutes\nWLC#\n" : "WLC#\n")
    #expect(try missing(text).contains("how long the device has been up") != isShown)
  }

  /// The status of a license, whose name was filtered out, is not that of the authorization.
  @Test func aFilteredStatusIsNotTheAuthorization() throws {
    let text =
      "SW-1#show license usage | include Count|Status\nLicense Authorization: \n"
      + "  Status: Not Applicable\n  Count: 3\n  Status: IN USE\n  Count: 1\n  Status: NOT IN USE\nSW-1#\n"
    let reading = DeviceOutputReader.read(name: "0.txt", bytes: Array(text.utf8))
    #expect(reading.devices.first?.compliance?.status?.value.text == "Not Applicable")
  }

  /// A reservation from before the policy is named, and nothing about it is met or due.
  @Test func aReservationIsNamed() throws {
    let text =
      "WLC#show license status\nSmart Licensing is ENABLED\n\nRegistration:\n"
      + "  Status: REGISTERED - SPECIFIC LICENSE RESERVATION\n\nLicense Authorization:\n"
      + "  Status: AUTHORIZED - RESERVED on Mar 04 09:15:00 2020 UTC\n\nWLC#\n"
    let diagnosis = try #require(diagnoses([text]).first)
    let event = diagnosis.conclusion("licensing-before-policy")?.evidence.first
    #expect(event?.detail?.contains("Specific License Reservation (SLR)") == true)
    let device = try #require(
      DeviceOutputReader.read(name: "0.txt", bytes: Array(text.utf8)).devices.first)
    let judged = try #require(RequirementsJudge.judge([device], .init(now: diagnosisNow)).first)
    #expect(judged.isBeforePolicy)
    #expect(judged[.beforePolicy]?.conclusion.contains("not on the policy yet") == true)
    #expect(judged[.beforePolicy]?.conclusion.contains("SLR") == true)
    #expect(judged[.beforePolicy]?.steps.first?.contains("rumkit migrate") == true)
  }
}
