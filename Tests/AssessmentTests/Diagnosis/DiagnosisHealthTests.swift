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
}
