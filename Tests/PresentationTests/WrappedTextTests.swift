import Testing

@testable import Presentation

@Suite("Commands in lines of a width") struct WrappedCommandTests {
  private static let command = "`license smart save usage all file bootflash:rum.txt`"

  @Test("a command to paste goes to a line of its own, whole, and words go on beside it")
  func commands() {
    let text = "  do: save the usage with \(Self.command); then carry the file out"
    #expect(
      WrappedText.block(text, columns: 60) == """
          do: save the usage with
              `license smart save usage all file bootflash:rum.txt`;
              then carry the file out
        """)
    #expect(WrappedText.block(text, columns: nil) == text)
  }

  @Test("a command that is wider than the terminal is not broken")
  func wideCommand() {
    #expect(
      WrappedText.block("  do: \(Self.command) now", columns: 30) == """
          do:
              \(Self.command)
              now
        """)
  }

  @Test("without its quotes it stays whole too")
  func withoutQuotes() {
    let bare = Self.command.replacing("`", with: "")
    let text = "do: " + WrappedText.keepingCommands(Self.command, quotes: "")
    #expect(WrappedText.block(text, columns: 30) == "do:\n    " + bare)
    #expect(WrappedText.block(text, columns: nil) == "do: " + bare)
  }

  @Test("a single backquote begins no command")
  func single() {
    #expect(WrappedText.block("a ` b c d e f", columns: 8) == "a ` b c\n    d e\n    f")
  }

  /// A command that is longer than the line stays at its place: no empty line comes before it.
  @Test func aLongCommandStaysWhereItIs() {
    let text = "    " + WrappedText.command("copy bootflash:a tftp://192.0.2.1/a")
    #expect(WrappedText.block(text, columns: 20) == "    copy bootflash:a tftp://192.0.2.1/a")
  }
}

@Suite("Lines that go on below their words") struct HangingLinesTests {
  @Test("what stands beside a label goes on beside it")
  func besideALabel() {
    #expect(
      WrappedText.block("  why        one two three four five", columns: 26) == """
          why        one two three
                     four five
        """)
  }

  @Test("beside a wide label, or with a path that needs the line, it goes on below it")
  func belowAWideLabel() {
    #expect(
      WrappedText.block("a label that is wide  one two", columns: 26)
        == "a label that is wide  one\n    two")
    #expect(
      WrappedText.block("from  /a/path/of/22/letters", columns: 26)
        == "from\n    /a/path/of/22/letters")
  }

  @Test("an option stays with its value")
  func usage() {
    #expect(
      WrappedText.usage("Usage: rumkit x [--one <one>] [--two <two>] <file>", columns: 30)
        == "Usage: rumkit x [--one <one>]\n    [--two <two>] <file>")
  }
}
