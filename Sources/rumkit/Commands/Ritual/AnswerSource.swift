import Assessment
import CEdit
import Foundation
import LicenseFiles
import Presentation
import Synchronization

/// Where the answers of a dialogue come from: a terminal, a pipe or a file.
protocol AnswerSource: AnyObject {
  /// The next answer, after a mark that shows where it is typed.
  ///
  /// - Parameter question: the name of the question in a file of answers.
  func next(to question: String) -> Answer
  /// Answers that nobody asked for.
  var unused: [RitualAnswers.Answer] { get }
}

extension AnswerSource {
  /// None is kept that was not asked for.
  var unused: [RitualAnswers.Answer] { [] }
}

/// One answer, or why there is none.
enum Answer: Hashable {
  case text(String)
  /// It was longer than anybody types.
  case tooLong
  /// A file of answers has none (left) for the question.
  case none
  /// There will be no more.
  case end
}

/// What stands before an answer.
private let mark = "> "

/// What a person types at a terminal, with arrows to edit and to bring back earlier answers, and Tab to
/// complete a path (editline(3)).
final class EditedAnswers: AnswerSource {
  init() { rumkit_complete_with { PlainPaths.next($0, $1) } }

  func next(to question: String) -> Answer {
    WorkMeter.current?.pause()
    guard let line = readline(mark) else { return .end }
    defer { free(line) }
    if line.pointee != 0 { add_history(line) }
    let text = String(cString: line)
    return text.utf8.count > TypedLines.longest ? .tooLong : .text(text)
  }
}

/// What Tab offers: the library prints names as they are, and one that controls a terminal must not get there.
private enum PlainPaths {
  /// What was found for the word, and the last of it.
  private static let found = Mutex((count: 0, last: ""))

  /// The next path that begins so, as editline(3) asks for it; nil when there is no more.
  static func next(_ text: UnsafePointer<CChar>?, _ state: Int32) -> UnsafeMutablePointer<CChar>? {
    if state == 0 { found.withLock { $0 = (0, "") } }
    var state = state
    while let path = filename_completion_function(text, state) {
      state = 1
      if let name = String(validatingCString: path), TerminalText.escaped(name) == name {
        found.withLock { $0 = ($0.count + 1, name) }
        return path
      }
      free(path)
    }
    // A folder is gone on from; a file is followed by the next word.
    let (count, last) = found.withLock { $0 }
    var facts = stat()
    let isFolder = count == 1 && stat(last, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
    rumkit_end_word_with(Int32(UInt8(ascii: isFolder ? "/" : " ")))
    return nil
  }
}

/// Lines that a pipe brings. They are shown, for no terminal does it.
final class PipedAnswers: AnswerSource {
  private var lines = TypedLines(descriptor: STDIN_FILENO)

  func next(to question: String) -> Answer {
    StandardStream.output.write(mark.utf8)
    let answer = lines.next()
    if case .text(let text) = answer, isatty(STDIN_FILENO) == 0 {
      StandardStream.output.write((TerminalText.escaped(text) + "\n").utf8)
    }
    return answer
  }
}

/// Answers that somebody wrote into a file.
final class WrittenAnswers: AnswerSource {
  private var answers: RitualAnswers

  init(_ answers: RitualAnswers) { self.answers = answers }

  func next(to question: String) -> Answer {
    StandardStream.output.write(mark.utf8)
    guard let answer = answers.next(to: question) else { return .none }
    StandardStream.output.write((TerminalText.escaped(answer.text) + "\n").utf8)
    return .text(answer.text)
  }

  var unused: [RitualAnswers.Answer] { answers.unused }
}
