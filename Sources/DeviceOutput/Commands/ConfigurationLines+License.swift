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
    case ("enable", 2): break
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
}
