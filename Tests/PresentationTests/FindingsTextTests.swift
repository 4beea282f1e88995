import Assessment
import LicenseFiles
import Testing

@testable import Presentation

@Suite struct FindingsTextTests {
  private static func finding(
    _ severity: Severity, _ file: String, _ line: Int, _ remedy: String = "look again"
  ) -> Finding {
    Finding(
      id: "usage/\(severity.rawValue)", severity: severity,
      location: SourceLocation(file: file, line: line), message: "example \(line)", remedy: remedy)
  }

  @Test func notesAndWarningsThatRepeatInAFileShareALine() {
    let findings = [
      Self.finding(.note, "a", 1), Self.finding(.note, "a", 2), Self.finding(.warning, "a", 3),
      Self.finding(.note, "a", 4), Self.finding(.note, "b", 5),
    ]
    let report = FindingsReport(findings)
    #expect(
      report.text() == """
        a:1: note: usage/note: example 1; 2 more like it (--verbose lists them)
            look again
        a:3: warning: usage/warning: example 3
        b:5: note: usage/note: example 5
        0 errors, 1 warning, 4 notes

        """)
    for number in 1...5 {
      #expect(report.text(isVerbose: true).contains("example \(number)\n"))
      #expect(FindingsReport(findings, listsAll: true).text().contains("example \(number)\n"))
    }
  }

  @Test func everyErrorIsListedAndARemedyIsPrintedOnce() {
    let text = FindingsReport([
      Self.finding(.error, "a", 1), Self.finding(.error, "a", 2),
      Self.finding(.error, "a", 3, "fetch it"),
    ]).text()
    #expect(
      text == """
        a:1: error: usage/error: example 1
            look again
        a:2: error: usage/error: example 2
        a:3: error: usage/error: example 3
            fetch it
        3 errors, 0 warnings, 0 notes

        """)
  }

  /// What is left out is counted, and grave findings are listed however many lesser ones come before.
  @Test func noResultListsMoreThanItCanHold() throws {
    let most = FindingsReport.mostListed
    var report = FindingsReport(listsAll: true)
    for line in 1...most { report.add(Self.finding(.note, "a", line)) }
    #expect(report.omitted == 0 && !report.isCut)
    #expect(!report.text().contains("not listed"))
    for line in 1...3 { report.add(Self.finding(.note, "a", line)) }
    report.add(Self.finding(.error, "a", 7))
    #expect(report.listed.count == most + 1)
    #expect(report.counts == [.note: most + 3, .error: 1])
    let text = report.text()
    #expect(text.contains("3 more are not listed: no result lists more than \(most) findings"))
    #expect(text.hasSuffix("1 error, 0 warnings, \(most + 3) notes\n"))
    #expect(report.json.line.contains("\"omitted\":3"))
  }
}
