import LicenseFiles
import Testing

@testable import Presentation

/// Strings that do harm where they are read as more than text.
let hostileTexts = [
  "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
  "</style><script>", "&lt;b&gt;", "<!--", "]]>", "javascript:alert(1)", "\u{1B}[31mred",
  "\u{9B}2J", "a\u{202E}txt.exe", "\u{2066}x\u{2069}", "zero\u{200B}width", "\u{3164}filler",
  "\u{0}nul", "line\nfeed\rreturn", "=HYPERLINK(\"http://example.invalid\")", "|pipe|",
  String(repeating: "long", count: 20_000), String(repeating: "W", count: 5000),
  String(decoding: [0xFF, 0xFE, 0x3C], as: UTF8.self),
]

@Suite struct HTMLTextTests {
  @Test(arguments: hostileTexts)
  func nothingOfItIsMarkup(_ text: String) {
    let escaped = HTMLText.escaped(text)
    #expect(!escaped.contains { "<>\"'".contains($0) })
    // Every ampersand is the tool's own.
    for piece in escaped.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
      #expect(["amp;", "lt;", "gt;", "quot;", "#39;"].contains { piece.hasPrefix($0) })
    }
    #expect(escaped.unicodeScalars.allSatisfy { TerminalText.isSafe($0) })
    #expect(escaped.count <= 9 * (HTMLText.limit + 1))
  }

  @Test(arguments: ["wlc-1", "größe", "漢字", "a b", "\\", "100 %", ""])
  func ordinaryTextStaysAsItIs(_ text: String) {
    #expect(HTMLText.escaped(text) == text)
  }

  @Test func theFiveCharactersBecomeReferences() {
    #expect(HTMLText.escaped("a&<>\"'b") == "a&amp;&lt;&gt;&quot;&#39;b")
  }

  @Test func whatIsInvisibleIsWrittenOut() {
    #expect(HTMLText.escaped("a\u{202E}b\u{3164}\u{85}") == "a\\u{202e}b\\u{3164}\\u{85}")
  }

  @Test func veryLongTextIsCut() {
    let cut = HTMLText.escaped(String(repeating: "x", count: 10_000))
    #expect(cut.count == HTMLText.limit + 1 && cut.hasSuffix("…"))
  }
}

@Suite struct PageTests {
  private func page(_ text: String) -> Page {
    let table = PageTable(
      text, [.init(text), .init(text, isNumber: true)], [[.text(text), .text(text)]])
    return Page(
      title: text, kicker: text, heading: text, banner: text,
      opening: [
        .notice(.bad, text, text), .figures([(text, text, .attention)]),
        .facts([(text, .code(text)), (text, .hash(text))]), .list([.badge(.unknown, text)]),
        .ticks([text]),
      ],
      sections: [
        PageSection(
          Anchor("a"), text, mark: .badge(.good, text), [table.html],
          sections: [PageSection(Anchor("b", 1), text, [.paragraph(text)])]),
        PageSection(Anchor("c"), text, [.signatures([text, text])]),
      ],
      closing: [.paragraph(text)])
  }

  /// What a browser makes of the page is decided by its tags: hostile text must not change one.
  @Test(arguments: hostileTexts)
  func hostileTextChangesNoTag(_ text: String) {
    #expect(PageMarkup(page(text).text).tags == PageMarkup(page("plain").text).tags)
  }

  @Test func thePageIsWellFormedAndAllowsNothing() {
    let text = page("plain").text
    let markup = PageMarkup(text)
    #expect(text.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    #expect(markup.faults == [])
    #expect(text.contains("content=\"default-src 'none'; style-src 'sha256-"))
    #expect(markup.count("h1") == 1 && markup.count("script") == 0 && markup.count("main") == 1)
    #expect(markup.headings == [1, 2, 3, 2])
  }

  /// The hash is that of the very bytes between the tags, so it is computed from the page.
  @Test func thePolicyNamesTheStyleOfThePage() throws {
    let text = page("plain").text
    let style = try #require(
      text.split(separator: "<style>").last?.split(separator: "</style>").first)
    let hash = PageStyle.base64(SHA256Digest(hashing: Array(style.utf8)).bytes)
    #expect(text.contains("style-src 'sha256-\(hash)'"))
    #expect(!style.contains("url(") && !style.contains("@import") && !style.contains("</"))
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func base64IsThatOfTheStandard(_ text: String, _ encoded: String) {
    #expect(PageStyle.base64(Array(text.utf8)) == encoded)
  }

  @Test func everyLookHasAName() {
    let style = PageStyle.text
    // These only group what others style.
    let silent: Set<PageClass> = [.lead, .note, .axis, .unknown, .plain]
    for look in PageClass.allCases where !silent.contains(look) {
      #expect(style.contains(".\(look.rawValue)"), "\(look.rawValue)")
    }
  }

  @Test func anEmptyTableSaysSo() {
    let markup = PageTable(
      "Findings", [.init("id"), .init("what")], [], whenEmpty: "nothing found"
    )
    .html
    #expect(markup.markup.contains("<td colspan=\"2\">nothing found</td>"))
  }

  @Test(arguments: [
    (0.0, "0"), (-0.004, "0"), (1.5, "1.5"), (12.345, "12.35"), (-3.05, "-3.05"),
    (.nan, "0"), (.infinity, "0"), (1e12, "0"),
  ])
  func numbersOfDrawingsAreShort(_ value: Double, _ text: String) {
    #expect(DrawingText.number(value) == text)
  }
}
