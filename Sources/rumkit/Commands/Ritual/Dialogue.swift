import AirGap
import Assessment
import Foundation
import Presentation

/// What a person can say in place of an answer, and where the ritual goes then.
enum RitualTurn: Error {
  /// The step before.
  case back
  /// The next step.
  case skip
  /// The same step from its beginning.
  case again
  /// Another step.
  case go(RitualStep)
  /// Nowhere: the ledger keeps where it stands.
  case leave
}

/// Why an answer cannot be taken.
struct AnswerRefusal: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}

/// Asks questions and takes answers: plain lines, from a terminal or from a file of answers.
final class Dialogue {
  private let source: any AnswerSource
  private let console: Console
  private let mark: String

  /// - Parameters:
  ///   - answers: a file of answers; nil where a person or a pipe answers on standard input.
  ///   - console: for what is wrong with an answer.
  ///   - mark: what stands before each question.
  init(_ answers: RitualAnswers? = nil, _ console: Console, mark: String) {
    let isTerminal = isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0
    if let answers {
      source = WrittenAnswers(answers)
    } else {
      source = isTerminal ? EditedAnswers() : PipedAnswers()
    }
    self.console = console
    self.mark = mark
  }

  /// False when what was to be shown could not be: nobody can answer then.
  private var isShown = true

  /// Shows text on standard output. What cannot be shown is told once, and ends the dialogue at the
  /// next question or with ``finish(_:)``.
  func show(_ text: String) {
    let text = TerminalText.lines(WrappedText.block(text, columns: Screen().columns(for: nil)))
    guard isShown, !StandardStream.output.write(text.utf8) else { return }
    isShown = false
    console.sayUnwritten()
  }

  /// Ends the dialogue with the status that wins.
  ///
  /// - Throws: ``ExitStatus``.
  func finish(_ statuses: [ExitStatus]) throws(ExitStatus) {
    try ExitStatus.end(isShown ? statuses : statuses + [.failed])
  }

  /// Asks until there is an answer that can be taken.
  ///
  /// - Parameters:
  ///   - about: what the question is about, where it is asked of several things.
  ///   - suggestion: what an empty answer means; nil when there has to be one.
  ///   - read: makes the value, or says why it cannot.
  /// - Throws: ``RitualTurn`` when the person wants to go elsewhere; ``ExitStatus/usage`` when a file of
  ///   answers has none.
  func ask<Value>(
    _ question: RitualQuestion, about: String? = nil, suggestion: String?,
    _ read: (String) throws -> Value
  ) throws -> Value {
    try ask(question as any DialogueQuestion, about: about, suggestion: suggestion, read)
  }

  /// The same for a question of another dialogue.
  func ask<Value>(
    _ question: any DialogueQuestion, about: String? = nil, suggestion: String?,
    _ read: (String) throws -> Value
  ) throws -> Value {
    while true {
      show(prompt(question, about, suggestion))
      guard isShown else { throw ExitStatus.failed }
      let typed = try answer(to: question)
      switch typed.lowercased() {
      case "?":
        show("  \(question.help)\n  back, skip, quit; Enter takes what is in brackets\n")
        continue
      case "back": throw RitualTurn.back
      case "skip": throw RitualTurn.skip
      case "quit": throw RitualTurn.leave
      default: break
      }
      guard let text = typed.isEmpty ? suggestion : typed else {
        console.error("an answer is needed here; ? explains the question")
        continue
      }
      do {
        guard text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
          throw AnswerRefusal("an answer cannot hold control characters")
        }
        return try read(text)
      } catch let refusal as AnswerRefusal {
        console.error(refusal.reason)
      }
    }
  }

  /// Asks for one line of text; no option of a command can be smuggled in with it.
  func askText(
    _ question: RitualQuestion, about: String? = nil, suggestion: String?
  ) throws -> String {
    try ask(question, about: about, suggestion: suggestion) { text in
      guard !text.hasPrefix("-") else {
        throw AnswerRefusal("an answer cannot begin with a hyphen")
      }
      return text
    }
  }

  /// Asks for a place as devices name it.
  func askPlace(_ question: RitualQuestion, suggestion: String) throws -> String {
    try ask(question, suggestion: suggestion) { text in
      guard !text.hasPrefix("-") else {
        throw AnswerRefusal("an answer cannot begin with a hyphen")
      }
      guard text.isEmpty || ImportAcks.isPlace(text) else {
        throw AnswerRefusal(
          "a place has a colon, such as tftp://192.0.2.10/usage or usbflash0:, and no blank")
      }
      return text
    }
  }

  /// Asks for yes or no.
  func askWhether(
    _ question: RitualQuestion, about: String? = nil, suggestion: Bool
  ) throws -> Bool {
    try ask(question, about: about, suggestion: suggestion ? "yes" : "no") { text in
      switch text.lowercased() {
      case "yes", "y": true
      case "no", "n": false
      default: throw AnswerRefusal("say yes or no")
      }
    }
  }

  /// Answers of the file that nobody asked for.
  ///
  /// - Parameter isKnown: whether the dialogue has a question of this word.
  func warnOfUnused(
    isKnown: (String) -> Bool = { RitualQuestion(rawValue: $0) != nil }
  ) {
    for answer in source.unused {
      console.warning(
        "line \(answer.line) of the answers was not used: "
          + (isKnown(answer.question)
            ? "\(answer.question) was not asked" : "there is no question \(answer.question)"))
    }
  }

  private func prompt(
    _ question: any DialogueQuestion, _ about: String?, _ suggestion: String?
  ) -> String {
    var text = mark
    if let about { text += TerminalText.escaped(about) + ": " }
    text += question.text
    if let suggestion, !suggestion.isEmpty {
      text += " [\(TerminalText.escaped(suggestion, limit: 4000))]"
    }
    return text + "\n"
  }

  private func answer(to question: any DialogueQuestion) throws -> String {
    switch source.next(to: question.id) {
    case .text(let text): return text.trimmingCharacters(in: .whitespaces)
    case .tooLong:
      console.error("the line is too long")
      return try answer(to: question)
    case .none:
      show("\n")
      console.error("the file of answers has no answer left for \(question.id)")
      throw ExitStatus.usage
    case .end:
      show("\n")
      throw RitualTurn.leave
    }
  }
}
