/// A question of a dialogue: what a file of answers names it, and what a person reads.
public protocol DialogueQuestion: Sendable {
  /// The word of the question in a file of answers.
  var id: String { get }
  /// The question.
  var text: String { get }
  /// What `?` says.
  var help: String { get }
}

extension RitualQuestion: DialogueQuestion {
  /// The word of the question in a file of answers.
  public var id: String { rawValue }
}
