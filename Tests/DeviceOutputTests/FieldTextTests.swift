import LicenseFiles
import Testing

@testable import DeviceOutput

@Suite("Filtered outputs")
struct FilteredOutputTests {
  private func license(_ text: String) throws -> LicenseFacts {
    try #require(read(text).observations.lazy.compactMap(\.license).first)
  }

  @Test("lines that only one block knows count without their heading")
  func loose() throws {
    let text = """
      WLC-1#show license status | include ACK|Expires|Smart Account
        Smart Account: Example Org As of Mar 04 09:14:00 2024 UTC
        Registration Expires: Mar 04 2025 09:14:00 UTC
        Reporting ACK required: yes (CISCO default)
        Last ACK received: <none>
        Next ACK deadline: Mar 18 08:00:01 2025 UTC
        Next ACK push check: <none>
      WLC-1#
      """
    let license = try license(text)
    #expect(license.reporting?.lastAck?.value == .some(nil))
    #expect(license.reporting?.nextAckDeadline?.value?.text == "Mar 18 08:00:01 2025 UTC")
    #expect(license.policy?.isAckRequired == true)
    #expect(license.registration?.expires?.value?.reading?.year == 2025)
    #expect(license.smartAccount?.value == "Example Org")
    #expect(read(text).unknownLineCount == 0)
  }

  @Test("rows of licenses count without the head of their table")
  func rows() throws {
    let license = try license(
      """
      WLC-1#show license summary | i IN USE
        air-network-advantage   (DNA_NWStack)                     5 IN USE
        air-dna-advantage       (AIR-DNA-A)                       5 IN USE
      """)
    #expect(license.licenses?.map(\.value.name) == ["air-network-advantage", "air-dna-advantage"])
    #expect(license.licenses?.map(\.value.count) == [5, 5])
  }

  @Test("a line after the heading of another block finds its own")
  func wrongHeading() throws {
    let license = try license(
      """
      WLC-1#show license all | include Policy|ACK
      Policy:
        Policy in use: Merged from multiple sources.
        Reporting ACK required: yes (CISCO default)
        Last ACK received: Mar 04 09:14:00 2025 UTC
      """)
    #expect(license.policy?.inUse?.value == "Merged from multiple sources.")
    #expect(license.reporting?.lastAck?.value?.text == "Mar 04 09:14:00 2025 UTC")
  }

  @Test("values of a class whose heading a filter took are not given to the class before")
  func classes() throws {
    let license = try license(
      """
      WLC-1#show license status | include Perpetual|days
        Unenforced/Non-Export Perpetual Attributes:
          First report requirement (days): 365 (CISCO default)
          First report requirement (days): 90 (CISCO default)
      """)
    #expect(license.policy?.classes.map { $0.firstReport?.value.days } == [365])
  }

  @Test("what several blocks print says nothing alone", arguments: ["Status: ENABLED", "Count: 4"])
  func ambiguous(_ line: String) {
    let reading = read("WLC-1#show license all | i \(line.prefix(4))\n  \(line)\n")
    #expect(reading.unknownLineCount == 1)
  }

  @Test("an excerpt without its command is known by its lines")
  func excerpt() throws {
    let text = "  Last ACK received: <none>\n  Next ACK deadline: Mar 18 08:00:01 2025 UTC\n"
    #expect(read(text).observations.map(\.command?.command) == [.showLicenseStatus])
    #expect(try license(text).reporting?.nextAckDeadline?.value?.utc == 1_742_284_801)
  }
}

@Suite("Outputs without their command or their indentation")
struct BareOutputTests {
  /// As forums and tickets print it.
  private func flat(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0.drop { $0 == " " }) }.joined(separator: "\n")
  }

  @Test("the blocks are the same without indentation")
  func blocks() throws {
    let text =
      statusText(lastAck: "Mar 05 09:14:00 2024 UTC")
      .replacing(
        "  Type: Transport Off",
        with: """
            Type: Smart
            URL: https://receiver.example.com/licservice/license
            Proxy:
              Address: proxy.example.com
              Port: 8080
              Username: <empty>
            VRF:
              Mgmt-vrf
          """)
      + pairText
    let printed = try #require(read(text).observations.compactMap(\.license).first)
    let bare = try #require(read(flat(text)).observations.compactMap(\.license).first)
    #expect(bare.policy == printed.policy)
    #expect(bare.policy?.classes.first?.firstReport?.value.days == 365)
    #expect(bare.transport == printed.transport)
    #expect(bare.transport?.proxyPort?.value == "8080")
    #expect(bare.transport?.vrf?.value == "Mgmt-vrf")
    #expect(bare.members == printed.members)
    #expect(bare.reportSummary == printed.reportSummary)
    #expect(read(flat(text)).unknownLineCount == read(text).unknownLineCount)
  }

  @Test("a margin before every line changes nothing", arguments: [" ", "    ", "\t"])
  func margin(_ margin: String) throws {
    let text = statusText() + pairText
    let moved = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : margin + $0 }.joined(separator: "\n")
    #expect(read(moved).observations.map(\.license) == read(text).observations.map(\.license))
    #expect(read(moved).unknownLineCount == read(text).unknownLineCount)
  }

  @Test("counts are the same where blanks ran together")
  func oneBlank() throws {
    let printed = try #require(read(pairText).observations.compactMap(\.license).first)
    let text = pairText.replacing("  ", with: " ").replacing("  ", with: " ")
    let bare = try #require(read(text).observations.compactMap(\.license).first)
    #expect(bare.reportSummary == printed.reportSummary)
    #expect(bare.reportSummary?.collectingData?.value.count == 2)
  }

  @Test("the table of licenses is known by its head, wherever it stands", arguments: ["", "  "])
  func table(_ indentation: String) throws {
    let text = """
      \(indentation)License                 Entitlement Tag               Count Status
      \(indentation)-----------------------------------------------------------------------
      \(indentation)network-advantage       (C9500 Network Advantage)         1 IN USE
      """
    #expect(read(text).observations.map(\.command?.command) == [.showLicenseSummary])
    #expect(try device(text).licenses?.map(\.value.count) == [1])
  }

  @Test("the UDI of a stack is known by its shape")
  func udi() throws {
    let stack = try device(
      """
      UDI: PID:C9300-24UX,SN:9ZZEXAMPLE1

      HA UDI List:
          Active:PID:C9300-24UX,SN:9ZZEXAMPLE1
          Standby:PID:C9300-24UX,SN:9ZZEXAMPLE2
      """)
    #expect(stack.udi.latest?.value == UDI(pid: "C9300-24UX", serial: "9ZZEXAMPLE1"))
    #expect(stack.members.count == 2)
    // In another output such a line is a part of it.
    let detail = """
      Smart Licensing Usage Report Detail:
      ====================================
      Report Id: 1634211151
        UDI: PID:C9300-24UX,SN:9ZZEXAMPLE1
      """
    #expect(read(detail).observations.map(\.command?.command) == [.showLicenseRUMIDDetail])
  }

  @Test(
    "short outputs are known by their shape",
    arguments: [
      (" No EventLog Found.", DeviceCommand.showLicenseEventLog),
      ("2021-11-17 03:31:32.921 UTC SAEVT_READY", .showLicenseEventLog),
      ("Profile Name: CiscoTAC-1\n    Profile status: INACTIVE", .showCallHomeProfile),
      (
        "NAME: \"Chassis\", DESCR: \"Cisco Chassis\"\nPID: C9407R , VID: V01 , SN: 9ZZEXAMPLE1",
        .showInventory
      ),
    ])
  func short(_ text: String, _ command: DeviceCommand) {
    let reading = read(text)
    #expect(reading.observations.map(\.command?.command) == [command])
    #expect(reading.unknownLineCount == 0)
  }
}

@Suite("Small blocks")
struct SmallBlockTests {
  private let text = """
    router#show license all
    License Conversion:
      Automatic Conversion Enabled: True
      Status: Not started

    Telemetry Report Summary:
    =========================
    Data Channel: AVAILABLE
    Reports on disk: 3

    License Usage
    ==============

     (C9200L-DNA-E-48):
      Description:
      Count: 4
      Version: 1.0
      Status: EVAL MODE

    network-advantage (C9300-24 Network Advantage):
      Count: 1
      Status: IN USE

    Purchased Licenses:
      No Purchase Information Available

    Derived Licenses:
      Entitlement Tag: regid.2018-12.com.cisco.DNA_P_50M_A,1.0_00000000-0000-0000-0000-000000000000
    router#
    """

  @Test("each is understood")
  func blocks() throws {
    let license = try #require(read(text).observations.compactMap(\.license).first)
    #expect(read(text).unknownLineCount == 0)
    #expect(license.conversion?.status?.value == "Not started")
    #expect(license.reportChannels.first?.reportsOnDisk?.value == 3)
    #expect(
      license.licenses?.map(\.value.name) == ["C9200L-DNA-E-48", "network-advantage"])
    #expect(license.licenses?.map(\.value.count) == [4, 1])
    #expect(license.licenses?.first?.value.status == "EVAL MODE")
    #expect(license.authorizations?.derived.count == 1)
  }

  @Test("a row without a name is called by its tag")
  func namelessRow() throws {
    let found = try device(
      """
      Switch#show license summary
      License Usage:
        License                 Entitlement tag               Count Status
        -----------------------------------------------------------------------------
                                (C9200L-DNA-E-48)                 4 EVAL MODE
      """)
    #expect(found.licenses?.map(\.value.name) == ["C9200L-DNA-E-48"])
    #expect(found.licenses?.map(\.value.count) == [4])
  }

  @Test(
    "dates and attributes of a trust code are understood",
    arguments: [
      ("    Expired on Apr 25 02:55:41 2033 UTC", true),
      ("    Valid until Apr 25 02:55:41 2033 UTC", true),
      ("    Expired on Jan 01 00:00:00 1970 UTC", false), ("    Trust Code Type: CSSM", false),
    ])
  func trust(_ line: String, _ ends: Bool) throws {
    let text = """
      sw1#show license status
      Trust Code Installed:    Trust Code Type: CSSM
          Attributes: <none>

        Active: PID:C9350-48T,SN:9ZZEXAMPLE1
          INSTALLED on Apr 23 15:28:43 2025 UTC    Valid on Apr 23 15:23:40 2025 UTC
      \(line)
          Attributes: <none>
      """
    let trust = try #require(try device(text).trust)
    #expect(read(text).unknownLineCount == 0)
    #expect(trust.type?.value == "CSSM")
    #expect(trust.installed == nil)
    #expect(trust.attributes?.value == .some(nil))
    #expect(trust.members.first?.installedOn?.value.text == "Apr 23 15:28:43 2025 UTC")
    #expect(trust.members.first?.validFrom?.value.text == "Apr 23 15:23:40 2025 UTC")
    #expect((trust.members.first?.validUntil?.value.reading?.year == 2033) == ends)
  }

  @Test("what is left of an evaluation is a value")
  func evaluation() throws {
    let switchOutput = try device(
      """
      Switch#show license all
      Registration:
        Status: UNREGISTERED
      License Authorization:
        Status: EVAL MODE
        Evaluation Period Remaining: 46 days, 7 hours, 17 minutes, 24 seconds
      """)
    #expect(switchOutput.compliance?.evaluationRemaining?.value == 4_000_644)
    #expect(switchOutput.registration?.status?.value == "UNREGISTERED")
  }

  @Test("a peer's UDI inside a license is not the device's")
  func peer() throws {
    let license = try #require(
      read(
        """
        router#show license all
        License Usage
        =============
        cube (CUBE_T_STD):
          Count: 1
        UDI: P:C8000V,S:9ZZEXAMPLE2
        Product Information
        ===================
        UDI: PID:C8000V,SN:9ZZEXAMPLE1
        """
      ).observations.compactMap(\.license).first)
    #expect(license.udi?.value.serial == "9ZZEXAMPLE1")
  }
}

@Suite("Wrapped event logs")
struct WrappedEventLogTests {
  private func entries(_ text: String) throws -> [EventLogEntry] {
    let observation = try #require(read(text).observations.first)
    guard case .eventLog(let entries) = observation.content else { return [] }
    #expect(observation.unknownLines.isEmpty)
    return entries.map(\.value)
  }

  @Test("attributes on the next line belong to the event")
  func attributes() throws {
    let found = try entries(
      """
      SW-1#show license eventlog
      **** Event Log ****

      2021-09-10 14:03:58.874 UTC SAEVT_HA_EVENT
      eventType="SmartAgentEvtHArmfInitialize"
      2021-09-10 14:03:59.848 UTC SAEVT_HA_ROLE udi="PID:C9300-48U,SN:9ZZEXAMPLE1"
      haRole="Active"
      2021-09-10 14:03:59.898 UTC SAEVT_INIT_CONFIG_READ_BEGIN
      2021-09-10 14:04:19.919 UTC SAEVT_PLATFORM eventSource="INFRA_SL" MSG="OIR Add
      evt 100 with slot-id 1"
      2021-09-10 14:04:20.000 UTC
      SAEVT_READY
      """)
    #expect(found.count == 5)
    #expect(found[0].value("eventType") == "SmartAgentEvtHArmfInitialize")
    #expect(found[1].value("haRole") == "Active")
    #expect(found[2].attributes.isEmpty)
    #expect(found[3].value("MSG") == "OIR Add evt 100 with slot-id 1")
    #expect(found[4].name == "SAEVT_READY")
    #expect(found[4].time?.reading?.second == 20)
  }

  @Test("a line that is none is not joined")
  func other() throws {
    let reading = read(
      "SW-1#show license eventlog\n2021-09-10 14:03:58.874 UTC SAEVT_READY\nnothing of it\n")
    #expect(reading.unknownLineCount == 1)
  }
}

@Suite("Platform and UDI in other lines")
struct IdentityElsewhereTests {
  @Test("a broken first line of show version names release and image")
  func version() throws {
    let found = try device(
      """
      WLC#show version
      Cisco IOS Software [Dublin], C9800-CL Software (C9800-CL-K9_IOSXE), Version
      17.12.4, RELEASE SOFTWARE (fc3)
      WLC uptime is 2 days, 6 hours, 44 minutes
      """)
    #expect(found.release.latest?.value == IOSRelease("17.12.4"))
    #expect(found.version?.image?.value == "C9800-CL-K9_IOSXE")
    #expect(found.productID?.value == "C9800-CL-K9")
    #expect(found.model?.isVirtualController == true)
  }

  @Test(
    "a message states the UDI",
    arguments: [
      "*Apr  1 15:38:52.975: %PNP-6-PNP_BEST_UDI_UPDATE: Best UDI [PID:C9200L-48T-4X,VID:F0,"
        + "SN:9ZZEXAMPLE1] identified via (master-registry)",
      "*Apr  1 15:38:52.975: %VUDI-6-EVENT: [serial number: 9ZZEXAMPLE1], "
        + "[vUDI: PID:C9200L-48T-4X,SN:9ZZEXAMPLE1], vUDI is successfully retrieved",
    ])
  func log(_ line: String) throws {
    #expect(try device(line).udi.latest?.value == UDI(pid: "C9200L-48T-4X", serial: "9ZZEXAMPLE1"))
  }

  @Test("a message without one states none")
  func noUDI() throws {
    let line = "*Apr  1 15:38:52.975: %VUDI-6-EVENT: [serial number: 9ZZEXAMPLE1], [vUDI: ], vUDI"
    #expect(try device(line).udi.latest == nil)
  }

  @Test("the chassis of the inventory is the device, its parts are not")
  func inventory() throws {
    let text = """
      WLC#show inventory
      NAME: "Chassis", DESCR: "Cisco Catalyst 9800-CL Wireless Controller Chassis"
      PID: C9800-CL-K9       , VID: V02  , SN: 9ZZEXAMPLE1
      NAME: "module R0", DESCR: "Cisco Catalyst 9800-CL Route Processor"
      PID: C9800-CL-K9       , VID: V02  , SN: JAEEXAMPLE1
      NAME: "module F0", DESCR: "Forwarding Processor"
      PID: C9800-CL-K9       , VID:      , SN:
      """
    #expect(try device(text).udi.all.map(\.value.serial) == ["9ZZEXAMPLE1"])
    #expect(read(text).unknownLineCount == 0)
    let pair = text.replacing("\"Chassis\"", with: "\"Chassis 1\"")
      .replacing("\"module R0\"", with: "\"Chassis 2\"")
    #expect(try device(pair).udi.latest == nil)
    #expect(try device(pair).udis.count == 2)
  }
}
