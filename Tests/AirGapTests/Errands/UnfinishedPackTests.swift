import Foundation
import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

/// A run of `pack` that was killed is ended by the next one, and what it left is never taken for media.
@Suite struct UnfinishedPackTests {
  private let home: ErrandSite
  init() async throws { home = try await ErrandSite([]) }

  private func unfinished() throws -> [String] {
    try home.session().read { reader throws(LedgerError) in try reader.history().unfinishedPacks }
      .compactMap { $0[.run] }
  }

  /// Records that a run began, as long ago by the host's clock.
  private func begin(_ run: String, at place: String = "gone", ago: Int64 = 0) throws {
    let session = try home.session()
    var author = session.author
    author.clock -= ago
    try session.ledger.append(
      [
        PackEvents(run: run, evidence: home.folder + "/evidence/x")
          .begun([home.folder + "/" + place], count: 1)
      ], by: author)
  }

  private func hold(_ run: String) throws -> RunHold {
    try RunHold(run, in: home.folder)
  }

  /// What a process leaves that is killed.
  private func leaveHold(_ run: String) throws {
    try Data().write(to: URL(filePath: home.folder + "/.pack-" + run))
  }

  // MARK: The decision

  @Test func aRunThatNobodyHoldsIsEndedByTheNext() async throws {
    try begin("aa-1")
    try leaveHold("aa-1")
    _ = try home.file(".rumkit-partial-old/x", "")
    try begin("aa-2", at: "in/media")
    try leaveHold("aa-2")
    let dry = try await home.pack([ErrandSite.usage]) { $0.isDryRun = true }
    #expect(try dry.goesOn && unfinished() == ["aa-1", "aa-2"])
    _ = try await home.pack([ErrandSite.usage])
    #expect(try unfinished() == [])
    let ended = try home.events(.packFailed)
    #expect(ended.map { $0[.run] } == ["aa-1", "aa-2"])
    #expect(ended.allSatisfy { $0[.reason] == "it ended without a result" })
    let names = try FileManager.default.contentsOfDirectory(atPath: home.folder)
    #expect(!names.contains { $0.hasPrefix(".pack-") }, "\(names)")
    #expect(Partials.leftOvers(in: home.folder + "/in") == [])
    #expect(home.hints.count { $0.contains("ended without a result") } == 2)
  }

  @Test func aRunThatIsUnderWayStays() async throws {
    let hold = try hold("aa-1")
    try begin("aa-1")
    _ = try await home.pack([ErrandSite.usage])
    #expect(try unfinished() == ["aa-1"])
    withExtendedLifetime(hold) {}
  }

  @Test(arguments: [(3600, false), (90_000, true)])
  func aRunThatLeftNothingHereIsOverAfterADay(_ age: Int64, _ isOver: Bool) async throws {
    try begin("aa-1", ago: age)
    _ = try await home.pack([ErrandSite.usage])
    #expect(try unfinished().isEmpty == isOver)
  }

  @Test func aStrangeNameOfARunLeadsNowhere() async throws {
    try begin("../in/x")
    _ = try home.file("x", "")
    _ = try await home.pack([ErrandSite.usage])
    #expect(FileManager.default.fileExists(atPath: home.folder + "/in/x"))
  }

  @Test func aPackThatFailsHasEnded() async throws {
    let cut = try home.file("cut.txt", "<smartLicense>")
    _ = try await home.pack([cut])
    _ = try await home.pack([ErrandSite.usage])
    #expect(try unfinished() == [])
  }

  // MARK: What it leaves

  private func verified(_ path: String) async throws -> [Finding] {
    try await VerifyMedia([path], signers: SignerPolicy()).run(in: try home.session(), home.tell)
      .findings.filter { $0.id == "media/run-unfinished" }
  }

  @Test(arguments: [false, true])
  func mediaThatTheLedgerNeverLearnedOfAreRefused(_ isEnded: Bool) async throws {
    let other = try await ErrandSite([])
    _ = try await other.pack([ErrandSite.usage], to: "media")
    let media = home.folder + "/media"
    try FileManager.default.moveItem(atPath: other.folder + "/media", toPath: media)
    #expect(try await verified(media).isEmpty)
    try begin("aa-1", at: "media")
    if isEnded {
      try leaveHold("aa-1")
      _ = try await home.pack([ErrandSite.sample("usage/c8000v-rum.txt")], to: "new")
    }
    #expect(try await verified(media).count == 1)
    #expect(try await verified(media + "/").count == 1)
    let trip = try await OpenTrip(name: "t", carrier: "Kim", media: [media])
      .run(in: try home.session())
    #expect(trip.trip == nil)
    #expect(trip.findings.contains { $0.message.contains("pack again") })
    let sheet = try await ReadTripMedia([media], signers: SignerPolicy())
      .run(in: try home.session())
    #expect(sheet.verification.foundDamage)
  }

  @Test func mediaThatAFinishedRunMadeAreTaken() async throws {
    try begin("aa-1", at: "out")
    _ = try await home.pack([ErrandSite.usage], to: "out")
    #expect(try await verified(home.folder + "/out").isEmpty)
    // Moved to where another run was killed, it is the media that it was.
    try begin("aa-2", at: "in/elsewhere")
    _ = try home.file("x", "")
    try FileManager.default.moveItem(
      atPath: home.folder + "/out", toPath: home.folder + "/in/elsewhere")
    #expect(try await verified(home.folder + "/in/elsewhere").isEmpty)
  }

  @Test func theBagOfARunThatDidNotEndIsKnownByTheLedgerHead() throws {
    try begin("aa-1")
    let event = try #require(try home.events(.packBegun).first)
    let id = try home.session().identity.id
    let runs = try home.session().unfinishedRuns()
    #expect(runs.run(ofBag: id, events: event.number - 1)?.number == event.number)
    #expect(runs.run(ofBag: id, events: event.number) == nil)
    #expect(runs.run(ofBag: id, events: .max) == nil)
    #expect(runs.run(ofBag: "other", events: event.number - 1) == nil)
  }

  // MARK: Parts

  @Test func partsCountOnlyWithTheLast() async throws {
    let outcome = try await home.pack([ErrandSite.sample("usage")]) { $0.splitSize = 40_000 }
    let parts = outcome.volumes.map(\.path)
    try #require(parts.count > 1)
    #expect(Partials.leftOvers(in: home.folder) == [])
    for part in parts { #expect(try await verified(part).isEmpty) }

    // A kill leaves the mark, and the first part only.
    let places = parts.map { PartsMark.Place(partial: $0, final: $0) }
    var mark: PartsMark? = try PartsMark(
      evidence: .init(partial: home.folder, final: home.folder + "/gone"), media: places)
    let held = try #require(Partials.leftOvers(in: home.folder).first)
    let left = home.folder + "/.rumkit-partial-killed"
    try FileManager.default.copyItem(atPath: home.folder + "/" + held, toPath: left)
    mark = nil
    _ = mark
    for part in parts.dropFirst() { try FileManager.default.removeItem(atPath: part) }
    let found = try await verified(parts[0])
    #expect(found.first?.message.contains("only 1 of its \(parts.count) parts") == true)
    let trip = try await OpenTrip(name: "t", carrier: "Kim", media: [parts[0]])
      .run(in: try home.session())
    #expect(trip.trip == nil)

    // The next run beside it leaves the mark as long as the part is there.
    _ = try await home.pack([ErrandSite.usage], to: "beside")
    #expect(try await verified(parts[0]).count == 1)
    await #expect(throws: ErrandError(.usage)) {
      try await home.pack([ErrandSite.sample("usage")]) { $0.splitSize = 40_000 }
    }
    try FileManager.default.removeItem(atPath: parts[0])
    let again = try await home.pack([ErrandSite.sample("usage")]) { $0.splitSize = 40_000 }
    #expect(again.result != nil && Partials.leftOvers(in: home.folder) == [])
    #expect(try await verified(parts[0]).isEmpty)
  }
}
