import Assessment
import DeviceOutput
import LicenseFiles
import Testing

@Suite struct DiagnosisStoryTests {
  private static func failure(_ time: String, _ target: String = "CSLU") -> String {
    "\(time): %SMART_LIC-3-COMM_FAILED: Communications failure with the Cisco (\(target)) : "
      + "Unable to resolve server hostname/domain name\n"
  }

  @Test func repeatsAreOneEntryWithItsNumber() throws {
    let log =
      Self.failure("Nov 19 14:54:55.045") + Self.failure("Nov 19 14:55:34.069")
      + Self.failure("Nov 19 15:00:43.093")
    let diagnosis = diagnoses([log])[0]
    try #require(diagnosis.story.count == 1)
    #expect(diagnosis.story[0].count == 3)
    #expect(diagnosis.story[0].first.location.line == 1)
    #expect(diagnosis.story[0].last.location.line == 3)
    #expect(diagnosis.assumesYears)
    #expect(diagnosis.hasUnknownZones)
    #expect(diagnosis.story[0].first.time?.utc == nil)
    #expect(diagnosis.story[0].first.time?.reading?.year == 2026)
  }

  /// A console shows a message when it comes, and the log buffer shows it again.
  @Test func theSameMessagePrintedTwiceCountsOnce() {
    let line = Self.failure("Nov 19 14:54:55.045")
    let text = line + "WLC-1#show logging\nLog Buffer (4096 bytes):\n" + line
    #expect(diagnoses([text])[0].story.map(\.count) == [1])
  }

  @Test func theStoryIsInTheOrderOfTime() {
    let late = "WLC-1#show logging\n" + Self.failure("Nov 20 10:00:00.000")
    let early =
      "WLC-1#show logging\n"
      + "Nov 19 09:00:00.000: %SMART_LIC-6-AGENT_ENABLED: Smart Agent for Licensing is enabled\n"
    let diagnosis = diagnoses([late, early])[0]
    #expect(diagnosis.story.map(\.first.location.file) == ["1.txt", "0.txt"])
  }

  /// Where the clock was set back inside one log, the lines keep their order.
  @Test func aClockThatWentBackDoesNotMixTheLog() {
    let text =
      "Nov 20 10:00:00.000: %SMART_LIC-6-AGENT_ENABLED: Smart Agent for Licensing is enabled\n"
      + "Nov 19 10:00:00.000: %SMART_LIC-5-SYSTEM_CLOCK_CHANGED: System clock has been changed\n"
      + Self.failure("Nov 19 10:00:05.000")
    #expect(
      diagnoses([text])[0].story.map(\.row.id) == [
        "diagnosis/agent-started", "diagnosis/clock-changed", "diagnosis/cslu-not-found",
      ])
  }

  /// Processes and line cards write messages a little late.
  @Test func messagesOfOneLogAreInTheOrderOfTheirTimes() {
    let ready = ": %SMART_LIC-6-AGENT_ENABLED: Smart Agent for Licensing is enabled\n"
    let text =
      Self.failure("Nov 20 18:41:28.381 UTC") + "Nov 20 18:41:20.101 UTC" + ready
    let log = "WLC-1#show logging\n" + text
    #expect(diagnoses([log])[0].story.map(\.first.location.line) == [3, 2])
    let set =
      Self.failure("Nov 20 18:41:28.381 UTC")
      + "Nov 20 18:41:19.000 UTC: %SYS-6-CLOCKUPDATE: System clock has been updated\n"
      + "Nov 20 18:41:20.101 UTC" + ready
    #expect(
      diagnoses(["WLC-1#show logging\n" + set])[0].story.map(\.first.location.line).first == 2)
  }

  @Test func theFirstCauseComesFirstAndExplainsTheRest() throws {
    let text =
      Self.failure("Nov 19 14:54:55.045")
      + "WLC-1#show license status\nTransport:\n  Type: cslu\n  Cslu address: <empty>\n"
    let diagnosis = diagnoses([text])[0]
    #expect(diagnosis.ids == ["config/transport-wrong", "cslu-not-found"])
    #expect(diagnosis.conclusions[1].followsFrom == ["config/transport-wrong"])
    #expect(diagnosis.conclusions.map(\.severity) == [.warning, .warning])
  }

  @Test func whatIsMendedIsOver() throws {
    let restored =
      "Nov 19 15:00:00.000: %SMART_LIC-5-COMM_RESTORED: Communications restored\n"
    let failed = Self.failure("Nov 19 14:54:55.045")
    let over = try #require(diagnoses([failed + restored], .cslu)[0].conclusion("cslu-not-found"))
    #expect(over.endedBy?.row.id == "diagnosis/communication-restored")
    #expect(over.severity == .note)
    let again = Self.failure("Nov 19 15:10:00.000")
    let still = diagnoses([failed + restored + again], .cslu)[0].conclusion("cslu-not-found")
    #expect(still?.endedBy == nil)
    #expect(still?.severity == .error)
  }

  @Test func theMessageThatTheConsoleCutSaysSo() {
    let text =
      "Mar 31 17:29:43.447 CST: %SMART_LIC-6-REPORTING_REQUIRED: A Usage report acknowledgement will "
      + "be required in    Layer 1 Status:\n"
    #expect(diagnoses([text])[0].story.first?.detail?.contains("cut off") == true)
    let whole =
      "Mar 31 17:29:43.447 CST: %SMART_LIC-6-REPORTING_REQUIRED: A Usage report acknowledgement will "
      + "be required in 1 day.\n"
    #expect(diagnoses([whole])[0].story.first?.detail == "1 day left at that time")
  }

  @Test func tokensAreWithheld() {
    let text =
      "WLC-1(config)#license smart url cslu http://u:p@192.0.2.1/cslu/v1/pi\n"
      + "WLC-1#license smart trust idtoken SECRETTOKEN all force\nnonce failed to match\n"
    for diagnosis in diagnoses([text]) {
      for event in diagnosis.story { #expect(!event.first.quote.contains("SECRETTOKEN")) }
    }
  }

  @Test func manyDifferentMessagesAreCountedBeyondTheLimit() {
    let text = (0..<1200).map {
      "Nov 19 14:54:55.045: %SMART_LIC-4-NEW_\($0): text \($0)\n"
    }.joined()
    let diagnosis = diagnoses([text])[0]
    #expect(diagnosis.story.count == 1000)
    #expect(diagnosis.omitted == 200)
  }

  @Test func twoDevicesOfOneFileAreJudgedApart() {
    let text =
      "WLC-1#show clock\n*10:00:00.000 UTC Tue Nov 24 2026\nWLC-2#show clock\n"
      + "10:00:00.000 UTC Tue Nov 24 2026\n"
    #expect(diagnoses([text]).map(\.ids) == [["clock-marked"], []])
  }
}
