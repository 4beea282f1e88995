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
