import LicenseFiles
import Testing

@testable import Assessment

@Suite struct RitualAnswersTests {
  @Test func answersAreTakenByTheirQuestionInOrder() throws {
    var answers = try RitualAnswers(
      """
      # a comment
      pack.output: out

        files.paths :  first
      files.paths: second: with a colon
      pack.evidence:
      """)
    #expect(answers.next(to: "files.paths")?.text == "first")
    #expect(answers.next(to: "files.paths")?.text == "second: with a colon")
    #expect(answers.next(to: "files.paths") == nil)
    #expect(answers.next(to: "pack.evidence")?.text == "")
    #expect(answers.unused.map(\.question) == ["pack.output"])
    #expect(answers.unused.map(\.line) == [2])
  }

  @Test(arguments: [
    ("out", 1), (": out", 1), ("start: due\r\nno question", 2), ("a: b\n\n\nc", 4),
  ])
  func aLineWithoutAQuestionIsNamed(_ text: String, _ line: Int) {
    #expect(throws: LineFault(line: line, reason: "it is not a 'question: answer'")) {
      try RitualAnswers(text)
    }
  }

  @Test(arguments: [
    ("", []), ("  ", []), ("a b", ["a", "b"]), ("'a b' c", ["a b", "c"]),
    ("\"a 'b\" c", ["a 'b", "c"]), (#"a\ b"#, ["a b"]), ("''", [""]), (#"'a\'"#, [#"a\"#]),
    ("a'b c'd", ["ab cd"]),
  ])
  func wordsAreSplitAsInAShell(_ text: String, _ words: [String]) throws {
    #expect(try AnswerWords.split(text) == words)
    #expect(try AnswerWords.split(AnswerWords.joined(words)) == words)
  }

  @Test(arguments: ["'", "a \"b", "a\\"])
  func aQuoteThatDoesNotEndIsNoAnswer(_ text: String) {
    #expect(throws: LineFault(line: 1, reason: "a quote does not end")) {
      try AnswerWords.split(text)
    }
  }
}
