import LicenseFiles
import Testing

@testable import DeviceOutput

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
