import AirGap
import Assessment
import Foundation
import LicenseFiles
import Testing

/// A site from its beginning through a backup to the check of what was restored, as outcomes.
@Suite struct SiteErrandTests {
  private let folder: String
  private let place: SitePlace
  private let acting = Acting(operatorName: "op", hostName: "jump", now: 1_787_302_800)

  init() {
    folder = NSTemporaryDirectory() + "rumkit-errands-\(UUID().uuidString)"
    place = SitePlace(option: folder + "/site")
  }

  private func make() throws -> SiteMakingOutcome {
    try MakeSite(name: "Example", mode: .rehearsal, devices: RehearsalDevice.all)
      .run(at: place, acting) { _ in }
  }

  private func verify(_ anchors: String...) throws -> SiteVerificationOutcome {
    try VerifySite(anchors: anchors).run(at: place, acting) { _ in }
  }

  private func session() throws -> SiteSession {
    try place.session(for: .looking, acting) { _ in }
  }

  private func remove() { try? FileManager.default.removeItem(atPath: folder) }

  @Test func aSiteIsMadeOnce() throws {
    defer { remove() }
    let made = try make()
    #expect(made.site.name == "Example" && made.site.mode == .rehearsal && made.head.count > 1)
    #expect(throws: ErrandError(.usage)) { try make() }
    #expect(try verify().verification.head.count == made.head.count)
  }

  @Test func aBackupIsASiteAgain() throws {
    defer { remove() }
    let made = try make()
    let copy = folder + "/copy.sqlite"
    let backup = try BackUpSite(to: copy).run(at: place, acting)
    #expect(backup.site == made.site && backup.head == made.head)
    #expect(backup.event == made.head.count + 1)
    let other = SitePlace(option: folder + "/other")
    let restored = try RestoreSite(from: copy).run(at: other, acting) { _ in }
    #expect(restored.had == made.head && restored.verification.isSound)
    #expect(throws: ErrandError(.usage)) {
      try RestoreSite(from: copy).run(at: place, acting) { _ in }
    }
    #expect(throws: ErrandError(.unreadable)) {
      try RestoreSite(from: folder + "/none").run(at: other, acting) { _ in }
    }
  }

  @Test func aCheckIsRecordedAndAnAnchorThatIsNotThereEndsIt() throws {
    defer { remove() }
    let made = try make()
    let outcome = try verify()
    #expect(outcome.site == made.site && outcome.verification.isSound && outcome.rebuilt == nil)
    #expect(outcome.recordedAs == made.head.count + 1)
    #expect(throws: ErrandError(.unreadable)) { try verify(folder + "/none") }
    let head = try session().read { reader throws(LedgerError) in try reader.head() }
    #expect(head.count == made.head.count + 1)
  }

  @Test func aLogHoldsWhatIsAskedFor() throws {
    defer { remove() }
    let made = try make()
    var errand = ReadLog()
    var heard = 0
    func log() throws -> SiteLogOutcome { try errand.run(in: session()) { _ in heard += 1 } }
    #expect(try Int64(log().events.count) == made.head.count)
    errand.last = 1
    #expect(try log().events.map(\.number) == [made.head.count])
    errand.kinds = [.siteVerified]
    #expect(try log().events.isEmpty && heard == 0)
    errand.device = "nobody"
    #expect(throws: ErrandError(.usage)) { try log() }
  }

  @Test func mediaAreReadBeforeATrip() async throws {
    let home = try await ErrandSite()
    let session = try home.session()
    let outcome = try await ReadTripMedia([home.folder + "/out"], signers: SignerPolicy())
      .run(in: session)
    #expect(outcome.media.count == 1 && !outcome.outbound.isEmpty)
    #expect(outcome.verification.subjects.count == 1)
    let missing = await #expect(throws: ErrandError.self) {
      try await ReadTripMedia([home.folder + "/none"], signers: SignerPolicy()).run(in: session)
    }
    #expect(missing?.code == .unreadable)
  }

  @Test func aCopyWithoutNamesIsMadeOnce() throws {
    defer { remove() }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let wording = RedactFiles.Wording(escaping: { $0 }, map: { _ in "" })
    let errand = RedactFiles([ErrandSite.usage], output: folder + "/copy.txt")
    let outcome = try errand.run(wording) { _ in }
    #expect(outcome.documents.count == 1 && !outcome.isFolder)
    let copy = try String(contentsOfFile: folder + "/copy.txt", encoding: .utf8)
    #expect(!copy.contains(ErrandSite.wlc.serial))
    #expect(throws: ErrandError(.usage)) { try errand.run(wording) { _ in } }
  }
}
