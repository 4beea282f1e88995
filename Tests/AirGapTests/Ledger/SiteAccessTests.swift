import Foundation
import Testing

@testable import AirGap

/// A site that is there and that this user may not use is not "no site".
@Suite struct SiteAccessTests {
  @Test func theOwnerTheModeAndTheWayOutAreNamed() throws {
    let folder = NSTemporaryDirectory() + "rumkit-access-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    mkdir(folder, 0o700)
    chmod(folder, 0o750)
    var facts = stat()
    try #require(stat(folder, &facts) == 0)
    #expect(SiteAccess.mode(facts) == "0750")
    let words = SiteAccess.words(folder, facts, "cannot be entered")
    #expect(words.hasPrefix("\(folder) cannot be entered: it belongs to "))
    #expect(words.contains(" with mode 0750") && words.contains("--shared GROUP"))
  }

  @Test func whatIsNotThereIsNoRefusal() {
    let nowhere = NSTemporaryDirectory() + "rumkit-access-\(UUID().uuidString)"
    #expect(SiteAccess.refusal(nowhere + "/ledger.sqlite") == nil)
    #expect(SitePlace(option: nowhere).isInUse == false)
  }
}
