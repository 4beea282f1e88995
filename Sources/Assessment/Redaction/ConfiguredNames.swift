/// Names of hosts and of groups that a person chose, in lines of a configuration.
///
/// Source: the command references of IOS XE: `ip host`, `ip http client proxy-server`, `http-proxy` of
/// Call Home, `license smart proxy`, `ntp`, `logging`, `radius server`, `wireless mobility`.
enum ConfiguredNames {
  static func spans(_ line: LineWords) -> [TextRedaction.Span] {
    let words = line.statement
    let start = words[0] == "no" ? 1 : 0
    let place = host(words, start) ?? proxy(words)
    let spans = place.flatMap { span(words, $0, .hostName) }.map { [$0] } ?? []
    return spans + mobility(words)
  }

  /// Where the name of a host stands after the words of its command; nil for another command.
  private static func host(_ words: LineWords, _ start: Int) -> Int? {
    func after(_ index: Int) -> Int {
      switch words[index] {
      case "vrf": after(index + 2)
      case "ip", "ipv4", "ipv6": index + 1
      default: index
      }
    }
    switch (words[start], words[start + 1]) {
    case ("ip", "host"), ("ipv6", "host"), ("logging", "host"): return after(start + 2)
    case ("ntp", "server"), ("ntp", "peer"), ("sntp", "server"): return after(start + 2)
    case ("radius", "server"), ("tacacs", "server"), ("ldap", "server"): return start + 2
    case ("aaa", "group"): return words[start + 2] == "server" ? start + 4 : nil
    case ("server", "name"): return start + 2
    default: return nil
    }
  }

  private static func proxy(_ words: LineWords) -> Int? {
    if let index = words.words.firstIndex(where: { $0 == "proxy-server" || $0 == "http-proxy" }) {
      return index + 1
    }
    let isOfLicensing =
      words.words.contains("smart") && words.words.contains("proxy")
      && words.words.contains("address")
    return isOfLicensing ? words.words.firstIndex(of: "address").map { $0 + 1 } : nil
  }

  /// `wireless mobility group name NAME`, and `… group member … group NAME`.
  private static func mobility(_ words: LineWords) -> [TextRedaction.Span] {
    guard words.words.contains("mobility") else { return [] }
    return words.words.indices.compactMap { index in
      guard words[index] == "group" else { return nil }
      switch words[index + 1] {
      case "name": return span(words, index + 2, .domain)
      case "member", "keepalive", "multicast-address": return nil
      default: return span(words, index + 1, .domain)
      }
    }
  }

  /// The word as a name; nil for an address and a name with a domain, which show by their shape.
  private static func span(
    _ words: LineWords, _ index: Int, _ kind: IdentityKind
  ) -> TextRedaction.Span? {
    let word = words[index]
    guard words.ranges.indices.contains(index), !word.utf8.contains(0x2E),
      !word.utf8.contains(0x3A),
      word.utf8.contains(where: \.isWordByte), word != "name", word != "is"
    else { return nil }
    return TextRedaction.Span(range: words.ranges[index], kind: kind)
  }
}
