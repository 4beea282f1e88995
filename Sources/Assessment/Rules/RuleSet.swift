/// The rules of a run, in the order in which they judge.
public struct RuleSet: Sendable {
  /// The rules.
  public var rules: [any Rule.Type]

  /// Creates a set.
  public init(_ rules: [any Rule.Type]) { self.rules = rules }

  /// Every rule. A test holds this list against the files of this folder.
  public static let standard = RuleSet([])
}
