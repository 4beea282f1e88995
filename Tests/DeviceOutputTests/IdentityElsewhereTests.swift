import LicenseFiles
import Testing

@testable import DeviceOutput

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

  @Test(
    "the active member is the device, where no line of its own names it",
    arguments: [
      "show license status\nTrust Code Installed:\n  Standby: PID:C9800-CL-K9,SN:9ZZEXAMPLE2\n"
        + "    INSTALLED on Oct 14 11:37:52 2021 UTC\n  Active: PID:C9800-CL-K9,SN:9ZZEXAMPLE1\n"
        + "    INSTALLED on Oct 14 11:37:52 2021 UTC\n",
      "show license authorization\nOverall status:\n  Active: PID:C9800-CL-K9,SN:9ZZEXAMPLE1\n"
        + "      Status: NOT INSTALLED\n  Standby: PID:C9800-CL-K9,SN:9ZZEXAMPLE2\n"
        + "      Status: NOT INSTALLED\n",
    ])
  func active(_ output: String) throws {
    let found = try device("WLC#" + output)
    #expect(found.udi.latest?.value == UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1"))
    #expect(found.productID?.value == "C9800-CL-K9")
    #expect(found.udis.count == 2)
    let other = "WLC#show license udi\nUDI: PID:C9800-CL-K9,SN:9ZZEXAMPLE2\n"
    #expect(try device("WLC#" + output + other).udi.latest?.value.serial == "9ZZEXAMPLE2")
    let withoutActive = output.replacing("Active:", with: "Member:")
    #expect(try device("WLC#" + withoutActive).udi.latest == nil)
  }

  @Test("a UDI without a serial number still names the platform")
  func withoutSerial() throws {
    let text = "R1#show license udi\nUDI: PID:C8000V,SN:\n"
    #expect(try device(text).productID?.value == "C8000V")
    #expect(try device(text).udi.latest == nil)
    #expect(read(text).unknownLineCount == 0)
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
