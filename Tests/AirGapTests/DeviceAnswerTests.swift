import Foundation
import Testing

@testable import AirGap

/// Where an answer of a device ends, and what it says.
@Suite struct DeviceAnswerTests {
  private func isOver(_ text: String) -> Bool {
    var end = AnswerEnd(prompt: "wlc-1#", command: "show clock", from: 0)
    // As it comes, a few bytes at a time.
    let bytes = Array(text.utf8)
    for count in stride(from: 1, to: bytes.count, by: 3) where end.isOver(Array(bytes[..<count])) {
      return true
    }
    return end.isOver(bytes)
  }

  @Test(arguments: [
    "show clock\r\n10:00:00 UTC\r\nwlc-1#", "show clock\r\n\r\nwlc-1#",
    // A log line came after the prompt, or between a prompt and the echo.
    "show clock\r\n10:00\r\nwlc-1#\r\n*Nov 24: %SYS-5-X: y\r\n",
    "\r\n*Nov 24: %SYS-5-X: y\r\nwlc-1#show clock\r\n10:00\r\nwlc-1#",
    // A pager was answered.
    "show clock\r\na\r\n --More-- \u{8}\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}          \u{8}\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}wlc-1#",
  ])
  func thePromptAfterTheEchoEndsIt(_ text: String) { #expect(isOver(text)) }

  @Test(arguments: [
    "wlc-1#", "show clock\r\n10:00", "show clock\r\nhost wlc-1#", "show clock\r\nwlc-2#",
    "show clock\r\nwlc-1#show",
  ])
  func nothingElseDoes(_ text: String) { #expect(!isOver(text)) }

  @Test func outputWithoutAnEndOfALineIsLookedAtOnce() {
    var end = AnswerEnd(prompt: "wlc-1#", command: "show clock", from: 0)
    var transcript = Array("show clock\r\n".utf8)
    let start = ContinuousClock.now
    for _ in 0..<1024 {
      transcript += [UInt8](repeating: 0x61, count: 4096)
      let isOver = end.isOver(transcript)
      #expect(!isOver)
    }
    #expect(start.duration(to: .now) < .seconds(10))
    transcript += Array("\r\nwlc-1#".utf8)
    let isOver = end.isOver(transcript)
    #expect(isOver)
  }

  @Test func sizesAndHashesAreRead() {
    let listing = [
      "Directory of bootflash:/rum.txt",
      "14  -rw-            12345  Nov 24 2026 10:00:00 +00:00  rum.txt",
      "6240665600 bytes total (5120000000 bytes free)",
    ]
    #expect(DeviceErrand.size(of: "rum.txt", in: listing) == 12345)
    #expect(DeviceErrand.size(of: "um.txt", in: listing) == nil)
    #expect(
      DeviceErrand.size(
        of: "rum.txt", in: ["%Error opening bootflash:/rum.txt (No such file or directory)"])
        == nil)
    let digits = "0123456789abcdef0123456789ABCDEF"
    #expect(
      DeviceErrand.hash(in: ["....Done!", "verify /md5 (bootflash:rum.txt) = \(digits)"])
        == digits.lowercased())
    #expect(DeviceErrand.hash(in: ["verify /md5 (bootflash:rum.txt) = 0123"]) == nil)
  }

  @Test func refusalsAreKnownByTheirWords() {
    #expect(DeviceRefusal.line(in: ["a", "% Invalid input detected"]) != nil)
    #expect(DeviceRefusal.line(in: ["The requested item was not found"]) != nil)
    #expect(DeviceRefusal.line(in: ["Import Data Successful", "a 5% b"]) == nil)
    #expect(
      DeviceRefusal.kind(of: "%Error opening bootflash:x (No space left on device)").id
        == "ssh/no-space")
    #expect(DeviceRefusal.kind(of: "Command authorization failed.").id == "ssh/no-privilege")
    #expect(DeviceRefusal.kind(of: "% Invalid input").id == "ssh/command-refused")
  }

  @Test func aShowCommandIsRefusedOnlyWhereNothingElseCame() {
    for lines in [
      ["Command authorization failed."], ["^", "% Invalid input detected at '^' marker."],
    ] {
      #expect(DeviceRefusal.line(toLook: lines) == lines.last)
    }
    #expect(DeviceRefusal.line(toLook: ["Import RUM ACK:", "Failure: Nov 24"]) == nil)
    #expect(DeviceRefusal.line(toLook: ["Failed reports: 0", "b", "c", "d"]) == nil)
    #expect(DeviceRefusal.isUnknown("% Invalid input detected at '^' marker."))
    #expect(!DeviceRefusal.isUnknown("Command authorization failed."))
  }

  @Test func aLoginWithoutAPromptSaysWhetherSshMayHaveAsked() {
    func words(_ asking: DeviceTrouble.Asking) -> String {
      DeviceTrouble.noPrompt(asking, at: "wlc-1").finding.message
    }
    #expect(words(.hidden).contains("a password or a passphrase"))
    #expect(words(.maybe).contains("a host key"))
    #expect(!words(.no).contains("ssh"))
  }

  @Test(arguments: ["-oProxyCommand=x", "", "a b", "a;b", "$(x)", "a/b", "a\u{7}"])
  func aHostThatIsNoneIsRefused(_ host: String) { #expect(SecureShell.fault(ofHost: host) != nil) }

  @Test(arguments: ["wlc-1", "admin@wlc-1.example", "192.0.2.7", "admin@2001:db8::7", "%eth0"])
  func aHostIsTaken(_ host: String) { #expect(SecureShell.fault(ofHost: host) == nil) }

  @Test func turnsAreGivenOnce() async {
    let turn = LoginTurn()
    let first = await turn.take()
    let second = Task { await turn.take() }
    await turn.give(first)
    await turn.give(first)
    let ticket = await second.value
    #expect(ticket != first)
    await turn.give(ticket)
    #expect(await turn.take() > ticket)
  }
}
