import AirGap
import Assessment
import Foundation
import LicenseFiles
import Testing

/// Imports: what is staged, what is refused, and what the ledger keeps.
@Suite struct ImportErrandTests {
  private let home: ErrandSite
  init() async throws { home = try await ErrandSite() }

  @Test func aDryRunChangesNothing() throws {
    let head = try home.head()
    let outcome = try home.importing(ErrandSite.sample("ack")) { $0.isDryRun = true }
    #expect(outcome.entries.map(\.outcome) == Array(repeating: .wouldStage, count: 4))
    let byHand = try home.importing(ErrandSite.ack) {
      $0.isDryRun = true
      $0.byHand = "x"
    }
    #expect(byHand.count(.done) == 1)
    #expect(try home.head() == head)
    #expect(!FileManager.default.fileExists(atPath: home.folder + "/staged"))
  }

  @Test func someDoneAndSomeRefused() throws {
    try home.reset(at: "08:30", reloaded: "08:40")
    let outcome = try home.importing(ErrandSite.sample("ack"))
    #expect(outcome.count(.refused) == 1 && outcome.count(.done) == 3)
    let refused = try #require(outcome.entries.first { $0.outcome == .refused })
    #expect(refused.device == ErrandSite.wlc && !refused.isReady)
    #expect(refused.verdict?.countdown(now: 0)?.ends == (try ErrandSite.seconds("09:40")))
    #expect(
      !FileManager.default.fileExists(atPath: home.folder + "/staged/no-trip/ACK_c9800-cl-rum.txt"))
    #expect(try home.importing(ErrandSite.ack, at: "09:40").count(.done) == 1)
    #expect(try home.events(.guardRefused).count == 1)
  }

  /// In a rehearsal there is nothing to wait for, and a person may go on with a reason that stays.
  @Test func aReasonGoesOnAndStays() throws {
    try home.reset(at: "08:30", reloaded: "08:40")
    let waiting = try home.importing(ErrandSite.ack) { $0.policy = .wait }
    #expect(waiting.count(.refused) == 1 && home.waits.isEmpty)
    #expect(home.hints.contains { $0.contains("nothing to wait for") })
    let overridden = try home.importing(ErrandSite.ack) { $0.policy = .override(reason: "told") }
    #expect(overridden.entries.map(\.isOverridden) == [true])
    #expect(try home.events(.guardOverridden).map { $0[.reason] } == ["told"])
  }

  @Test func anotherFileInTheWayIsNeverReplaced() throws {
    let bytes = try Data(contentsOf: URL(filePath: ErrandSite.ack))
    let hash = SHA256Digest(hashing: Array(bytes)).description.prefix(8)
    let names = [
      "ACK_c9800-cl-rum.txt", "ACK_C9800-CL-K9_9ZZEXAMPLE1.txt",
      "ACK_C9800-CL-K9_9ZZEXAMPLE1_\(hash).txt",
    ]
    for (index, name) in names.enumerated() {
      let folder = home.folder + "/in/\(index)"
      for taken in names.prefix(index + 1) { _ = try home.file("\(index)/\(taken)", "other") }
      let outcome = try home.importing(ErrandSite.ack) { $0.folder = folder }
      #expect(outcome.count(.failed) == (index == 2 ? 1 : 0), "\(name)")
      for taken in names.prefix(index + 1) {
        #expect(try String(contentsOfFile: "\(folder)/\(taken)", encoding: .utf8) == "other")
      }
    }
    let nowhere = try home.importing(ErrandSite.ack) { $0.folder = "/nowhere/at/all" }
    #expect(nowhere.count(.failed) == 1)
  }

  @Test func onceTakenItIsRefusedWithoutAReason() throws {
    _ = try home.importing(ErrandSite.ack)
    // Staged only: once more is fine, also with a reason, which then overrides nothing.
    _ = try home.importing(ErrandSite.ack) { $0.again = "to be sure" }
    #expect(try home.events(.guardOverridden).isEmpty)
    _ = try home.confirming(Capture().status("Aug 21 09:30:00 2026 UTC"))
    let refused = try home.importing(ErrandSite.ack, at: "10:10")
    #expect(refused.entries.flatMap(\.reasons).map(\.id) == ["import/already-imported"])
    let again = try home.importing(ErrandSite.ack, at: "10:10") { $0.again = "it was reset" }
    // What was proved went out of the way.
    #expect(again.entries.map(\.outcome) == [.staged])
    #expect(try home.events(.guardOverridden).map { $0[.reason] } == ["it was reset"])
    #expect(try home.events(.ackStaged).last?[.reason] == "it was reset")
  }

  /// The portal writes the same answer anew, with another time in it.
  @Test func anotherCopyOfAProvedAckIsRefused() throws {
    _ = try home.importing(ErrandSite.ack)
    let copy = try home.file(
      "ACK_again.txt", try String(contentsOfFile: ErrandSite.ack, encoding: .utf8) + "\n")
    #expect(try home.importing(copy, at: "09:10").count(.done) == 1)
    _ = try home.confirming(
      Capture().imported("ACK_c9800-cl-rum.txt").status("Aug 21 09:30:00 2026 UTC")
        .reports((1_770_100_001...1_770_100_008).map { ($0, "ACK") }))
    let later = try home.file(
      "ACK_later.txt", try String(contentsOfFile: ErrandSite.ack, encoding: .utf8) + "\n\n")
    let refused = try home.importing(later, at: "10:10")
    #expect(refused.entries.flatMap(\.reasons).map(\.id) == ["import/nothing-new"])
    #expect(try home.importing(later, at: "10:10") { $0.again = "told" }.count(.done) == 1)
  }

  @Test func anAckUnderTheNameOfAnotherDeviceIsStagedUnderItsOwn() throws {
    let text = try String(contentsOfFile: ErrandSite.ack, encoding: .utf8)
    for name in ["ACK_C8000V_9ZZEXAMPLE5.txt", "9ZZEXAMPLE5.txt"] {
      let outcome = try home.importing(try home.file(name, text)) { $0.isDryRun = true }
      #expect(outcome.entries.map(\.name?.text) == ["ACK_C9800-CL-K9_9ZZEXAMPLE1.txt"], "\(name)")
    }
    let own = try home.file("ACK_9ZZEXAMPLE1_x.txt", text)
    let outcome = try home.importing(own) { $0.isDryRun = true }
    #expect(outcome.entries.map(\.name?.text) == ["ACK_9ZZEXAMPLE1_x.txt"])
  }

  /// The ACKs of two months are named alike: on the device, and on one TFTP root, they are two files.
  @Test func theNameOfAnACKThatWaitsElsewhereIsNotUsedAgain() async throws {
    let home = try await ErrandSite([])
    _ = try await home.pack([ErrandSite.usage], at: "2026-08-19T09:00:00Z")
    try home.openTrip("JUL", at: "2026-08-19T09:10:00Z")
    try await home.packNext(at: "2026-08-20T09:00:00Z")
    try home.openTrip("AUG", at: "2026-08-20T09:10:00Z")
    let later = try home.file(
      "aug/ACK_c9800-cl-rum.txt", try String(contentsOfFile: home.nextACK(), encoding: .utf8))
    func staged(_ ack: String, at time: String) throws -> String? {
      let entry = try home.importing(ack, at: time).entries.first
      return entry.map { "\($0.folder?.split(separator: "/").last ?? "") \($0.name?.text ?? "")" }
    }
    #expect(try staged(ErrandSite.ack, at: "09:00") == "JUL ACK_c9800-cl-rum.txt")
    let own = "AUG ACK_C9800-CL-K9_9ZZEXAMPLE1.txt"
    #expect(try staged(later, at: "09:10") == own)
    // Once the first is taken its name is free, and what is staged keeps its own.
    _ = try home.confirming(
      Capture().imported("ACK_c9800-cl-rum.txt").status("Aug 21 09:30:00 2026 UTC"))
    #expect(try staged(later, at: "10:10") == own)
  }

  /// A near miss: the first is proved before the second comes.
  @Test func theNameOfAnACKThatIsTakenIsUsedAgain() async throws {
    let home = try await ErrandSite([])
    _ = try await home.pack([ErrandSite.usage], at: "2026-08-19T09:00:00Z")
    _ = try home.importing(ErrandSite.ack)
    _ = try home.confirming(
      Capture().imported("ACK_c9800-cl-rum.txt").status("Aug 21 09:30:00 2026 UTC"))
    try await home.packNext()
    try home.openTrip("AUG", at: "11:10")
    let later = try home.file(
      "aug/ACK_c9800-cl-rum.txt", try String(contentsOfFile: home.nextACK(), encoding: .utf8))
    #expect(
      try home.importing(later, at: "12:00").entries.first?.name?.text == "ACK_c9800-cl-rum.txt")
  }

  @Test func whatIsNoAnswerOfThePortalIsUnusable() throws {
    let text = try String(contentsOfFile: ErrandSite.ack, encoding: .utf8)
    let cut = try home.file("ACK_cut.txt", String(text.prefix(1500)))
    let outcome = try home.importing(cut, ErrandSite.ack)
    #expect(outcome.failed)
    #expect(outcome.count(.unusable) == 1 && outcome.count(.done) == 1)
    #expect(home.errors.contains { $0.contains("could not be read to its end") })
  }

  @Test(arguments: ["nowhere", "tftp://a b/", ""])
  func aPlaceThatNobodyCanTypeIsRefused(_ origin: String) throws {
    let head = try home.head()
    #expect(throws: ErrandError(.usage)) {
      try home.importing(ErrandSite.ack) { $0.origin = origin }
    }
    #expect(try home.head() == head)
  }

  /// What a stopped run left beside the staged files goes, also where nothing is staged any more.
  @Test func leftOversOfAStoppedRunGo() throws {
    let folder = try #require(try home.importing(ErrandSite.ack).entries[0].folder)
    let leftOver = folder + "/.rumkit-partial-1"
    try Data("x".utf8).write(to: URL(filePath: leftOver))
    let again = try home.importing(ErrandSite.ack, at: "09:10")
    #expect(again.entries[0].outcome == .alreadyStaged)
    #expect(!FileManager.default.fileExists(atPath: leftOver))
  }
}
