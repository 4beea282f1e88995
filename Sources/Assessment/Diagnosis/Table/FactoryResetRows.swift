import LicenseFiles

// License factory resets.

extension DiagnosisRow {
  static let factoryReset: [DiagnosisRow] = [waiting, hour]

  private static let warning =
    "WLC-1#license smart factory reset\n"
    + "%Warning: reload required after \"license smart factory reset\" command\n"
  private static func version(_ uptime: String) -> String {
    "WLC-1#show version\nCisco IOS XE Software, Version 17.09.05\nWLC-1 uptime is \(uptime)\n"
  }

  private static let waiting = DiagnosisRow(
    "reset-waits-for-reload", .error, .setting, .state(.resetWaitsForReload),
    meaning: "a license factory reset waits for the reload that completes it",
    cause: "the device asks for a reload after the reset, and none is seen. Trust, policy and ACK "
      + "are erased; other configuration stays",
    advice: TopologyAdvice.everywhere(
      "reload in a maintenance window (known defect: CSCwa34749, an unexpected reload by the reset "
        + "itself), then wait an hour before anything of licensing; record it with rumkit-reset(1)",
      ["reload", "show version | include uptime|restarted"]),
    basis: .doc217348("License factory reset"), holdsBackOthers: true,
    explains: ["never-acknowledged", "no-trust-code", "no-identity"],
    trigger: .document(warning),
    nearMiss: .document(
      warning + "WLC-1#reload\nProceed with reload? [confirm]\n" + version("2 hours, 4 minutes")))

  private static let hour = DiagnosisRow(
    "reset-hour", .error, .reporting, .state(.resetHour),
    meaning: "the hour after a license factory reset is not over, as far as is seen",
    cause: "in an air gap usage may be saved, and licensing done, an hour after the reset at the "
      + "earliest; reports saved before are missing or incomplete",
    advice: TopologyAdvice.everywhere(
      "wait until the device has been up for an hour, and do not save usage before",
      ["show version | include uptime|restarted"]),
    basis: .doc221758("Air-gapped licensing"), holdsBackOthers: true,
    trigger: .document(
      warning + "WLC-1#reload\nProceed with reload? [confirm]\n" + version("14 minutes")),
    nearMiss: .document(
      warning + "WLC-1#reload\nProceed with reload? [confirm]\n" + version("2 hours, 4 minutes")))
}
