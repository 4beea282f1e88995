public import LicenseFiles

extension FindingDescriptor {
  /// Findings of the check of a configuration.
  public static let configuration: [FindingDescriptor] = [
    configTopologyGuessed, configTransportWrong, configTransportDefault,
    configURLForSmart, configReceiverOther, configURLDefault,
    configURLMissing, configURLMismatch, configTenantMissing,
    configCSLUPort, configProxyMissing, configProxyUnused,
    configProxyLogin, configPointsOutward, configRevocationCheck,
    configRevocationOff, configSourceInterfaceMissing, configSourceInterfaceUnusable,
    configTrustpointMissing, configTrustpointUnknown, configVRFUnknown,
    configNameServerMissing, configNameServerVRF, configLookupOff,
    configTimeServerMissing, configReportingInterval, configPrivacyMissing,
    configValueDiffers, configReservation, configBeforePolicy,
    configPartial, configNotUnderstood,
  ]

  static let configTopologyGuessed = FindingDescriptor(
    "config/topology-guessed", .note, "the topology was concluded from the configuration",
    looksAt: "contact with a server, the transport, the addresses and the proxy",
    why: "a configuration that is wrong may look like one that was made for another way of "
      + "reporting",
    remedy: "name the topology with --topology if it is another",
    basis: .inferred("a configuration does not say what it was meant for"),
    trigger: whole("license smart transport off"),
    nearMiss: whole("license smart transport off"))

  static let configTransportWrong = FindingDescriptor(
    "config/transport-wrong", .error, "the transport is not that of the topology",
    looksAt: "license smart transport",
    why:
      "the device reports another way, or not at all; in an air gap it goes on trying, and logs each "
      + "failure",
    remedy: "set the transport of the topology",
    basis: .documented(
      title: "Cisco docs 217348 and 221758", section: "the connections; Air-gapped licensing"),
    trigger: whole("license smart transport smart"),
    nearMiss: whole("license smart transport off"))

  static let configTransportDefault = FindingDescriptor(
    "config/transport-default", .error, "no transport is configured",
    looksAt: "license smart transport in a whole configuration",
    why: "without a line the transport is cslu: the device looks for CSLU and logs "
      + "SMART_LIC-3-COMM_FAILED",
    remedy: "set the transport of the topology",
    basis: .catalyst9400("p. 125"),
    trigger: whole("license smart url default"),
    nearMiss: whole("license smart transport off"))

  static let configURLForSmart = FindingDescriptor(
    "config/url-for-smart", .error, "transport smart is pointed at CSLU or On-Prem",
    looksAt: "the path of the URL that transport smart uses",
    why:
      "On-Prem and CSLU answer transport smart with an empty response (Received empty response from "
      + "server)",
    remedy: "for On-Prem set transport cslu and license smart url cslu; for Cisco's receiver "
      + "license smart url default",
    basis: .doc217348("Connected to On-prem"),
    trigger: whole(
      "license smart transport smart",
      "license smart url smart http://onprem.example.net/cslu/v1/pi/EXAMPLE-1"),
    nearMiss: whole(
      "license smart transport smart",
      "license smart url smart https://smartreceiver.cisco.com/licservice/license"))

  static let configReceiverOther = FindingDescriptor(
    "config/receiver-other", .warning, "the URL is not that of Cisco's receiver",
    looksAt: "the host of the URL that transport smart uses",
    why: "since Smart Licensing Using Policy reports go to smartreceiver.cisco.com, no longer "
      + "to tools.cisco.com",
    remedy: "set license smart url default",
    basis: .doc217348("Internet reachability"),
    trigger: whole(
      "license smart transport smart",
      "license smart url https://tools.cisco.com/its/service"),
    nearMiss: whole(
      "license smart transport smart",
      "license smart url https://smartreceiver.cisco.com/licservice/license"))

  static let configURLDefault = FindingDescriptor(
    "config/url-default", .note, "no URL is configured for transport smart",
    looksAt: "license smart url in a whole configuration",
    why: "the document sets the default; whether a device prints it is not recorded",
    remedy: "set it, which does no harm",
    basis: .inferred("a device leaves out what is at its default"),
    trigger: whole("license smart transport smart"),
    nearMiss: whole(
      "license smart transport smart",
      "license smart url default"))

  static let configURLMissing = FindingDescriptor(
    "config/url-missing", .error, "no URL of CSLU or On-Prem is configured",
    looksAt: "license smart url cslu in a whole configuration",
    why: "the device does not know where to report",
    remedy: "give the URL with --url, or --server (and --tenant), and paste the line",
    basis: .doc217348("Connected to CSLU"),
    trigger: whole("license smart transport cslu"),
    nearMiss: whole(
      "license smart transport cslu",
      "license smart url cslu http://192.0.2.20:8182/cslu/v1/pi"))

  static let configURLMismatch = FindingDescriptor(
    "config/url-mismatch", .error, "the URL is not one of this topology",
    looksAt: "the path of license smart url cslu",
    why: "the reports go to a path that does not take them",
    remedy: "give the right URL with --url and paste the line",
    basis: .doc217348("Connected to CSLU"),
    trigger: whole(
      "license smart transport cslu",
      "license smart url cslu http://192.0.2.20:8182/reports"),
    nearMiss: whole(
      "license smart transport cslu",
      "license smart url cslu http://192.0.2.20:8182/cslu/v1/pi"))

  static let configTenantMissing = FindingDescriptor(
    "config/tenant-missing", .error, "the URL of On-Prem has no tenant",
    looksAt: "what comes after /cslu/v1/pi/",
    why: "without the tenant the reports reach no account",
    remedy: "take the exact URL from the web interface of On-Prem: Smart Licensing > Inventory > "
      + "the Virtual Account > General",
    basis: .doc217348("Connected to On-prem"),
    trigger: whole(
      "license smart transport cslu",
      "license smart url cslu http://onprem.example.net/cslu/v1/pi/"),
    nearMiss: whole(
      "license smart transport cslu",
      "license smart url cslu http://onprem.example.net/cslu/v1/pi/EXAMPLE-1"))

  static let configCSLUPort = FindingDescriptor(
    "config/cslu-port", .warning, "the URL of CSLU is not on port 8182",
    looksAt: "the port of license smart url cslu",
    why: "CSLU listens on 8182 unless somebody changed that; without a port the device asks 80",
    remedy: "make sure that CSLU listens there, or give the URL with --url and paste the line",
    basis: .doc217348("Connected to CSLU"),
    trigger: whole(
      "license smart transport cslu",
      "license smart url cslu http://192.0.2.20/cslu/v1/pi"),
    nearMiss: whole(
      "license smart transport cslu",
      "license smart url cslu http://192.0.2.20:8182/cslu/v1/pi"))

  static let configProxyMissing = FindingDescriptor(
    "config/proxy-missing", .error, "the proxy is not configured",
    looksAt: "license smart proxy address and port",
    why:
      "where the address or the port of the proxy is missing, the device goes straight to the receiver",
    remedy: "give --proxy-address and --proxy-port, and paste the lines",
    basis: .doc217348("Smart Transport through a proxy"),
    trigger: whole(
      "license smart transport smart",
      "license smart proxy address proxy.example.net"),
    nearMiss: whole(
      "license smart transport smart",
      "license smart proxy address proxy.example.net",
      "license smart proxy port 3128"))

  static let configProxyUnused = FindingDescriptor(
    "config/proxy-unused", .warning, "a proxy is configured that the topology does not have",
    looksAt: "license smart proxy",
    why: "a leftover proxy takes the connection elsewhere",
    remedy: "remove it, or check against --topology proxy",
    basis: .doc217348("Smart Transport through a proxy"),
    trigger: whole(
      "license smart transport smart",
      "license smart proxy address proxy.example.net",
      "license smart proxy port 3128"),
    nearMiss: whole("license smart transport smart"))

  static let configProxyLogin = FindingDescriptor(
    "config/proxy-login", .warning, "a login for the proxy is configured",
    looksAt: "license smart proxy username and password",
    why: "proxies with a login are not supported as of 17.9.2; for later releases nothing is "
      + "documented",
    remedy: "prefer CSLU, which supports such proxies: rumkit plan cslu",
    basis: .doc217348("Smart Transport through a proxy"),
    trigger: whole(
      "license smart transport smart",
      "license smart proxy address proxy.example.net",
      "license smart proxy port 3128",
      "license smart proxy username example"),
    nearMiss: whole(
      "license smart transport smart",
      "license smart proxy address proxy.example.net",
      "license smart proxy port 3128"))

  static let configPointsOutward = FindingDescriptor(
    "config/points-outward", .warning, "a line points outward though the device is in an air gap",
    looksAt: "license smart url and license smart proxy",
    why: "it takes effect as soon as somebody changes the transport",
    remedy: "remove it",
    basis: .inferred("transport off ignores the line; the next change may not"),
    trigger: whole(
      "license smart transport off",
      "license smart url default"),
    nearMiss: whole("license smart transport off"))

  /// A whole configuration with these lines.
  static func whole(_ lines: String...) -> FindingExample {
    .document("version 17.9\nhostname WLC-1\n" + lines.joined(separator: "\n") + "\nend\n")
  }
}
