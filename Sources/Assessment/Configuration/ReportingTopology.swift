/// A way for a device to report its usage.
///
/// Source: Cisco doc 217348 (direct connection, proxy, CSLU, On-Prem); Cisco doc 221758 (air gap).
public enum ReportingTopology: String, Sendable, Hashable, CaseIterable {
  /// Nothing leaves the device by itself; files are carried.
  case airGap = "air-gap"
  /// The device reports to Cisco License Central (CSSM).
  case direct
  /// The same through a proxy.
  case proxy
  /// The device reports to CSLU.
  case cslu
  /// CSLU fetches the reports from the device.
  case csluInitiated = "cslu-initiated"
  /// The device reports to Cisco License Central (On-prem), formerly SSM On-Prem.
  case onPrem = "on-prem"

  /// What it is, for a heading.
  public var title: String {
    switch self {
    case .airGap: "air gap, files are carried"
    case .direct: "direct connection to Cisco License Central (CSSM)"
    case .proxy: "connection to Cisco License Central (CSSM) through a proxy"
    case .cslu: "connection to CSLU, begun by the device"
    case .csluInitiated: "connection from CSLU, begun by CSLU"
    case .onPrem: "connection to Cisco License Central (On-prem), formerly SSM On-Prem"
    }
  }

  /// The type of `license smart transport`.
  public var transport: String {
    switch self {
    case .airGap: "off"
    case .direct, .proxy: "smart"
    case .cslu, .csluInitiated, .onPrem: "cslu"
    }
  }

  /// True where a transport reports in this way. `callhome` reaches Cisco as `smart` does; `automatic`
  /// chooses by itself.
  ///
  /// Source: `license smart transport` of the router command reference.
  func takes(_ transport: String) -> Bool {
    switch self {
    case .airGap: transport == self.transport
    case .direct, .proxy: [self.transport, "callhome", "automatic"].contains(transport)
    case .cslu, .csluInitiated, .onPrem: [self.transport, "automatic"].contains(transport)
    }
  }

  /// True where the device opens the connection, so that an address, an interface and a name server
  /// matter.
  package var isBegunByDevice: Bool { self != .airGap && self != .csluInitiated }
  /// True where trust is established with a token.
  var needsToken: Bool { self == .direct || self == .proxy }
}
