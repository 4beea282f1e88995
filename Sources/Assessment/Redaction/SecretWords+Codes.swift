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

  /// The names in a directory under which a server searches and binds.
  static func directory(_ words: LineWords) -> [TextRedaction.Span] {
    guard let name = words.words.firstIndex(where: { $0 == "base-dn" || $0 == "root-dn" }) else {
      return []
    }
    return rest(words, from: name + 1)
  }
}
