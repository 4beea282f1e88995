import LicenseFiles

// Trust between the device and the license server.

extension DiagnosisRow {
  static let trust: [DiagnosisRow] = [
    sequence, unfinished, installed, failed, keyRenewed, saved, missing, expired, notRegistered,
    noIdentity, indirect,
  ]

  private static let troubleshooting = Basis.doc217348(
    "Troubleshooting: logs of a trust that was established")

  static func logLines(_ lines: String...) -> FindingExample {
    .document(
      lines.enumerated().map { index, text in "Nov 20 10:15:0\(index).101: \(text)\n" }.joined())
  }
  static let keyDeleted =
    "%CRYPTO_ENGINE-5-KEY_DELETED: A key named SLA-KeyPair has been removed from key storage"
  static let keyAdded =
    "%CRYPTO_ENGINE-5-KEY_ADDITION: A key named SLA-KeyPair has been generated or imported by "
    + "crypto-engine"
  static let configurationSaved =
    "%PKI-6-CONFIGAUTOSAVE: Running configuration saved to NVRAM"
  static let trustInstalled =
    "%SMART_LIC-6-TRUST_INSTALL_SUCCESS: A new licensing trust code was successfully installed on "
    + "P:C9800-CL-K9,S:9EXAMPLE001."

  /// For every member of a pair or a stack, also where one has a trust code already.
  static let trustCommand = "license smart trust idtoken <token> all force"

  private static let sequence = DiagnosisRow(
    "trust-established", .note, .information, .state(.trustSequence),
    meaning: "trust was established: all four steps are there, in order",
    cause: "the device made a new key, saved its configuration and got its trust code",
    advice: .nothing, basis: troubleshooting,
    trigger: logLines(keyDeleted, keyAdded, configurationSaved, trustInstalled),
    nearMiss: logLines(keyDeleted, keyAdded, configurationSaved))

  private static let unfinished = DiagnosisRow(
    "trust-unfinished", .warning, airGap: .note, .trust, .state(.trustUnfinished),
    meaning: "the device made a new key for trust, and no trust code followed",
    cause: "the answer of the license server did not come, or was refused",
    advice: TopologyAdvice(
      airGap: DiagnosisAdvice(
        "no action needed: in an air gap without CSLU reporting by file needs no trust code"),
      connected: DiagnosisAdvice(
        "look at the answer, fix what it names, and ask for trust again with a valid token",
        ["show license history message", trustCommand])),
    basis: .inferred("the documented sequence ends with the trust code"),
    endedBy: ["trust-installed"],
    trigger: logLines(keyDeleted, keyAdded, configurationSaved),
    nearMiss: logLines(keyDeleted, keyAdded, configurationSaved, trustInstalled))

  private static let installed = DiagnosisRow(
    "trust-installed", .note, .information, .log(LogSign("SMART_LIC", ["TRUST_INSTALL_SUCCESS"])),
    meaning: "a trust code was installed",
    cause: "the license server knows this device; the first Last ACK received may come from this, "
      + "and is then not an ACK of usage",
    advice: .nothing, basis: troubleshooting, trigger: logLines(trustInstalled),
    nearMiss: logLines("%SMART_LIC-3-TRUST_CODE_INSTALL_FAILED: The install failed."))

  private static let failed = DiagnosisRow(
    "trust-refused", .error, .trust,
    .log(LogSign("SMART_LIC", ["TRUST_CODE_INSTALL_FAILED"])),
    meaning: "a trust code could not be installed",
    cause:
      "a trust code for this UDI is there already, or the device's clock is wrong: it may be no "
      + "more than one hour from the portal's",
    advice: TopologyAdvice(
      airGap: DiagnosisAdvice(
        "correct the clock; a trust code is not needed for reporting by file, and if you "
          + "want one, request it by file",
        [
          "show clock", "license smart save trust-request bootflash:trust-request.txt",
          "license smart import bootflash:<file-from-the-portal>",
        ]),
      connected: DiagnosisAdvice(
        "correct the clock (NTP), then ask again, replacing the installed trust code",
        ["show clock", "show ntp status", trustCommand])),
    basis: .documented(
      title: "Cisco Catalyst 9400 System Management Guide 17.4", section: "p. 190"),
    endedBy: ["trust-installed"],
    trigger: logLines(
      "%SMART_LIC-3-TRUST_CODE_INSTALL_FAILED: The install of a new licensing trust code has "
        + "failed on P:C9800-CL-K9,S:9EXAMPLE001"),
    nearMiss: logLines(trustInstalled))

  private static let keyRenewed = DiagnosisRow(
    "trust-key", .note, .information,
    .log(LogSign("CRYPTO_ENGINE", ["KEY_DELETED", "KEY_ADDITION"], holds: ["SLA-KeyPair"])),
    meaning: "the key pair of licensing was removed or created",
    cause: "it is a normal part of establishing trust",
    advice: .nothing, basis: troubleshooting, trigger: logLines(keyAdded),
    nearMiss: logLines(
      "%CRYPTO_ENGINE-5-KEY_ADDITION: A key named other-key has been generated or imported"))

  private static let saved = DiagnosisRow(
    "configuration-saved", .note, .information, .log(LogSign("PKI", ["CONFIGAUTOSAVE"])),
    meaning: "the device saved its configuration by itself",
    cause: "it is a normal part of establishing trust, and of creating a trustpoint",
    advice: .nothing, basis: troubleshooting, trigger: logLines(configurationSaved),
    nearMiss: logLines("%PKI-6-CONFIGOTHER: Running configuration is the same"))

  private static let missing = DiagnosisRow(
    "no-trust-code", .warning, airGap: .note, .trust, .state(.trustMissing),
    meaning: "a trust code is missing",
    cause:
      "a device that reports to CSSM by itself needs one, and in a pair or a stack each member has its own",
    advice: TopologyAdvice(
      airGap: DiagnosisAdvice("no action needed: reporting by file needs no trust code"),
      connected: DiagnosisAdvice(
        "make a token in the virtual account and establish trust",
        ["terminal monitor", trustCommand])),
    basis: .doc217348("Direct connection"),
    trigger: .document(
      "Transport:\n  Type: Smart\n  URL: https://smartreceiver.cisco.com/licservice/license\n"
        + "  Proxy:\n    Not Configured\n\nTrust Code Installed: <none>\n"),
    nearMiss: .document("Transport:\n  Type: Transport Off\n\nTrust Code Installed: <none>\n"))

  private static let expired = DiagnosisRow(
    "trust-expired", .error, airGap: .note, .trust, .state(.trustExpired),
    meaning: "the trust code has expired",
    cause: "a device that reports to CSSM by itself renews it there; it did not reach CSSM in time",
    advice: TopologyAdvice(
      airGap: DiagnosisAdvice("no action needed: reporting by file needs no trust code"),
      connected: DiagnosisAdvice(
        "fix the connection, then make a token in the virtual account and establish trust again",
        ["show clock", trustCommand])),
    basis: .observed(sample: "show license status of IOS XE 17.14 and later"),
    endedBy: ["trust-installed"],
    trigger: .document(trustUntil("2024")), nearMiss: .document(trustUntil("2194")))

  private static func trustUntil(_ year: String) -> String {
    "Transport:\n  Type: Smart\n  URL: https://smartreceiver.cisco.com/licservice/license\n\n"
      + "Trust Code Installed:    Trust Code Type: CSSM\n\n  Active: PID:C9350-48T,SN:9EXAMPLE001\n"
      + "    INSTALLED on Apr 23 15:28:43 2023 UTC    Valid on Apr 23 15:23:40 2023 UTC\n"
      + "    Expired on Apr 25 02:55:41 \(year) UTC\n"
  }

  private static let notRegistered = DiagnosisRow(
    "identity-not-valid", .error, .trust,
    .line(LineSign([["identity for the instance", "not valid"]])),
    meaning: "the portal does not know the product instance that the device names",
    cause: "the product instance was removed at the portal, or the device's trust is an old one",
    advice: TopologyAdvice(
      airGap: DiagnosisAdvice(
        "switch the transport off; a report by file names the device by its UDI",
        DiagnosisAdvice.transportOff.commands),
      connected: DiagnosisAdvice(
        "establish trust again", [trustCommand])),
    basis: .observed(sample: "Failure Reason in show license tech support of other devices"),
    endedBy: ["trust-installed"],
    trigger: .document(
      "WLC-1#show license tech support\nUsage Reporting:\n    Failure Reason: "
        + "{\"product_instance_identifier\":[\"The identity for the instance "
        + "00000000-0000-0000-0000-000000000001 is not valid.Please re-register the instance.\"]}\n"
    ),
    nearMiss: .document(
      "WLC-1#show license tech support\nUsage Reporting:\n    Failure Reason: <none>\n"))

  private static let noIdentity = DiagnosisRow(
    "no-identity", .note, .information, .line(LineSign([["Overall Trust:", "No ID"]])),
    meaning: "the device has no trust with the license server",
    cause: "this is normal where usage is reported by file or through CSLU",
    advice: TopologyAdvice(
      airGap: .nothing,
      connected: DiagnosisAdvice(
        "establish trust, unless CSLU or On-Prem reports for the device",
        [trustCommand])),
    basis: .observed(sample: "show license tech support, Other Info"),
    trigger: .document("WLC-1#show license tech support\nOverall Trust: No ID\n"),
    nearMiss: .document("WLC-1#show license tech support\nOverall Trust: INSTALLED (2)\n"))

  private static let indirect = DiagnosisRow(
    "communication-indirect", .note, .information,
    .line(LineSign([["Communication Level Allowed:", "INDIRECT"]])),
    meaning: "the device may report through another party only",
    cause: "recorded outputs print INDIRECT without trust and DIRECT with it",
    advice: .nothing, basis: .observed(sample: "show license tech support of several devices"),
    trigger: .document(
      "WLC-1#show license tech support\nCommunication Level Allowed: INDIRECT\n"),
    nearMiss: .document("WLC-1#show license tech support\nCommunication Level Allowed: DIRECT\n"))
}
