import DeviceOutput
import LicenseFiles
import Testing

@testable import Assessment

@Suite struct FieldNoticeTests {
  @Test(arguments: [
    ("16.12.4", FieldNotice72578.earlier), ("17.2.1", .earlier), ("17.3.1", .earlier),
    ("17.3.2", .notNamed), ("17.3.2a", .affected), ("17.3.4", .affected), ("17.03.06", .affected),
    ("17.3.7", .fixed),
    ("17.4.1", .affected), ("17.4.2", .notNamed), ("17.5.1", .affected), ("17.6.1", .affected),
    ("17.6.4", .affected), ("17.6.5", .fixed), ("17.7.1", .affected), ("17.8.1", .notNamed),
    ("17.9.1", .fixed), ("17.18.1", .fixed), ("26.1.1", .fixed),
  ])
  func theReleasesOfTheNotice(_ text: String, _ wanted: FieldNotice72578) throws {
    #expect(FieldNotice72578(try #require(IOSRelease(text))) == wanted)
  }

  @Test(arguments: [(1000, Verdict.overdue), (900, .due), (0, .due)])
  func theNumberOfReportsDecides(_ waiting: Int, _ verdict: Verdict) throws {
    var output = RequirementOutput()
    output.release = "17.06.04"
    output.reports = (0, waiting, 0)
    #expect(RequirementOutput.verdict(.fieldNotice72578, output.text()) == verdict)
    output.release = "17.06.05"
    #expect(RequirementOutput.verdict(.fieldNotice72578, output.text()) == .notApplicable)
  }

  @Test func theMarkCanBeSet() throws {
    var output = RequirementOutput()
    output.release = "17.06.04"
    output.reports = (0, 600, 0)
    let text = output.text()
    #expect(RequirementOutput.verdict(.fieldNotice72578, text) == .due)
    let found = RequirementOutput.judge(text, marks: .init(trouble: 600))[.fieldNotice72578]
    #expect(found?.verdict == .overdue)
    #expect(found?.conclusion.contains("600 was set as the mark") == true)
  }

  @Test func anotherSystemIsNotOfTheNotice() throws {
    var output = RequirementOutput()
    output.pid = "NCS-5501-SE"
    output.licenses = nil
    output.release = "17.06.04"
    #expect(RequirementOutput.verdict(.fieldNotice72578, output.text()) == .notApplicable)
  }

  @Test(arguments: [
    ("C9800-40-K9", true), ("C9800-L-F-K9", true), ("C9130AXI-B", true), ("C9300-48P", false),
    ("C9124AXI-B", false),
  ])
  func aProductThatIsNotNamedIsJudgedByItsReleaseAlone(_ pid: String, _ isNamed: Bool) throws {
    var output = RequirementOutput()
    output.pid = pid
    output.release = "17.06.04"
    let found = try #require(RequirementOutput.judge(output.text())[.fieldNotice72578])
    #expect(found.verdict == .due)
    #expect(found.notes.contains { $0.text.contains("known to name") } == !isNamed)
  }

  /// The field notice counts the reports of a saved file.
  @Test(arguments: [
    ("more flash:report.txt | count RUMReport", 1318, true, Verdict.overdue),
    ("more flash:report.txt | c RUMReport", 1318, false, .due),
    ("show license rum id all | count CLOSED", 700, false, .due),
    ("more flash:report.txt | count RUMReport", 400, true, .unknown),
    ("show license rum id all | count ACK", 1318, true, .unknown),
  ])
  func theCountOfASavedFileIsRead(
    _ command: String, _ count: Int, _ isBusy: Bool, _ verdict: Verdict
  ) throws {
    let busy = "sw-example-1#show processes cpu sorted\n 725  904274903  71.29%  0 SAGetRUMIds\n"
    let text =
      "sw-example-1#\(command)\nNumber of lines which match regexp = \(count)\n"
      + (isBusy ? busy : "")
    let found = try #require(RequirementOutput.judge(text)[.fieldNotice72578])
    #expect(found.verdict == verdict)
    #expect(found.settledBy == ["show version"])
    if verdict < .unknown {
      #expect(found.seen.first?.value == "Number of lines which match regexp = \(count)")
    }
  }

  @Test func twoOutputsShowTheTrend() throws {
    var output = RequirementOutput()
    output.release = "17.06.04"
    output.reports = (0, 100, 0)
    let first = output.text()
    output.reports = (0, 300, 0)
    let found = try #require(RequirementOutput.judge(first + output.all)[.fieldNotice72578])
    #expect(found.notes.contains { $0.text == "the number rose from 102 to 302" })
  }
}

@Suite struct TransportRequirementTests {
  @Test(arguments: ["cslu", "Smart", "Callhome"])
  func aTransportThatIsNotOffIsDueInAnAirGap(_ type: String) throws {
    var output = RequirementOutput()
    output.transport = type
    let found = try #require(RequirementOutput.judge(output.text())[.transport])
    #expect(found.verdict == .due)
    #expect(found.steps.contains("`license smart transport off`"))
  }

  @Test func offFitsTheAirGapOnly() {
    let text = RequirementOutput().text()
    #expect(RequirementOutput.verdict(.transport, text) == .satisfied)
    #expect(RequirementOutput.verdict(.transport, text, topology: .cslu) == .due)
  }

  @Test func noiseOfCSLUIsCounted() throws {
    var output = RequirementOutput()
    output.transport = "cslu"
    let log = """
      wlc-example-1#show logging
      Sep 02 10:00:00.000: %SMART_LIC-3-COMM_FAILED: Communications failure with the Cisco Smart License Utility (CSLU) : Unable to resolve server hostname/domain name

      """
    let found = try #require(RequirementOutput.judge(output.text(log))[.transport])
    #expect(found.notes.contains { $0.text.hasPrefix("1 messages") })
  }

  @Test func aTrustCodeIsAskedForOnlyWhereItIsNeeded() {
    let text = RequirementOutput().text()
    #expect(RequirementOutput.verdict(.trustCode, text) == .notApplicable)
    #expect(RequirementOutput.verdict(.trustCode, text, topology: .onPrem) == .notApplicable)
    #expect(RequirementOutput.verdict(.trustCode, text, topology: .direct) == .due)
    var output = RequirementOutput()
    output.trust = "Sep 01 10:00:00 2026 UTC"
    #expect(RequirementOutput.verdict(.trustCode, output.text(), topology: .direct) == .satisfied)
  }

  @Test func theLogTellsOfAnOldServer() {
    let log = """
      Sep 02 10:00:00.000: %SMART_LIC-4-REPORTING_NOT_SUPPORTED: Smart Agent for Licensing CSSM OnPrem is down rev and does not support the enhanced policy and usage reporting mode.

      """
    let text = RequirementOutput().text("wlc-example-1#show logging\n" + log)
    #expect(RequirementOutput.verdict(.onPremVersion, text, topology: .onPrem) == .due)
  }

  @Test(arguments: [("8-202010", false), ("8-202102", true), ("9-202401", true)])
  func theVersionOfTheServer(_ text: String, _ isEnough: Bool) throws {
    #expect(try #require(OnPremVersion(text[...])).isEnough == isEnough)
  }

  @Test(arguments: ["2021-02-08", "8-2021", "82021-02", "-202102"])
  func otherNumbersAreNoVersion(_ text: String) {
    #expect(OnPremVersion(text[...]) == nil)
  }
}

@Suite struct ClockRequirementTests {
  private func clock(_ line: String, now: Int64 = RequirementOutput.now) -> Verdict? {
    RequirementOutput.verdict(
      .clock, RequirementOutput().text("wlc-example-1#show clock\n\(line)\n"), now: now)
  }

  @Test func theMarkBeforeTheTimeCounts() {
    #expect(clock("10:00:00.000 UTC Thu Sep 24 2026") == .satisfied)
    #expect(clock("*10:00:00.000 UTC Thu Sep 24 2026") == .due)
    #expect(clock(".10:00:00.000 UTC Thu Sep 24 2026") == .due)
  }

  private func log(_ lines: String..., after text: String = "") -> RequirementResult? {
    let all =
      RequirementOutput().text(text) + "wlc-example-1#show logging\nLog Buffer (102400 bytes):\n\n"
      + lines.map { "\($0): %SYS-5-CONFIG_I: Configured from console by admin on vty0\n" }.joined()
    return RequirementOutput.judge(all)[.clock]
  }

  /// `*` and `.` stand before the stamps of the log too; the newest line speaks of the present.
  @Test func theMarksOfTheNewestLogLinesCount() {
    #expect(log("Sep  8 19:02:12.340", "*Sep  8 21:02:17.902")?.verdict == .due)
    #expect(log("*Sep  8 19:02:12.340", ".Sep  8 21:02:17.902")?.verdict == .due)
    #expect(
      log("*Sep  8 19:02:12.340", ".Sep  8 21:02:17.902")?.conclusion.contains("lost its source")
        == true)
    #expect(log("*Sep  8 19:02:12.340", "Sep  8 21:02:17.902")?.verdict == .unknown)
  }

  @Test func aClockThatIsPrintedAfterTheLogIsNewer() {
    let logged = RequirementOutput().text(
      "wlc-example-1#show logging\nLog Buffer (102400 bytes):\n\n"
        + "*Sep  8 19:02:12.340: %SYS-5-CONFIG_I: Configured from console\n"
        + "wlc-example-1#show clock\n10:00:00.000 UTC Thu Sep 24 2026\n")
    #expect(RequirementOutput.verdict(.clock, logged) == .satisfied)
  }

  /// What `show logging` lists was written before; a line that comes after the answer is newer.
  @Test func whatTheDeviceSaysOfNTPIsNewerThanItsLog() {
    let synchronised =
      "wlc-example-1#show ntp status\nClock is synchronized, stratum 3, reference is 192.0.2.1\n"
    #expect(log("*Sep  8 19:02:12.340", after: synchronised)?.verdict == .satisfied)
    let live = "*Sep 24 10:00:12.340: %SYS-5-CONFIG_I: Configured from console\n"
    #expect(
      RequirementOutput.verdict(.clock, RequirementOutput().text(synchronised + live)) == .due)
    let clock = "wlc-example-1#show clock\n*10:00:00.000 UTC Thu Sep 24 2026\n"
    #expect(
      RequirementOutput.verdict(.clock, RequirementOutput().text(clock + synchronised))
        == .satisfied)
    #expect(
      RequirementOutput.verdict(.clock, RequirementOutput().text(synchronised + clock)) == .due)
    let logged = "wlc-example-1#show logging\n*Nov 19 14:54:55.045: %SYS-5-CONFIG_I: Configured\n"
    #expect(diagnoses([synchronised + logged])[0].conclusion("clock-marked") == nil)
    #expect(diagnoses([logged])[0].conclusion("clock-marked") != nil)
  }

  @Test func theClockIsQuotedAsPrinted() {
    let text = "wlc-example-1#show clock\n*10:00:00.000 UTC Thu Sep 24 2026\n"
    let found = RequirementOutput.judge(RequirementOutput().text(text))[.clock]
    #expect(found?.seen.map(\.value) == ["clock: *10:00:00.000 UTC Thu Sep 24 2026"])
  }

  @Test func aClockAheadOfThisHostIsTold() {
    #expect(clock("02:00:00.000 UTC Thu Oct 1 2026") == .due)
    #expect(clock("00:30:00.000 UTC Thu Oct 1 2026") == .satisfied)
  }

  @Test func withoutAnyItIsUnknown() {
    #expect(RequirementOutput.verdict(.clock, RequirementOutput().all) == .unknown)
  }
}

@Suite struct AccessPointRequirementTests {
  private func summary(_ upcoming: String) -> String {
    """
    wlc-example-1#show license air entities summary
    Last license report time........................: 07:38:15.237 UTC Wed Sep 30 2026
    Upcoming license report time....................: \(upcoming)
    No. of APs active at last report................: 3
    No. of APs newly added with last report.........: 0
    No. of APs deleted with last report..............: 0

    """
  }

  @Test func anUpcomingCountIsAdvice() throws {
    let text = RequirementOutput().text(summary("07:38:15.972 UTC Thu Oct 1 2026"))
    let judged = RequirementOutput.judge(text)
    let found = try #require(judged[.accessPointCounting])
    #expect(found.verdict == .due)
    #expect(found.severity == .note)
    #expect(judged.verdict != .due)
  }

  /// `show ap summary` beside the count tells how many the next export misses.
  @Test(arguments: [
    (5, Verdict.due, "2 of 5 access points are in no report yet"),
    (4, .due, "1 of 4 access points are in no report yet"),
    (3, .satisfied, "no more access points are joined"),
    (0, .satisfied, "no more access points are joined"),
  ])
  func joinedAccessPointsAreComparedWithThoseCounted(
    _ joined: Int, _ verdict: Verdict, _ words: String
  ) throws {
    let list = "wlc-example-1#show ap summary\nNumber of APs: \(joined)\n"
    for outputs in [
      [summary("07:38:15.972 UTC Thu Oct 1 2026"), list],
      [list, summary("07:38:15.972 UTC Thu Oct 1 2026")],
    ] {
      let judged = RequirementOutput.judge(RequirementOutput().text(outputs.joined()))
      let found = try #require(judged[.accessPointCounting])
      #expect(found.verdict == verdict)
      #expect(found.conclusion.hasPrefix(words), "\(found.conclusion)")
      #expect(found.seen.map(\.value).contains("Number of APs: \(joined)"))
      #expect(found.notes.map(\.basis.certainty) == ["inferred"])
      #expect(found.settledBy.isEmpty)
      #expect(judged.verdict != .due)
    }
  }

  /// A number that the controller did not print is not made up.
  @Test func withoutANumberOfAccessPointsNoneIsSaid() throws {
    for list in ["", "wlc-example-1#show ap summary\nNumber of APs: -1\n"] {
      let text = RequirementOutput().text(summary("07:38:15.972 UTC Thu Oct 1 2026") + list)
      let found = try #require(RequirementOutput.judge(text)[.accessPointCounting])
      #expect(found.verdict == .due)
      #expect(found.conclusion.hasPrefix("access points that joined since the last count"))
      #expect(found.settledBy == ["show ap summary"])
      #expect(found.notes.isEmpty)
    }
  }

  /// When the count is over, those that joined by then are in the export.
  @Test func afterTheCountNothingIsMissed() throws {
    let text = RequirementOutput().text(
      summary("15:38:15.972 UTC Wed Sep 30 2026")
        + "wlc-example-1#show ap summary\nNumber of APs: 5\n")
    let found = try #require(RequirementOutput.judge(text)[.accessPointCounting])
    #expect(found.verdict == .satisfied)
    #expect(found.conclusion.hasPrefix("a count was due at"))
  }

  @Test func aCountThatIsPastIsMet() {
    let text = RequirementOutput().text(summary("15:38:15.972 UTC Wed Sep 30 2026"))
    #expect(RequirementOutput.verdict(.accessPointCounting, text) == .satisfied)
  }

  @Test func aSwitchCountsNoAccessPoints() {
    var output = RequirementOutput()
    output.pid = "C9300-24UX"
    output.licenses = [("network-advantage", "Perpetual", "IN USE")]
    #expect(RequirementOutput.verdict(.accessPointCounting, output.text()) == .notApplicable)
    #expect(RequirementOutput.verdict(.accessPointCompliance, output.text()) == .notApplicable)
  }

  @Test(arguments: [
    ("AP-EXAMPLE-1   Non-Compliant   Never Licensed", Verdict.due),
    ("AP-EXAMPLE-1   cw-never-licensed", .due), ("AP-EXAMPLE-1   cw-compliant", .satisfied),
    ("AP-EXAMPLE-1   Registered", .unknown),
  ])
  func theWordsOfComplianceAreTakenWhereverTheyStand(_ line: String, _ verdict: Verdict) throws {
    var output = RequirementOutput()
    output.release = "17.17.01"
    let text = output.text("wlc-example-1#show wireless something\n\(line)\n")
    let found = try #require(RequirementOutput.judge(text)[.accessPointCompliance])
    #expect(found.verdict == verdict)
    #expect(found.notes.contains { $0.basis.certainty == "unverified" })
  }

  /// Also where it stands in the configuration of an access point. The mode alone is a matter of the country.
  @Test(arguments: [
    ("Country Code : world wide mode due to license compliance failure", Verdict.overdue),
    ("AP Regulatory Domain : lic-no-comp", .overdue), ("Country Code : World Wide Mode", .unknown),
    ("License State : Non-Compliant", .due),
  ])
  func worldWideModeIsOneReading(_ line: String, _ verdict: Verdict) throws {
    var output = RequirementOutput()
    output.release = "17.18.01"
    let text = output.text(
      "wlc-example-1#show ap config general\nCisco AP Name   : AP-EXAMPLE-1\n"
        + "=================================================\n\n"
        + "Cisco AP Identifier                             : 0000.5e00.5301\n\(line)\n"
        + "AP Serial Number                                : FZZ0000A001\n")
    let found = try #require(RequirementOutput.judge(text)[.accessPointCompliance])
    #expect(found.verdict == verdict)
    let row = diagnoses([text])[0].conclusion("ap-world-wide-mode")
    #expect((row?.severity == .error) == (verdict == .overdue))
  }

  @Test func olderReleasesHaveNoLicenceStateOfAccessPoints() {
    #expect(
      RequirementOutput.verdict(.accessPointCompliance, RequirementOutput().text())
        == .notApplicable)
  }
}

@Suite struct RequirementOrderTests {
  @Test func theMostUrgentDeviceStandsFirst() throws {
    var near = RequirementOutput()
    near.host = "wlc-near"
    near.serial = "9ZZEXAMPLE2"
    near.deadline = "Oct 05 10:00:00 2026 UTC"
    var over = RequirementOutput()
    over.host = "wlc-over"
    over.serial = "9ZZEXAMPLE3"
    over.deadline = "Sep 05 10:00:00 2026 UTC"
    let texts = [RequirementOutput().text(), near.text(), over.text()]
    let reading = texts.map { DeviceOutputReader.read(name: "a.txt", bytes: Array($0.utf8)) }
      .reduce(DeviceOutputReader.read(name: "none", bytes: [])) { $0.joined(with: $1) }
    let judged = RequirementsJudge.judge(
      reading.devices.filter { $0.udi.latest != nil }, .init(now: RequirementOutput.now))
    #expect(
      judged.map { $0.snapshot.hostName.latest?.value } == [
        "wlc-over", "wlc-near", "wlc-example-1",
      ])
  }

  @Test func everyFindingIsInTheCatalogue() {
    let ids = Set(FindingDescriptor.requirements.map(\.id))
    #expect(ids.count == RequirementID.allCases.count + 1)
    var output = RequirementOutput()
    output.lastAck = "<none>"
    output.transport = "cslu"
    for finding in RequirementOutput.judge(output.text()).findings {
      #expect(ids.contains(finding.id))
    }
  }
}
