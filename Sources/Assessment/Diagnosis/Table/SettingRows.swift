import LicenseFiles

// How the device is set up: what the judge of configurations finds, and where it stands in the chain.

extension DiagnosisRow {
  static let settings: [DiagnosisRow] =
    FindingDescriptor.configuration.map { descriptor in
      chain[descriptor.id].map { DiagnosisRow(setting: descriptor, $0.rank, explains: $0.explains) }
        ?? DiagnosisRow(setting: descriptor)
    } + [webMenu]

  /// What follows from a setting, and its rank where it is not that of a setting.
  private static let chain: [String: (rank: CauseRank, explains: [String])] = [
    "config/transport-wrong": (.setting, ofTransport),
    "config/transport-default": (.setting, ofTransport),
    "config/url-for-smart": (
      .setting, ["wrong-transport-for-on-prem", "no-internet-path", "no-answer"]
    ),
    "config/url-missing": (.setting, ["cslu-not-found", "cslu-unreachable"]),
    "config/url-mismatch": (.setting, ["cslu-unreachable", "no-answer"]),
    "config/tenant-missing": (
      .setting, ["communication-failed", "cslu-unreachable", "no-answer"]
    ),
    "config/cslu-port": (.setting, ["cslu-unreachable"]),
    "config/proxy-missing": (.proxy, ["no-internet-path", "no-answer"]),
    "config/proxy-unused": (.proxy, []), "config/proxy-login": (.proxy, []),
    "config/revocation-check": (.certificate, ["crl-not-fetched"]),
    "config/revocation-off": (.information, []),
    "config/name-server-missing": (.name, ["no-dns", "cslu-not-found"]),
    "config/name-server-vrf": (.name, ["no-dns", "cslu-not-found"]),
    "config/lookup-off": (.name, ["no-dns", "cslu-not-found"]),
    "config/url-default": (.information, []), "config/reporting-interval": (.information, []),
    "config/topology-guessed": (.information, []), "config/partial": (.information, []),
    "config/not-understood": (.information, []),
  ]

  /// A device that looks for a server which is not there.
  private static let ofTransport = [
    "cslu-not-found", "cslu-unreachable", "no-dns", "no-internet-path", "reports-not-delivered",
    "communication-failed", "call-home-send", "call-home-profile", "wrong-transport-for-on-prem",
    "crl-not-fetched", "no-answer", "no-reply",
  ]

  private static let webMenu = DiagnosisRow(
    "no-web-menu", .note, .information, .state(.noWebMenu),
    meaning: "the web interface of 17.3.2 has no menu for licensing",
    cause: "the menu came with 17.3.3",
    advice: TopologyAdvice.everywhere("use the command line", ["show license status"]),
    basis: .doc217348("Introduction"),
    trigger: .document(
      "WLC-1#show version\nCisco IOS XE Software, Version 17.03.02a\n"
        + "cisco C9800-CL (VXE) processor (revision VXE) with 1K bytes of memory.\n"),
    nearMiss: .document(
      "WLC-1#show version\nCisco IOS XE Software, Version 17.03.03\n"
        + "cisco C9800-CL (VXE) processor (revision VXE) with 1K bytes of memory.\n"))
}
