import DeviceOutput
import LicenseFiles
import Testing

@Suite("Outputs of single commands")
struct OutputTests {
  private func only(_ text: String) throws -> Observation {
    let observations = read(text).observations
    try #require(observations.count == 1, "\(observations.count) observations")
    return observations[0]
  }

  @Test("show license status")
  func status() throws {
    let observation = try only("WLC#show license status\n" + statusText())
    let facts = try #require(observation.license)
    #expect(observation.unknownLines.isEmpty)
    #expect(facts.usingPolicy?.value == "ENABLED")
    #expect(facts.smartAccount?.value == "Example Org")
    #expect(facts.smartAccountAsOf?.value.utc == 1_709_543_640)
    #expect(facts.virtualAccount?.value == "Cellar")
    #expect(facts.transport?.isOff == true)
    #expect(facts.policy?.installedOn?.value.utc == 1_709_543_670)
    #expect(facts.policy?.name?.value == "SLE Policy")
    let policy = try #require(facts.policy?.classes.first)
    #expect(policy.title == "Unenforced/Non-Export Perpetual Attributes")
    #expect(policy.firstReport?.value == PolicyValue(days: 365, source: "CISCO default"))
    #expect(policy.onChange?.value.days == 90)
    #expect(facts.reporting?.nextAckDeadline?.value?.utc == 1_717_319_700)
    #expect(facts.reporting?.pushInterval?.value.days == 30)
    #expect(facts.reporting?.pushInterval?.value.state == 4)
    #expect(facts.reporting?.pushInterval?.value.inPolicy == 90)
    #expect(facts.reporting?.nextReportPush?.value?.zone == "est")
    #expect(facts.trust?.hasTrustCode == false)
    #expect(facts.licenses == nil)
    #expect(facts.reportSummary == nil)
  }

  @Test("what is printed as none is not what was not printed")
  func noneAndAbsent() throws {
    let printed = try #require(try only("Usage Reporting:\n  Last ACK received: <none>\n").license)
    #expect(printed.reporting?.lastAck != nil)
    #expect(printed.reporting?.lastAck?.value == nil)
    #expect(printed.reporting?.nextAckDeadline == nil)
  }

  @Test("each value knows its line and its command")
  func places() throws {
    let facts = try #require(
      try only("WLC#sh lic stat\n\nUsage Reporting:\n  Last ACK received: <none>\n").license)
    let ack = try #require(facts.reporting?.lastAck)
    #expect(ack.location == SourceLocation(file: "t.txt", line: 4))
    #expect(ack.command == .showLicenseStatus)
  }

  @Test("a trust code for each member, before or after other blocks")
  func trust() throws {
    let facts = try #require(
      try only(
        """
        WLC#show license status
        Trust Code Installed:
          Active: PID:C9800-40-K9,SN:FZZ0000A001
            INSTALLED on Oct 14 11:37:52 2021 UTC
          Standby: PID:C9800-40-K9,SN:FZZ0000A002
            NOT INSTALLED
        Transport:
          Type: cslu
          Cslu address: <empty>
          Proxy:
            Not Configured
          VRF:
            Management
        """
      ).license)
    let trust = try #require(facts.trust)
    #expect(trust.installed == nil)
    #expect(trust.members.map(\.member.value.role) == ["Active", "Standby"])
    #expect(trust.members[0].installedOn?.value.utc == 1_634_211_472)
    #expect(trust.members[1].installedOn == nil)
    #expect(trust.members[1].lines == ["NOT INSTALLED"])
    #expect(trust.hasTrustCode == true)
    #expect(facts.transport?.isOff == false)
    #expect(facts.transport?.csluAddress?.value == nil)
    #expect(facts.transport?.proxy?.value == "Not Configured")
    #expect(facts.transport?.vrf?.value == "Management")
  }

  @Test("the members and the report summary of show license all")
  func all() throws {
    let observation = try only("WLC#show license all\n" + pairText)
    let facts = try #require(observation.license)
    #expect(observation.unknownLines.isEmpty)
    #expect(facts.udi?.value == UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1"))
    #expect(
      facts.members.map(\.value) == [
        HighAvailabilityMember(
          role: "Active", udi: UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")),
        HighAvailabilityMember(
          role: "Standby", udi: UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE2")),
      ])
    let summary = try #require(facts.reportSummary)
    #expect(summary.total?.value == ReportCount(count: 12, inParentheses: nil))
    #expect(summary.purged?.value == ReportCount(count: 3, inParentheses: 3))
    #expect(summary.acknowledged?.value.count == 4)
    #expect(summary.waitingForAck?.value == ReportCount(count: 0, inParentheses: 8))
    #expect(summary.availableToReport?.value.count == 6)
    #expect(summary.collectingData?.value.count == 2)
    #expect(summary.missing == nil)
  }

  @Test("the licenses of a table and of entries")
  func licenses() throws {
    let table = try #require(
      try only(
        """
        WLC#show license summary
        License Usage:
          License                 Entitlement tag               Count Status
          -----------------------------------------------------------------------------
          air-network-advantage   (DNA_NWStack)                     5 IN USE
          hseck9                  (C9K HSEC (export))               0 NOT IN USE
        """
      ).license?.licenses)
    #expect(table.map(\.value.name) == ["air-network-advantage", "hseck9"])
    #expect(table.map(\.value.entitlement) == ["DNA_NWStack", "C9K HSEC (export)"])
    #expect(table.map(\.value.count) == [5, 0])
    #expect(table.map(\.value.isInUse) == [true, false])

    let entries = try #require(
      try only(
        """
        WLC#show license usage
        License Authorization:
          Status: Not Applicable

        air-dna-advantage (AIR-DNA-A):
          Description: AIR DNA Advantage
          Count: 7
          Status: IN USE(15)
          License type: Subscription
        """
      ).license?.licenses)
    #expect(entries.count == 1)
    #expect(entries[0].value.count == 7)
    #expect(entries[0].value.isInUse == true)
    #expect(entries[0].value.statusCode == 15)
    #expect(entries[0].value.licenseType == "Subscription")
    #expect(entries[0].location.line == 5)

    let none = try only("WLC#show license all\nLicense Usage\n=====\nNo licenses in use\n")
    #expect(none.license?.licenses == [])
  }

  @Test("a line of a known block that says something new is kept and counted")
  func unknownLine() throws {
    let reading = read(
      "WLC#show license status\nUsage Reporting:\n  Next moon: full\n  Last ACK received: soon\n")
    #expect(reading.unknownLineCount == 2)
    #expect(reading.observations.first?.unknownLines.map(\.number) == [3, 4])
    #expect(reading.findings.map(\.id) == ["device/not-understood"])
    let ack = reading.observations.first?.license?.reporting?.lastAck
    #expect(ack?.value?.text == "soon")
    #expect(ack?.value?.earliest == nil)
  }

  @Test("show version")
  func version() throws {
    let observation = try only(
      """
      WLC-1#show version
      Cisco IOS XE Software, Version 17.07.01prd16
      Cisco IOS Software [Cupertino], C9800-CL Software (C9800-CL-K9_IOSXE), Version 17.7.1prd16, RELEASE
      Copyright (c) 1986-2021 by Cisco Systems, Inc.
      ROM: IOS-XE ROMMON
      vault-1 uptime is 1 year, 4 weeks, 6 days, 21 hours, 48 minutes
      Uptime for this control processor is 4 weeks, 6 days, 21 hours, 52 minutes
      System returned to ROM by reload
      System restarted at 08:02:28 UTC Wed Jan 12 2022
      Last reload reason: Reload Command
      Smart Licensing Status: Registration Not Applicable/Not Applicable
      cisco C9800-CL (VXE) processor (revision VXE) with 12293240K/3075K bytes of memory.
      Processor board ID 9ZZEXAMPLE1
      3 Gigabit Ethernet interfaces
      Model Number                       : C9800-CL-K9
      the moon is full
      """)
    let facts = try #require(observation.version)
    #expect(facts.release?.value == IOSRelease("17.7.1prd16"))
    #expect(facts.release?.value.raw == "17.07.01prd16")
    #expect(facts.hostName?.value == "vault-1")
    #expect(facts.uptime?.value == 34_552_080)
    #expect(facts.processorUptime?.value == 3_016_320)
    #expect(facts.restartedAt?.value.utc == 1_641_974_548)
    #expect(facts.reloadReason?.value == "Reload Command")
    #expect(facts.processorBoardID?.value == "9ZZEXAMPLE1")
    #expect(facts.model?.value == "C9800-CL")
    #expect(facts.modelNumber?.value == "C9800-CL-K9")
    #expect(facts.licensingStatus?.value == "Registration Not Applicable/Not Applicable")
    #expect(observation.unknownLines.map(\.text) == ["the moon is full"])
  }

  @Test("an uptime that does not fit is not an uptime")
  func wildUptime() throws {
    let facts = try #require(
      try only("WLC#sh ver\nWLC uptime is 99999999999999999 years, 1 minute\n").version)
    #expect(facts.uptime == nil)
  }

  @Test("show clock and the banner before an output")
  func clock() throws {
    let alone = try only(
      "WLC#show clock detail\n*10:00:00.123 UTC Tue Nov 24 2026\nNo time source\n")
    guard case .clock(let facts) = alone.content else {
      Issue.record("no clock")
      return
    }
    #expect(facts.time.value.utc == 1_795_514_400)
    #expect(facts.time.value.mark == .notAuthoritative)
    #expect(facts.source?.value == "none")
    #expect(facts.isSynchronised == false)

    let summer = try only(
      """
      WLC#show clock detail
      10:00:00.123 CEST Wed Sep 9 2026
      Time source is NTP
      Summer time starts 02:00:00 CET Sun Mar 29 2026
      Summer time ends 03:00:00 CEST Sun Oct 25 2026
      Summer time is over
      """)
    guard case .clock(let read) = summer.content else {
      Issue.record("no clock")
      return
    }
    #expect(read.time.value.zone == "CEST")
    #expect(summer.unknownLines.map(\.text) == ["Summer time is over"])

    let banner = try only(
      """
      WLC#show license rum id all
      Load for five secs: 2%/0%; one minute: 0%; five minutes: 0%
      Time source is NTP, 10:00:00.123 UTC Tue Nov 24 2026
      Report Id,          State,    Flag, Feature Name
      """)
    #expect(banner.clock?.time.value.utc == 1_795_514_400)
    #expect(banner.clock?.isSynchronised == true)
    #expect(banner.unknownLines.isEmpty)
  }

  @Test("show license rum id all, with states, flags and names that nobody has seen")
  func reports() throws {
    let observation = try only(
      """
      WLC#show license rum id all
      Smart Licensing Usage Report:
      ====================================
      Report Id,          State,    Flag, Feature Name
      18446744073709551615 ACK       N     air dna advantage
      1000000002          PONDERING E     air-network-advantage
      1000000003          DELETED   N     TELEMETRY
      18446744073709551616 ACK       N     x
      """)
    guard case .reportStates(let rows) = observation.content else {
      Issue.record("no reports")
      return
    }
    #expect(rows.map(\.value.reportID) == [.max, 1_000_000_002, 1_000_000_003])
    #expect(rows.map(\.value.state) == ["ACK", "PONDERING", "DELETED"])
    #expect(rows.map(\.value.flag) == ["N", "E", "N"])
    #expect(rows[0].value.feature == "air dna advantage")
    #expect(rows.map(\.value.isAcknowledged) == [true, false, false])
    #expect(observation.unknownLines.map(\.number) == [8])
  }

  @Test("show license rum id N detail, with the newer and the older label")
  func details() throws {
    let observation = try only(
      """
      WLC#show license rum id 1000000001 detail
      Smart Licensing Usage Report Detail:
      ====================================
      Report Id: 1000000001
        Metric Name: ENTITLEMENT
        Metric Value: regid.2017-08.com.cisco.AIR-DNA-A,1.0_0000
        UDI: PID:C9800-CL-K9,SN:9ZZEXAMPLE1
        Previous Report Id: 0,    Next Report Id: 1000000003
        State: ACK,      State Change Reason: ACKED
        Start Time: Oct 14 11:32:40 2021 UTC,      End Time: Oct 14 11:32:48 2021 UTC
        Transaction Message: <none>
        Report Size: 1086(1202)
      Report Id: 1000000002
        State: DELETED,      Close Reason: SMART
      """)
    let details = observation.reportDetails
    try #require(details.count == 2)
    #expect(details[0].metricValue?.value == "regid.2017-08.com.cisco.AIR-DNA-A,1.0_0000")
    #expect(details[0].udi?.value == UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1"))
    #expect(details[0].previous?.value == 0)
    #expect(details[0].next?.value == 1_000_000_003)
    #expect(details[0].state?.value == "ACK")
    #expect(details[0].reason?.value == "ACKED")
    #expect(details[0].start?.value?.utc == 1_634_211_160)
    #expect(details[0].end?.value?.utc == 1_634_211_168)
    #expect(details[0].transactionMessage?.value == nil)
    #expect(details[0].settings.map(\.value.name) == ["Report Size"])
    #expect(details[1].reason?.value == "SMART")
    #expect(details[1].featureName == nil)
  }

  @Test("history messages: wrapped lines joined, pairs, silence, empty sections")
  func history() throws {
    let observation = try only(
      """
      WLC#show license history message
      Message History (oldest to newest):
      ====================================================
      Trust Establishment:
        No past history
      Something New:
      REQUEST: Aug 23 10:18:08 2021 Central
      {"request":"a long\u{20}
      line"}
      RESPONSE: Aug 23 10:18:10 2021 Central
      {"status":"FAILED"}
      REQUEST: Aug 23 11:18:08 2021 Central
      {"request":"b"}
      RESPONSE: Aug 23 11:18:09 2021 Central
      Import Message History (oldest to newest):
      ====================================================
      Import POLICY:
        No past Import history
      Import RUM ACK:
        something was imported
      Import AUTH:
      """)
    guard case .history(let history) = observation.content else {
      Issue.record("no history")
      return
    }
    #expect(observation.unknownLines.isEmpty)
    #expect(
      history.sections.map(\.title?.value) == [
        "Trust Establishment", "Something New", "POLICY", "RUM ACK", "AUTH",
      ])
    #expect(history.sections.map(\.isImport) == [false, false, true, true, true])
    #expect(history.sections.map(\.hasEntries) == [false, true, false, true, nil])
    let exchanges = history.sections[1].exchanges
    try #require(exchanges.count == 2)
    #expect(exchanges[0].request?.body == #"{"request":"a long line"}"#)
    #expect(exchanges[0].request?.time.value.zone == "Central")
    #expect(exchanges[0].response?.body == #"{"status":"FAILED"}"#)
    #expect(!exchanges[0].isUnanswered)
    #expect(exchanges[1].isUnanswered)
    #expect(history.rumAckImports?.lines.map(\.value) == ["something was imported"])
  }

  @Test("the answer to an import: success, failure, confirmation codes")
  func importAnswer() throws {
    let good = try device("WLC#license smart import bootflash:ACK.txt\nImport Data Successful\n")
    let answer = try #require(good.importAnswers.first)
    #expect(answer.path == "bootflash:ACK.txt")
    #expect(answer.isPlainSuccess)
    #expect(answer.success?.location.line == 2)

    let bad = try device(
      "WLC#license smart import bootflash:ACK.txt\nFailure: nonce failed to match\n")
    #expect(bad.importAnswers.first?.success == nil)
    #expect(bad.importAnswers.first?.otherLines.map(\.value) == ["Failure: nonce failed to match"])

    let code = try device(
      """
      WLC#license smart import bootflash:SLAC.txt
      Last Confirmation code UDI: PID:C9800-CL-K9,SN:9ZZEXAMPLE1
          Confirmation code: 0a1b2c3d
      Import Data Successful
      """)
    #expect(code.importAnswers.first?.confirmationCodes.map(\.value) == ["0a1b2c3d"])
    #expect(code.importAnswers.first?.isPlainSuccess == true)
  }

  @Test("the answer to a save of usage is kept with its path")
  func saveAnswer() throws {
    let observation = try only("WLC#license smart save usage all file flash:rum.txt\nDone\n")
    guard case .saveAnswer(let answer) = observation.content else {
      Issue.record("no answer")
      return
    }
    #expect(answer.scope == "all")
    #expect(answer.path == "flash:rum.txt")
    #expect(answer.lines.map(\.value) == ["Done"])
  }

}
