import Assessment
import LicenseFiles
import Presentation
import Testing

@Suite struct EscapingTests {
  @Test(arguments: [
    "\u{1B}[31m", "\u{9B}2J", "\u{7F}", "\u{0}", "\u{8}", "\r", "\n", "\u{202E}", "\u{2066}",
    "\u{200B}", "\u{FEFF}", "\u{85}", "\u{2028}", "\u{E000}",
  ])
  func nothingThatATerminalActsOnSurvives(_ text: String) {
    let escaped = TerminalText.escaped("a\(text)b")
    #expect(escaped.hasPrefix("a\\u{") && escaped.hasSuffix("b"))
    let scalars = text.unicodeScalars.filter { $0.value < 0x20 || $0.value > 0x7E }
    for scalar in scalars { #expect(!escaped.unicodeScalars.contains(scalar)) }
    for scalar in scalars {
      #expect(!JSONText.string(text).text.dropLast().unicodeScalars.contains(scalar))
      #expect(!CSVText.cell(text).unicodeScalars.contains(scalar))
    }
  }

  @Test(arguments: ["wlc-1", "größe", "漢字", "a b", "\\", "'quoted'"])
  func ordinaryTextStaysAsItIs(_ text: String) {
    #expect(TerminalText.escaped(text) == text)
  }

  /// Lines of a file keep their ends, their tabs and their length.
  @Test func linesOfAFileStayLines() {
    let long = String(repeating: "x", count: 10_000)
    let text = "a\tb\u{1B}[2J\u{200B}größe\r\n\u{9B}\(long)\n"
    let lines = String(decoding: TerminalText.lines(Array(text.utf8)), as: UTF8.self)
    #expect(lines == "a\tb\\u{1b}[2J\\u{200b}größe\\u{d}\n\\u{9b}\(long)\n")
    let plain = Array("a\tb\n".utf8)
    #expect(TerminalText.lines(plain) == plain)
  }

  @Test func veryLongTextIsCut() {
    let cut = TerminalText.escaped(String(repeating: "x", count: 10_000))
    #expect(cut.count == TerminalText.limit + 1)
    #expect(cut.hasSuffix("…"))
  }

  @Test(arguments: ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\u{FF1D}1"])
  func formulasAreNeutralised(_ text: String) {
    #expect(CSVText.cell(text).hasPrefix("\"'"))
    #expect(!CSVText.cell(text, isRaw: true).contains("'"))
  }

  @Test(arguments: ["-3433", "3", "air-dna-advantage", "a=b"])
  func dataThatIsNoFormulaStays(_ text: String) {
    #expect(CSVText.cell(text) == text)
  }

  @Test func cellsAreQuotedByTheRule() {
    #expect(CSVText.row(["a,b", "say \"x\"", "plain"]) == "\"a,b\",\"say \"\"x\"\"\",plain\r\n")
  }
}

@Suite struct JSONTextTests {
  @Test func keysKeepTheirOrder() {
    let text = JSONText.object([("schema", .string("x/1")), ("a", .array([])), ("b", .null)]).text
    #expect(text == "{\n  \"schema\": \"x/1\",\n  \"a\": [],\n  \"b\": null\n}\n")
  }

  @Test func whatIsWrittenIsJSON() throws {
    let hostile = "\u{0}\u{1B}\"\\\n\u{202E}😀\u{E0001}"
    let value = try JSONValue(Array(JSONText.object([("k", .string(hostile))]).text.utf8))
    #expect(value["k"]?.string == hostile)
  }
}

@Suite struct TimeTextTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"),
    (1_671_880_245, "2022-12-24T11:10:45Z"), (-1, "1969-12-31T23:59:59Z"),
    (4_107_542_399, "2100-02-28T23:59:59Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
    (Int64.max, "9223372036854775807 seconds"), (Int64.min, "-9223372036854775808 seconds"),
  ])
  func epochSecondsBecomeISO8601(_ seconds: Int64, _ text: String) {
    #expect(TimeText.iso8601(seconds) == text)
  }
}

@Suite struct FindingsReportTests {
  private func finding(_ id: String, _ file: String) -> Finding {
    Finding(
      id: id, severity: .warning, location: SourceLocation(file: file, line: 7), message: "m",
      remedy: "r")
  }

  @Test func aHundredOfAKindAreListedAndAllAreCounted() {
    var report = FindingsReport()
    for _ in 0..<250 { report.add(finding("usage/a", "x")) }
    report.add(finding("usage/a", "y"))
    report.add(finding("usage/b", "x"))
    #expect(report.listed.count == 102)
    #expect(report.omitted == 150)
    #expect(report.counts == [.warning: 252])
    #expect(report.text().contains("150 more of the same kinds"))
  }

  @Test func allAreListedWhenAskedFor() {
    var report = FindingsReport(listsAll: true)
    for _ in 0..<250 { report.add(finding("usage/a", "x")) }
    #expect(report.listed.count == 250)
    #expect(report.omitted == 0)
  }

  @Test func aFindingReadsLikeACompilersMessage() {
    let text = FindingsReport([finding("usage/a", "rum\u{1B}.txt")]).text()
    #expect(
      text == "rum\\u{1b}.txt:7: warning: usage/a: m\n    r\n0 errors, 1 warning, 0 notes\n")
  }
}

@Suite struct TableTests {
  @Test func columnsLineUpAlsoWithWideCharacters() {
    var table = TextTable(["NAME", "COUNT"], [.left, .right])
    table.add(["漢字", "3"])
    table.add(["plain", "12"])
    #expect(table.text() == "NAME   COUNT\n漢字       3\nplain     12\n")
  }

  @Test func aSparklineShowsRiseAndHoles() {
    #expect(Sparkline.text([1, nil, 8]) == "▁ █")
    #expect(Sparkline.text([2, 2]) == "▄▄")
    #expect(Sparkline.text([Int64.min, Int64.max]) == "▁█")
  }
}
