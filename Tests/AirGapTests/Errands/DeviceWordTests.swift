import AirGap
import Assessment
import Foundation
import LicenseFiles
import Testing

/// What a device prints of a report is stronger than what is inferred of it, whenever it is given.
@Suite struct DeviceWordTests {
  private let home: ErrandSite
  init() async throws { home = try await ErrandSite([ErrandSite.usage]) }

  private static let ids = Array(1_770_100_001...1_770_100_008 as ClosedRange<UInt64>)
  private static let after = "Aug 21 09:30:00 2026 UTC"

  private func waiting() throws -> Int { try home.device("9ZZEXAMPLE1").waitingCount }

  private func action() throws -> NextAction {
    CycleStatus([try home.device("9ZZEXAMPLE1")], now: try ErrandSite.seconds("12:00")).action
  }

  private func reports(_ state: String, from first: Int = 0) -> [(UInt64, String)] {
    Self.ids.enumerated().map { ($1, $0 < first ? "ACK" : state) }
  }

  /// The import is proved by its time alone, with an ACK that shows ids and with one that shows none.
  @Test(arguments: [true, false])
  func reportsThatAreShownClosedLaterWaitAgain(_ isReadable: Bool) throws {
    let ack = isReadable ? ErrandSite.ack : try home.bareACK("ACK_c9800-cl-rum.txt")
    _ = try home.importing(ack) { if !isReadable { $0.ties.device = "9ZZEXAMPLE1" } }
    _ = try home.confirming(Capture().imported("ACK_c9800-cl-rum.txt").status(Self.after))
    #expect(try waiting() == 0)
    let later = try home.confirming(
      Capture().status(Self.after).reports(reports("CLOSED", from: 5)), at: "11:00")
    let proof = try #require(later.rows.first?.proof)
    #expect(proof.contradicted.map(\.id) == Array(Self.ids.suffix(3)))
    #expect(later.contradictedCount == 1 && later.closedCount == 0)
    #expect(!proof.findings.contains { $0.id == "confirm/nothing-pending" })
    #expect(
      proof.findings.contains {
        $0.id == "confirm/report-not-acknowledged"
          && $0.message
            == "3 reports that the last import was taken to acknowledge are not in state "
            + "ACK: 1770100006, 1770100007, 1770100008"
      }, "\(proof.findings)")
    #expect(try waiting() == 3)
    #expect(try action() == .saveRest(reports: 3))
    #expect(
      try home.session().ledger.verify(scratch: NSTemporaryDirectory()).findings.isEmpty)
    // It was still working on the ACK.
    _ = try home.confirming(Capture().status(Self.after).reports(reports("ACK")), at: "11:10")
    #expect(try waiting() == 0)
  }

  /// A near miss: output from before the import, given afterwards.
  @Test func outputFromBeforeTheImportTakesNothingBack() throws {
    _ = try home.importing(ErrandSite.ack)
    _ = try home.confirming(Capture().imported("ACK_c9800-cl-rum.txt").status(Self.after))
    let old = try home.confirming(
      Capture().status("Aug 20 09:30:00 2026 UTC").reports(reports("CLOSED")), at: "11:00")
    #expect(old.rows.first?.proof.contradicted.isEmpty == true)
    #expect(try waiting() == 0)
  }

  private func shown(_ state: String, clock: String, at time: String) throws -> ImportProof {
    let output = Capture().clock("*\(clock):00.000 UTC Fri Aug 21 2026").status(Self.after)
      .reports(reports(state, from: 5))
    return try #require(try home.confirming(output, at: time).rows.first?.proof)
  }

  /// Output is not newer because it is given later: the device's clock orders what it says of reports.
  @Test func anOlderCaptureDoesNotBringBackWhatALaterOneTookAway() throws {
    _ = try home.importing(ErrandSite.ack)
    _ = try home.confirming(
      Capture().clock("*09:31:00.000 UTC Fri Aug 21 2026").imported("ACK_c9800-cl-rum.txt")
        .status(Self.after))
    #expect(try shown("CLOSED", clock: "10:30", at: "11:00").contradicted.count == 3)
    #expect(try waiting() == 3)
    _ = try shown("ACK", clock: "10:00", at: "11:10")
    #expect(try waiting() == 3)
    // A near miss: the device shows them later still.
    _ = try shown("ACK", clock: "10:31", at: "11:20")
    #expect(try waiting() == 0)
    // And the other way round: what it showed before that takes nothing back.
    #expect(try shown("CLOSED", clock: "10:15", at: "11:30").contradicted.isEmpty)
    #expect(try waiting() == 0)
    #expect(
      try home.session().ledger.verify(scratch: NSTemporaryDirectory()).findings.isEmpty)
  }

  /// No ACK was given, and not all reports of the file are acknowledged.
  @Test func reportsInStateACKAreConfirmedAlsoWithoutTheRest() throws {
    let part = try home.confirming(Capture().reports(reports("CLOSED", from: 5)))
    #expect(part.closedCount == 0)
    #expect(try waiting() == 3)
    #expect(try home.reports("9ZZEXAMPLE1").count { $0.states.contains(.confirmed) } == 5)
    #expect(try home.confirming(Capture().reports(reports("ACK")), at: "11:00").closedCount == 1)
    #expect(try waiting() == 0)
  }

  /// The device denies what a person said; what it said itself stands.
  @Test(arguments: [true, false])
  func aFailureTakesBackWhatAPersonSaid(_ isByHand: Bool) async throws {
    let home = try await ErrandSite([ErrandSite.usage])
    let success = Capture().imported("ACK_c9800-cl-rum.txt")
    if isByHand {
      _ = try home.importing(ErrandSite.ack) { $0.byHand = "Kim typed it" }
    } else {
      _ = try home.importing(ErrandSite.ack)
      _ = try home.confirming(success, at: "09:30")
    }
    #expect(try home.device("9ZZEXAMPLE1").stage == .imported)
    _ = try home.confirming(
      Capture().imported("ACK_c9800-cl-rum.txt", "Import Failed: notfound").status("<none>"))
    #expect(try home.device("9ZZEXAMPLE1").stage == (isByHand ? .acknowledged : .imported))
    #expect(try home.importing(ErrandSite.ack, at: "11:00").count(.refused) == (isByHand ? 0 : 1))
  }

  /// A clock that is a year ahead does not hide the deadline once a right one is seen.
  @Test func aLastAckOfTheFutureGivesWay() async throws {
    let home = try await ErrandSite([ErrandSite.usage])
    _ = try home.importing(ErrandSite.ack)
    _ = try home.confirming(Capture().status("Aug 21 09:30:00 2027 UTC"))
    #expect(home.warnings.contains { $0.contains("ahead of this host") }, "\(home.warnings)")
    #expect(try home.device("9ZZEXAMPLE1").lastAckText == "Aug 21 09:30:00 2027 UTC")
    _ = try home.confirming(
      Capture().status("Aug 21 09:30:00 2026 UTC"), at: "2026-09-01T10:00:00Z")
    #expect(try home.device("9ZZEXAMPLE1").lastAckText == "Aug 21 09:30:00 2026 UTC")
    // A near miss: an older one, given later, of a clock that is right.
    _ = try home.confirming(
      Capture().status("Aug 20 09:30:00 2026 UTC"), at: "2026-09-02T10:00:00Z")
    #expect(try home.device("9ZZEXAMPLE1").lastAckText == "Aug 21 09:30:00 2026 UTC")
  }
}
