import Foundation
import Testing

@testable import AirGap

/// Names of users and groups, by the files of the host.
@Suite struct HostAccountsTests {
  @Test func theFilesOfTheHostAreRead() {
    #expect(HostAccounts.name(ofUser: 0) == "root")
    #expect(HostAccounts.home(ofUser: 0)?.hasPrefix("/") == true)
    #expect(HostAccounts.name(ofGroup: 0) == "root")
    #expect(HostAccounts.number(ofGroup: "root") == 0)
    #expect(HostAccounts.number(ofGroup: "4242") == 4242)
  }

  @Test func whatNobodyKnowsHasNoName() {
    #expect(HostAccounts.name(ofUser: 3_999_999_999) == nil)
    #expect(HostAccounts.name(ofGroup: 3_999_999_999) == nil)
    #expect(HostAccounts.number(ofGroup: "rumkit-no-such-group") == nil)
    #expect(HostAccounts.number(ofGroup: "") == nil)
  }

  @Test(arguments: [
    ("carol", "carol"), ("domain users", "'domain users'"),
    ("x'; touch y; '", #"'x'\''; touch y; '\'''"#), ("$(touch y)", "'$(touch y)'"),
  ])
  func aNameIsOneWordOfAnyShell(_ name: String, _ word: String) {
    #expect(HostAccounts.question("group", name) == "getent group \(word) 2>/dev/null </dev/null")
  }

  @Test(arguments: ["", "-s", "a\u{1}'; touch y; '", "a\nb"])
  func aNameThatNoEntryHasIsNotAsked(_ name: String) {
    #expect(HostAccounts.question("group", name) == nil)
  }

  @Test func anEntryIsFields() {
    #expect(
      HostAccounts.fields("carol:x:1000:1000:Carol,,,:/home/carol:/bin/sh\n")
        == ["carol", "x", "1000", "1000", "Carol,,,", "/home/carol", "/bin/sh"])
    #expect(HostAccounts.fields("ops:*:70001:\n") == ["ops", "*", "70001", ""])
  }
}
