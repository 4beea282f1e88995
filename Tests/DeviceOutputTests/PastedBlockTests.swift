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

  /// A letter or a ticket quotes a block: it says nothing of what it leaves out.
  @Test(arguments: [
    "Ticket 4711, step 3\nconfigure terminal\nntp server 192.0.2.1\nlicense smart privacy version\nend\n",
    "Hello, please paste this\nconf t\nip name-server 192.0.2.53\nend\ncopy running-config startup-config\n",
    "ip name-server 192.0.2.53\nlicense smart transport off\nend\n",
  ])
  func whatIsQuotedIsNoWholeConfiguration(_ text: String) throws {
    let found = try Self.settings(text)
    #expect(found.extent == .pasted && !found.lacks(.transport))
    // A near miss: the file of a configuration has its host.
    #expect(try Self.settings("hostname SW-1\nip name-server 192.0.2.53\nend\n").extent == .whole)
  }

  /// The device's own words begin a whole configuration, also where its names were taken out; the body of a macro is
  /// no block.
  @Test(arguments: [
    "Building configuration...\n\nCurrent configuration : 512 bytes\n!\nip name-server 192.0.2.53\nend\n",
    "! Last configuration change at 10:00:00 UTC Thu Aug 20 2026 by admin\nip name-server 192.0.2.53\nend\n",
    "version 17.12\nhostname SW-1\nmacro name m\nconfigure terminal\nswitchport mode access\n@\n"
      + "ip name-server 192.0.2.53\nend\n",
  ])
  func whatTheDeviceBeginsIsWhole(_ text: String) throws {
    #expect(try Self.settings(text).extent == .whole)
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
