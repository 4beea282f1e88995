/// What a packet capture shows of name resolution, connections, TLS and proxies.
public struct CaptureFacts: Sendable, Hashable {
  /// The file.
  public let file: String
  /// DNS queries with what became of them.
  public var names: [CapturedName] = []
  /// TCP connections to ports of licensing and proxies.
  public var connections: [CapturedConnection] = []
  /// TLS alerts.
  public var alerts: [CapturedAlert] = []
  /// Server certificates, the first one of each handshake.
  public var certificates: [CapturedCertificate] = []
  /// CONNECT requests to proxies, and their answers.
  public var proxies: [CapturedProxyAnswer] = []
  /// The display filters that were used.
  public var filters: [String] = []
  /// Why nothing is known of its packets; nil when they were read.
  public var unread: String?
  /// True when there were more packets of a kind than are looked at.
  public var isCut = false
  /// True when the file ends in the middle of a packet.
  public var isTruncated = false

  /// Creates the facts of a capture of which nothing is known yet.
  public init(file: String) { self.file = file }
}

/// The place of a packet.
public struct CapturedPlace: Sendable, Hashable {
  /// The number of the frame, counted from 1.
  public let frame: Int
  /// Epoch seconds UTC by the clock of who captured.
  public let time: Double

  /// Creates a place.
  public init(frame: Int, time: Double) {
    self.frame = frame
    self.time = time
  }
}

/// A name that was asked for.
public struct CapturedName: Sendable, Hashable {
  /// The query.
  public let place: CapturedPlace
  /// The name.
  public let name: String
  /// The server that was asked.
  public let server: String
  /// The code of the answer: 0 for success; nil when none came.
  public var code: Int?
  /// The addresses in the answer.
  public var addresses: [String] = []

  /// Creates a query.
  public init(place: CapturedPlace, name: String, server: String) {
    self.place = place
    self.name = name
    self.server = server
  }
}

/// A TCP connection.
public struct CapturedConnection: Sendable, Hashable {
  /// Its first SYN.
  public let place: CapturedPlace
  /// Who opened it.
  public let client: String
  /// Whom it goes to, `address:port`.
  public let server: String
  /// How many SYNs were sent.
  public var attempts = 1
  /// True when it was answered with SYN and ACK.
  public var isOpened = false
  /// Who reset it; nil when nobody did.
  public var resetBy: String?

  /// Creates a connection.
  public init(place: CapturedPlace, client: String, server: String) {
    self.place = place
    self.client = client
    self.server = server
  }
}

/// A TLS alert.
public struct CapturedAlert: Sendable, Hashable {
  /// Its frame.
  public let place: CapturedPlace
  /// Who sent it.
  public let sender: String
  /// True when the server of the connection sent it.
  public let isFromServer: Bool
  /// The code of RFC 8446, section 6: 48 is unknown CA.
  public let code: Int

  /// Creates an alert.
  public init(place: CapturedPlace, sender: String, isFromServer: Bool, code: Int) {
    self.place = place
    self.sender = sender
    self.isFromServer = isFromServer
    self.code = code
  }

  /// The name of the alert in RFC 8446 and RFC 5246.
  public var name: String {
    Self.names[code] ?? "alert \(code)"
  }

  private static let names: [Int: String] = [
    0: "close notify", 10: "unexpected message", 20: "bad record MAC", 22: "record overflow",
    40: "handshake failure", 42: "bad certificate", 43: "unsupported certificate",
    44: "certificate revoked", 45: "certificate expired", 46: "certificate unknown",
    47: "illegal parameter", 48: "unknown CA", 49: "access denied", 50: "decode error",
    51: "decrypt error", 70: "protocol version", 71: "insufficient security", 80: "internal error",
    86: "inappropriate fallback", 90: "user cancelled", 109: "missing extension",
    110: "unsupported extension", 112: "unrecognized name", 113: "bad certificate status response",
    116: "certificate required", 120: "no application protocol",
  ]
}

/// A server's certificate.
public struct CapturedCertificate: Sendable, Hashable {
  /// Its frame.
  public let place: CapturedPlace
  /// Who showed it.
  public let server: String
  /// The name that the client asked for; nil when it named none.
  public let serverName: String?
  /// The subject, `CN=…, O=…`.
  public let subject: String
  /// The issuer.
  public let issuer: String
  /// The time from which it is valid, epoch seconds UTC.
  public let notBefore: Int64?
  /// The time to which it is valid, epoch seconds UTC.
  public let notAfter: Int64?

  /// Creates a certificate.
  public init(
    place: CapturedPlace, server: String, serverName: String?, subject: String, issuer: String,
    notBefore: Int64?, notAfter: Int64?
  ) {
    self.place = place
    self.server = server
    self.serverName = serverName
    self.subject = subject
    self.issuer = issuer
    self.notBefore = notBefore
    self.notAfter = notAfter
  }
}

/// The answer of a proxy to CONNECT.
public struct CapturedProxyAnswer: Sendable, Hashable {
  /// The frame of the answer.
  public let place: CapturedPlace
  /// The proxy.
  public let proxy: String
  /// Whom the device wanted to reach.
  public let target: String
  /// The HTTP status.
  public let status: Int

  /// Creates an answer.
  public init(place: CapturedPlace, proxy: String, target: String, status: Int) {
    self.place = place
    self.proxy = proxy
    self.target = target
    self.status = status
  }
}
