import AirGap
import Assessment
import Foundation
import LicenseFiles
import Testing

/// A proof belongs to the file that the device named.
@Suite struct NamedProofTests {
  private let home: ErrandSite
  init() async throws { home = try await ErrandSite([ErrandSite.usage]) }

  private static let name = "ACK_c9800-cl-rum.txt"
  private func stage() throws -> CycleStage { try home.device("9ZZEXAMPLE1").stage }

  /// The first month is closed, and the ACK of the next is staged.
  private func closeFirst() async throws {
    _ = try home.importing(ErrandSite.ack)
    _ = try home.confirming(Capture().imported(Self.name).status("Aug 21 09:30:00 2026 UTC"))
    #expect(try stage() == .confirmed)
    _ = try await home.packNext()
  }

  @Test(arguments: [
    ("bootflash:ACK_c9800-cl-rum.txt", false), ("flash:/ACK_c9800-cl-rum.txt", false),
    ("harddisk:acks/ACK_c9800-cl-rum.txt", false), ("usbflash0:ack_C9800-CL-RUM.TXT", false),
    ("bootflash:/acks/august/ACK_c9800-cl-rum.txt", false),
    ("tftp://192.0.2.10/ACK_c9800-cl-rum.txt", false), ("flash:/ACK_next.txt", true),
    ("usbflash0:ack_NEXT.txt", true), ("bootflash:in/ACK_next.txt", true),
  ])
  func aFileIsKnownInEverySpelling(_ path: String, _ isNew: Bool) async throws {
    try await closeFirst()
    _ = try home.importing(try home.nextACK(), at: "11:10")
    let outcome = try home.confirming(
      Capture().adding("license smart import \(path)", "Import Data Successful")
        .status("Aug 21 11:30:00 2026 UTC"), at: "11:40")
    #expect(outcome.openCount == (isNew ? 0 : 1) && outcome.closedCount == (isNew ? 1 : 0))
    #expect(try stage() == (isNew ? .confirmed : .staged))
  }

  /// Both months came home under one name; staging gave the second another, and the device names that.
  @Test func theNameOfStagingComesBeforeThePortals() async throws {
    let portal = try String(contentsOfFile: ErrandSite.ack, encoding: .utf8)
    _ = try await home.packNext(at: "08:30")
    let one = try home.file("1/ACK_upload.txt", portal)
    let two = try home.file(
      "2/ACK_upload.txt", try String(contentsOfFile: try home.nextACK(), encoding: .utf8))
    let staged = try home.importing(one, two)
    let names = staged.entries.compactMap(\.name?.text)
    try #require(Set(names).count == 2)
    _ = try home.confirming(Capture().imported(names[1]), at: "10:00")
    let acks = try home.events(.ackImported).compactMap { $0[.ack] }
    #expect(acks == [staged.entries[1].sha256])
  }

  /// Last month's file was imported again. Its time does not become a proof when it is shown once more
  /// without the name; a later one is.
  @Test func theTimeOfAnImportOfTheOldFileStaysItsTime() async throws {
    try await closeFirst()
    _ = try home.importing(try home.nextACK(), at: "11:10")
    let again = "Aug 21 11:30:00 2026 UTC"
    _ = try home.confirming(Capture().imported(Self.name).status(again), at: "11:40")
    #expect(try stage() == .staged)
    let plain = try home.confirming(Capture().status(again), at: "11:50")
    #expect(plain.openCount == 1)
    #expect(try stage() == .staged)
    _ = try home.confirming(Capture().status("Aug 21 11:55:00 2026 UTC"), at: "12:00")
    #expect(try stage() == .confirmed)
  }

  /// A cloned machine shows the same UDI, and what it took proves nothing for the other.
  @Test func twoHostsWithOneUDIProveNothingForEachOther() throws {
    _ = try home.importing(ErrandSite.ack)
    let own = Capture(host: "wlc-example-1").status("<none>")
    func taken(by host: String) -> Capture {
      Capture(host: host).imported(Self.name).status("Aug 21 09:30:00 2026 UTC")
    }
    let outcome = try home.confirming(own, taken(by: "wlc-example-2"))
    #expect(outcome.isUnfit && outcome.rows.isEmpty)
    #expect(try stage() == .staged)
    #expect(try home.confirming(own, taken(by: "wlc-example-1")).closedCount == 1)
  }

  // MARK: By hand

  @Test func theTimeOfAnotherACKIsNoProofOfOneRecordedByHand() async throws {
    try home.openTrip("august")
    _ = try await home.packNext(at: "08:30")
    _ = try home.importing(ErrandSite.ack, at: "09:00") { $0.byHand = "the operator said so" }
    _ = try home.importing(try home.nextACK(), at: "09:10")
    let next = Capture().imported("ACK_next.txt").status("Aug 21 09:30:00 2026 UTC")
    #expect(try home.confirming(next, at: "10:00").rows.count == 1)
    let states = { try home.reports("9ZZEXAMPLE1").filter { $0.states.contains(.confirmed) } }
    #expect(try states().map(\.id).allSatisfy { $0 >= 1_770_100_101 })
    // The same time once more says nothing new.
    _ = try home.confirming(Capture().status("Aug 21 09:30:00 2026 UTC"), at: "10:10")
    #expect(try states().map(\.id).allSatisfy { $0 >= 1_770_100_101 })
    // A later one is that of the ACK that is left.
    _ = try home.confirming(Capture().status("Aug 21 10:15:00 2026 UTC"), at: "10:20")
    #expect(try states().contains { $0.id == 1_770_100_001 })
  }

  @Test(arguments: [true, false])
  func anImportUnderAnUnknownNameIsNoProof(_ isOneOutput: Bool) throws {
    _ = try home.importing(ErrandSite.ack) { $0.byHand = "the operator said so" }
    let stranger = Capture().imported("foo.txt")
    let time = "Aug 21 09:30:00 2026 UTC"
    if isOneOutput {
      _ = try home.confirming(stranger.status(time))
    } else {
      _ = try home.confirming(stranger)
      _ = try home.confirming(Capture().status(time), at: "10:05")
    }
    #expect(try stage() == .imported)
    // Whoever says since that it was this ACK vouches for the name.
    _ = try home.importing(ErrandSite.ack, at: "10:10") {
      $0.byHand = "foo.txt was it"
      $0.again = "foo.txt was it"
    }
    _ = try home.confirming(Capture().status("Aug 21 09:30:00 2026 UTC"), at: "10:20")
    #expect(try stage() == .confirmed)
  }

  /// Of two that wait one was staged after the stranger: the time of the stranger is not that one's either.
  @Test func aStrangersTimeIsNotThatOfTheACKThatCameAfterIt() async throws {
    try home.openTrip("august")
    _ = try await home.packNext(at: "08:30")
    _ = try home.importing(ErrandSite.ack, at: "09:00")
    _ = try home.confirming(
      Capture().imported("foo.txt").status("Aug 21 09:30:00 2026 UTC"), at: "09:40")
    _ = try home.importing(try home.nextACK(), at: "09:50")
    _ = try home.confirming(Capture().status("Aug 21 09:30:00 2026 UTC"))
    let states = try home.reports("9ZZEXAMPLE1").map(\.states)
    #expect(!states.contains { $0.contains(.confirmed) })
  }

  @Test func withoutAStrangerTheHandAndTheTimeProve() throws {
    _ = try home.importing(ErrandSite.ack) { $0.byHand = "the operator said so" }
    _ = try home.confirming(Capture().status("Aug 21 09:30:00 2026 UTC"))
    #expect(try stage() == .confirmed)
  }

  /// A second answer about the same reports is not one that the device imported.
  @Test func anotherACKOfTheSameReportsWasNotImported() throws {
    let text = try String(contentsOfFile: ErrandSite.ack, encoding: .utf8)
    let second = try home.file("ACK_second.txt", text + "\n")
    _ = try home.importing(second, ErrandSite.ack)
    _ = try home.confirming(
      Capture().imported("ACK_c9800-cl-rum.txt").status("Aug 21 09:30:00 2026 UTC"))
    let again = try home.importing(second, at: "11:00")
    #expect(again.entries.flatMap(\.reasons).map(\.id) == ["import/nothing-new"])
  }

  /// Healthy output after the end of a cycle shows the ACK that closed it.
  @Test func theLastACKOfAClosedCycleIsNoWarning() throws {
    _ = try home.importing(ErrandSite.ack)
    let after = "Aug 21 09:30:00 2026 UTC"
    _ = try home.confirming(Capture().imported("ACK_c9800-cl-rum.txt").status(after))
    let later = try home.confirming(Capture().status(after), at: "11:00")
    #expect(later.rows.flatMap(\.proof.findings).map(\.id) == ["confirm/nothing-pending"])
  }
}
