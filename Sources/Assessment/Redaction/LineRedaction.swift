import LicenseFiles

/// Redacts one line: what its words announce (`Serial Number:`, `password 7`, `uptime is`) and what
/// shows by its shape.
struct LineRedaction {
  let text: TextRedaction
  let vault: IdentityVault

  init(_ vault: IdentityVault) {
    self.vault = vault
    text = TextRedaction(vault: vault)
  }

  func redacted(_ line: String) -> String {
    String(decoding: redacted(Array(line.utf8)), as: UTF8.self)
  }

  func redacted(_ line: [UInt8], extra: [TextRedaction.Span] = []) -> [UInt8] {
    guard line.count <= TextRedaction.longestLine else { return text.redacted(line) }
    let words = LineWords(line)
    for pid in LabelledValues.productIDs(line) { vault.keep(pid) }
    return text.redacted(
      line, spans: extra + LabelledValues.spans(line, words) + SecretWords.spans(words))
  }
}

/// The words of a line, in lower case, with their places.
struct LineWords {
  let words: [String]
  let ranges: [Range<Int>]

  init(_ line: [UInt8]) {
    var words: [String] = []
    var ranges: [Range<Int>] = []
    var index = 0
    while index < line.count {
      while index < line.count, line[index] <= 0x20 { index += 1 }
      let start = index
      while index < line.count, line[index] > 0x20 { index += 1 }
      if index > start {
        ranges.append(start..<index)
        words.append(String(decoding: line[start..<index].map(\.lowered), as: UTF8.self))
      }
    }
    self.words = words
    self.ranges = ranges
  }

  subscript(_ index: Int) -> String { words.indices.contains(index) ? words[index] : "" }
}

/// Words of a configuration behind which a secret stands.
///
/// Source: the command references of IOS XE: `username`, `enable secret`, `snmp-server`, `tacacs`,
/// `radius`, `key chain`, `ntp authentication-key`, `license smart trust idtoken`, `wlan`.
enum SecretWords {
  private static let marks: Set<String> = [
    "password", "secret", "key-string", "pre-shared-key", "passphrase", "idtoken", "md5", "sha",
    "set-key", "ascii", "hex", "shared-secret", "bearer", "community", "auth-key", "psk", "key",
    "authentication-key", "priv", "aes", "des", "3des", "token", "keystring", "password:", "token:",
    "secret:", "csr:", "psk:", "passphrase:", "key:", "community:", "sha-256", "sha256",
  ]
  private static let types: Set<String> = [
    "0", "5", "6", "7", "8", "9", "encrypted", "ascii", "hex", "local", "password", "secret", "aes",
    "des", "3des", "128", "192", "256", "md5", "sha", "sha-256", "sha256", "set-key", "is", "=",
    ":",
  ]
  /// Words that follow the marks in sentences and in settings, where no secret stands.
  private static let sentence: Set<String> = [
    "encryption", "authentication", "required", "policy", "recovery", "string", "generate", "chain",
    "named", "name", "length", "for", "from", "with", "and", "of", "to", "in", "config-key", "rsa",
    "storage", "has", "was", "will", "expired", "pair", "ec", "type", "installed", "imported",
    "mgmt", "dot1x", "sae", "request", "code", "level", "zeroize", "export", "import", "ids",
    "removed", "size", "usage", "encipherment", "privilege", "-", "or", "on", "by",
  ]

  static func spans(_ words: LineWords) -> [TextRedaction.Span] {
    var spans: [TextRedaction.Span] = []
    let isSNMP = words[0] == "snmp-server" || words[1] == "snmp-server"
    for index in words.words.indices where marks.contains(words[index]) {
      let mark = words[index]
      var next = index + 1
      var typed = false
      while types.contains(words[next]), next + 1 < words.words.count {
        typed = true
        next += 1
      }
      guard next < words.words.count, !sentence.contains(words[next]) else { continue }
      guard announces(mark, words, index, next, typed, isSNMP) else { continue }
      spans.append(TextRedaction.Span(range: words.ranges[next], kind: nil))
      // Certificates and passwords of several words run to the end of the line.
      if ["key-string", "passphrase", "password:", "secret:"].contains(mark) {
        for more in words.ranges.dropFirst(next + 1) {
          spans.append(TextRedaction.Span(range: more, kind: nil))
        }
      }
    }
    return spans + (isSNMP ? snmp(words) : [])
  }

  private static func announces(
    _ mark: String, _ words: LineWords, _ index: Int, _ next: Int, _ typed: Bool, _ isSNMP: Bool
  ) -> Bool {
    switch mark {
    case "authentication-key": return Int(words[next]) == nil
    case "key":
      return typed || ["tacacs-server", "radius-server", "crypto"].contains(words[0])
        || index == 0 && words.words.count == 2 && Int(words[1]) == nil
    case "community": return isSNMP || index == 0
    case "ascii", "hex", "psk": return typed || mark == "ascii"
    case "md5", "sha", "sha-256", "sha256", "priv", "aes", "des", "3des":
      return isSNMP
        || ["ntp", "ip", "neighbor", "key", "authentication", "standby", "isis", "ospf"]
          .contains(words[0])
        || index > 0 && words[index - 1] == "auth"
    case "token": return index > 0 && words[next].utf8.count >= 8 || words[0] == "token"
    default: return true
    }
  }

  /// `snmp-server host 10.0.0.1 version 2c COMMUNITY`: the community has no word of its own.
  private static func snmp(_ words: LineWords) -> [TextRedaction.Span] {
    let start = words[0] == "no" ? 1 : 0
    let known: Set<String> = [
      "traps", "informs", "version", "1", "2c", "3", "auth", "noauth", "priv", "udp-port", "vrf",
      "config", "snmp", "ipv4", "ipv6", "remote", "access", "encrypted", "md5", "sha", "aes", "des",
      "128", "192", "256", "3des", "v1", "v2c", "v3", "read", "write", "notify", "context",
    ]
    switch words[start + 1] {
    case "host":
      return words.ranges.indices.dropFirst(start + 3).filter {
        !known.contains(words[$0]) && Int(words[$0]) == nil
      }.map { TextRedaction.Span(range: words.ranges[$0], kind: nil) }
    case "user":
      return words.ranges.indices.dropFirst(start + 2).prefix(1).map {
        TextRedaction.Span(range: words.ranges[$0], kind: .user)
      }
    case "location", "contact":
      return rest(words, from: start + 2)
    default: return []
    }
  }

  static func rest(_ words: LineWords, from index: Int) -> [TextRedaction.Span] {
    guard words.ranges.indices.contains(index), let last = words.ranges.last else { return [] }
    return [
      TextRedaction.Span(range: words.ranges[index].lowerBound..<last.upperBound, kind: nil)
    ]
  }
}
