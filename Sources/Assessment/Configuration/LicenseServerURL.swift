/// A URL of `license smart url`, taken apart.
///
/// Only what IOS takes in one word is one: visible ASCII without `?` (which asks for help), quotes
/// or angle brackets (which are placeholders of a page).
public struct LicenseServerURL: Sendable, Hashable {
  /// What a path says of the server.
  public enum Kind: Sendable, Hashable {
    /// `/cslu/v1/pi`, on the port of CSLU also with a slash after it.
    case cslu
    /// `/cslu/v1/pi/TENANT`, also with a slash after it.
    case onPrem(tenant: String)
    /// `/cslu/v1/pi/` and nothing after it, on another port than that of CSLU.
    case tenantMissing
    /// Any other path on Cisco's receiver.
    case receiver
    /// Any other.
    case other
  }

  /// True for the URL of a Cisco License Central (On-prem).
  var isOnPrem: Bool {
    if case .onPrem = kind { true } else { false }
  }

  /// `http` or `https`.
  public let scheme: String
  /// Name or address, in lower case; an IPv6 address without its brackets.
  public let host: String
  /// The port; nil for that of the scheme.
  public let port: Int?
  /// The path, beginning with a slash; empty without.
  public let path: String

  /// The host that establishes trust and takes reports at Cisco.
  ///
  /// Source: Cisco doc 217348, Internet reachability.
  static let receiver = "smartreceiver.cisco.com"
  /// The port of CSLU.
  ///
  /// Source: Cisco doc 217348, Connected to CSLU.
  static let csluPort = 8182
  static let csluPath = "/cslu/v1/pi"

  /// Takes a URL apart; nil when it is none that a device could use, or holds a login.
  init?(_ text: String) {
    guard text.utf8.count <= 255, text.utf8.allSatisfy(Self.isPlain),
      let separator = text.firstRange(of: "://")
    else { return nil }
    scheme = text[..<separator.lowerBound].lowercased()
    guard scheme == "http" || scheme == "https" else { return nil }
    let rest = text[separator.upperBound...]
    let authority = rest.prefix { $0 != "/" }
    path = String(rest[authority.endIndex...])
    guard let place = Self.place(authority) else { return nil }
    (host, port) = place
  }

  /// The URL of a server that is given by its name or address. Names and addresses are checked by
  /// ``PlanValue``.
  init(host: String, port: Int?, path: String) {
    scheme = "http"
    self.host = host
    self.port = port
    self.path = path
  }

  /// Which server it is for.
  public var kind: Kind {
    if host == Self.receiver { return .receiver }
    if path == Self.csluPath { return .cslu }
    guard path.hasPrefix(Self.csluPath + "/") else { return .other }
    let tenant = path.dropFirst(Self.csluPath.count + 1)
    // On-Prem is never on the port of CSLU.
    if tenant.isEmpty { return port == Self.csluPort ? .cslu : .tenantMissing }
    let name = tenant.last == "/" ? tenant.dropLast() : tenant
    return Self.isTenant(name) ? .onPrem(tenant: String(name)) : .other
  }

  /// A name, where an escape stands for a blank or another character: `tenant%20name-1`.
  private static func isTenant(_ text: Substring) -> Bool {
    var name = ""
    var rest = text
    while let first = rest.first {
      guard first == "%" else {
        name.append(first)
        rest = rest.dropFirst()
        continue
      }
      let digits = rest.dropFirst().prefix(2)
      guard digits.count == 2, digits.allSatisfy(\.isHexDigit) else { return false }
      name.append("-")
      rest = rest.dropFirst(3)
    }
    return !name.hasPrefix("-") && PlanValue.isName(name, limit: 64)
  }

  /// True for an address of Cisco's; false for any other, and for one that cannot be read.
  static func isCisco(_ text: String) -> Bool {
    LicenseServerURL(text)?.host.hasSuffix(".cisco.com") ?? false
  }

  /// As a device takes it.
  public var text: String {
    let shown = host.contains(":") ? "[\(host)]" : host
    return "\(scheme)://\(shown)\(port.map { ":\($0)" } ?? "")\(path)"
  }

  /// The port that the device connects to.
  var effectivePort: Int { port ?? (scheme == "https" ? 443 : 80) }

  /// True when the text holds a login before the host.
  static func holdsLogin(_ text: String) -> Bool {
    let rest = text.firstRange(of: "://").map { text[$0.upperBound...] } ?? text[...]
    return rest.prefix { $0 != "/" }.contains("@")
  }

  private static func place(_ authority: Substring) -> (String, Int?)? {
    if authority.hasPrefix("[") {
      guard let close = authority.firstIndex(of: "]") else { return nil }
      let host = String(authority[authority.index(after: authority.startIndex)..<close])
      let rest = authority[authority.index(after: close)...]
      guard PlanValue.isIPv6(host) else { return nil }
      if rest.isEmpty { return (host, nil) }
      guard rest.hasPrefix(":"), let port = PlanValue.port(rest.dropFirst()) else { return nil }
      return (host, port)
    }
    let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, let host = parts.first, PlanValue.isHost(host) else { return nil }
    guard parts.count == 2 else { return (host.lowercased(), nil) }
    guard let port = PlanValue.port(parts[1]) else { return nil }
    return (host.lowercased(), port)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x21...0x7E).contains(byte) && !"?\"'`<>\\{}|^".utf8.contains(byte)
  }
}
