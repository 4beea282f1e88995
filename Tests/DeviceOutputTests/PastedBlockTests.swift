import Testing

@testable import DeviceOutput

/// Blocks for the configuration prompt that somebody pasted, without prompts.
@Suite struct PastedBlockTests {
  private static func settings(_ text: String) throws -> RunningConfiguration {
    try #require(try device(text).settings)
  }

  @Test(arguments: [
    "conf t\nlicense smart transport off\nend\nconf t\nlicense smart transport smart\nend\n",
    "conf t\nlicense smart transport off\ndo write\nend\nconfigure terminal\n"
      + " license smart transport smart\nend\n",
    "conf t\nlicense smart transport off\nend\nlicense smart import flash:ACK.txt\n"
      + "Import Data Successful\nconf t\nlicense smart transport smart\nend\n",
  ])
  func theLastBlockWins(_ text: String) throws {
    #expect(try Self.settings(text).transport?.value == "smart")
  }

  /// What follows the end without `configure terminal` is typed at the exec prompt.
  @Test func whatFollowsTheEndIsNoConfiguration() throws {
    let text = "conf t\nlicense smart transport off\nend\nlicense smart transport smart\n"
    #expect(try Self.settings(text).transport?.value == "off")
  }

  @Test(arguments: [
    ("license smart sync all", 0), ("license smart trust idtoken EXAMPLE all force", 0),
    ("license smart example all", 1),
  ])
  func aLineOfTheExecPromptIsUnderstood(_ line: String, _ unread: Int) throws {
    let text = "configure terminal\nlicense smart transport cslu\nexit\n\(line)\n"
    #expect(try Self.settings(text).unread.count == unread)
  }
}
