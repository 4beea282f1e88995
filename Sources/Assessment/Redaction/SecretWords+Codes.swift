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

  /// The names in a directory under which a server searches and binds.
  static func directory(_ words: LineWords) -> [TextRedaction.Span] {
    guard let name = words.words.firstIndex(where: { $0 == "base-dn" || $0 == "root-dn" }) else {
      return []
    }
    return rest(words, from: name + 1)
  }
}
