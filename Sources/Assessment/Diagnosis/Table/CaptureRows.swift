import LicenseFiles

// What packets show. The tests build a capture for each row.

extension DiagnosisRow {
  static let captures: [DiagnosisRow] = [
    capture(
      "capture-silence", .warning, .setting, .nothingSent,
      "the device sent nothing to a license server while the capture ran",
      "no attempt was made, the wrong interface was captured, or the control plane was not",
      "tick the control plane, add the interface of ip http client source-interface (or wireless "
        + "management), start, and make the device try", ["license smart sync all"]),
    capture(
      "capture-dns-unanswered", .error, .name, .dnsUnanswered,
      "name queries are not answered", "the name server is not reached, or is not a name server",
      "check the address of the name server and the path to it",
      ["show running-config | include name-server"], explains: ["no-dns", "cslu-not-found"]),
    capture(
      "capture-dns-error", .error, .name, .dnsRefused,
      "the name server answers that it does not know the name",
      "it cannot resolve names of the internet, or the name is wrong",
      "use a name server that knows the name", ["show running-config | include name-server"],
      explains: ["no-dns", "cslu-not-found"]),
    capture(
      "capture-dns-answered", .note, .information, .dnsAnswered, "names are resolved",
      "the name server works", "no action needed"),
    capture(
      "capture-no-connection", .error, .path, .connectionUnanswered,
      "the server does not answer the connection", "a firewall drops it, or there is no route",
      "allow this source, destination and port",
      ["show running-config | include ip http client"],
      explains: ["no-internet-path", "no-answer", "path-closed"]),
    capture(
      "capture-connection-reset", .error, .path, .connectionReset,
      "the connection is refused or cut",
      "a firewall rejects it, or nothing listens at the port",
      "find out who sends the RST, and allow the connection",
      explains: [
        "no-internet-path", "no-answer", "path-closed",
      ]),
    capture(
      "capture-connected", .note, .information, .connectionOpened, "the connection is opened",
      "the path works as far as TCP", "no action needed"),
    capture(
      "capture-client-refused", .error, .certificate, .alertUnknownAuthority,
      "the server refuses the device's certificate",
      "the alert unknown CA from the server means that the certificate of the device's HTTP client has "
        + "expired or is not valid",
      "name a trustpoint with a valid certificate",
      [
        "show crypto pki trustpoints", "configure terminal",
        "ip http client secure-trustpoint <trustpoint>", "end",
      ], explains: ["no-answer", "no-internet-path"]),
    capture(
      "capture-alert-from-server", .warning, .certificate, .alertFromServer,
      "the server ends TLS with an alert", "the name of the alert says why",
      "fix what the alert names; look at the device's certificate first",
      ["show crypto pki trustpoints"], explains: ["no-answer"]),
    capture(
      "capture-alert-from-device", .warning, .certificate, .alertFromDevice,
      "the device refuses the server's certificate",
      "it finds no root that it trusts: a firewall that decrypts TLS shows its own certificate",
      "exempt smartreceiver.cisco.com from TLS interception; look at the issuer in the capture",
      explains: ["no-answer", "no-internet-path"]),
    capture(
      "capture-tls-intercepted", .warning, .certificate, .foreignIssuer,
      "something on the path shows its own certificate",
      "a firewall that decrypts TLS answers instead of the license server, and the device refuses it. "
        + "Which issuers are expected is unverified: look at the name",
      "exempt smartreceiver.cisco.com from TLS interception",
      explains: ["capture-alert-from-device", "no-answer", "no-internet-path"]),
    capture(
      "capture-certificate-expired", .error, .certificate, .certificateExpired,
      "the certificate of the server was not valid at that time",
      "it has expired, or is not valid yet",
      "renew the certificate of the server", explains: ["capture-alert-from-device"]),
    capture(
      "capture-certificate", .note, .information, .certificateSeen,
      "the server showed its certificate",
      "its issuer is printed; TLS 1.3 hides certificates", "no action needed"),
    capture(
      "capture-proxy-login", .error, .proxy, .proxyAuthentication,
      "the proxy requires a login, which the device cannot give",
      "devices do not support proxies with authentication (as of 17.9.2)",
      "let this device through without a login, or report through CSLU, which supports such proxies",
      explains: ["no-answer", "no-internet-path", "invalid-status"]),
    capture(
      "capture-proxy-refused", .error, .proxy, .proxyRefused, "the proxy refuses the connection",
      "its answer says why", "allow CONNECT to smartreceiver.cisco.com, port 443, in the proxy",
      explains: ["no-answer", "no-internet-path"]),
    capture(
      "capture-proxy-open", .note, .information, .proxyOpened, "the proxy opened the connection",
      "the path works to the proxy and beyond it", "no action needed"),
  ]

  private static func capture(
    _ name: String, _ severity: Severity, _ rank: CauseRank, _ sign: CaptureSign, _ meaning: String,
    _ cause: String, _ remedy: String, _ commands: [String] = [], explains: [String] = []
  ) -> DiagnosisRow {
    let basis: Basis =
      switch sign {
      case .alertUnknownAuthority, .alertFromDevice, .foreignIssuer:
        .doc217348("Troubleshooting: certificates")
      case .proxyAuthentication:
        .doc217348("Direct connection through a proxy, note")
      case .nothingSent, .dnsUnanswered, .dnsRefused, .dnsAnswered, .connectionUnanswered,
        .connectionReset, .connectionOpened, .alertFromServer, .certificateExpired,
        .certificateSeen,
        .proxyRefused, .proxyOpened:
        .doc217348("Troubleshooting: packet captures")
      }
    let isProblem = severity > .note
    return DiagnosisRow(
      name, severity, airGap: isProblem && sign != .nothingSent ? .warning : .note, rank,
      .capture(sign), meaning: meaning, cause: cause,
      advice: TopologyAdvice(
        airGap: isProblem && sign != .nothingSent
          ? .transportOff
          : DiagnosisAdvice("no action needed: in an air gap there must be no such traffic"),
        connected: DiagnosisAdvice(remedy, commands)),
      basis: basis, explains: explains, trigger: .described("a capture with \(sign.words)"),
      nearMiss: .described("a capture without it"))
  }
}
