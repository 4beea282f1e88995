import LicenseFiles

// The lines that begin with `license`.
extension ConfigurationLines {
  mutating func takeLicense(_ words: [String], _ line: TranscriptLine) {
    if words.count == 5, words[0] == "udi", words[1] == "pid", words[3] == "sn" {
      configuration.udi = UDI(printed: "PID:\(words[2]),SN:\(words[4])").map { observed($0, line) }
      return
    }
    guard words.first == "smart", words.count >= 2 else { return }
    let value = words.count >= 3 ? words[2] : ""
    switch (words[1], words.count) {
    case ("transport", 3): configuration.transport = observed(value.lowercased(), line)
    case ("url", 3) where value == "default":
      configuration.urls.append(observed(.init(kind: .standard, text: ""), line))
    case ("url", 3):
      configuration.urls.append(observed(.init(kind: .plain, text: value), line))
    case ("url", 4) where value == "cslu" || value == "smart":
      let kind = value == "cslu" ? RunningConfiguration.URLKind.cslu : .smart
      configuration.urls.append(observed(.init(kind: kind, text: words[3]), line))
    case ("proxy", 4) where value == "address":
      configuration.proxyAddress = observed(words[3], line)
    case ("proxy", 4) where value == "port": configuration.proxyPort = observed(words[3], line)
    case ("proxy", _) where value == "username" || value == "password":
      configuration.proxyLogin = place(line)
    case ("vrf", 3): configuration.licenseVRF = observed(value, line)
    case ("usage", 4) where value == "interval":
      configuration.usageInterval = observed(words[3], line)
    case ("privacy", 3): configuration.privacy.append(observed(value.lowercased(), line))
    case ("reservation", _): configuration.reservation = place(line)
    // What they set changes nothing of the way to a server.
    case ("enable", 2), ("utility", _), ("custom_id", _), ("server-identity-check", _): break
    case ("url", 4) where value == "utility": break
    case ("usage", _) where value == "customer-tags": break
    // Typed at the other prompt, after the end of the block.
    case (let word, _) where Self.execWords.contains(word): break
    default: configuration.unread.append(line)
    }
  }

  /// What follows `license smart` at the exec prompt.
  private static let execWords: Set<String> = [
    "sync", "import", "save", "trust", "authorization", "factory", "clear", "register",
    "deregister", "renew", "conversion",
  ]

  /// `lic sm trans off`, as IOS lets it be typed, in full; a word that fits several stays as it is, and so do
  /// values.
  static func spelledOut(_ words: [Substring]) -> [String] {
    let begin = ["no", "default"].contains(words.first) ? 1 : 0
    var result = words.map { String($0) }
    guard words.count > begin + 2, words[begin].utf8.count >= 3,
      "license".hasPrefix(words[begin].lowercased()),
      "smart".hasPrefix(words[begin + 1].lowercased())
    else { return result }
    result[begin] = "license"
    result[begin + 1] = "smart"
    result[begin + 2] = whole(result[begin + 2], among: Set(settings.keys))
    if result.indices.contains(begin + 3), let values = settings[result[begin + 2]] {
      result[begin + 3] = whole(result[begin + 3], among: values)
    }
    return result
  }

  private static func whole(_ word: String, among all: Set<String>) -> String {
    let found = all.filter { $0.hasPrefix(word.lowercased()) }
    return found.contains(word) ? word : (found.count == 1 ? found.first : nil) ?? word
  }

  /// The settings, and the words that may follow each.
  private static let settings: [String: Set<String>] = [
    "transport": ["automatic", "callhome", "cslu", "off", "smart"],
    "url": ["cslu", "default", "smart", "utility"], "usage": ["customer-tags", "interval"],
    "privacy": ["all", "hostname", "version"],
    "proxy": ["address", "port", "username", "password"],
    "custom_id": [], "enable": [], "reservation": [], "server-identity-check": [], "utility": [],
    "vrf": [],
  ]
}
