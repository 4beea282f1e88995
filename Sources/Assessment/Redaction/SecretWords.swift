/// Words of a configuration after which a secret stands.
///
/// Source: the command references of IOS XE: `username`, `enable secret`, `snmp-server`, `tacacs`,
/// `radius`, `key chain`, `key config-key`, `standby`, `ip ospf`, `ntp authentication-key`,
/// `event manager`, `ip ssh pubkey-chain`, `license smart trust idtoken`, `wlan`.
public enum SecretWords {
  /// What announces a secret wherever it stands, alone or after a hyphen: `area-password`.
  private static let names: Set<String> = [
    "password", "passwd", "secret", "passphrase", "psk", "token", "idtoken", "credentials",
    "keystring", "bearer", "csr",
  ]
  private static let keys: Set<String> = [
    "key-string", "pre-shared-key", "preshared-key", "authentication-key", "message-digest-key",
    "config-key", "set-key", "newpass", "user-pin",
  ]
  /// What announces one in some commands only.
  private static let algorithms: Set<String> = [
    "md5", "sha", "sha-256", "sha256", "hmac-sha-256", "priv", "aes", "des", "3des",
  ]
  /// Words of the commands themselves, which may stand before a secret and after it.
  private static let grammar: Set<String> = algorithms.union(keys).union([
    "encrypted", "ascii", "hex", "local", "remote", "password", "secret", "key", "text", "is", "=",
    ":", "address", "ipv4", "ipv6", "hostname", "peer", "option", "level", "mode", "ro", "rw",
    "view", "hidden", "level-1", "level-2", "hash", "id", "all", "force", "ft", "dot1x", "user",
    "username", "privilege", "host", "port", "proxy-port", "vrf", "eigrp", "message-digest", "null",
    "chap", "pap", "ms-chap", "ms-chap-v2", "eap", "callin", "password-encrypt", "timeout", "retry",
    "sha1", "server-key", "pac", "8021x",
  ])
  /// Words that follow the marks in sentences and in settings, where no secret stands.
  private static let sentence: Set<String> = [
    "encryption", "authentication", "required", "policy", "recovery", "string", "generate", "chain",
    "named", "name", "length", "for", "from", "with", "and", "of", "to", "in", "rsa", "key-chain",
    "storage", "has", "was", "will", "expired", "pair", "ec", "type", "installed", "imported",
    "mgmt", "sae", "request", "code", "zeroize", "export", "import", "ids", "pubkey-chain",
    "removed", "size", "usage", "encipherment", "-", "or", "on", "by", "not", "none",
    "<none>", "<empty>", "configured", "enabled", "disabled", "server", "group", "login",
  ]

  /// What becomes of a line after a mark.
  private enum Reach {
    /// The first word that is none of the command's.
    case word
    /// Every such word: a line of a configuration.
    case statement
    /// All that is left.
    case rest
  }

  /// Values of settings that a message or a file has in one word with their names: `password="…"`,
  /// `x-api-key=…`, `"secret": "…"`.
  static func assignments(_ line: [UInt8]) -> [TextRedaction.Span] {
    var found: [TextRedaction.Span] = []
    var index = 0
    while index < line.count {
      defer { index += 1 }
      guard line[index] == 0x3D || line[index] == 0x3A, index > 0 else { continue }
      let isQuoted = line[index - 1] == 0x22 || line[index - 1] == 0x27
      let end = isQuoted ? index - 1 : index
      var start = end
      while start > 0, end - start < 64,
        line[start - 1].isWordByte || "-._".utf8.contains(line[start - 1])
      {
        start -= 1
      }
      let name = String(decoding: line[start..<end].map(\.lowered), as: UTF8.self)
      // `?key=…&sig=…` of an address.
      let isQuery = start > 0 && (line[start - 1] == 0x3F || line[start - 1] == 0x26)
      guard start < end, announcesSecret(name) || isQuery && queryKeys.contains(name) else {
        continue
      }
      var value = index + 1
      if isQuoted { while value < line.count, line[value] == 0x20 { value += 1 } }
      guard value < line.count, line[value] > 0x20 else { continue }
      var stop = value
      if let quote = [0x22, 0x27].first(where: { line[value] == $0 }) {
        value += 1
        stop = value
        while stop < line.count, line[stop] != quote { stop += line[stop] == 0x5C ? 2 : 1 }
        stop = min(stop, line.count)
      } else {
        while stop < line.count, line[stop] > 0x20, !",;&)]}".utf8.contains(line[stop]) {
          stop += 1
        }
      }
      guard stop > value else { continue }
      found.append(TextRedaction.Span(range: value..<stop, kind: nil))
      index = stop
    }
    return found
  }

  private static let queryKeys: Set<String> = [
    "key", "sig", "signature", "code", "auth", "session", "sid", "sas", "access", "ticket",
  ]

  /// True for the name of a setting that holds a secret.
  private static func announcesSecret(_ name: String) -> Bool {
    let parts = name.split { "-._".contains($0) }
    guard let last = parts.last else { return false }
    let isKey = last == "key" && parts.count > 1 || last == "apikey"
    return isKey || names.contains(String(last)) || ["pwd", "pass", "passwort"].contains(last)
  }

  static func spans(_ line: LineWords) -> [TextRedaction.Span] {
    spans(line, isSetting: line.isTypedAsSetting)
  }

  /// - Parameter isSetting: true for a line of the prompt of the configuration, where words may be shortened.
  static func spans(_ line: LineWords, isSetting: Bool) -> [TextRedaction.Span] {
    let words = isSetting ? line.statement.spelledOut : line.statement
    let isSNMP = words[0] == "snmp-server" || words[1] == "snmp-server"
    let isStatement = Self.isStatement(words)
    var spans =
      publicKeys(words) + eventManager(words) + codes(line) + directory(words) + licenseTokens(line)
      + typed(words) + radius(line) + shellLogins(line)
    for index in words.words.indices {
      guard let reach = reach(words, index, isSNMP, isStatement) else { continue }
      spans += secrets(words, behind: index, reach)
    }
    if isStatement { spans += users(words) }
    return spans + (isSNMP ? snmp(words) : [])
  }

  /// A line of a configuration or a command, and no sentence or message.
  private static func isStatement(_ words: LineWords) -> Bool {
    words.words.count <= 24
      && words.words.allSatisfy { word in
        word.utf8.last != 0x2C && word.utf8.last != 0x2E && word.utf8.first != 0x25
          && (word.utf8.last != 0x3A || word == ":")
      }
  }

  private static func reach(
    _ words: LineWords, _ index: Int, _ isSNMP: Bool, _ isStatement: Bool
  ) -> Reach? {
    let printed = words[index]
    let isLabel = printed.utf8.last == 0x3A && printed.utf8.count > 1
    let mark = isLabel ? String(printed.dropLast()) : printed
    let next = words[index + 1]
    let reach = isStatement ? Reach.statement : .word
    switch mark {
    case "key":
      let isOfServer = ["tacacs-server", "radius-server", "crypto"].contains(words[0])
      let isTyped = next.utf8.count == 1 && Int(next) != nil && !words[index + 2].isEmpty
      if isLabel || isTyped || isOfServer { return reach }
      return isStatement && Int(next) == nil && !FormatVocabulary.holds(next) ? reach : nil
    case "community": return isLabel || isSNMP || index == 0 ? .word : nil
    case "token": return isLabel || index == 0 || next.utf8.count >= 8 ? .word : nil
    case "authentication":
      let isOfRouting = ["standby", "vrrp", "glbp", "area", "isis", "ppp", "hsrp"]
      let isOfInterface = ["nhrp", "authentication", "rip", "ospf"].contains(words[1])
      return isOfRouting.contains(words[0]) || index == 0 && next == "mode"
        || ["ip", "ipv6"].contains(words[0]) && isOfInterface ? reach : nil
    case "key-string", "passphrase": return .rest
    case "password" where isLabel, "secret" where isLabel: return .rest
    case "ascii": return .word
    case "hex": return Int(next) != nil ? .word : nil
    case _ where algorithms.contains(mark):
      let isOfRouting = [
        "ntp", "ip", "neighbor", "key", "authentication", "standby", "isis", "ospf",
      ]
      return isSNMP || isOfRouting.contains(words[0]) || index > 0 && words[index - 1] == "auth"
        ? .word : nil
    case _ where keys.contains(mark): return reach
    default:
      let last = mark.split(separator: "-").last.map(String.init) ?? mark
      let isKey = mark.hasSuffix("-key") && mark.utf8.count > 4
      return names.contains(last) || isKey || mark == "apikey" || mark == "passwort" ? reach : nil
    }
  }

  private static func secrets(
    _ words: LineWords, behind index: Int, _ reach: Reach
  ) -> [TextRedaction.Span] {
    var found: [TextRedaction.Span] = []
    for next in words.words.indices.dropFirst(index + 1) {
      let word = words[next]
      let isLast = next == words.words.count - 1
      let bare = word.utf8.last == 0x3A ? String(word.dropLast()) : word
      if found.isEmpty {
        if sentence.contains(bare) { return [] }
        // The last word is the secret, whatever it is; only a key may have a number for a name.
        let isNumber = Int(word) != nil
        let mayBeAll = words[index] == "authentication" && !isNumber
        if grammar.contains(bare) || isNumber, !isLast || mayBeAll { continue }
        if isNumber, words[index].hasSuffix("key"), next == index + 1, words[0] != "tunnel" {
          return []
        }
      } else if reach == .statement {
        if grammar.contains(bare) || sentence.contains(bare) || Int(word) != nil { continue }
      }
      if reach != .rest, isAddress(word) { continue }
      found.append(TextRedaction.Span(range: words.ranges[next], kind: nil))
      if reach == .word { break }
    }
    return found
  }

  private static func isAddress(_ word: String) -> Bool {
    let bytes = Array(word.utf8)
    return !bytes.isEmpty
      && (AddressShapes.ipv4(bytes, 0) ?? AddressShapes.ipv6(bytes, 0)) == bytes.count
  }

  /// `user NAME` and `id NAME` of `cts credentials`.
  private static func users(_ words: LineWords) -> [TextRedaction.Span] {
    words.words.indices.dropLast().compactMap { index in
      let next = words[index + 1]
      let isUser =
        ["user", "sent-username", "/user"].contains(words[index])
        || words[index] == "-l" && words.words.contains("ssh")
      guard isUser, next != "access", !sentence.contains(next),
        !grammar.contains(next), !FormatVocabulary.holds(next)
      else { return nil }
      return TextRedaction.Span(range: words.ranges[index + 1], kind: .user)
    }
  }

  /// `ssh-rsa AAAA… root@host`, and `key-hash ssh-rsa … root@host`.
  private static func publicKeys(_ words: LineWords) -> [TextRedaction.Span] {
    let kind = words.words.firstIndex {
      ["ssh-rsa", "ssh-dss", "ssh-ed25519"].contains($0) || $0.hasPrefix("ecdsa-sha2-")
        || $0.hasPrefix("sk-")
    }
    guard let kind else { return [] }
    let isKey = words[kind + 1].hasPrefix("aaaa") || words[0] == "key-hash"
    return isKey ? rest(words, from: kind + 1) : []
  }

  /// What a script of the device holds: its variables, and what it types where it is asked.
  private static func eventManager(_ words: LineWords) -> [TextRedaction.Span] {
    if words[0] == "event", words[1] == "manager", words[2] == "environment" {
      return rest(words, from: 4)
    }
    guard words[0] == "action" else { return [] }
    let isSecret = ["pass", "pw", "secret", "token", "key", "cred", "community"].contains {
      words[3].contains($0)
    }
    if words[2] == "set", isSecret { return rest(words, from: 4) }
    let typed = words[4].filter { $0 != "\"" }
    let commands: Set<String> = [
      "enable", "en", "disable", "end", "exit", "quit", "y", "yes", "n", "no", "",
    ]
    let texts: Set<String> = ["syslog", "mail", "http-post", "puts", "info", "regexp", "string"]
    if texts.contains(words[2]) { return rest(words, from: 3) }
    guard words[2] == "cli", words[3] == "command", words.words.count == 5,
      !commands.contains(typed)
    else { return [] }
    return rest(words, from: 4)
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
