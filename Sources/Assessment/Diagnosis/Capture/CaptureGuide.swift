import DeviceOutput

/// What to look for in a capture: the steps of a connection, each with its display filter.
public enum CaptureGuide {
  /// One step.
  public struct Step: Sendable, Hashable {
    /// What it is about.
    public let title: String
    /// The display filter of Wireshark and tshark.
    public let filter: String
    /// What a sound capture shows, and what a fault looks like.
    public let meaning: String
  }

  /// The ports of licensing and of usual proxies.
  public static let ports = [80, 443, 3128, 8080, 8182, 8443]

  static let portFilter = "tcp.port in {" + ports.map(String.init).joined(separator: ", ") + "}"

  /// The steps in their order.
  public static let steps: [Step] = [
    Step(
      title: "names", filter: "dns",
      meaning:
        "each query must have an answer with an address; none: the name server is not reached"
    ),
    Step(
      title: "connections", filter: "(tcp.flags.syn == 1 || tcp.flags.reset == 1) && " + portFilter,
      meaning: "a SYN must be answered with SYN and ACK; none: a firewall drops it; RST: refused"),
    Step(
      title: "alerts", filter: "tls.alert_message",
      meaning: "unknown CA from the server: the device's certificate is expired or not valid; an "
        + "alert from the device: it does not trust the server's certificate"),
    Step(
      title: "certificates", filter: "tls.handshake.type == 1 || tls.handshake.type == 11",
      meaning: "the issuer must not be a firewall of the site; TLS 1.3 hides the certificate"),
    Step(
      title: "proxies", filter: "http.request.method == \"CONNECT\" || http.response",
      meaning:
        "407: the proxy requires a login, which devices cannot give; 200: the connection is open"),
  ]

  /// How to make a capture: on a 9800 in its web interface, on what is known to be another device in the
  /// network.
  static func step(for model: DeviceModel?, _ system: DeviceModel.System?) -> NextStep {
    let isElsewhere = model?.isWirelessController == false || system.map { $0 != .iosXE } ?? false
    let begin =
      isElsewhere
      ? "capture the packets of the device's source address where they leave, for example at a mirrored port"
      : "web interface: Troubleshooting > Packet Capture > Add; tick Monitor Control Plane; buffer 100 MB; "
        + "add the interface"
    let source = [
      "packets leave by the wireless management interface, unless ip http client source-interface "
        + "names another"
    ]
    return NextStep(
      "what goes over the wire during a new attempt",
      [
        begin,
        "start it, make the device try (license smart sync all, or trust with a token), stop, export",
        "rumkit diagnose <capture>",
      ],
      notes: (isElsewhere ? [] : source) + [
        "filter for the receiver by name, because its addresses change: dns.qry.name == \""
          + CaptureReading.receiver + "\" || tls.handshake.extensions_server_name == \""
          + CaptureReading.receiver + "\"; for an On-Prem server: ip.addr == <address-of-On-Prem>"
      ], isTyped: false)
  }
}
