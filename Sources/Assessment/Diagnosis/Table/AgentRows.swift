import LicenseFiles

// The Smart Agent itself, and messages of older licensing.

extension DiagnosisRow {
  static let agent: [DiagnosisRow] = [
    ready, exportControlled, evaluation, beforePolicy, healthy, noSerialNumber, noProductID,
    incompleteUDI, platformError,
    oldFailure, notAuthorized, reserved, reservationMismatch, unknownCommand, unknownError,
    unknownMessage,
  ]

  private static let logs = Basis.observed(sample: "public device logs")
  private static let oldDialogue = Basis.unverified(
    "dialogue of an older image; confirm the words there")

  private static let ready = DiagnosisRow(
    "agent-started", .note, .information,
    .log(LogSign("SMART_LIC", ["AGENT_READY", "AGENT_ENABLED"])),
    meaning: "the Smart Agent started", cause: "the device was started, or licensing was reset",
    advice: .nothing, basis: logs,
    trigger: logLines("%SMART_LIC-6-AGENT_ENABLED: Smart Agent for Licensing is enabled"),
    nearMiss: logLines("%SMART_LIC-5-EVAL_START: Entering evaluation period"))

  private static let exportControlled = DiagnosisRow(
    "export-controlled", .note, .information, .log(LogSign("SMART_LIC", ["EXPORT_CONTROLLED"])),
    meaning: "the device says whether export-controlled features may be used",
    cause: "without an authorization code (SLAC) they may not; most devices need none",
    advice: .nothing, basis: logs,
    trigger: logLines(
      "%SMART_LIC-6-EXPORT_CONTROLLED: Usage of export controlled features is not allowed"),
    nearMiss: logLines("%SMART_LIC-6-AGENT_ENABLED: Smart Agent for Licensing is enabled"))

  private static let evaluation = DiagnosisRow(
    "evaluation-started", .note, .information, .log(LogSign("SMART_LIC", ["EVAL_START"])),
    meaning: "an evaluation period began",
    cause: "this is Smart Licensing before 17.3.2; Smart Licensing Using Policy has no evaluation",
    advice: .nothing, basis: logs,
    trigger: logLines("%SMART_LIC-5-EVAL_START: Entering evaluation period"),
    nearMiss: logLines("%SMART_LIC-6-AGENT_ENABLED: Smart Agent for Licensing is enabled"))

  private static let beforePolicy = DiagnosisRow(
    "licensing-before-policy", .warning, .setting, .state(.beforePolicy),
    meaning: "this is licensing from before Smart Licensing Using Policy",
    cause:
      "the device has an evaluation period, a registration, a reservation (SLR) or older licenses, each with rules of "
      + "its own; it knows neither reports nor ACKs, and no setting of its transport changes that",
    advice: TopologyAdvice.everywhere(
      PolicyStart.advice(for: .iosXE), ["show version", "show license all"]),
    basis: .documented(
      title: "Cisco Catalyst 9400 System Management Guide 17.4", section: "migrating to the policy"),
    explains: ["evaluation-started", "old-licensing-failed"],
    trigger: .document(
      "Switch#show license all\nSmart Licensing is ENABLED\n\nRegistration:\n  Status: UNREGISTERED\n\n"
        + "License Authorization:\n  Status: EVAL MODE\n"
        + "  Evaluation Period Remaining: 46 days, 7 hours, 17 minutes, 24 seconds\n"),
    nearMiss: .document(
      "Switch#show license all\nSmart Licensing Using Policy:\n  Status: ENABLED\n\n"
        + "License Authorization:\n  Status: Not Applicable\n"))

  private static let healthy = DiagnosisRow(
    "healthy", .note, .information, .state(.healthy),
    meaning: "licensing is healthy, as far as was printed",
    cause:
      "an ACK was received, the next deadline is ahead, and the transport fits the way of reporting",
    advice: .nothing, basis: .observed(sample: "show license status of several devices"),
    trigger: .document(
      "Transport:\n  Type: Transport Off\n\nUsage Reporting:\n"
        + "  Last ACK received: Mar 04 09:15:00 2024 UTC\n  Next ACK deadline: Jun 02 09:15:00 2194 UTC\n"
    ),
    nearMiss: .document(
      "Transport:\n  Type: Transport Off\n\nUsage Reporting:\n"
        + "  Last ACK received: Mar 04 09:15:00 2024 UTC\n  Next ACK deadline: Jun 02 09:15:00 2024 UTC\n"
    ))

  private static let noSerialNumber = DiagnosisRow(
    "udi-without-serial", .error, .setting,
    .log(
      LogSign("SMART_LIC", ["PLATFORM_ERROR"], holds: ["UDI list has invalid values", "udi_sn is"])),
    meaning: "the platform gives licensing a UDI without a serial number",
    cause:
      "the message says it: udi_sn is empty. Without a serial number no report and no ACK can be matched to "
      + "the device",
    advice: TopologyAdvice.everywhere(
      "see whether the device knows its serial number elsewhere. If it does not, its identity is not "
        + "programmed or cannot be read: ask TAC, or replace the device; a virtual machine gets its number "
        + "at its first start",
      ["show license udi", "show inventory", "show version | include ID|Serial"]),
    basis: .observed(sample: "published text of the message"),
    explains: ["never-acknowledged", "no-trust-code", "trust-refused"],
    trigger: logLines(
      "%SMART_LIC-2-PLATFORM_ERROR: Smart Licensing has encountered an internal software error. Contact TAC: "
        + "The platform provided UDI list has invalid values: ; udi_sn is empty"),
    nearMiss: logLines(
      "%SMART_LIC-2-PLATFORM_ERROR: Smart Licensing has encountered an internal software error. Contact TAC: "
        + "The platform provided UDI list has invalid values: ; udi_pid is empty"))

  private static let noProductID = DiagnosisRow(
    "udi-without-pid", .warning, .setting,
    .log(
      LogSign(
        "SMART_LIC", ["PLATFORM_ERROR"], holds: ["UDI list has invalid values", "udi_pid is"])),
    meaning: "the platform gives licensing a UDI without a product id",
    cause:
      "the message says it: udi_pid is empty. Without a product id no report and no ACK can be matched to the device",
    advice: TopologyAdvice.everywhere(
      "see whether the device knows its product id elsewhere. If it does not, its identity is not programmed or "
        + "cannot be read: ask TAC, or replace the device",
      ["show license udi", "show inventory", "show version"]),
    basis: .inferred("the message of an empty udi_sn, with the other name"),
    explains: ["never-acknowledged", "no-trust-code", "trust-refused"],
    trigger: logLines(
      "%SMART_LIC-2-PLATFORM_ERROR: Smart Licensing has encountered an internal software error. Contact TAC: "
        + "The platform provided UDI list has invalid values: udi_pid is empty"),
    nearMiss: logLines(
      "%SMART_LIC-2-PLATFORM_ERROR: Smart Licensing has encountered an internal software error."))

  private static let incompleteUDI = DiagnosisRow(
    "udi-incomplete", .warning, .setting, .state(.udiIncomplete),
    meaning: "the device prints a UDI without its product id or its serial number",
    cause: "without both no report and no ACK can be matched to the device",
    advice: TopologyAdvice.everywhere(
      "see whether the device knows its identity elsewhere. If it does not, it is not programmed or cannot be "
        + "read: ask TAC, or replace the device; a virtual machine gets its number at its first start",
      [
        "show inventory", "show version | include ID|Serial",
        "show logging | include PLATFORM_ERROR",
      ]),
    basis: .inferred("a UDI is both parts; the message of an empty udi_sn says the same"),
    explains: ["never-acknowledged", "no-trust-code", "trust-refused"],
    trigger: .document("SW-1#show license udi\nUDI: PID:C9300-24UX,SN:\n"),
    nearMiss: .document("SW-1#show license udi\nUDI: PID:C9300-24UX,SN:9ZZEXAMPLE1\n"))

  private static let platformError = DiagnosisRow(
    "platform-error", .error, .server, .log(LogSign("SMART_LIC", ["PLATFORM_ERROR"])),
    meaning: "licensing met an internal error of the software",
    cause:
      "the device itself says so; the text after 'Contact TAC:' in the line is its own reason",
    advice: TopologyAdvice.everywhere(
      "collect these outputs and open a case with TAC",
      ["show license tech support", "show license eventlog", "show logging"]),
    basis: .observed(sample: "published text of the message"),
    trigger: logLines(
      "%SMART_LIC-2-PLATFORM_ERROR: Smart Licensing has encountered an internal software error."),
    nearMiss: logLines("%SMART_LIC-6-AGENT_ENABLED: Smart Agent for Licensing is enabled"))

  private static let oldFailure = DiagnosisRow(
    "old-licensing-failed", .warning, .server,
    .log(LogSign("SMART_LIC", ["AUTH_RENEW_FAILED", "AGENT_REG_FAILED"])),
    meaning: "registration or its renewal failed, in Smart Licensing before 17.3.2",
    cause: "releases with Smart Licensing Using Policy do not register and do not print it",
    advice: TopologyAdvice.everywhere(
      "find out the release; from 17.3.2 on report usage instead of registering", ["show version"]),
    basis: .documented(title: "Cisco field notice", section: "Smart Licensing registration"),
    trigger: logLines(
      "%SMART_LIC-3-AUTH_RENEW_FAILED: Authorization renewal with the license server failed"),
    nearMiss: logLines("%SMART_LIC-6-AGENT_READY: Smart Agent for Licensing is initialized"))

  private static let notAuthorized = DiagnosisRow(
    "not-in-reservation", .warning, .file, .log(LogSign("SMART_LIC", ["NOT_AUTHORIZED"])),
    meaning: "a license is used that the reservation does not hold",
    cause: "the SLR code was made for other licenses",
    advice: TopologyAdvice.everywhere(
      "update the reservation at the portal, or move to reporting by file",
      ["show license reservation", "show license summary"]),
    basis: oldDialogue,
    trigger: logLines(
      "%SMART_LIC-3-NOT_AUTHORIZED: The entitlement in Not Authorized to be used. Reason: License "
        + "not present in SLR auth code"),
    nearMiss: logLines("%SMART_LIC-6-RESERVED_INSTALLED: Authorization code installed"))

  private static let reserved = DiagnosisRow(
    "reservation-installed", .note, .information,
    .log(LogSign("SMART_LIC", ["RESERVED_INSTALLED"])),
    meaning: "a reservation code (SLR) was installed",
    cause: "it stays valid after the upgrade to 17.3.2 and later",
    advice: .nothing, basis: oldDialogue,
    trigger: logLines(
      "%SMART_LIC-6-RESERVED_INSTALLED: Specific License Reservation Authorization code installed"),
    nearMiss: logLines("%SMART_LIC-3-NOT_AUTHORIZED: The entitlement in Not Authorized to be used.")
  )

  private static let reservationMismatch = DiagnosisRow(
    "reservation-mismatch", .error, .file,
    .line(
      LineSign(
        [["Reservation Authorization Code does not match the Reservation Request Code"]],
        in: .answer)),
    meaning: "the reservation code answers another request than the device's newest",
    cause: "a new request code was made after the one that the portal answered, or the code is for "
      + "another device",
    advice: TopologyAdvice.everywhere(
      "enter the device's present request code at the portal and install the code that comes back",
      ["license smart reservation request local"]),
    basis: .documented(title: "dialogue of an older image", section: "wording to be confirmed"),
    trigger: .document(
      "Switch#license smart reservation install file flash:AC.xml\nReservation install file failed: "
        + "The Reservation Authorization Code does not match the Reservation Request Code\n"),
    nearMiss: .document(
      "Switch#license smart reservation install file flash:AC.xml\n"
        + "Reservation install file successful\n"))

  private static let unknownCommand = DiagnosisRow(
    "command-unknown", .warning, .setting, .state(.commandRefused),
    meaning: "the device does not know a command of licensing",
    cause:
      "its image has no Smart Licensing Using Policy, or has the command under another name; in configuration "
      + "mode a show command needs do before it",
    advice: TopologyAdvice.everywhere(
      "see which image it runs, and which licensing that has", ["show version", "show license"]),
    basis: .observed(sample: "show license status of IOS 15.2"),
    trigger: .document(
      "SW-1#show license status\n                  ^\n% Invalid input detected at '^' marker.\n\nSW-1#"
    ),
    nearMiss: .document(
      "SW-1#show license status\nSmart Licensing Using Policy:\n  Status: ENABLED\n\nSW-1#"))

  /// An error is never healthy, also where nothing is known of it.
  private static let unknownError = DiagnosisRow(
    "unknown-error", .warning, .server, .log(LogSign("SMART_LIC", [], severities: 0...4)),
    meaning: "an error or a warning of the Smart Agent that is in no other row of this table",
    cause:
      "the number in its name is the severity that the device itself gives it, and its text is quoted above; "
      + "what it means is not known here",
    advice: TopologyAdvice.everywhere(
      "read its text, see what the agent noted at that time, and ask TAC if it does not help; tell the project",
      ["show license eventlog", "show license tech support", "show license status"]),
    basis: .inferred(
      "its name is of licensing, with a severity of 4 or less, and is in no other row"),
    trigger: logLines("%SMART_LIC-3-SOMETHING_NEW: A text of a later release"),
    nearMiss: logLines("%SMART_LIC-5-SOMETHING_NEW: A text of a later release"))

  /// The last row for messages of licensing: nothing is skipped without notice.
  private static let unknownMessage = DiagnosisRow(
    "unknown-message", .note, .information, .log(LogSign("SMART_LIC", [])),
    meaning: "a message of licensing that this tool does not know",
    cause: "a later release may print it; nothing was concluded from it",
    advice: TopologyAdvice.everywhere("read it yourself, and tell the project"),
    basis: .inferred("its name is of licensing and is in no other row"),
    trigger: logLines("%SMART_LIC-5-SOMETHING_NEW: A text of a later release"),
    nearMiss: logLines("%SMART_LIC-6-AGENT_READY: Smart Agent for Licensing is initialized"))
}
