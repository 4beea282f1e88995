import Assessment
import DeviceOutput
import LicenseFiles
import Testing

@Suite struct DiagnosisHealthTests {
  private static func status(
    ack: String = "Nov 19 09:03:25 2026 UTC", deadline: String = "Feb 17 09:03:25 2027 UTC",
    more: String = ""
  ) -> String {
    """
    sw-example-1#show license udi
    UDI: PID:C9300-24UX,SN:9ZZEXAMPLE7
    sw-example-1#show license status
    Smart Licensing Using Policy:
      Status: ENABLED

    Transport:
      Type: cslu
      Cslu address: http://192.0.2.48:8182/cslu/v1/pi

    Usage Reporting:
      Last ACK received: \(ack)
      Next ACK deadline: \(deadline)
      Last report push: \(ack)

    Trust Code Installed: Apr 08 12:56:59 2025 UTC
    sw-example-1#
    \(more)
    """
  }

  @Test func aHealthyOutputIsSaidToBe() throws {
    let diagnosis = diagnoses([Self.status()], .cslu)[0]
    #expect(diagnosis.ids == ["healthy"])
    let detail = try #require(diagnosis.story.first?.detail)
    #expect(detail.contains("Feb 17 09:03:25 2027 UTC, 85 days ahead"))
    #expect(detail.contains("cslu to http://192.0.2.48:8182/cslu/v1/pi"))
    #expect(diagnosis.nextSteps.isEmpty)
  }

  @Test(arguments: [
    status(ack: "<none>"), status(deadline: "Nov 17 09:03:25 2026 UTC"),
    status(
      more:
        "sw-example-1#show logging\nNov 20 10:15:02.101: %SMART_LIC-3-COMM_FAILED: Communications "
        + "failure with the Cisco Smart License Utility (CSLU) : No detailed information given\n"),
  ])
  func whatIsWrongIsNotHealthy(_ text: String) {
    #expect(!diagnoses([text], .cslu)[0].ids.contains("healthy"))
  }

  /// A 9800-CL is healthy where `check` knows that its ACK was one for usage.
  @Test(arguments: [
    ("C9800-CL-K9", "", false),
    (
      "C9800-CL-K9",
      "sw-example-1#show license rum id all\n   Report Id    State    Flag   Feature Name\n"
        + "   1700000001   ACK      N      air-network-advantage\n", true
    ), ("C9800-40-K9", "", true), ("C9300-24UX", "", true),
  ])
  func aVirtualControllerNeedsAnAckForUsage(_ pid: String, _ more: String, _ isHealthy: Bool) throws
  {
    let text = Self.status(more: more).replacing("C9300-24UX", with: pid)
    let diagnosis = try #require(diagnoses([text], .cslu).first)
    #expect((diagnosis.conclusion("healthy") != nil) == isHealthy)
    #expect(diagnosis.nextSteps.contains { $0.commands.contains("show license all") } != isHealthy)
    let judged = try #require(RequirementOutput.judge(text, now: diagnosisNow)[.controllerAck])
    #expect((judged.verdict == .unknown) != isHealthy)
  }

  @Test func olderLicensingIsOneConclusion() {
    let text = """
      Switch#show license all
      Smart Licensing is ENABLED

      Registration:
        Status: UNREGISTERED

      License Authorization:
        Status: EVAL MODE
        Evaluation Period Remaining: 46 days, 7 hours

      Switch#show logging
      Nov 20 10:15:02.101: %SMART_LIC-5-EVAL_START: Entering evaluation period
      """
    let diagnosis = diagnoses([text])[0]
    #expect(diagnosis.ids.first == "licensing-before-policy")
    #expect(diagnosis.conclusions.filter { $0.severity > .note }.count == 1)
    #expect(!diagnosis.instructions.contains { $0.contains("transport off") })
    #expect(diagnosis.nextSteps.isEmpty)
  }
}

@Suite struct DiagnosisStatisticsTests {
  private static func statistics(
    authorization: String = "Total=2, Success=0, Fail=0",
    usage: String = "OK on Nov 19 09:03:25 2026 UTC"
  ) -> String {
    """
    sw-example-1#show license tech support
    Communication Statistics:
    =======================
    Trust Establishment:
      Attempts: Total=1, Success=1, Fail=0  Ongoing Failure: Overall=0 Communication=0
      Last Response: OK on Nov 12 15:18:32 2026 UTC
        Failure Reason: <none>
    Usage Reporting:
      Attempts: Total=3, Success=3, Fail=0  Ongoing Failure: Overall=0 Communication=0
      Last Response: \(usage)
        Failure Reason: <none>
    Authorization Confirmation:
      Attempts: \(authorization)  Ongoing Failure: Overall=0 Communication=0
      Last Response: BUILD REQUEST ERROR
        Failure Reason: Null pointer Error
    sw-example-1#
    """
  }

  @Test func anIdleErrorIsANoteWithItsHeading() {
    let diagnosis = diagnoses([Self.statistics()], .direct)[0]
    #expect(diagnosis.ids == ["idle-error"])
    #expect(diagnosis.severities == [.note])
    #expect(
      diagnosis.story.map(\.first.quote) == [
        "Authorization Confirmation: Last Response: BUILD REQUEST ERROR",
        "Authorization Confirmation: Failure Reason: Null pointer Error",
      ])
    #expect(!diagnosis.instructions.contains { $0.contains("case with TAC") })
  }

  @Test(arguments: [
    statistics(authorization: "Total=2, Success=0, Fail=2"),
    statistics(usage: "NO REPLY on Nov 19 09:03:25 2026 UTC"),
  ])
  func whatFailedIsNoIdleError(_ text: String) {
    let diagnosis = diagnoses([text], .direct)[0]
    #expect(diagnosis.ids.contains("request-not-built"))
    #expect(!diagnosis.ids.contains("idle-error"))
    #expect(
      diagnosis.story.contains {
        $0.first.quote == "Authorization Confirmation: Last Response: BUILD REQUEST ERROR"
      })
  }
}

/// `Communication Statistics` by itself, and errors that are over.
@Suite struct DiagnosisOldErrorTests {
  private static func statistics(
    success: String = "Nov 19", failure: String = "Nov 01", ongoing: Int = 0,
    last: String = "OK on Nov 19 09:03:25 2026 UTC"
  ) -> String {
    """
    Communication Statistics:
    =======================
    Communication Level Allowed: DIRECT
    Overall State: <empty>
    Usage Reporting:
      Attempts: Total=30, Success=28, Fail=2  Ongoing Failure: Overall=\(ongoing) Communication=\(ongoing)
      Last Response: \(last)
        Failure Reason: {"product_instance_identifier":["The identity for the instance <uuid> is not valid."]}
      Last Success Time: \(success) 09:03:25 2026 UTC
      Last Failure Time: \(failure) 09:03:25 2026 UTC
    Hello Message:
      Attempts: Total=0, Success=0, Fail=0  Ongoing Failure: Overall=0 Communication=0
      Last Response: INVALID STATUS CODE
        Failure Reason: <none>
    """
  }

  /// The block is known by its own heading, whatever was typed and whether that is there at all.
  @Test(arguments: [
    "sw-example-1#show tech-support license | b Communication Statistics\n",
    "sw-example-1#sh lic tech | b Communication Statistics\n",
    "sw-example-1#show license tech support | begin Communication Statistics\n", "",
  ])
  func anErrorBeforeTheLastSuccessIsOver(_ echo: String) throws {
    let text = echo + Self.statistics() + "\n"
    let reading = DeviceOutputReader.read(name: "a.txt", bytes: Array(text.utf8))
    let observation = try #require(reading.devices.first?.observations.first)
    #expect(observation.command?.command == .showLicenseTechSupport)
    #expect(observation.unknownLines.isEmpty)
    #expect(DeviceOutputReader.recognise(Array(text.utf8)) == .output)
    let diagnosis = try #require(diagnoses([text], .direct).first)
    #expect(diagnosis.ids == ["idle-error"])
    // The last success shows that the device reaches a server.
    #expect(diagnoses([text]).first?.way.source == .contact)
  }

  @Test(arguments: [
    statistics(success: "Nov 01", failure: "Nov 19"), statistics(failure: "Nov 19"),
    statistics(ongoing: 1), statistics(last: "NO REPLY on Nov 19 09:03:25 2026 UTC"),
  ])
  func anErrorThatMayGoOnIsNot(_ text: String) {
    #expect(
      diagnoses(["WLC-1#show license tech support\n" + text], .direct)[0].ids
        .contains("identity-not-valid"))
  }

  @Test func aSummaryOfReportsByItselfIsKnown() throws {
    let text =
      "Usage Report Summary:\n=====================\nTotal: 703,  Purged: 288\n"
      + "Total Acknowledged Received: 0,  Waiting for Ack: 86\n"
      + "Available to Report: 312  Collecting Data: 2\n"
    let reading = DeviceOutputReader.read(name: "a.txt", bytes: Array(text.utf8))
    #expect(reading.devices.first?.reportSummary?.acknowledged?.value.count == 0)
    #expect(DeviceOutputReader.recognise(Array(text.utf8)) == .output)
    // The words alone may stand in any letter.
    let letter = "Usage Report Summary:\nwe still wait for the figures of the other site\n"
    #expect(DeviceOutputReader.recognise(Array(letter.utf8)) == .other)
  }
}

/// A factory reset is what was done about reports that piled up, and not their cause.
@Suite struct DiagnosisPileUpTests {
  private static let session = """
    sw-example-1#license smart save usage all file flash:report.txt
    sw-example-1#more flash:report.txt | count RUMReport
    Number of lines which match regexp = 1318
    sw-example-1#show processes cpu sorted
     725   904274903     3137197      28824 71.29% 70.09% 70.24%   0 SAGetRUMIds
    sw-example-1#license smart factory reset
    %Warning: reload required after "license smart factory reset" command

    """

  @Test func thePileUpComesFirst() throws {
    let diagnosis = diagnoses([Self.session])[0]
    #expect(diagnosis.ids.first == "reports-piled-up")
    let reset = try #require(diagnosis.conclusion("reset-waits-for-reload"))
    #expect(reset.followsFrom == ["diagnosis/reports-piled-up"])
    #expect(reset.evidence.first?.detail?.contains("flash:report.txt") == true)
    #expect(
      diagnosis.conclusion("reports-piled-up")?.row.descriptor.why.contains("FN72578") == true)
  }

  /// One order of remedies, none against another.
  @Test func nothingIsSavedOrImportedBeforeTheReload() throws {
    let diagnosis = diagnoses([Self.session])[0]
    for conclusion in diagnosis.conclusions
    where conclusion.advice.commands.contains(where: { $0.hasPrefix("license smart save") }) {
      #expect(conclusion.advice.text.hasPrefix("first fix "))
    }
    let without = diagnoses([
      String(Self.session.prefix(while: { $0 != "%" }))
        .replacing("sw-example-1#license smart factory reset\n", with: "")
    ])[0]
    #expect(
      without.conclusion("reports-piled-up")?.advice.text.hasPrefix("save all usage") == true)
  }

  private static func counted(_ release: String, _ pattern: String, _ count: Int) -> String {
    "sw-example-1#show version\nCisco IOS XE Software, Version \(release)\n"
      + "sw-example-1#more flash:report.txt | count \(pattern)\n"
      + "Number of lines which match regexp = \(count)\n"
  }

  /// A release that has the fix does not have the fault, and a fraction of a percent is no load.
  @Test(arguments: [("17.09.04", false), ("17.06.05", false), ("17.06.03", true)])
  func aFixedReleaseHasNoSuchPileUp(_ release: String, _ isPiledUp: Bool) throws {
    let text =
      Self.counted(release, "RUMReport", 1318)
      + "sw-example-1#show processes cpu sorted\n 725  904274903  0.29%  0.09%  0.24%   0 SAGetRUMIds\n"
    let diagnosis = try #require(diagnoses([text]).first)
    #expect((diagnosis.conclusion("reports-piled-up") != nil) == isPiledUp)
    #expect(diagnosis.conclusion("report-keeping-busy") == nil)
  }

  /// A report may have two lines with its name; only those that begin one count reports.
  @Test(arguments: [
    ("RUMReport", "659 to 1318 reports wait"), ("<RUMReport>", "1318 reports wait"),
  ])
  func linesAreNoReports(_ pattern: String, _ words: String) throws {
    let text = Self.counted("17.06.03", pattern, 1318)
    let found = try #require(diagnoses([text]).first?.conclusion("reports-piled-up"))
    #expect(found.evidence.first?.detail?.hasPrefix(words) == true)
    let judged = RequirementOutput.judge(text)[.fieldNotice72578]
    #expect(judged?.conclusion.contains(words) == true)
    #expect(judged?.verdict == (pattern == "RUMReport" ? .due : .overdue))
  }

  /// Two ways of counting are no trend.
  @Test(arguments: [
    ("RUMReport", 1318, "<RUMReport>", 659, false), ("<RUMReport>", 659, "RUMReport", 1318, false),
    ("<RUMReport>", 900, "<RUMReport>", 659, true),
  ])
  func onlyWhatIsCountedAlikeIsATrend(
    _ first: String, _ many: Int, _ second: String, _ few: Int, _ isTrend: Bool
  ) throws {
    let text = Self.counted("17.06.03", first, many) + Self.counted("17.06.03", second, few)
    let found = try #require(RequirementOutput.judge(text)[.fieldNotice72578])
    #expect(found.notes.contains { $0.text.contains("fell") } == isTrend)
    #expect(found.conclusion.contains("659 reports wait"))
  }

  @Test func memoryThatRanOutIsNoLoad() throws {
    let text =
      "Aug 20 10:00:01.123: %SYS-2-MALLOCFAIL: Memory allocation of 1000 bytes failed from 0x1, "
      + "alignment 0\n-Process= \"SAUtilRepSave\", ipl= 0, pid= 154\n"
    let diagnosis = try #require(diagnoses([text]).first)
    #expect(diagnosis.ids == ["report-keeping-memory"])
  }

  /// `check` holds back what `diagnose` holds back.
  @Test(arguments: [
    ("", "reload in a maintenance window"), ("sw-example-1#reload\n", "wait until the device"),
    (
      "sw-example-1#reload\nsw-example-1#show version\nsw-example-1 uptime is 2 hours, 4 minutes\n",
      "save usage"
    ),
  ])
  func checkKnowsOfTheReset(_ more: String, _ words: String) throws {
    let found = try #require(RequirementOutput.judge(Self.session + more)[.fieldNotice72578])
    #expect(found.steps.first?.contains(words) == true, "\(found.steps)")
  }

  /// Files lie where they were put before; a server is no such place.
  @Test(arguments: [
    ("flash:rum.txt", "flash:"), ("tftp://192.0.2.1/rum.txt", "bootflash:"),
    ("harddisk:rum.txt", "harddisk:"), ("bootflash:rum.txt", "bootflash:"),
  ])
  func aRemedyNamesThePlaceThatWasTyped(_ path: String, _ place: String) throws {
    let text =
      "sw-example-1#license smart save usage all file \(path)\nThe requested item was not found\n"
    let found = try #require(diagnoses([text]).first?.conclusion("nothing-to-save"))
    #expect(found.advice.commands.last == "license smart save usage all file \(place)rum.txt")
  }
}
