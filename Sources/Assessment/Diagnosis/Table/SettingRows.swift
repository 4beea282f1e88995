import LicenseFiles

// How the device is set up.

extension DiagnosisRow {
  static let settings: [DiagnosisRow] = [
    transportNotOff, transportOff, notForOnPrem, withoutTenant, withoutAddress, interface,
    trustpoint, nameServer, lookup, interval, webMenu,
  ]

  private static func status(_ type: String, _ rest: String = "") -> FindingExample {
    .document("WLC-1#show license status\nTransport:\n  Type: \(type)\n\(rest)")
  }
  private static func configuration(_ lines: String) -> FindingExample {
    .document(
      "WLC-1#show running-config\nBuilding configuration...\n\nCurrent configuration : 900 bytes\n!\n"
        + lines + "end\n")
  }
  private static let connection = Basis.doc217348(
    "Direct connection; Troubleshooting: certificates")
  private static let client =
    "ip http client source-interface Vlan10\nip http client secure-trustpoint TP-self-signed-1\n"
    + "ip name-server 192.0.2.53\nlicense smart transport smart\nlicense smart url default\n"

  private static let transportNotOff = DiagnosisRow(
    "transport-not-off", .warning, .setting, .state(.transportNotOff),
    meaning: "the transport is not off, in a site where nothing can be reached",
    cause: "the device goes on trying, and logs each failure; cslu is the default",
    advice: TopologyAdvice(airGap: .transportOff, connected: .nothing),
    basis: .doc221758("Air-gapped licensing"),
    explains: [
      "cslu-not-found", "cslu-unreachable", "no-dns", "no-internet-path", "reports-not-delivered",
      "communication-failed", "call-home-send", "call-home-profile", "wrong-transport-for-on-prem",
      "crl-not-fetched", "no-answer", "no-reply",
    ], trigger: status("cslu", "  Cslu address: <empty>\n"), nearMiss: status("Transport Off"))

  private static let transportOff = DiagnosisRow(
    "transport-off", .warning, airGap: .note, .setting, .state(.transportOff),
    meaning: "the transport is off, so the device reports to nobody",
    cause:
      "the topology that was named wants a connection, and the device has been told to make none",
    advice: TopologyAdvice(
      airGap: .nothing,
      connected: DiagnosisAdvice(
        "set the transport of the topology",
        ["configure terminal", "license smart transport smart", "license smart url default", "end"]),
      cslu: DiagnosisAdvice(
        "set the transport of the topology",
        [
          "configure terminal", "license smart transport cslu",
          "license smart url cslu http://<address-of-CSLU>:8182/cslu/v1/pi", "end",
        ]),
      onPrem: DiagnosisAdvice(
        "set the transport of the topology",
        [
          "configure terminal", "license smart transport cslu",
          "license smart url cslu http://<address-of-On-Prem>/cslu/v1/pi/<tenant-id>", "end",
        ])),
    basis: connection,
    trigger: .described("--topology direct and a transport that is off"),
    nearMiss: .described("the same without --topology"))

  private static let notForOnPrem = DiagnosisRow(
    "transport-not-for-on-prem", .warning, .setting, .state(.transportNotForOnPrem),
    meaning: "the transport is not the one that is advised for On-Prem",
    cause:
      "from 17.3.2 on the CSLU type of transport and a CSLU address are advised; with smart the "
      + "server answers with nothing",
    advice: TopologyAdvice(
      airGap: .nothing,
      connected: DiagnosisAdvice(
        "take the address from the server's page (Smart Licensing > Inventory > the virtual account "
          + "> General)",
        [
          "configure terminal", "license smart transport cslu",
          "license smart url cslu http://<address-of-On-Prem>/cslu/v1/pi/<tenant-id>", "end",
          "copy running-config startup-config",
        ])),
    basis: .doc217348("Connection with On-Prem"),
    explains: ["wrong-transport-for-on-prem", "no-internet-path", "no-answer"],
    trigger: .described("--topology on-prem and transport smart"),
    nearMiss: .described("--topology on-prem and transport cslu"))

  private static let withoutTenant = DiagnosisRow(
    "address-without-tenant", .warning, .setting, .state(.onPremURLWithoutTenant),
    meaning: "the address of the On-Prem server lacks the tenant id",
    cause: "On-Prem gives each virtual account an address of its own",
    advice: TopologyAdvice(
      airGap: .nothing,
      connected: DiagnosisAdvice(
        "take the address from the server's page (Smart Licensing > Inventory > the virtual account "
          + "> General)",
        [
          "configure terminal",
          "license smart url cslu http://<address-of-On-Prem>/cslu/v1/pi/<tenant-id>", "end",
        ])),
    basis: .doc217348("Connection with On-Prem"),
    explains: ["communication-failed", "cslu-unreachable", "no-answer"],
    trigger: .described("--topology on-prem and an address that ends with /cslu/v1/pi"),
    nearMiss: .described("--topology on-prem and an address with a tenant id"))

  private static let withoutAddress = DiagnosisRow(
    "address-missing", .warning, .setting, .state(.serverAddressMissing),
    meaning: "the transport is cslu and no address is configured",
    cause: "the device then looks for a CSLU by a name that the site must know",
    advice: TopologyAdvice(
      airGap: .transportOff,
      connected: DiagnosisAdvice(
        "name the address",
        [
          "configure terminal", "license smart url cslu http://<address-of-CSLU>:8182/cslu/v1/pi",
          "end", "copy running-config startup-config",
        ]),
      onPrem: DiagnosisAdvice(
        "name the address",
        [
          "configure terminal",
          "license smart url cslu http://<address-of-On-Prem>/cslu/v1/pi/<tenant-id>", "end",
          "copy running-config startup-config",
        ])),
    basis: .doc217348("Connection with CSLU"),
    explains: ["cslu-not-found", "cslu-unreachable"],
    trigger: .described("--topology cslu and an empty Cslu address"),
    nearMiss: .described("--topology cslu and a Cslu address"))

  private static let interface = DiagnosisRow(
    "source-interface-missing", .warning, airGap: .note, .setting, .state(.sourceInterfaceMissing),
    meaning: "ip http client source-interface is not configured",
    cause:
      "licensing uses the HTTP client, which is not the HTTP server of the web interface; without "
      + "the setting its packets leave by the wireless management interface",
    advice: TopologyAdvice(
      airGap: .nothing,
      connected: DiagnosisAdvice(
        "name the interface from which the license server is reached",
        ["configure terminal", "ip http client source-interface <interface>", "end"])),
    basis: connection,
    trigger: configuration("ip name-server 192.0.2.53\nlicense smart transport smart\n"),
    nearMiss: configuration(client))

  private static let trustpoint = DiagnosisRow(
    "client-trustpoint-missing", .warning, airGap: .note, .setting,
    .state(.clientTrustpointMissing),
    meaning: "ip http client secure-trustpoint is not configured",
    cause:
      "the license server wants a client certificate: a self-signed one is enough, an expired one "
      + "is refused",
    advice: TopologyAdvice(
      airGap: .nothing,
      connected: DiagnosisAdvice(
        "name a trustpoint: a self-signed one (TP-self-signed-…), or CISCO_IDEVID_SUDI, which only "
          + "9800-80, 9800-40 and 9800-L have",
        [
          "show crypto pki trustpoints", "configure terminal",
          "ip http client secure-trustpoint <trustpoint>", "end",
        ])),
    basis: connection,
    trigger: configuration("ip name-server 192.0.2.53\nlicense smart transport smart\n"),
    nearMiss: configuration(client))

  private static let nameServer = DiagnosisRow(
    "name-server-missing", .warning, airGap: .note, .name, .state(.nameServerMissing),
    meaning: "no name server is configured",
    cause: "the device cannot find out the address of the license server",
    advice: TopologyAdvice(
      airGap: .nothing,
      connected: DiagnosisAdvice(
        "name a server that knows smartreceiver.cisco.com",
        ["configure terminal", "ip name-server <address>", "end"])),
    basis: .doc217348("Troubleshooting: logs"),
    explains: ["no-dns", "cslu-not-found"],
    trigger: configuration("license smart transport smart\n"), nearMiss: configuration(client))

  private static let lookup = DiagnosisRow(
    "name-lookup-off", .warning, airGap: .note, .name, .state(.lookupOff),
    meaning: "the device is told not to look up names",
    cause: "with no ip domain lookup no name server is asked",
    advice: TopologyAdvice(
      airGap: .nothing,
      connected: DiagnosisAdvice(
        "switch the lookup on", ["configure terminal", "ip domain lookup", "end"])),
    basis: .inferred("the setting stops every name query of the device"),
    explains: ["no-dns", "cslu-not-found"],
    trigger: .document(
      "WLC-1#show running-config\nno ip domain lookup\nlicense smart transport smart\n"),
    nearMiss: .document(
      "WLC-1#show running-config\nip domain lookup\nlicense smart transport smart\n"))

  private static let interval = DiagnosisRow(
    "interval-without-effect", .note, .information, .state(.usageInterval),
    meaning: "the configured reporting interval has no effect on a 9800",
    cause:
      "a 9800 counts and reports every 8 hours, whatever is configured, also with a connection",
    advice: TopologyAdvice.everywhere(
      "see when it counts next", ["show license air entities summary"]),
    basis: .doc217348("Reporting interval"),
    trigger: .document(
      "WLC-1#show license udi\nUDI: PID:C9800-CL-K9,SN:9EXAMPLE001\n"
        + "WLC-1#show running-config\nlicense smart usage interval 30\n"),
    nearMiss: .document(
      "SW-1#show license udi\nUDI: PID:C9300-24UX,SN:9EXAMPLE002\n"
        + "SW-1#show running-config\nlicense smart usage interval 30\n"))

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
