/// Withholds what must not leave the site by way of a report: a device can print tokens, passwords and
/// certificate requests into logged commands, debug output and settings. The rest of a line stays as it
/// is; ``DocumentRedaction`` is for a copy that is given away.
public enum PrintedSecrets {
  /// What stands in the place of a secret.
  public static let withheld = "(withheld)"

  /// Beginnings of members of a message that hold a secret.
  private static let members = [
    "\"token", "token\\", "\"csr", "csr\\", "\"signature", "signature\\",
  ]
  private static let names = ["token", "csr", "password", "secret", "private key"]
  /// No known word of a device is longer; pieces of wrapped messages are.
  private static let longestWord = 120

  /// The text without the secrets in it.
  public static func shown(_ text: String) -> String {
    let lower = text.lowercased()
    if members.contains(where: { lower.contains($0) }) { return withheld }
    let bytes = Array(text.utf8)
    let words = LineWords(bytes)
    let announced = SecretWords.spans(words).filter { $0.kind == nil }.map(\.range)
    let secrets = (announced + words.ranges.filter { $0.count > longestWord })
      .sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    guard !secrets.isEmpty else { return text }
    var result: [UInt8] = []
    var end = 0
    for secret in secrets where secret.lowerBound >= end {
      result += bytes[end..<secret.lowerBound] + Array(withheld.utf8)
      end = secret.upperBound
    }
    return String(decoding: result + bytes[end...], as: UTF8.self)
  }

  /// The value of a setting, unless the setting's name speaks of something secret.
  public static func shown(_ value: String, of name: String) -> String {
    let isHarmless =
      value.isEmpty || value.hasPrefix("<") || value == "True" || value == "False"
    let lower = name.lowercased()
    guard !isHarmless, names.contains(where: { lower.contains($0) }) else { return shown(value) }
    return withheld
  }
}
