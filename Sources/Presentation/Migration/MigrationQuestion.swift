public import Assessment

/// A question of `migrate run`: `save-usage.evidence`, `surplus.words`.
public struct MigrationQuestion: DialogueQuestion, Hashable {
  /// What is asked of a step.
  public enum Part: String, Sendable, Hashable, CaseIterable {
    case evidence, at, words, target, change, released, explained, done
  }

  /// The step.
  var step: MigrationStep
  /// What is asked.
  var part: Part

  /// Creates a question.
  public init(_ step: MigrationStep, _ part: Part) {
    self.step = step
    self.part = part
  }

  /// What is asked of a step, in order.
  public static func parts(of step: MigrationStep) -> [Part] {
    if step.proof.contains(.targetChosen) { return [.target] }
    if step.proof.contains(.changeNumbered) { return [.change] }
    if step.proof.contains(.usageCarried) || step.proof.contains(.replacementRegistered) {
      return [.done]
    }
    if step.proof.contains(where: { if case .seenByPerson = $0 { true } else { false } }) {
      return [.words]
    }
    if step.proof.contains(.entitlementsCovered) { return [.evidence, .released, .explained] }
    return step.takesHand ? [.evidence, .words] : [.evidence]
  }

  /// The word of the question: the step and what is asked of it.
  public var id: String { "\(step.id).\(part.rawValue)" }

  /// The question.
  public var text: String {
    switch part {
    case .evidence:
      "Which files prove it?"
        + (step.takesHand ? " Press Enter to use the ledger or a person's word." : "")
    case .at: "When were they made? Press Enter if the files show it."
    case .words:
      Self.parts(of: step) == [.words]
        ? "What did a person see?"
        : "What did a person see or do? Press Enter to use the ledger."
    case .target: "Which release do you want to go to?"
    case .change: "What is the change number?"
    case .released: "What did the portal release? NAME=COUNT; press Enter for nothing."
    case .explained: "What is explained? NAME=REASON; press Enter for nothing."
    case .done: "Press Enter when it is done."
    }
  }

  /// What `?` says.
  public var help: String {
    switch part {
    case .evidence, .at:
      "paths, separated by blanks: output of the device with show clock first, the usage file, the "
        + "ACK"
    case .words:
      "it is recorded as by hand; for an optional step say why it is left out, or type skip"
    case .target: FieldNotice72578.fixedReleases
    case .change: "as the change board knows it"
    case .released, .explained: "quote each one: 'NAME=5' 'OTHER NAME=2'"
    case .done: "do what the step says, in another window"
    }
  }

  /// Every question of a checklist as a file of answers.
  public static func list(_ checklist: MigrationChecklist) -> String {
    checklist.steps.flatMap { step in
      parts(of: step).map { part in
        let question = MigrationQuestion(step, part)
        return "# \(step.title): \(question.text)\n\(question.id):\n"
      }
    }.joined()
  }
}
