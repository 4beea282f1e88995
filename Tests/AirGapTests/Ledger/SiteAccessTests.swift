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

  @Test(arguments: [(0o600, false), (0o660, false), (0o602, true), (0o666, true)])
  func aLedgerThatEverybodyCanChangeIsWarnedAbout(_ mode: mode_t, _ isOpen: Bool) throws {
    let site = try TemporarySite()
    defer { site.remove() }
    chmod(site.path, mode)
    let warning = SiteAccess.openness(site.folder)
    #expect((warning != nil) == isOpen)
    #expect(warning?.hasSuffix(": chmod o-w \(site.path)") ?? true)
    var said: [String] = []
    _ = try SitePlace(option: site.folder).session(for: .looking, Acting(now: 500)) {
      said.append("\($0)")
    }
    #expect(said.contains { $0.contains("every user of this host can change") } == isOpen)
  }

  @Test func whatIsNotThereIsNoRefusal() {
    let nowhere = NSTemporaryDirectory() + "rumkit-access-\(UUID().uuidString)"
    #expect(SiteAccess.refusal(nowhere + "/ledger.sqlite") == nil)
    #expect(SitePlace(option: nowhere).isInUse == false)
  }
}
