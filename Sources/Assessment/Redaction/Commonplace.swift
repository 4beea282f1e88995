/// Words that are not secret, whatever stands for them: a device may be called `Switch`, and replacing
/// that word everywhere would wreck the text and hide nothing.
enum Commonplace {
  private static let absent: Set<String> = [
    "", "-", "--", "n/a", "na", "none", "<none>", "null", "nil", "not found", "unknown",
    "[removed]",
    "not assigned", "<empty>", "undefined", "true", "false", "yes", "no", "masked",
    "registration not applicable", "not applicable", "disabled", "enabled",
  ]

  private static let words: Set<String> = Set(
    """
    a active admin administrator all and any ap auto bootflash cisco com console controller core
    default device devices disabled dna down edge empty enabled error example false flash for ftp
    global guest host hostname http https in inside invalid license local localhost location lab mail
    main member name net network none not null office ok on off operator other outside password
    policy port primary product public private rack read router root rum secondary serial server show
    site slot smart sntp ssh standby state status switch system telnet test tftp time to true type
    unknown usage use used user users valid version virtual vlan vrf vty wan wireless wlan wlc www
    write yes account advantage essentials enforced export essential stack chassis module interface
    proxy onprem satellite gateway firewall dns syslog smtp radius tacacs ldap transport address url
    cslu smartreceiver tools portal api ethernet gigabit management mgmt report reports ack total line up reload reason command
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  /// True when the text says that there is no value.
  static func isAbsent(_ text: String) -> Bool { absent.contains(text.lowercasedASCII) }

  /// True when the value may be replaced wherever it stands as a word of its own.
  static func isDistinct(_ canonical: String, _ kind: IdentityKind) -> Bool {
    let bytes = canonical.utf8
    if words.contains(canonical) || FormatVocabulary.words.contains(canonical) { return false }
    let digits = bytes.count(where: \.isDigit)
    switch kind {
    case .serialNumber, .identifier, .accountID:
      return digits == bytes.count ? bytes.count >= 6 : bytes.count >= 4
    case .hostName, .domain, .user, .account, .policy:
      if digits == bytes.count { return bytes.count >= 8 }
      return bytes.count >= 4 || (bytes.count == 3 && digits > 0)
    case .text, .name:
      return bytes.count >= 6 && digits > 0 && digits < bytes.count && !bytes.contains(0x20)
    case .macAddress, .ipv4Address, .ipv6Address: return true
    }
  }

  /// True for a host name that is nothing but a model, such as `c9300`: its product ids begin so too.
  static func isModel(_ canonical: String) -> Bool {
    let letters = canonical.prefix { $0.isLetter || $0 == "-" }
    let rest = canonical.dropFirst(letters.count)
    let digits = rest.prefix(while: \.isNumber)
    return ["c", "ws-c", "isr", "asr", "csr", "ie", "ie-", "n", "n9k-c", "air-ct"].contains(letters)
      && (3...5).contains(digits.count) && rest.count - digits.count <= 3
      && rest.dropFirst(digits.count).allSatisfy(\.isLetter)
  }

  /// True when no word can hold the value by chance.
  static func isStrong(_ canonical: String, _ kind: IdentityKind) -> Bool {
    let digits = canonical.utf8.count(where: \.isDigit)
    return canonical.utf8.count >= 8 && digits >= 1
      && (digits < canonical.utf8.count || canonical.utf8.count >= 10)
      && [.serialNumber, .identifier, .macAddress, .hostName].contains(kind)
  }
}
