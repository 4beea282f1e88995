import Assessment
import DeviceOutput
import LicenseFiles
import Testing

/// What IOS XE takes is not offered to IOS XR.
@Suite struct DiagnosisDialectTests {
  private let failure =
    "Communications failure with the Cisco Smart License Utility (CSLU) : "
    + "Unable to resolve server hostname/domain name"

  @Test(arguments: [
    "RP/0/RP0/CPU0:xr-example#show version\nCisco IOS XR Software, Version 7.7.1\n"
      + "RP/0/RP0/CPU0:xr-example#show logging\n"
      + "RP/0/RP0/CPU0:Aug 20 18:41:28.381 UTC: smartlicserver[266]: "
      + "%LICENSE-SMART_LIC-3-COMM_FAILED : ",
    "xr-example#show logging\nRP/0/RP0/CPU0:Aug 20 18:41:28.381 UTC: smartlicserver[266]: "
      + "%LICENSE-SMART_LIC-3-COMM_FAILED : ",
  ])
  func aSettingOfIOSXRIsCommitted(_ beginning: String) throws {
    let diagnosis = diagnoses([beginning + failure + "\n"])[0]
    #expect(!diagnosis.instructions.contains { $0.contains("startup-config") })
    #expect(!diagnosis.instructions.contains { $0.contains("write memory") })
    let commands = try #require(diagnosis.conclusions.first).advice.commands
    #expect(
      commands == ["configure terminal", "license smart transport off", "commit", "end"])
  }

  @Test func aSettingOfIOSXEIsSaved() throws {
    let diagnosis = diagnoses([
      "WLC-1#show logging\n*Aug 20 18:41:28.381: %SMART_LIC-3-COMM_FAILED: \(failure)\n"
    ])[0]
    let commands = try #require(diagnosis.conclusions.first).advice.commands
    #expect(commands.last == "write memory")
    #expect(!commands.contains("commit"))
  }
}
