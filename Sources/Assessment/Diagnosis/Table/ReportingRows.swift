import LicenseFiles

// Reports, ACKs, policies and authorizations.

extension DiagnosisRow {
  static let reporting: [DiagnosisRow] = [
    required, never, overdue, near, piledUp, affected, purged, busy, memory, noAck, policyFailed,
    authorizationFailed,
    policyDone,
    authorizationDone, removed, ackDone, notRegistered9800CL,
  ]

  private static let messageTable =
    "the event is in CISCO-SMART-LIC-MIB (2021-07-21); confirm the name of its message in Cisco's "
    + "troubleshooting chapter"
  private static func carry(_ words: String) -> DiagnosisAdvice {
    DiagnosisAdvice(
      words,
      [
        "show license status", "license smart save usage all file bootflash:rum.txt",
        "license smart import bootflash:<ACK-from-the-portal>",
      ])
  }
  private static let sync = DiagnosisAdvice(
    "send the reports now", ["license smart sync all", "show license status"])

  private static let syncCSLU = DiagnosisAdvice(
    "send the reports now; \(ServerOffline.cslu)", sync.commands)
  private static let syncOnPrem = DiagnosisAdvice(
    "send the reports now; \(ServerOffline.onPrem)", sync.commands)

  private static let required = DiagnosisRow(
    "reporting-required", .note, .reporting, .log(LogSign("SMART_LIC", ["REPORTING_REQUIRED"])),
    meaning: "the device counts the days until it requires an ACK of its usage",
    cause:
      "a license is in use for which the device has no record of purchase, so its use has to be "
      + "reported; the days are those until Next ACK deadline. It is a countdown, not a fault",
    advice: TopologyAdvice(
      airGap: carry("carry the usage to the portal and the ACK back before the deadline"),
      connected: sync, cslu: syncCSLU, onPrem: syncOnPrem),
    basis: .observed(
      sample: "public device logs (89 and 364 days); the cause: CISCO-SMART-LIC-MIB"),
    trigger: logLines(
      "%SMART_LIC-6-REPORTING_REQUIRED: A Usage report acknowledgement will be required in 89 days."
    ), nearMiss: logLines("%SMART_LIC-6-AGENT_READY: Smart Agent for Licensing is initialized"))

  private static let never = DiagnosisRow(
    "never-acknowledged", .note, .reporting, .state(.neverAcknowledged),
    meaning: "the device has never received an ACK",
    cause:
      "a new device, one after a factory reset, or one whose ACK was never imported; a C9800-CL "
      + "with 17.7.1 or later must have one",
    advice: TopologyAdvice(
      airGap: carry("carry the usage to the portal and the ACK back"), connected: sync,
      cslu: syncCSLU, onPrem: syncOnPrem),
    basis: .doc217348("Warning on the C9800-CL"),
    trigger: .document(
      "WLC-1#show license status\nUsage Reporting:\n  Last ACK received: <none>\n"),
    nearMiss: .document(
      "WLC-1#show license status\nUsage Reporting:\n"
        + "  Last ACK received: Mar 04 09:15:00 2024 UTC\n"))

  private static let overdue = DiagnosisRow(
    "deadline-passed", .error, .reporting, .state(.deadlinePassed),
    meaning: "the deadline for the next ACK has passed",
    cause:
      "no ACK was imported in time; what the device does then depends on model and release, and is "
      + "said where Cisco documents it",
    advice: TopologyAdvice(
      airGap: carry("carry the usage to the portal and the ACK back now"), connected: sync,
      cslu: syncCSLU, onPrem: syncOnPrem),
    basis: .observed(sample: "the device's own Next ACK deadline in show license status"),
    trigger: .document(
      "WLC-1#show license status\nUsage Reporting:\n"
        + "  Next ACK deadline: Jun 02 09:15:00 2024 UTC\n"),
    nearMiss: .document(
      "WLC-1#show license status\nUsage Reporting:\n"
        + "  Next ACK deadline: Jun 02 09:15:00 2194 UTC\n"))

  private static let near = DiagnosisRow(
    "deadline-near", .warning, .reporting, .state(.deadlineNear),
    meaning: "the deadline for the next ACK is near",
    cause: "the trip to the portal and back takes days, and rumkit check calls it due too",
    advice: TopologyAdvice(
      airGap: carry("carry the usage to the portal and the ACK back before the deadline"),
      connected: sync, cslu: syncCSLU, onPrem: syncOnPrem),
    basis: .observed(sample: "the device's own Next ACK deadline in show license status"),
    trigger: .document(
      "WLC-1#show license status\nUsage Reporting:\n"
        + "  Next ACK deadline: Dec 05 09:15:00 2026 UTC\n"),
    nearMiss: .document(
      "WLC-1#show license status\nUsage Reporting:\n"
        + "  Next ACK deadline: Jun 02 09:15:00 2194 UTC\n"))

  private static let piledUp = DiagnosisRow(
    "reports-piled-up", .warning, .reporting, .state(.reportsPiledUp),
    meaning: "many reports wait on the device",
    cause:
      "field notice FN72578: on IOS XE \(FieldNotice72578.affectedReleases) about 1000 of them cost processor time "
      + "(SAGetRUMIds, SAUtilRepSave) or memory (*MallocLite*); fixed in "
      + "\(FieldNotice72578.fixedReleases) (CSCvv72609, CSCwa85525, CSCwa85199)",
    advice: TopologyAdvice(
      airGap: carry("save all usage, have it acknowledged, import the ACK; then plan the upgrade"),
      connected: sync, cslu: syncCSLU, onPrem: syncOnPrem),
    basis: .documented(title: "Cisco FN72578", section: "Workaround"),
    explains: [
      "report-keeping-busy", "report-keeping-memory", "reset-waits-for-reload", "reset-hour",
    ],
    trigger: .document(
      "system#more flash:report.txt | count RUMReport\n"
        + "Number of lines which match regexp = 714\n"),
    nearMiss: .document(
      "system#more flash:report.txt | count RUMReport\n"
        + "Number of lines which match regexp = 214\n"))

  private static let affected = DiagnosisRow(
    "affected-release", .warning, .consequence, .state(.affectedRelease),
    meaning: "the release is one of field notice FN72578, where unacknowledged reports pile up",
    cause:
      "on IOS XE \(FieldNotice72578.affectedReleases) about 1000 of them cost processor time or memory, and at an "
      + "air-gapped site ACKs come late; fixed in \(FieldNotice72578.fixedReleases)",
    advice: TopologyAdvice.everywhere(
      "plan an upgrade to \(FieldNotice72578.fixedReleases); until then have the reports acknowledged often",
      ["show license all"]),
    basis: .documented(title: "Cisco FN72578", section: ""),
    trigger: .document(
      "WLC-1#show version\nCisco IOS XE Software, Version 17.06.04\n"),
    nearMiss: .document(
      "WLC-1#show version\nCisco IOS XE Software, Version 17.06.05\n"))

  private static let purged = DiagnosisRow(
    "usage-purged", .warning, .reporting, .state(.usagePurged),
    meaning:
      "the device dropped usage reports that were not acknowledged: that usage is lost unreported",
    cause: "a device keeps only so many reports, and drops the oldest when none is acknowledged",
    advice: TopologyAdvice(
      airGap: carry("save all usage that is left now, and have it acknowledged"), connected: sync,
      cslu: syncCSLU, onPrem: syncOnPrem),
    basis: .inferred("the name of the figure; nobody received what was dropped without an ACK"),
    trigger: .document(
      "WLC-1#show license all\nUsage Report Summary:\n=====================\nTotal: 80,  Purged: 12\n"
        + "Total Acknowledged Received: 0,  Waiting for Ack: 0\n"
        + "Available to Report: 311  Collecting Data: 2\n"),
    nearMiss: .document(
      "WLC-1#show license all\nUsage Report Summary:\n=====================\nTotal: 80,  Purged: 12\n"
        + "Total Acknowledged Received: 12,  Waiting for Ack: 0\n"
        + "Available to Report: 311  Collecting Data: 2\n"))

  private static let busy = DiagnosisRow(
    "report-keeping-busy", .warning, .consequence, .state(.reportProcessBusy),
    meaning: "stored usage reports load the processor",
    cause: "these processes search all reports; with about 1000 unacknowledged ones they load it",
    advice: TopologyAdvice(
      airGap: carry("count the reports, and have them acknowledged"), connected: sync,
      cslu: syncCSLU, onPrem: syncOnPrem),
    basis: .documented(title: "Cisco FN72578", section: "Problem symptoms"),
    trigger: .document("WLC-1#show processes cpu sorted\n 541 99.00% 98.10% 97.20% SAGetRUMIds\n"),
    nearMiss: .document("WLC-1#show processes cpu sorted\n 541 0.29% 0.09% 0.24% SAGetRUMIds\n"))

  private static let memory = DiagnosisRow(
    "report-keeping-memory", .warning, .consequence,
    .line(LineSign(FieldNotice72578.processes.map { ["-process=", $0] })),
    meaning: "memory ran out in a process that keeps usage reports",
    cause:
      "with about 1000 unacknowledged reports these processes can use up the memory (*MallocLite*); the line "
      + "names the process that asked for memory, which need not be the one that used it up",
    advice: TopologyAdvice(
      airGap: carry("count the reports, and have them acknowledged"), connected: sync,
      cslu: syncCSLU, onPrem: syncOnPrem),
    basis: .documented(title: "Cisco FN72578", section: "Problem symptoms"),
    trigger: .document(
      "%SYS-2-MALLOCFAIL: Memory allocation of 1000 bytes failed from 0x1, alignment 0\n"
        + "-Process= \"SAUtilRepSave\", ipl= 0, pid= 154\n"),
    nearMiss: .document(
      "%SYS-2-MALLOCFAIL: Memory allocation of 1000 bytes failed from 0x1, alignment 0\n"
        + "-Process= \"SNMP ENGINE\", ipl= 0, pid= 154\n"))

  private static let noAck = DiagnosisRow(
    "usage-without-ack", .warning, .reporting,
    .log(LogSign("SMART_LIC", ["USAGE_NO_ACK", "RUM_ACK_NOT_RECEIVED"])),
    meaning: "a usage report was not acknowledged in time",
    cause: "its ACK was not fetched, not imported, or is for another device",
    advice: TopologyAdvice(
      airGap: carry("bring the ACK from the portal and import it"), connected: sync, cslu: syncCSLU,
      onPrem: syncOnPrem),
    basis: .unverified(messageTable),
    trigger: logLines("%SMART_LIC-3-USAGE_NO_ACK: A usage report has not been acknowledged."),
    nearMiss: logLines("%SMART_LIC-6-REPORTING_ACK: An acknowledgement was received."))

  private static let policyFile = DiagnosisAdvice(
    "download the policy file from the portal, bring it and import it",
    [
      "license smart import bootflash:<policy-file>",
      "show license history message | begin Import POLICY",
    ])

  private static let policyFailed = DiagnosisRow(
    "policy-not-installed", .warning, .file,
    .log(LogSign("SMART_LIC", ["POLICY_INSTALL_FAILED"])),
    meaning: "a policy could not be installed",
    cause:
      "the file is damaged, is not a policy, or the device could not check it; the previous policy "
      + "stays in force",
    advice: TopologyAdvice(
      airGap: policyFile,
      connected: DiagnosisAdvice("fetch the policy again", ["license smart sync all"])),
    basis: .unverified(messageTable + "; remedy: Cisco Catalyst 9400 guide 17.4, p. 190"),
    endedBy: ["policy-installed"],
    trigger: logLines("%SMART_LIC-3-POLICY_INSTALL_FAILED: The install of a policy has failed."),
    nearMiss: logLines("%SMART_LIC-6-POLICY_INSTALL_SUCCESS: A policy was installed."))

  private static let authorizationFailed = DiagnosisRow(
    "authorization-not-installed", .warning, .file,
    .log(LogSign("SMART_LIC", ["AUTHORIZATION_INSTALL_FAILED"])),
    meaning: "an authorization code could not be installed",
    cause: "the code is for another device, or the file is damaged",
    advice: TopologyAdvice(
      airGap: DiagnosisAdvice(
        "compare the UDI of the code with that of the device, and import the code again",
        [
          "show license udi", "show license authorization",
          "license smart import bootflash:<authorization-file>",
        ]),
      connected: DiagnosisAdvice("fetch the code again", ["license smart sync all"])),
    basis: .unverified(messageTable), endedBy: ["authorization-installed"],
    trigger: logLines(
      "%SMART_LIC-3-AUTHORIZATION_INSTALL_FAILED: The install of an authorization has failed."),
    nearMiss: logLines(
      "%SMART_LIC-6-AUTHORIZATION_INSTALL_SUCCESS: An authorization was installed."))

  private static let policyDone = DiagnosisRow(
    "policy-installed", .note, .information,
    .log(LogSign("SMART_LIC", ["POLICY_INSTALL_SUCCESS"])),
    meaning: "a policy was installed", cause: "the reporting days may be different now",
    advice: .nothing, basis: .observed(sample: "Cisco doc 217046, a log after license smart sync"),
    trigger: logLines(
      "%SMART_LIC-6-POLICY_INSTALL_SUCCESS: A new licensing policy was successfully installed"),
    nearMiss: logLines("%SMART_LIC-3-POLICY_INSTALL_FAILED: The install of a policy has failed."))

  private static let authorizationDone = DiagnosisRow(
    "authorization-installed", .note, .information,
    .log(LogSign("SMART_LIC", ["AUTHORIZATION_INSTALL_SUCCESS"])),
    meaning: "an authorization code was installed",
    cause: "a confirmation code may have been printed, which has to go to the portal",
    advice: .nothing, basis: .unverified(messageTable),
    trigger: logLines(
      "%SMART_LIC-6-AUTHORIZATION_INSTALL_SUCCESS: An authorization was installed."),
    nearMiss: logLines(
      "%SMART_LIC-3-AUTHORIZATION_INSTALL_FAILED: The install of an authorization has failed."))

  private static let removed = DiagnosisRow(
    "code-or-policy-removed", .note, .information,
    .log(LogSign("SMART_LIC", ["AUTHORIZATION_REMOVED", "POLICY_REMOVED"])),
    meaning: "an authorization code or a policy was removed",
    cause: "it was returned, replaced, or cleared by a factory reset",
    advice: .nothing, basis: .unverified(messageTable),
    trigger: logLines(
      "%SMART_LIC-6-AUTHORIZATION_REMOVED: A licensing authorization code was removed"),
    nearMiss: logLines("%SMART_LIC-6-REPORTING_ACK: An acknowledgement was received."))

  private static let ackDone = DiagnosisRow(
    "ack-received", .note, .information,
    .log(LogSign("SMART_LIC", ["REPORTING_ACK", "RUM_ACK_RECEIVED"])),
    meaning: "the device accepted an ACK",
    cause: "Last ACK received should now show this time",
    advice: TopologyAdvice.everywhere("see that it did", ["show license status"]),
    basis: .unverified(messageTable),
    trigger: logLines("%SMART_LIC-6-REPORTING_ACK: An acknowledgement was received."),
    nearMiss: logLines("%SMART_LIC-3-USAGE_NO_ACK: A usage report has not been acknowledged."))

  private static let notRegistered9800CL = DiagnosisRow(
    "9800-cl-not-acknowledged", .warning, .consequence,
    .log(
      LogSign(
        "IOSXE_RP_EWLC_NOT", ["MSGDEVICENOTREG"], orWords: ["9800-CL", "lab", "register"])),
    meaning: "a C9800-CL says that it has no ACK of its usage",
    cause:
      "from 17.7.1 on a C9800-CL needs one, and the controller enforces it. Unverified: the message comes "
      + "about once a day, and without an ACK no more than 50 access points and 1000 clients are served",
    advice: TopologyAdvice(
      airGap: carry("carry the usage to the portal and the ACK back"), connected: sync,
      cslu: syncCSLU, onPrem: syncOnPrem),
    basis: .unverified("a device, or Cisco's 9800 system-message guide"),
    trigger: logLines(
      "%IOSXE_RP_EWLC_NOT-2-MSGDEVICENOTREG: Unregistered 9800-CL can only be used in lab."),
    nearMiss: logLines("%IOSXE_RP_EWLC_NOT-2-OTHER: Something else of the controller."))
}
