/// Withholds what must not leave the site by way of a report: a device can print tokens, passwords and
/// certificate requests into logged commands, debug output and settings.
enum PrintedSecrets {
  static let withheld = "(withheld)"

  /// Words before a secret.
  private static let marks: Set<String> = ["idtoken", "token", "password", "secret", "passphrase"]
  /// Beginnings of members of a message that hold a secret.
  private static let members = [
    "\"token", "token\\", "\"csr", "csr\\", "\"signature", "signature\\",
  ]
  private static let names = ["token", "csr", "password", "secret", "private key"]
  /// No known word of a device is longer; pieces of wrapped messages are.
  private static let longestWord = 120
  /// Words that follow a mark in a sentence are shorter than any token.
  private static let shortestToken = 8

  /// The text without the secrets in it.
  static func shown(_ text: String) -> String {
    let lower = text.lowercased()
    if members.contains(where: { lower.contains($0) }) { return withheld }
    var words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard lower.utf8.count > longestWord || marks.contains(where: { lower.contains($0) }) else {
      return text
    }
    var isBehindMark = false
    for index in words.indices where !words[index].isEmpty {
      let word = words[index].lowercased().filter { $0 != ":" && $0 != "=" }
      let count = words[index].utf8.count
      // The number is the kind of encryption of a password.
      if isBehindMark, count == 1, word.first?.isNumber == true { continue }
      if count > longestWord || isBehindMark && count >= shortestToken { words[index] = withheld }
      isBehindMark = marks.contains(word)
    }
    return words.joined(separator: " ")
  }

  /// The value of a setting, unless the setting's name speaks of something secret.
  static func shown(_ value: String, of name: String) -> String {
    let isHarmless =
      value.isEmpty || value.hasPrefix("<") || value == "True" || value == "False"
    let lower = name.lowercased()
    guard !isHarmless, names.contains(where: { lower.contains($0) }) else { return shown(value) }
    return withheld
  }
}
