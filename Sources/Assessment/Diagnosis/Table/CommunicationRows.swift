import LicenseFiles

// The device cannot reach who it reports to.

extension DiagnosisRow {
  static let communication: [DiagnosisRow] = [
    csluName, emptyAnswer, callHomeProfile, callHomeSend, csluOther, name, noDetail,
    notDelivered, communicationOther, restored, callHomeEnabled, onPremTooOld,
  ]

  static let unresolved = "Unable to resolve server hostname/domain name"

  static func communicationFailure(_ target: String, _ reason: String) -> FindingExample {
    .document(
      "Nov 20 10:15:02.101: %SMART_LIC-3-COMM_FAILED: Communications failure with the "
        + "\(target) : \(reason)\n")
  }
  static let cssm = "Cisco Smart Software Manager (CSSM)"
  static let csluProgram = "Cisco Smart License Utility (CSLU)"
  private static let toTrouble = "Troubleshooting: logs"
  static let configurationLog = Basis.doc217348(toTrouble)

  private static let csluAddress = DiagnosisAdvice(
    "give the device a name server, or the address of CSLU as a number",
    [
      "configure terminal", "license smart transport cslu",
      "license smart url cslu http://<address-of-CSLU>:8182/cslu/v1/pi", "end",
      "write memory",
    ])
  private static let onPremAddress = DiagnosisAdvice(
    "give the device a name server, or the address of the On-Prem server as its own page shows it "
      + "(Smart Licensing > Inventory > the virtual account > General)",
    [
      "configure terminal", "license smart transport cslu",
      "license smart url cslu http://<address-of-On-Prem>/cslu/v1/pi/<tenant-id>", "end",
      "write memory",
    ])
  private static let restoredEnds = ["communication-restored", "trust-installed"]

  private static let csluName = DiagnosisRow(
    "cslu-not-found", .error, airGap: .warning, .name,
    .log(LogSign("SMART_LIC", ["COMM_FAILED"], holds: ["(CSLU)", unresolved])),
    meaning: "the device looks for a CSLU whose name it cannot resolve",
    cause:
      "cslu is the default transport: a device whose transport was never switched off looks for "
      + "a CSLU again and again. In an air gap this fills the log, but is not a fault of licensing",
    advice: TopologyAdvice(
      airGap: .transportOff,
      connected: DiagnosisAdvice(
        "this device is not meant to use CSLU: set the transport that it should use",
        ["configure terminal", "license smart transport smart", "license smart url default", "end"]),
      cslu: csluAddress, onPrem: onPremAddress),
    basis: .observed(sample: "public device logs (IOS XE 17.6); the remedy is inferred"),
    endedBy: restoredEnds, trigger: communicationFailure(csluProgram, unresolved),
    nearMiss: communicationFailure(csluProgram, "No detailed information given"))

  private static let csluOther = DiagnosisRow(
    "cslu-unreachable", .warning, .path,
    .log(LogSign("SMART_LIC", ["COMM_FAILED"], holds: ["(CSLU)"])),
    meaning: "the device does not reach a CSLU",
    cause: "the address, the port (8182 for CSLU) or the path to it is wrong, or CSLU does not run",
    advice: TopologyAdvice(
      airGap: .transportOff,
      connected: DiagnosisAdvice(
        "check that the address is right and that the port is reached from the device",
        ["show license status", "show running-config | include license smart url"])),
    basis: .inferred("the message names CSLU, and no other row knows its reason"),
    endedBy: restoredEnds,
    trigger: communicationFailure(csluProgram, "No detailed information given"),
    nearMiss: communicationFailure(cssm, "No detailed information given"))

  private static let name = DiagnosisRow(
    "no-dns", .error, airGap: .warning, .name,
    .log(LogSign("SMART_LIC", ["COMM_FAILED"], holds: [unresolved])),
    meaning: "the device cannot resolve the name of the license server",
    cause: "no name server is configured, or it does not work",
    advice: TopologyAdvice(
      airGap: .transportOff,
      connected: DiagnosisAdvice(
        "give the device a name server that knows smartreceiver.cisco.com; any public one will do "
          + "where the site allows it",
        [
          "configure terminal", "ip name-server <address>", "end",
          "write memory",
        ]
      ),
      cslu: csluAddress, onPrem: onPremAddress),
    basis: configurationLog, endedBy: restoredEnds,
    trigger: communicationFailure(cssm, unresolved),
    nearMiss: communicationFailure(cssm, "No detailed information given"))

  private static let noDetail = DiagnosisRow(
    "no-internet-path", .error, airGap: .warning, .path,
    .log(LogSign("SMART_LIC", ["COMM_FAILED"], holds: ["No detailed information given"])),
    meaning: "the name is resolved, but there is no path to the license server",
    cause: "a route, a firewall or a proxy between the device and the server stops the connection",
    advice: TopologyAdvice(
      airGap: .transportOff,
      connected: DiagnosisAdvice(
        "check the path with telnet, which must print Open; a ping is not a test: not all of the "
          + "addresses answer it",
        ["telnet smartreceiver.cisco.com 443"]),
      cslu: DiagnosisAdvice(
        "the device looks for CSSM and not for CSLU: set the transport and the address",
        csluAddress.commands),
      onPrem: DiagnosisAdvice(
        "check that the On-Prem server is reached, or set its CSLU address", onPremAddress.commands)
    ),
    basis: configurationLog, endedBy: restoredEnds,
    trigger: communicationFailure(cssm, "No detailed information given"),
    nearMiss: communicationFailure(cssm, "Communications failure"))

  private static let notDelivered = DiagnosisRow(
    "reports-not-delivered", .error, airGap: .warning, .path,
    .log(LogSign("SMART_LIC", ["COMM_FAILED"], holds: [") : Communications failure"])),
    meaning: "usage reports are not delivered and stay on the device",
    cause:
      "without an ACK they pile up; on affected releases about 1000 of them cost processor time "
      + "and memory",
    advice: TopologyAdvice(
      airGap: DiagnosisAdvice(
        "switch the transport off and carry the reports by file before they pile up",
        DiagnosisAdvice.transportOff.commands + [
          "license smart save usage all file bootflash:rum.txt"
        ]),
      connected: DiagnosisAdvice(
        "fix the connection, then send the waiting reports", ["license smart sync all"])),
    basis: .documented(title: "Cisco FN72578", section: "Problem symptoms"),
    explains: ["reports-piled-up"], endedBy: restoredEnds,
    trigger: communicationFailure(cssm, "Communications failure"),
    nearMiss: communicationFailure(cssm, "Received empty response from server"))

  private static let emptyAnswer = DiagnosisRow(
    "wrong-transport-for-on-prem", .error, airGap: .warning, .setting,
    .log(LogSign("SMART_LIC", ["COMM_FAILED"], holds: ["Received empty response from server"])),
    meaning: "the server answers with nothing: the smart transport points to an On-Prem server",
    cause: "On-Prem wants the CSLU type of transport with a CSLU address",
    advice: TopologyAdvice(
      airGap: .transportOff,
      connected: DiagnosisAdvice(
        "if the server is an On-Prem one, use its CSLU address", onPremAddress.commands)),
    basis: .observed(sample: "a public report on SSM On-Prem (cznolan, 2021)"),
    endedBy: restoredEnds,
    trigger: communicationFailure(cssm, "Received empty response from server"),
    nearMiss: communicationFailure(cssm, "No detailed information given"))

  private static let callHomeSend = DiagnosisRow(
    "call-home-send", .error, airGap: .warning, .path,
    .log(
      LogSign("SMART_LIC", ["COMM_FAILED"], holds: ["Fail to send out Call Home HTTP message"])),
    meaning: "the call-home transport cannot send",
    cause: "the destination of call-home, its certificate or the path to it is wrong",
    advice: TopologyAdvice(
      airGap: .transportOff,
      connected: DiagnosisAdvice(
        "fix the call-home profile, or use another transport",
        ["show call-home profile all", "show call-home smart-licensing statistics"])),
    basis: .documented(title: "Cisco field notice", section: "Smart Call Home and licensing"),
    endedBy: restoredEnds,
    trigger: communicationFailure(cssm, "Fail to send out Call Home HTTP message."),
    nearMiss: communicationFailure(cssm, "Received empty response from server"))

  private static let callHomeProfile = DiagnosisRow(
    "call-home-profile", .error, airGap: .warning, .setting,
    .log(LogSign("SMART_LIC", ["COMM_FAILED"], holds: ["transport is disabled in call-home"])),
    meaning: "the call-home profile does not carry licensing data",
    cause: "the profile lacks reporting smart-licensing-data",
    advice: TopologyAdvice(
      airGap: .transportOff,
      connected: DiagnosisAdvice(
        "switch licensing data on in the profile",
        [
          "configure terminal", "call-home", "profile <profile>", "reporting smart-licensing-data",
          "end",
        ])),
    basis: .observed(sample: "public device logs (IOS XR); the message itself names the command"),
    endedBy: restoredEnds,
    trigger: communicationFailure(
      cssm, "The action failed because smart license transport is disabled in call-home."),
    nearMiss: communicationFailure(cssm, "Fail to send out Call Home HTTP message."))

  private static let communicationOther = DiagnosisRow(
    "communication-failed", .warning, .path,
    .log(LogSign("SMART_LIC", ["COMM_FAILED"])),
    meaning:
      "the device could not reach the license server, for a reason that this tool does not know",
    cause: "the words after the last colon are the device's own reason",
    advice: TopologyAdvice(
      airGap: .transportOff,
      connected: DiagnosisAdvice(
        "look at what was sent and answered",
        ["show license history message", "show license tech support"])),
    basis: .inferred("the name of the message is known, its reason is not"),
    endedBy: restoredEnds,
    trigger: communicationFailure(cssm, "a reason of a later release"),
    nearMiss: communicationFailure(cssm, unresolved))

  private static let restored = DiagnosisRow(
    "communication-restored", .note, .information,
    .log(LogSign("SMART_LIC", ["COMM_RESTORED"])),
    meaning: "the device reaches the license server again",
    cause: "what was wrong is fixed; failures before this line are over",
    advice: .nothing,
    basis: .observed(sample: "a public report on SSM On-Prem (cznolan, 2021)"),
    endedBy: [
      "cslu-not-found", "wrong-transport-for-on-prem", "call-home-profile", "call-home-send",
      "cslu-unreachable", "no-dns", "no-internet-path", "reports-not-delivered",
      "communication-failed",
    ],
    trigger: .document(
      "Nov 20 10:15:02.101: %SMART_LIC-5-COMM_RESTORED: Communications with "
        + "\(csluProgram) restored\n"),
    nearMiss: communicationFailure(csluProgram, unresolved))

  private static let callHomeEnabled = DiagnosisRow(
    "call-home-enabled", .note, .information,
    .log(LogSign("CALL_HOME", ["CALL_HOME_ENABLED"])),
    meaning: "licensing has switched call-home on",
    cause: "it happens at the start of the agent and says nothing about success",
    advice: .nothing, basis: .observed(sample: "public device logs (IOS XE 17.6)"),
    trigger: .document(
      "Nov 20 10:15:02.101: %CALL_HOME-6-CALL_HOME_ENABLED: Call-home is enabled by Smart Agent "
        + "for Licensing.\n"),
    nearMiss: .document("Nov 20 10:15:02.101: %CALL_HOME-6-OTHER: Call-home is idle.\n"))

  private static let onPremTooOld = DiagnosisRow(
    "on-prem-too-old", .error, airGap: .warning, .server,
    .log(LogSign("SMART_LIC", ["REPORTING_NOT_SUPPORTED"])),
    meaning: "the On-Prem server is too old for Smart Licensing Using Policy",
    cause: "On-Prem before 8-202102 does not know usage reports of this kind",
    advice: TopologyAdvice(
      airGap: DiagnosisAdvice(
        "if this site has an On-Prem server inside the gap, bring it to 8-202102 or later "
          + "(8-202105 is advised); otherwise switch the transport off",
        DiagnosisAdvice.transportOff.commands),
      connected: DiagnosisAdvice(
        "bring On-Prem to 8-202102 or later; 8-202105 is advised. Whether releases from 17.7.1 on "
          + "need more (8-202108 or 8-202112; CSLU 1.3.0) is unverified: see their release notes")),
    basis: .doc217348("Connection with On-Prem"),
    trigger: .document(
      "Nov 20 10:15:02.101: %SMART_LIC-4-REPORTING_NOT_SUPPORTED: Smart Agent for Licensing CSSM "
        + "OnPrem is down rev and does not support the enhanced policy and usage reporting mode.\n"),
    nearMiss: .document("Nov 20 10:15:02.101: %SMART_LIC-6-REPORTING_REQUIRED: 89 days.\n"))
}
