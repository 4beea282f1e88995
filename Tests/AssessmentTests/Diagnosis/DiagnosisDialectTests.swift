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

  private static func failing(_ device: String) -> String {
    device
      + "SW-1# show license status\nSmart Licensing Using Policy:\n  Status: ENABLED\nTransport:\n"
      + "  Type: Smart\n  URL: https://smartreceiver.cisco.com/licservice/license\nSW-1# show logging\n"
      + "Aug 20 18:41:28.381: %SMART_LIC-3-COMM_FAILED: Communications failure with the Cisco Smart "
      + "Software Manager (CSSM) : No detailed information given\n"
  }
  private static func version(_ text: String) -> String { "SW-1# show version\n\(text)\n" }
  private static let udi = "SW-1# show license udi\nUDI: PID:"

  /// What one platform has is not asked of another.
  @Test(arguments: [
    (udi + "C9800-40-K9,SN:9ZZEXAMPLE1\n", ["Monitor Control Plane", "iosrp", "wireless"], []),
    (udi + "C9300-48P,SN:9ZZEXAMPLE1\n", ["iosrp", "http client"], ["Control Plane", "wireless"]),
    (
      version("Cisco Nexus Operating System (NX-OS) Software\n  NXOS: version 10.2(3)"), ["telnet"],
      ["Control Plane", "wireless", "iosrp", "http client", "write memory", "debug license"]
    ),
    (
      "RP/0/RP0/CPU0:SW-1#show version\nCisco IOS XR Software, Version 7.7.1\n", ["telnet"],
      ["Control Plane", "wireless", "iosrp", "http client", "write memory", "debug license"]
    ),
  ])
  func whatThePlatformHas(_ device: String, _ has: [String], _ hasNot: [String]) throws {
    let said = try #require(diagnoses([Self.failing(device)], .direct).first)
      .instructions.joined(separator: "\n")
    for word in has { #expect(said.contains(word), "\(word)") }
    for word in hasNot { #expect(!said.contains(word), "\(word)") }
  }

  @Test func aSettingOfNXOSIsCopied() throws {
    let text =
      Self.version("Cisco Nexus Operating System (NX-OS) Software\n  NXOS: version 10.2(3)")
      + "SW-1# show logging logfile\n2026 Aug 20 08:20:11 SW-1 %SMART_LIC-3-COMM_FAILED: \(failure)\n"
    let commands = try #require(diagnoses([text]).first?.conclusions.first).advice.commands
    #expect(commands.last == "copy running-config startup-config")
    #expect(!commands.contains("write memory"))
  }

  /// A release before the policy is not asked for what came with it.
  @Test func nothingOfThePolicyIsAskedBeforeIt() throws {
    let text =
      Self.version("Cisco IOS XE Software, Version 16.12.05")
      + "SW-1# show logging\nAug 20 07:02:45.123: %SMART_LIC-3-COMM_FAILED: Communications failure with the "
      + "Cisco Smart Software Manager (CSSM) : Communications failure\n"
    let said = try #require(diagnoses([text], .direct).first).instructions
    #expect(!said.contains { $0.contains("sync all") || $0.contains("history message") })
  }

  /// No image of IOS 15 has the policy, and its evaluation runs all the same.
  @Test(arguments: [("Active, In Use", true), ("Active, Not in Use", false)])
  func anEvaluationOfIOS15(_ state: String, _ isRunning: Bool) throws {
    let text = """
      SW-1#show license
      Index 1 Feature: ipservices
              Period left: 8  weeks 4  days
              License Type: Evaluation
              License State: \(state)
      SW-1#show version
      Cisco IOS Software, IE4000 Software (IE4000-UNIVERSALK9-M), Version 15.2(7)E3, RELEASE SOFTWARE (fc3)
      SW-1#
      """
    let diagnosis = try #require(diagnoses([text]).first)
    #expect(!diagnosis.instructions.contains { $0.contains("17.3.2") })
    let older = try #require(diagnosis.conclusion("licensing-before-policy"))
    #expect((older.evidence.first?.detail?.contains("8 weeks 4 days") == true) == isRunning)
    let reading = DeviceOutputReader.read(name: "a.txt", bytes: Array(text.utf8))
    let found = RequirementsJudge.judge(reading.devices, .init(now: diagnosisNow)).first?[
      .beforePolicy]
    #expect(found?.daysLeft == (isRunning ? 60 : nil))
    #expect(found?.verdict == (isRunning ? .due : .notApplicable))
  }
}
