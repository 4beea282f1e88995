import LicenseFiles

// The clock, which reports, ACKs and certificates depend on.

extension DiagnosisRow {
  static let clock: [DiagnosisRow] = [
    notAuthoritative, authoritative, changed, notSynchronised, marked, wrong,
  ]

  private static let ntp = DiagnosisAdvice(
    "give the device a time source inside the site, or set its clock by hand",
    [
      "configure terminal", "ntp server <address-of-a-time-server-of-the-site>", "end",
      "show ntp status",
    ]
  )
  private static let clockAdvice = TopologyAdvice(airGap: ntp, connected: ntp)

  private static let notAuthoritative = DiagnosisRow(
    "clock-not-authoritative", .warning, .clock,
    .log(LogSign("PKI", ["NON_AUTHORITATIVE_CLOCK"])),
    meaning: "the device has no trusted time, so its certificates do not work yet",
    cause: "no time source has answered since the start; reports and ACKs carry times too",
    advice: clockAdvice,
    basis: .observed(sample: "public device logs (IOS XE 17.6)"),
    endedBy: ["clock-authoritative"],
    trigger: logLines(
      "%PKI-2-NON_AUTHORITATIVE_CLOCK: PKI functions can not be initialized until an "
        + "authoritative time source, like NTP, can be obtained."),
    nearMiss: logLines("%PKI-6-AUTHORITATIVE_CLOCK: The system clock has been set."))

  private static let authoritative = DiagnosisRow(
    "clock-authoritative", .note, .information, .log(LogSign("PKI", ["AUTHORITATIVE_CLOCK"])),
    meaning: "the device has a trusted time",
    cause: "times in lines before this one may be wrong",
    advice: .nothing, basis: .observed(sample: "public device logs (IOS XE 17.6)"),
    trigger: logLines("%PKI-6-AUTHORITATIVE_CLOCK: The system clock has been set."),
    nearMiss: logLines("%PKI-2-NON_AUTHORITATIVE_CLOCK: PKI functions can not be initialized."))

  private static let changed = DiagnosisRow(
    "clock-changed", .note, .clock, .log(LogSign("SMART_LIC", ["SYSTEM_CLOCK_CHANGED"])),
    meaning: "the device's clock was changed",
    cause: "times on both sides of this line cannot be compared; a certificate may now count as "
      + "expired or not yet valid, and a report may show a gap",
    advice: TopologyAdvice.everywhere(
      "check that the clock is right now", ["show clock", "show ntp status"]),
    basis: .observed(sample: "public device logs, and a usage report with a clock change"),
    trigger: logLines(
      "%SMART_LIC-5-SYSTEM_CLOCK_CHANGED: Smart Agent for Licensing System clock has been changed"),
    nearMiss: logLines("%SMART_LIC-6-AGENT_READY: Smart Agent for Licensing is initialized"))

  private static let notSynchronised = DiagnosisRow(
    "clock-not-synchronised", .note, .clock,
    .line(LineSign([["Clock sync-ed with NTP:", "False"], ["Clock is unsynchronized"]])),
    meaning: "the clock is not synchronised with NTP",
    cause: "it may drift; trust fails when it is more than an hour from the portal's",
    advice: clockAdvice,
    basis: .observed(sample: "show license tech support, Other Info"),
    trigger: .document("WLC-1#show license tech support\nClock sync-ed with NTP: False\n"),
    nearMiss: .document("WLC-1#show license tech support\nClock sync-ed with NTP: True\n"))

  private static let marked = DiagnosisRow(
    "clock-marked", .note, .clock, .state(.clockMarked),
    meaning: "the device itself does not trust its clock",
    cause:
      "it prints * for a time that no source has confirmed, and . when NTP has lost its source",
    advice: clockAdvice, basis: .observed(sample: "show clock and log lines of several devices"),
    trigger: .document("WLC-1#show clock\n*10:00:00.000 UTC Tue Nov 24 2026\n"),
    nearMiss: .document("WLC-1#show clock\n10:00:00.000 UTC Tue Nov 24 2026\n"))

  private static let wrong = DiagnosisRow(
    "clock-wrong", .warning, .clock, .state(.clockWrong),
    meaning: "the device uses a time from a clock that was not set",
    cause:
      "a clock starts years ago (1993, 2004), before there was Smart Licensing Using Policy (2020). A deadline "
      + "of such a clock says nothing, and reports carry its times too",
    advice: TopologyAdvice.everywhere(
      ntp.text + "; then report usage and import the ACK, which gives a new deadline",
      ntp.commands + ["show license status"]),
    basis: .inferred("IOS XE 17.3.2, the first release with the policy, is of 2020"),
    trigger: .document("WLC-1#show clock\n00:12:03.123 UTC Mon Mar 1 1993\n"),
    nearMiss: .document("WLC-1#show clock\n00:12:03.123 UTC Mon Mar 1 2021\n"))
}
