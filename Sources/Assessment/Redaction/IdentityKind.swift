/// What a value identifies, which decides the look of its pseudonym.
public enum IdentityKind: String, Sendable, Hashable, CaseIterable, Comparable {
  case serialNumber = "serial-number"
  case macAddress = "mac-address"
  case ipv4Address = "ipv4-address"
  case ipv6Address = "ipv6-address"
  case identifier
  case accountID = "account-id"
  case account
  case hostName = "host-name"
  case domain
  case user
  case policy
  case name
  case text

  /// How the pseudonym begins when it does not keep the shape of the original.
  var word: String? {
    switch self {
    case .account: "account"
    case .hostName: "host"
    case .domain: "domain"
    case .user: "user"
    case .policy: "policy"
    case .name: "name"
    case .text: "text"
    case .serialNumber, .macAddress, .ipv4Address, .ipv6Address, .identifier, .accountID: nil
    }
  }

  /// Where a value is known as several kinds, the first of the cases wins.
  public static func < (left: IdentityKind, right: IdentityKind) -> Bool {
    let order = allCases
    return (order.firstIndex(of: left) ?? 0) < (order.firstIndex(of: right) ?? 0)
  }
}
