import Testing

@testable import Presentation

/// Labels and headings come from files too: whoever renders them escapes them, once.
@Suite struct LabelEscapingTests {
  private static let hostile = ["a\u{1B}[31mb", "a\u{202E}b", "a\nb|c", "a\u{9B}2Jb", "a\tb\u{0}"]

  /// A report that forgets to escape.
  private struct Careless: TextReport, MarkdownReport {
    let words: String
    func draft(_ layout: Layout) -> String { "\(words)\n\tnext: größe…\n" }
    var markdown: String { "# \(words)\n" }
  }

  private func isSafe(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\r" || TerminalText.isSafe($0) }
  }

  @Test(arguments: Self.hostile)
  func everyRendererEscapesItsLabels(_ label: String) throws {
    let escaped = TerminalText.escaped(label)
    var table = TextTable([label, "B"])
    table.add([label, "x"])
    let lines = table.text()
    #expect(isSafe(lines) && lines.split(separator: "\n").count == 2)
    #expect(lines.split(separator: "\n").allSatisfy { $0.hasPrefix(escaped + " ") })

    var labelled = LabelledLines([(label, label)])
    labelled.add(label, label)
    #expect(labelled.text == "\(escaped)  \(escaped)\n\(escaped)  \(escaped)\n")

    let rows = Table<String>([label], [.text(label) { $0 }, .number("|") { _ in 1 }])
    #expect(isSafe(rows.text()) && isSafe(rows.markdown))
    let cells = rows.markdown.replacing("\\|", with: "").split(separator: "\n")
    #expect(cells.count == 3 && cells.allSatisfy { $0.count { $0 == "|" } == 3 })

    let sheet = CSVTable<String>([label: { $0 }]).text([label])
    #expect(isSafe(sheet) && sheet.split(separator: "\r\n").count == 2)
    let json = JSONText.object([(label, .string(label))])
    #expect(isSafe(json.text) && isSafe(json.line))
    for rows in [[], [[HTML.text(label)]]] {
      let page = PageTable(label, [PageTable.Column(label)], rows, whenEmpty: label)
      #expect(isSafe(page.html.markup))
    }
  }

  @Test(arguments: Self.hostile)
  func whatAReportForgetsIsEscapedAtTheEnd(_ words: String) {
    for form in [OutputForm.text, .md] {
      var written = ""
      Careless(words: words).write(form, Layout()) { written += $0 }
      #expect(isSafe(written.replacing("\t", with: "")), "\(written)")
    }
  }

  @Test func whatIsSafeStaysAsItIs() {
    var written = ""
    Careless(words: "größe \\u{1b}").write(.text, Layout()) { written += $0 }
    #expect(written == "größe \\u{1b}\n\tnext: größe…\n")
    #expect(LabelledLines([("größe", "x"), ("漢字", "y")]).text == "größe  x\n漢字   y\n")
  }
}
