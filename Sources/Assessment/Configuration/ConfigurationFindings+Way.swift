import LicenseFiles

extension FindingDescriptor {
  static let configRevocationCheck = FindingDescriptor(
    "config/revocation-check", .error, "the revocation of On-Prem's certificate is checked",
    looksAt: "revocation-check of crypto pki trustpoint SLA-TrustPoint",
    why: "On-Prem usually has a self-signed certificate, for which no revocation list exists: "
      + "%PKI-3-CRL_FETCH_FAIL",
    remedy: "set revocation-check none under SLA-TrustPoint. Risk: " + DiagnosisRow.revocationRisk,
    basis: .doc217348("Connected to On-prem"),
    trigger: whole(
      "crypto pki trustpoint SLA-TrustPoint",
      " revocation-check crl",
      "license smart transport cslu",
      "license smart url cslu http://onprem.example.net/cslu/v1/pi/EXAMPLE-1"),
    nearMiss: whole(
      "crypto pki trustpoint SLA-TrustPoint",
      " revocation-check none",
      "license smart transport cslu",
      "license smart url cslu http://onprem.example.net/cslu/v1/pi/EXAMPLE-1"))

  static let configRevocationOff = FindingDescriptor(
    "config/revocation-off", .note, "revocation is not checked, and there is no reason for that",
    looksAt: "revocation-check of SLA-TrustPoint where the server is not On-Prem",
    why:
      "the device then accepts a certificate even after it was revoked; for Cisco's receiver the "
      + "revocation can be checked",
    remedy: "set revocation-check crl under SLA-TrustPoint unless there is a reason not to",
    basis: .inferred("the document asks for none with On-Prem only"),
    trigger: whole(
      "crypto pki trustpoint SLA-TrustPoint",
      " revocation-check none",
      "license smart transport smart"),
    nearMiss: whole(
      "crypto pki trustpoint SLA-TrustPoint",
      " revocation-check crl",
      "license smart transport smart"))

  static let configSourceInterfaceMissing = FindingDescriptor(
    "config/source-interface-missing", .warning, "no source interface for the HTTP client",
    looksAt: "ip http client source-interface",
    why: "without it connections leave by the wireless management interface, which may have no "
      + "way out",
    remedy:
      "give --source-interface and paste the line, or make sure that the default interface is right",
    basis: .doc217348("HTTP client and certificate"),
    trigger: whole("license smart transport smart"),
    nearMiss: whole(
      "license smart transport smart",
      "ip http client source-interface Vlan10"))

  static let configSourceInterfaceUnusable = FindingDescriptor(
    "config/source-interface-unusable", .warning, "the source interface cannot be used",
    looksAt: "the interface of ip http client source-interface",
    why: "a connection from an interface that is missing, down or without an address does not "
      + "begin",
    remedy: "name another with --source-interface, or fix the interface",
    basis: .inferred("a connection needs an address that is up"),
    trigger: whole(
      "interface Vlan10",
      " ip address 192.0.2.10 255.255.255.0",
      " shutdown",
      "license smart transport smart",
      "ip http client source-interface Vlan10"),
    nearMiss: whole(
      "interface Vlan10",
      " ip address 192.0.2.10 255.255.255.0",
      "license smart transport smart",
      "ip http client source-interface Vlan10"))

  static let configTrustpointMissing = FindingDescriptor(
    "config/trustpoint-missing", .warning, "no trustpoint for the HTTP client",
    looksAt: "ip http client secure-trustpoint",
    why: "the connection needs a certificate of the device that has not expired",
    remedy: "give --trustpoint and paste the line; show crypto pki trustpoints has the names",
    basis: .doc217348("HTTP client and certificate"),
    trigger: whole("license smart transport smart"),
    nearMiss: whole(
      "license smart transport smart",
      "ip http client secure-trustpoint CISCO_IDEVID_SUDI"))

  static let configTrustpointUnknown = FindingDescriptor(
    "config/trustpoint-unknown", .warning, "the trustpoint of the HTTP client is not configured",
    looksAt: "ip http client secure-trustpoint against crypto pki trustpoint",
    why: "without the trustpoint there is no certificate",
    remedy: "name one that show crypto pki trustpoints lists",
    basis: .inferred(
      "every trustpoint except the manufacturer's has a block in the configuration"),
    trigger: whole(
      "license smart transport smart",
      "ip http client secure-trustpoint EXAMPLE-TP"),
    nearMiss: whole(
      "crypto pki trustpoint EXAMPLE-TP",
      " revocation-check crl",
      "license smart transport smart",
      "ip http client secure-trustpoint EXAMPLE-TP"))

  static let configVRFUnknown = FindingDescriptor(
    "config/vrf-unknown", .warning, "a VRF is not defined",
    looksAt: "the VRF that was named, and vrf definition",
    why: "no connection can use a VRF that does not exist",
    remedy: "define it, or name the right one",
    basis: .inferred("each VRF has a line in the configuration"),
    trigger: whole(
      "license smart transport smart",
      "license smart vrf EXAMPLE"),
    nearMiss: whole(
      "vrf definition EXAMPLE",
      "license smart transport smart",
      "license smart vrf EXAMPLE"))

  static let configNameServerMissing = FindingDescriptor(
    "config/name-server-missing", .warning, "no name server is configured",
    looksAt: "ip name-server, where the server is given by its name",
    why: "the name is not found: COMM_FAILED, Unable to resolve server hostname/domain name",
    remedy: "give --name-server and paste the line; one that DHCP brings is not in a "
      + "configuration",
    basis: .doc217348("Logs"),
    trigger: whole("license smart transport smart"),
    nearMiss: whole(
      "license smart transport smart",
      "ip name-server 192.0.2.53"))

  static let configNameServerVRF = FindingDescriptor(
    "config/name-server-vrf", .warning, "no name server where the connection leaves",
    looksAt: "the VRFs of ip name-server and of the source interface",
    why: "names are looked up in the table that the connection uses",
    remedy: "put a name server into that VRF",
    basis: .inferred("the document shows the line without a VRF"),
    trigger: whole(
      "vrf definition EXAMPLE",
      "interface Vlan10",
      " vrf forwarding EXAMPLE",
      " ip address 192.0.2.10 255.255.255.0",
      "ip name-server 192.0.2.53",
      "license smart transport smart",
      "ip http client source-interface Vlan10"),
    nearMiss: whole(
      "vrf definition EXAMPLE",
      "interface Vlan10",
      " vrf forwarding EXAMPLE",
      " ip address 192.0.2.10 255.255.255.0",
      "ip name-server vrf EXAMPLE 192.0.2.53",
      "license smart transport smart",
      "ip http client source-interface Vlan10"))

  static let configLookupOff = FindingDescriptor(
    "config/lookup-off", .warning, "names are not looked up",
    looksAt: "no ip domain lookup, where the server is given by its name",
    why: "the name is not found, whatever name server is configured",
    remedy: "turn the lookup on, or give the address of the server",
    basis: .inferred("the server is given by a name without a fixed address"),
    trigger: whole(
      "no ip domain lookup",
      "ip name-server 192.0.2.53",
      "license smart transport smart"),
    nearMiss: whole(
      "ip host smartreceiver.cisco.com 192.0.2.80",
      "no ip domain lookup",
      "license smart transport smart"))

  static let configTimeServerMissing = FindingDescriptor(
    "config/time-server-missing", .warning, "no time server is configured",
    looksAt: "ntp server",
    why: "reports and ACKs carry the device's time, and trust fails when it is an hour off",
    remedy: "give --ntp-server and paste the line",
    basis: .inferred("a clock without a server drifts"),
    trigger: whole("license smart transport smart"),
    nearMiss: whole(
      "license smart transport smart",
      "ntp server 192.0.2.123"))

  static let configReportingInterval = FindingDescriptor(
    "config/reporting-interval", .note, "the reporting interval has no effect",
    looksAt: "license smart usage interval",
    why: "a 9800 counts and reports every 8 hours, whatever the interval; with transport off "
      + "nothing is pushed",
    remedy: "remove the line, so that nobody relies on it",
    basis: .doc217348("Reporting interval"),
    trigger: whole(
      "wireless management interface Vlan10",
      "license smart transport smart",
      "license smart usage interval 5"),
    nearMiss: whole(
      "license smart transport smart",
      "license smart usage interval 5"))

  static let configPrivacyMissing = FindingDescriptor(
    "config/privacy-missing", .warning, "reports contain what --privacy should keep inside",
    looksAt: "license smart privacy against --privacy",
    why: "usage files carry the host name and the version",
    remedy: "paste the line, then save usage again: files that are saved already keep what they "
      + "have",
    basis: .documented(title: "Cisco router command reference", section: "license smart privacy"),
    trigger: whole("license smart transport off"),
    nearMiss: whole(
      "license smart transport off",
      "license smart privacy hostname"))

  static let configValueDiffers = FindingDescriptor(
    "config/value-differs", .error, "a value is not the requested one",
    looksAt: "the configuration against the options of plan",
    why: "the device connects by another way or to another place",
    remedy: "paste the line",
    basis: .documented(title: "rumkit-plan(1)", section: "CHECKING"),
    trigger: whole(
      "license smart transport smart",
      "license smart proxy address other.example.net",
      "license smart proxy port 3128"),
    nearMiss: whole(
      "license smart transport smart",
      "license smart proxy address proxy.example.net",
      "license smart proxy port 3128"))

  static let configReservation = FindingDescriptor(
    "config/reservation", .warning, "a line of license reservation is left",
    looksAt: "license smart reservation",
    why: "reservation no longer exists from 17.3.2 on; an authorization code stays "
      + "valid until it is returned",
    remedy: "report offline instead: save usage and carry it",
    basis: .doc217348("SLR"),
    trigger: whole(
      "license smart reservation",
      "license smart transport off"),
    nearMiss: whole("license smart transport off"))

  static let configBeforePolicy = FindingDescriptor(
    "config/before-policy", .error, "the release has no Smart Licensing Using Policy",
    looksAt: "version",
    why: "the lines of a plan exist from 17.3.2 on",
    remedy: "rumkit migrate start leads to a release with the policy; no setting helps before it",
    basis: .doc217348("introduction"),
    trigger: .document("version 16.12\nhostname WLC-1\nlicense smart transport off\nend\n"),
    nearMiss: whole("license smart transport off"))

  static let configPartial = FindingDescriptor(
    "config/partial", .note, "it is not the whole configuration",
    looksAt: "the echo of the command and the last line",
    why: "what was left out may be configured, so nothing that is missing was judged",
    remedy: "save show running-config without a filter and to its end",
    basis: .inferred("a whole configuration ends with end"),
    trigger: .document("version 17.9\nhostname WLC-1\nlicense smart transport off\n"),
    nearMiss: whole("license smart transport off"))

  static let configNotUnderstood = FindingDescriptor(
    "config/not-understood", .note, "a license smart line is not understood",
    looksAt: "license smart lines",
    why: "a later release may have lines that this tool does not know",
    remedy: "read the line yourself; nothing was concluded from it",
    basis: .inferred("the lines that the document names are understood"),
    trigger: whole(
      "license smart transport off",
      "license smart example"),
    nearMiss: whole("license smart transport off"))
}
