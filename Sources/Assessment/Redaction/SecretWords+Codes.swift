extension SecretWords {
  /// `Last Confirmation code 0a1b2c3d`, `license smart reservation return authorization "…"`: a code
  /// that no colon announces.
  static func codes(_ words: LineWords) -> [TextRedaction.Span] {
    let kinds: Set<String> = [
      "confirmation", "return", "request", "authorization", "reservation", "cancellation",
    ]
    return words.words.indices.dropFirst().compactMap { index in
      let word = words[index]
      let isAnnounced =
        words[index - 1] == "code" && index > 1 && kinds.contains(words[index - 2])
        || index > 1 && words[index - 1] == "authorization" && words[index - 2] == "return"
        || index > 1 && words[index - 1] == "install" && words[index - 2] == "reservation"
      if words[index - 1] == "authorization-code" {
        return TextRedaction.Span(range: words.ranges[index], kind: nil)
      }
      guard isAnnounced, word.utf8.count >= 4, word.contains(where: \.isNumber) else { return nil }
      return TextRedaction.Span(range: words.ranges[index], kind: nil)
    }
  }

  /// `lic sm tr id TOKEN all`, as IOS lets it be shortened, wherever it stands in a line; and `license smart
  /// register idtoken TOKEN` of before the policy.
  static func licenseTokens(_ words: LineWords) -> [TextRedaction.Span] {
    func stands(_ command: String, _ index: Int, least: Int) -> Bool {
      let word = words[index]
      return word.utf8.count >= least && command.hasPrefix(word)
    }
    return words.words.indices.compactMap { index in
      guard stands("license", index, least: 3), stands("smart", index + 1, least: 1),
        stands("trust", index + 2, least: 1) || stands("register", index + 2, least: 1),
        stands("idtoken", index + 3, least: 1), words.ranges.indices.contains(index + 4)
      else { return nil }
      return TextRedaction.Span(range: words.ranges[index + 4], kind: nil)
    }
  }

  /// Logins in lines of a shell, as people fetch files with: `curl -u NAME:PASSWORD`, `sshpass -p PASSWORD`.
  static func shellLogins(_ words: LineWords) -> [TextRedaction.Span] {
    let options: Set<String>
    if words.words.contains(where: { $0 == "curl" || $0.hasSuffix("/curl") }) {
      options = ["-u", "--user", "--proxy-user"]
    } else if words.words.contains(where: { $0 == "sshpass" || $0.hasSuffix("/sshpass") }) {
      options = ["-p"]
    } else if words.words.contains(where: { $0 == "wget" || $0.hasSuffix("/wget") }) {
      options = ["--user", "--password", "--http-password", "--ftp-password"]
    } else {
      return []
    }
    return words.words.indices.compactMap { index in
      let word = words[index]
      if options.contains(words[index - 1]) {
        return TextRedaction.Span(range: words.ranges[index], kind: nil)
      }
      // `-pPASSWORD`, `-uNAME:PASSWORD`, `--user=NAME`.
      guard
        let option = options.first(where: {
          word.hasPrefix($0) && word != $0 && ($0.utf8.count == 2 || word.hasPrefix($0 + "="))
        })
      else { return nil }
      let start =
        words.ranges[index].lowerBound + option.utf8.count + (option.utf8.count > 2 ? 1 : 0)
      return TextRedaction.Span(range: start..<words.ranges[index].upperBound, kind: nil)
    }
  }

  /// A command that was typed, as it may be shown: what it has of secrets is not.
  public static func shown(_ command: String) -> String {
    var shown = Array(command.utf8)
    let words = LineWords(shown)
    guard !words.words.isEmpty else { return command }
    // Whether it was typed at a prompt of the configuration does not stand in it.
    let spans = spans(words, isSetting: true) + assignments(shown)
    for span in spans.sorted(by: { $0.range.lowerBound > $1.range.lowerBound })
    where span.range.upperBound <= shown.count {
      shown.replaceSubrange(span.range, with: TextRedaction.removed.utf8)
    }
    return String(decoding: shown, as: UTF8.self)
  }

  /// What codes and signatures hold where a terminal shows a file: `<authorizationCode>…</authorizationCode>`.
  static func elements(_ line: [UInt8]) -> [TextRedaction.Span] {
    guard line.contains(0x3C) else { return [] }
    let lower = line.map(\.lowered)
    return ["authorizationcode", "signature", "confirmationcode", "returncode", "requestcode"]
      .flatMap { name -> [TextRedaction.Span] in
        let opening = Array("<\(name)>".utf8)
        let closing = Array("</\(name)>".utf8)
        var (found, from): ([TextRedaction.Span], Int) = ([], 0)
        while let place = LabelledValues.position(of: opening, in: lower, from: from) {
          let start = place + opening.count
          let end = LabelledValues.position(of: closing, in: lower, from: start) ?? line.count
          if end > start { found.append(TextRedaction.Span(range: start..<end, kind: nil)) }
          from = end
        }
        return found
      }
  }

  /// Secrets without a word of their own in commands: by their place.
  static func typed(_ words: LineWords) -> [TextRedaction.Span] {
    func secret(_ index: Int, _ kind: IdentityKind? = nil) -> [TextRedaction.Span] {
      guard words.ranges.indices.contains(index) else { return [] }
      return [TextRedaction.Span(range: words.ranges[index], kind: kind)]
    }
    let last = words.words.count - 1
    switch words[0] {
    // `test aaa group NAME USER PASSWORD new-code`
    case "test" where words[1] == "aaa" && words[2] == "group":
      return secret(4, .user) + secret(5)
    // `crypto pki import NAME pkcs12 URL PASSPHRASE`, `crypto key export rsa NAME pem terminal 3des PASSPHRASE`
    case "crypto"
    where ["pki", "ca", "key"].contains(words[1]) && ["import", "export"].contains(words[2])
      && last >= 5:
      let places: Set<String> = ["terminal", "certificate", "pem", "pkcs12", "exportable", "rsa"]
      let isPlace = places.contains(words[last]) || words[last].contains(":")
      return isPlace ? [] : secret(last)
    case "pin" where last == 1 && words[1].contains(where: \.isNumber): return secret(1)
    // `ip rcmd remote-host USER ADDRESS USER enable`
    case "ip" where words[1] == "rcmd" && words[2] == "remote-host":
      return secret(3, .user) + secret(5, .user)
    default: break
    }
    // `profile … pap USER PASSWORD`, and `profile create 1 APN chap USER PASSWORD ipv4`.
    guard words[0] == "cellular" || words[0] == "profile" && words[1] == "id",
      let method = words.words.firstIndex(where: { ["pap", "chap", "pap_chap"].contains($0) }),
      words[method + 1] != "username"
    else { return [] }
    return secret(method + 1, .user) + secret(method + 2)
  }

  /// `RADIUS:  User-Password       [2]    18  *` of a debug.
  static func radius(_ words: LineWords) -> [TextRedaction.Span] {
    guard words.words.contains("radius:") else { return [] }
    for index in words.words.indices.dropLast(2) where words[index + 1].hasPrefix("[") {
      if words[index].hasSuffix("password") || words[index] == "state" {
        return rest(words, from: index + 2)
      }
      if words[index] == "user-name" {
        return words.ranges.last.map { [TextRedaction.Span(range: $0, kind: .user)] } ?? []
      }
    }
    return []
  }

  /// The names in a directory under which a server searches and binds.
  static func directory(_ words: LineWords) -> [TextRedaction.Span] {
    guard let name = words.words.firstIndex(where: { $0 == "base-dn" || $0 == "root-dn" }) else {
      return []
    }
    return rest(words, from: name + 1)
  }
}
