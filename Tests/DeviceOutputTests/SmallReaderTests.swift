import DeviceOutput
import LicenseFiles
import Testing

@Suite("Readers of short outputs")
struct SmallReaderTests {
  private func only(_ text: String) throws -> Observation {
    let observations = read(text).observations
    try #require(observations.count == 1, "\(observations.count) observations")
    return observations[0]
  }

  @Test(
    "the event log: times, names and attributes; without an echo too",
    arguments: ["", "W#show license eventlog\n"])
  func events(_ echo: String) throws {
    let observation = try only(
      echo + """
        **** Event Log ****

        2026-08-20 03:31:32.921 UTC SAEVT_ENDPOINT_USAGE count="3" entitlementTag="regid.x,1.0_y"
        2026-08-20 03:31:32.925 UTC SAEVT_PLATFORM eventName="RESET" MSG="a b"
        2026-13-40 03:31:32.925 UTC SAEVT_PLATFORM eventName="RESET"
        not an event

        """)
    guard case .eventLog(let entries) = observation.content else {
      Issue.record("no event log")
      return
    }
    #expect(entries.map(\.value.name) == ["SAEVT_ENDPOINT_USAGE", "SAEVT_PLATFORM"])
    #expect(entries[0].value.time?.utc == 1_787_196_692)
    #expect(entries[0].value.value("count") == "3")
    #expect(entries[0].value.value("entitlementTag") == "regid.x,1.0_y")
    #expect(entries[1].value.value("MSG") == "a b")
    #expect(observation.unknownLines.count == 2)
  }

  @Test("an empty event log")
  func noEvents() throws {
    let observation = try only("W#show license eventlog\n No EventLog Found.\n")
    #expect(observation.content == .eventLog([]))
    #expect(observation.unknownLines.isEmpty)
  }

  private let air = """
    Last license report time........................: 07:38:15.237 UTC Thu Aug 20 2026
    Upcoming license report time....................: 15:38:15.972 UTC Thu Aug 20 2026
    No. of APs active at last report................: 3
    No. of APs newly added with last report.........: 1
    No. of APs deleted with last report..............: 0

    """

  @Test("air entities, with and without an echo")
  func airEntities() throws {
    for echo in ["", "W#show license air entities summary\n"] {
      let facts = try #require(try device(echo + air).airEntities)
      #expect(facts.lastReport?.value?.utc == 1_787_211_495)
      #expect(facts.upcomingReport?.value?.utc == 1_787_240_295)
      #expect(facts.active?.value == 3)
      #expect(facts.added?.value == 1)
      #expect(facts.deleted?.value == 0)
    }
  }

  @Test("a count that is not a number is not understood, and not zero")
  func airNearMiss() throws {
    let observation = try only(
      "W#show license air entities summary\nNo. of APs active at last report...: many\n")
    guard case .airEntities(let facts) = observation.content else {
      Issue.record("no facts")
      return
    }
    #expect(facts.active == nil)
    #expect(observation.unknownLines.count == 1)
  }

  @Test("node-locked licenses of the time before Smart Licensing")
  func features() throws {
    let observation = try only(
      """
      Index 1 Feature: appxk9
              Period left: Life time
              License Type: Permanent
              License State: Active, In Use
              License Count: Non-Counted
              License Priority: Medium
      Index 2 Feature: cme-srst
              Period left: Not Activated
              Period Used: 2  minute  5  second
              License Type: EvalRightToUse
              License Count: 4/1  (In-use/Violation)
      stray

      """)
    guard case .features(let features) = observation.content else {
      Issue.record("no features")
      return
    }
    #expect(features.map(\.name.value) == ["appxk9", "cme-srst"])
    #expect(features[0].state?.value == "Active, In Use")
    #expect(features[0].countInUse == nil)
    #expect(features[1].periodUsedSeconds == 125)
    #expect(features[1].countInUse == 4)
    #expect(features[1].countInViolation == 1)
    #expect(observation.unknownLines.map(\.text) == ["stray"])
  }

  @Test("NTP, synchronised and not", arguments: [true, false])
  func ntp(_ isSynchronised: Bool) throws {
    let word = isSynchronised ? "synchronized" : "unsynchronized"
    let snapshot = try device(
      "Clock is \(word), stratum 3, reference is 192.0.2.1\nnominal freq is 250.0000 Hz, x\n")
    #expect(snapshot.ntp?.isSynchronised?.value == isSynchronised)
    #expect(snapshot.ntp?.stratum?.value == 3)
    #expect(snapshot.ntp?.reference?.value == "192.0.2.1")
    #expect(snapshot.isClockSynchronised?.value == isSynchronised)
  }

  @Test("trustpoints by their names, with what stands under each")
  func trustpoints() throws {
    let observation = try only(
      """
      W#show crypto pki trustpoints
      Trustpoint SLA-TrustPoint:
          Subject Name:
          cn=Example Root
      Trustpoint CISCO_IDEVID_SUDI:
          Certificate configured.
      Trustpoints are many
      """)
    guard case .trustpoints(let found) = observation.content else {
      Issue.record("no trustpoints")
      return
    }
    #expect(found.map(\.name.value) == ["SLA-TrustPoint", "CISCO_IDEVID_SUDI"])
    #expect(found[0].lines.map(\.value) == ["Subject Name:", "cn=Example Root"])
    #expect(observation.unknownLines.count == 1)
  }

  @Test("the codes of an old reservation")
  func reservationCodes() throws {
    let answers = try device(
      """
      Switch#license smart reservation request local
      Enter this request code in the Cisco Smart Software Manager portal:
      CB-ZC9300-24UX:9EXAMPLE001-Ab1Cd2Ef3-42
      Switch#license smart reservation install file flash:AC.xml
      Reservation install file successful
      Last Confirmation code 0a1b2c3d
      Switch#license smart reservation return local
      This command will remove the license reservation authorization code.
      Enter this return code in Cisco Smart Software Manager portal:
      Aa1Bb2-Cc3Dd4-Ee5Ff6
      """
    ).reservationAnswers
    #expect(answers.map(\.action.first) == ["request", "install", "return"])
    #expect(answers[0].requestCode?.value == "CB-ZC9300-24UX:9EXAMPLE001-Ab1Cd2Ef3-42")
    #expect(answers[1].success != nil)
    #expect(answers[1].confirmationCode?.value == "0a1b2c3d")
    #expect(answers[2].returnCode?.value == "Aa1Bb2-Cc3Dd4-Ee5Ff6")
    #expect(answers[2].otherLines.count == 1)
  }

  @Test("words after the heading are not code")
  func noCode() throws {
    let answers = try device(
      "Enter this return code in the portal:\nthe code is lost\n"
    ).reservationAnswers
    #expect(answers.first?.returnCode == nil)
    #expect(answers.first?.otherLines.map(\.value) == ["the code is lost"])
  }

  @Test("the head of show logging, debug lines and process traces")
  func logging() throws {
    let observation = try only(
      """
      W#show logging
      Syslog logging: enabled (0 messages dropped)
      No Active Message Discriminator.
          Console logging: level debugging, 10 messages logged, xml disabled,
                           filtering disabled
      Log Buffer (102400 bytes):
      Aug 20 09:19:43.486 UTC: %SMART_LIC-3-COMM_FAILED: Communications failure : none
      Aug 20 09:19:44.001 UTC: LICENSE-AGENT: sending
      2026/08/20 09:19:44.123456 {iosrp_R0-0}{1}: [smart-agent] [123]: (note): hello
      a line without a time
      """)
    guard case .logging(let facts) = observation.content else {
      Issue.record("no logging")
      return
    }
    #expect(observation.logLines.map(\.mnemonic) == ["COMM_FAILED"])
    #expect(facts.traces.map(\.value.process) == [nil, "iosrp_R0-0"])
    #expect(facts.traces[1].value.module == "smart-agent")
    #expect(facts.traces[1].value.level == "note")
    #expect(facts.traces[1].value.text == "hello")
    #expect(facts.traces[1].value.time.reading?.year == 2026)
    #expect(facts.settings.contains { $0.value.name == "Console logging" })
    #expect(observation.unknownLines.map(\.text) == ["a line without a time"])
  }

  @Test("the tables of show version of a stack")
  func stack() throws {
    let observation = try only(
      """
      SW#show version
      Cisco IOS XE Software, Version 17.09.05
      Technology Package License Information:

      ------------------------------------------------------------------------------
      Technology-package                                     Technology-package
      Current                        Type                       Next reboot
      ------------------------------------------------------------------------------
      network-advantage   \tSmart License                 \t network-advantage
      dna-advantage       \tSubscription Smart License    \t dna-advantage
      Switch Ports Model              SW Version        SW Image              Mode
      ------ ----- -----              ----------        ----------            ----
      *    1 41    C9300-24UX         17.09.05          CAT9K_IOSXE           INSTALL
           2 41    C9300-24U          17.09.05          CAT9K_IOSXE           INSTALL
      Switch 02
      ---------
      Model Number                       : C9300-24UX
      two words here
      """)
    let facts = try #require(observation.version)
    #expect(facts.stack.map(\.value.model) == ["C9300-24UX", "C9300-24U"])
    #expect(facts.stack.map(\.value.isActive) == [true, false])
    #expect(facts.packages.map(\.value.current) == ["network-advantage", "dna-advantage"])
    #expect(facts.packages.last?.value.type == "Subscription Smart License")
    #expect(facts.modelNumber?.value == "C9300-24UX")
    #expect(observation.unknownLines.map(\.text) == ["two words here"])
  }

  @Test("NX-OS prints its release and name in show version")
  func nexus() throws {
    let facts = try #require(
      try only(
        """
        N9K#show version
        Cisco Nexus Operating System (NX-OS) Software
          NXOS: version 10.2(3) [Feature Release]
          Device name: nexus-example
        """
      ).version)
    #expect(facts.releaseText?.value == "10.2(3)")
    #expect(facts.release?.value.raw == "10.2(3)")
    #expect(facts.system?.value == .nxOS)
    #expect(facts.hostName?.value == "nexus-example")
  }

  @Test("the zones of the configuration make times certain")
  func zones() throws {
    let snapshot = try device(
      """
      W#show running-config
      Current configuration : 100 bytes
      !
      clock timezone CET 1 0
      clock summer-time CEST recurring
      service timestamps log datetime msec localtime show-timezone
      end
      """)
    func utc(_ zone: String) -> Int64? {
      DeviceTime("12:00:00 \(zone) Mon Jan 1 2024", offsets: snapshot.zoneOffsets).utc
    }
    #expect(utc("CET") == 1_704_106_800)
    #expect(utc("cest") == 1_704_103_200)
    #expect(utc("PST") == nil)
    #expect(snapshot.runningConfiguration?.timeStamps.count == 1)
  }

  /// A pair prints its code below each UDI.
  @Test(arguments: ["<none>", "CrnKjq-Xk2LpQ-VCW"])
  func aReturnCodeStandsBelowItsUDI(_ code: String) throws {
    let text = """
      WLC#license smart authorization return local offline
      Enter this return code in Cisco Smart Software Manager portal:
      UDI: PID:C9800-CL-K9,SN:9ZZEXAMPLE1
          Return code: \(code)
      WLC#
      """
    let found = try device(text).observations.compactMap { observation -> ReservationAnswer? in
      if case .reservationAnswer(let answer) = observation.content { answer } else { nil }
    }
    #expect(found.compactMap(\.returnCode?.value) == (code == "<none>" ? [] : [code]))
  }

  /// A page has run the blanks of a line together.
  @Test(arguments: ["    ", " "])
  func aDetailWithBlanksRunTogether(_ blanks: String) throws {
    let text = """
      SW#show license rum id 17 detail
      Smart Licensing Usage Report Detail:
      ====================================
      Report Id: 17
        Previous Report Id: 0,\(blanks)Next Report Id: 18
        State: ACK,\(blanks)State Change Reason: ACKED
        Start Time: Oct 14 11:32:40 2021 UTC,\(blanks)End Time: Oct 14 11:32:48 2021 UTC
      SW#
      """
    let detail = try #require(
      try device(text).observations.compactMap { observation -> ReportDetail? in
        if case .reportDetails(let all) = observation.content { all.first } else { nil }
      }.first)
    #expect(detail.state?.value == "ACK" && detail.reason?.value == "ACKED")
    #expect(detail.previous?.value == 0 && detail.next?.value == 18)
    #expect(detail.end?.value?.text == "Oct 14 11:32:48 2021 UTC")
  }

  /// A message of licensing that states the UDI names the device.
  @Test(arguments: [
    "RESERVED_INSTALLED: Specific License Reservation Authorization code installed for udi",
    "AUTH_RENEW_FAILED: Authorization renewal failed for udi",
  ])
  func aMessageNamesTheDevice(_ words: String) throws {
    let text = "*Aug 21 10:00:00.000: %SMART_LIC-6-\(words) PID:C9300-24UX,SN:9ZZEXAMPLE1\n"
    #expect(try device(text).udis.map(\.serial) == ["9ZZEXAMPLE1"])
    // A near miss: a sentence about a UDI that names none.
    #expect(try device("*Aug 21 10:00:00.000: %SMART_LIC-6-\(words) PID of nobody\n").udis.isEmpty)
  }
}
