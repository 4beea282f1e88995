import DeviceOutput
import LicenseFiles
import Testing

@testable import Assessment

/// IOS XR and NX-OS have the policy from releases of their own, and none of what only IOS XE has.
@Suite struct OtherSystemsTests {
  private static func device(_ text: String) throws -> DeviceSnapshot {
    try #require(DeviceOutputReader.read(name: "t.txt", bytes: Array(text.utf8)).devices.first)
  }

  private static func ids(_ text: String) throws -> [String] {
    let device = try device(text)
    let way = ReportingWay(device)
    return ConfigurationJudge.signs(device.settings, device, way).map(\.finding.id)
  }

  private static let router = "RP/0/RP0/CPU0:xr-example#"
  private static func router(_ release: String, _ policy: String = "ENABLED") -> String {
    "\(router)show version\nCisco IOS XR Software, Version \(release) LNT\n"
      + "\(router)show license status\nSmart Licensing Using Policy:\n  Status: \(policy)\n\n"
      + "Transport:\n  Type: cslu\n  Cslu address: <empty>\n\n"
      + "Usage Reporting:\n  Last ACK received: <none>\n"
      + "  Next ACK deadline: Mar 18 08:00:01 2027 UTC\n\(router)\n"
  }
  private static let nexus =
    "n9k-example# show version | i NXOS\n  NXOS: version 10.3(2) [Feature Release]\n"
    + "n9k-example# show running-config\n\n!Command: show running-config\n\n"
    + "version 10.3(2) Bios:version 05.47 \nhostname n9k-example\n"
    + "license smart transport cslu\n"
    + "license smart url cslu http://192.0.2.48:8182/cslu/v1/pi\nn9k-example# \n"

  @Test(arguments: ["7.9.2", "7.11.1", "24.2.1"])
  func noNumberOfIOSXRIsBeforeThePolicy(_ release: String) throws {
    #expect(!(try Self.ids(Self.router(release)).contains("config/before-policy")))
    #expect(!(try Self.ids(Self.router(release, "DISABLED")).contains("config/before-policy")))
  }

  /// What the device prints of the policy is stronger than its number, which may be that of a module.
  @Test(arguments: [("ENABLED", false), ("DISABLED", true)])
  func theDeviceIsStrongerThanItsNumber(_ status: String, _ isOlder: Bool) throws {
    let text =
      "SW-1#show version\nCisco IOS XE Software, Version 16.12.4\nSW-1#show license status\n"
      + "Smart Licensing Using Policy:\n  Status: \(status)\n\nTransport:\n  Type: cslu\nSW-1#\n"
    #expect(try Self.ids(text).contains("config/before-policy") == isOlder)
  }

  @Test(arguments: [
    ("10.1(2)", true), ("9.3(10)", true), ("7.0(3)I7(9)", true), ("10.2(1)", false),
    ("10.2(3)F", false), ("10.3(2)", false),
  ])
  func thePolicyOfNXOSBeginsAtItsOwnRelease(_ release: String, _ isOlder: Bool) throws {
    let text = "n9k-example# show version\n  NXOS: version \(release) [Feature Release]\n"
    #expect(LicensingModel(try Self.device(text)).isBeforePolicy == isOlder)
    let configuration =
      "!Command: show running-config\nversion \(release) Bios:version 05.47\n"
      + "hostname n9k-example\nlicense smart transport cslu\nend\n"
    #expect(try Self.ids(configuration).contains("config/before-policy") == isOlder)
  }

  @Test func aConfigurationOfIOSXR() throws {
    let text =
      "!! IOS XR Configuration 7.11.1\nhostname xr-example\n"
      + "license smart url cslu http://192.0.2.48:8182/cslu/v1/pi\nlicense smart transport cslu\n"
      + "ntp\n server 192.0.2.1\n!\nend\n"
    #expect(try Self.ids(text) == ["config/topology-guessed"])
    let device = try Self.device(text)
    #expect(device.system == .iosXR)
    #expect(device.configured?.timeServers.map(\.value.address) == ["192.0.2.1"])
    // Without the server in its block there is none.
    let bare = text.replacing(" server 192.0.2.1\n", with: " update-calendar\n")
    #expect(try Self.ids(bare).contains("config/time-server-missing"))
  }

  /// The rows that are about IOS XE, of a device that prints no name.
  @Test(arguments: [
    "\(router)show license status | include ACK\n  Last ACK received: Aug 19 09:03:25 2026 UTC\n",
    nexus, router("7.9.2"),
  ])
  func whatIsOfIOSXEIsNotAsked(_ text: String) throws {
    let judged = RequirementOutput.judge(text)
    let ids: [RequirementID] = [
      .controllerAck, .fieldNotice72578, .accessPointCompliance, .accessPointCounting,
    ]
    for id in ids { #expect(judged[id]?.verdict == .notApplicable, "\(id)") }
    let asked = judged.results.flatMap(\.settledBy)
    #expect(!asked.contains { $0.contains("air entities") || $0.contains("ap summary") })
    let diagnosis = try #require(diagnoses([text]).first)
    #expect(!diagnosis.instructions.contains { $0.contains("air entities") })
  }

  /// IOS XE without a name may be a controller.
  @Test func whatMayBeAControllerIsAsked() {
    let text = "SW-1#show version\nCisco IOS XE Software, Version 17.09.02\n"
    #expect(RequirementOutput.verdict(.controllerAck, text) == .unknown)
  }

  @Test func theReleaseOfNXOSIsKnown() throws {
    #expect(try Self.device(Self.nexus).release.latest?.value.raw == "10.3(2)")
    #expect(try Self.device(Self.nexus).system == .nxOS)
  }

  @Test(arguments: [
    (
      "\(router)show version | i Version\nCisco IOS XR Software, Version 7.5.2\n\(router)", "IOS XR"
    ),
    ("n3k-example# show version | i NXOS\n  NXOS: version 9.3(10)\nn3k-example# ", "10.2(1)F"),
    ("SW-1#show version\nCisco IOS XE Software, Version 16.12.4\nSW-1#", "17.3.2"),
  ])
  func anEvaluationGoesToAReleaseOfItsOwnSystem(_ head: String, _ words: String) throws {
    let text =
      head + "show license all\nSmart Licensing is ENABLED\n\nRegistration:\n"
      + "  Status: UNREGISTERED\n\nLicense Authorization:\n  Status: EVAL MODE\n"
      + "  Evaluation Period Remaining: 46 days, 7 hours, 17 minutes, 24 seconds\n"
    let diagnosis = try #require(diagnoses([text]).first)
    let advice = try #require(diagnosis.conclusion("licensing-before-policy")).advice.text
    #expect(advice.contains(words))
    #expect(advice.contains("17.3.2") == (words == "17.3.2"))
    let steps = try #require(RequirementOutput.judge(text)[.beforePolicy]).steps
    #expect(steps.contains { $0.contains("rumkit migrate") } == (words == "17.3.2"))
  }
}
