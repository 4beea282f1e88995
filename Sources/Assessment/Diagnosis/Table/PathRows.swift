import LicenseFiles

// What a person tried on the device, and proxies.

extension DiagnosisRow {
  static let path: [DiagnosisRow] = [pathOpen, pathClosed, ping, proxyAuthentication]

  private static let reachability = Basis.doc217348("Troubleshooting: reachability")

  private static let pathOpen = DiagnosisRow(
    "path-open", .note, .information, .state(.pathOpen),
    meaning: "the license server's port 443 is reached",
    cause: "a closed connection after Open is normal; TLS and trust may still fail",
    advice: .nothing, basis: reachability,
    trigger: .document(
      "WLC-1#telnet smartreceiver.cisco.com 443\n"
        + "Trying smartreceiver.cisco.com (192.0.2.90, 443)... Open\n"),
    nearMiss: .document("WLC-1#telnet smartreceiver.cisco.com 443\nTrying 192.0.2.90, 443 ...\n"))

  private static let pathClosed = DiagnosisRow(
    "path-closed", .warning, .path, .state(.pathClosed),
    meaning: "the license server's port 443 is not reached",
    cause: "the answer to telnet lacks Open: no route, or a firewall or a missing name",
    advice: TopologyAdvice(
      airGap: DiagnosisAdvice("no action needed: in an air gap this is right"),
      connected: DiagnosisAdvice(
        "allow the connection from the client's source interface to smartreceiver.cisco.com, port 443",
        ["show running-config | include ip http client", "telnet smartreceiver.cisco.com 443"])),
    basis: .inferred("the document says that an open port must show up as Open"),
    explains: ["no-internet-path", "no-answer"],
    trigger: .document("WLC-1#telnet smartreceiver.cisco.com 443\nTrying 192.0.2.90, 443 ...\n"),
    nearMiss: .document(
      "WLC-1#telnet smartreceiver.cisco.com 443\n"
        + "Trying smartreceiver.cisco.com (192.0.2.90, 443)... Open\n"))

  private static let ping = DiagnosisRow(
    "ping-is-no-test", .note, .information, .state(.reachabilityByPing),
    meaning: "a ping of the license server proves nothing",
    cause: "not all of its addresses answer a ping, and they work all the same",
    advice: TopologyAdvice(
      airGap: .nothing,
      connected: DiagnosisAdvice("use telnet", ["telnet smartreceiver.cisco.com 443"])),
    basis: reachability,
    trigger: .document("WLC-1#ping smartreceiver.cisco.com\nSuccess rate is 0 percent (0/5)\n"),
    nearMiss: .document("WLC-1#ping 192.0.2.1\nSuccess rate is 0 percent (0/5)\n"))

  private static let proxyAuthentication = DiagnosisRow(
    "proxy-wants-a-login", .warning, .proxy,
    .line(
      LineSign([["407", "Proxy Authentication Required"], ["HTTP/1.1 407"], ["HTTP/1.0 407"]])),
    meaning: "the proxy requires a login, which the device cannot give",
    cause: "devices do not support proxies with authentication (as of 17.9.2)",
    advice: TopologyAdvice(
      airGap: .transportOff,
      connected: DiagnosisAdvice(
        "let this device through without a login, or report through CSLU, which supports such proxies",
        [
          "configure terminal", "license smart transport cslu",
          "license smart url cslu http://<address-of-CSLU>:8182/cslu/v1/pi", "end",
        ])),
    basis: .doc217348("Direct connection through a proxy, note"),
    explains: ["no-answer", "no-internet-path", "invalid-status"],
    trigger: .document("received HTTP/1.1 407 Proxy Authentication Required\n"),
    nearMiss: .document("received HTTP/1.1 200 Connection established\n"))
}
