/// What was typed after `|`, so that the device printed a part of the output only.
public struct OutputFilter: Sendable, Hashable {
  /// How lines were chosen.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The lines that match.
    case include
    /// The lines that do not match.
    case exclude
    /// The first line that matches, and everything after it.
    case begin
    /// The lines that match, each with the lines indented below it.
    case section
    /// The number of lines that match, and none of them.
    case count
    /// Any other: nothing is known of what is left.
    case other
  }

  /// How lines were chosen.
  public let kind: Kind
  /// What was searched for, as typed.
  public let text: String

  /// Reads what stands after the sign: `i ACK`, `sec Transport`. Nil for what leaves everything on the
  /// screen, as `tee` and `no-more` do.
  init?(_ words: [Substring]) {
    let word = words.first?.lowercased() ?? ""
    func shortens(_ name: String) -> Bool { !word.isEmpty && name.hasPrefix(word) }
    if shortens("tee") || shortens("no-more") { return nil }
    kind = Kind.allCases.first { $0 != .other && shortens($0.rawValue) } ?? .other
    text = words.dropFirst().joined(separator: " ")
  }
}
