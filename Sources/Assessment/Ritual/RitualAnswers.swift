public import LicenseFiles

/// The answers of a scripted ritual: one a line, `pack.output: out`. A question that is asked again
/// takes the next answer with its id.
public struct RitualAnswers: Sendable {
  /// One answer.
  public struct Answer: Sendable, Hashable {
    /// The question.
    public var question: String
    /// The text; empty for what the ritual suggests.
    public var text: String
    /// Its line, counted from 1.
    public var line: Int
  }

  private var answers: [Answer] = []

  /// Reads answers. Empty lines and lines that begin with `#` are skipped.
  ///
  /// - Throws: `LineFault` for a line without a question.
  public init(_ text: String) throws(LineFault) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      let bare = AnswerWords.trimmed(line)
      if bare.isEmpty || bare.hasPrefix("#") { continue }
      guard let colon = bare.firstIndex(of: ":"), colon > bare.startIndex else {
        throw LineFault(line: index + 1, reason: "it is not a 'question: answer'")
      }
      answers.append(
        Answer(
          question: String(AnswerWords.trimmed(bare[..<colon])),
          text: String(AnswerWords.trimmed(bare[bare.index(after: colon)...])), line: index + 1))
    }
  }

  /// Takes the next answer to a question; nil when there is none left.
  public mutating func next(to question: String) -> Answer? {
    guard let index = answers.firstIndex(where: { $0.question == question }) else { return nil }
    return answers.remove(at: index)
  }

  /// The answers that nobody asked for, in their order.
  public var unused: [Answer] { answers }
}

/// An answer that names several things, with blanks between them.
public enum AnswerWords {
  /// Splits at blanks. What stands in quotes, single or double, is one word; a backslash takes the next
  /// character as it is, but not in single quotes.
  ///
  /// - Throws: `LineFault` when a quote does not end.
  public static func split(_ text: String) throws(LineFault) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in text {
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if let end = quote {
        if character == end { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character == " " || character == "\t" {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    guard quote == nil, !isEscaped else { throw LineFault(line: 1, reason: "a quote does not end") }
    if let word { words.append(word) }
    return words
  }

  /// Words as ``split(_:)`` takes them.
  public static func joined(_ words: [String]) -> String {
    words.map { word in
      let isPlain = !word.isEmpty && !word.contains { " \t'\"\\".contains($0) }
      return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }.joined(separator: " ")
  }

  static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return text
  }
}
