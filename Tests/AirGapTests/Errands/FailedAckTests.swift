import AirGap
import Assessment
import Foundation
import LicenseFiles
import Testing

/// An answer of the portal that lists reports beside a failure: the device may take the file, and the reports
/// are not acknowledged by it.
@Suite struct FailedAckTests {
  private let home: ErrandSite
  init() async throws { home = try await ErrandSite([ErrandSite.usage]) }

  private static let ids = Array(1_770_100_001...1_770_100_008 as ClosedRange<UInt64>)
  private static let after = "Aug 21 09:30:00 2026 UTC"

  /// The sample's ACK with FAILED for every report, or for those from an id on.
  private func failing(from first: UInt64 = 1_770_100_001) throws -> String {
    let text = try String(contentsOfFile: ErrandSite.ack, encoding: .utf8)
    let good = Self.ids.filter { $0 < first }.map { String($0) }.joined(separator: ",")
    let bad = Self.ids.filter { $0 >= first }.map { String($0) }.joined(separator: ",")
    let all = Self.ids.map { String($0) }.joined(separator: ",")
    let own = #""sudi":{"udi_pid":"C9800-CL-K9","udi_serial_number":"9ZZEXAMPLE1"},"#
    let done = #""status":"COMPLETE","status_message":"""#
    let changed = text.replacingOccurrences(
      of: #""report_ids":[\#(all)],\#(done)"#,
      with: (good.isEmpty ? "" : #""report_ids":[\#(good)],\#(done)},{\#(own)"#)
        + #""report_ids":[\#(bad)],"status":"FAILED","status_message":"duplicate report""#)
    #expect(changed != text)
    return try home.file("ACK_c9800-cl-rum.txt", changed)
  }

  private func cycle() throws -> CycleStatus {
    CycleStatus([try home.device("9ZZEXAMPLE1")], now: try ErrandSite.seconds("12:00"))
  }

  @Test func reportsBesideAFailureGoOnWaitingWhenTheImportIsProved() throws {
    try home.openTrip("august")
    let ack = try failing()
    let imported = try home.importing(ack)
    #expect(imported.entries.map(\.outcome) == [.staged])
    #expect(
      imported.findings.first { $0.id == "ack/status-failed" }?.message
        == "the portal says 'FAILED' at [0].status, 'duplicate report' at [0].status_message")
    // The portal has answered: nothing is to be uploaded.
    #expect(try cycle().action.id == "import-on-device")
    let outcome = try home.confirming(
      Capture().imported("ACK_c9800-cl-rum.txt").status(Self.after))
    #expect(outcome.closedCount == 1)
    #expect(outcome.rows.first?.proof.leftReports.map(\.id) == Self.ids)
    #expect(try home.device("9ZZEXAMPLE1").waitingCount == 8)
    #expect(try cycle().action == .saveRest(reports: 8))
    #expect(RitualReason(try cycle()) == .notAcknowledged(reports: 8))
    #expect(RitualReason(try cycle()).step == .due)
    #expect(try home.session().ledger.verify(scratch: NSTemporaryDirectory()).findings.isEmpty)
  }

  @Test func whatTheDeviceShowsInStateACKIsStrongerThanTheFailure() throws {
    let ack = try failing()
    _ = try home.importing(ack)
    let outcome = try home.confirming(
      Capture().imported("ACK_c9800-cl-rum.txt").status(Self.after)
        .reports(Self.ids.map { ($0, "ACK") }))
    #expect(outcome.closedCount == 1 && outcome.rows.first?.proof.leftReports.isEmpty == true)
    #expect(try home.device("9ZZEXAMPLE1").waitingCount == 0)
  }

  @Test func aPartThatFailedIsNamed() throws {
    let ack = try failing(from: 1_770_100_006)
    _ = try home.importing(ack)
    let outcome = try home.confirming(
      Capture().imported("ACK_c9800-cl-rum.txt").status(Self.after))
    #expect(outcome.rows.first?.proof.leftReports.map(\.id) == Array(Self.ids.suffix(3)))
    #expect(try home.device("9ZZEXAMPLE1").waitingCount == 3)
    #expect(try cycle().action == .saveRest(reports: 3))
  }

  /// Near miss: ids that cannot be read. The device vouches for the whole file by taking it.
  @Test func anACKWithoutIDsLeavesNothing() throws {
    _ = try home.importing(try home.bareACK("ACK_c9800-cl-rum.txt")) {
      $0.ties.device = "9ZZEXAMPLE1"
    }
    let outcome = try home.confirming(
      Capture().imported("ACK_c9800-cl-rum.txt").status(Self.after))
    #expect(outcome.closedCount == 1 && outcome.rows.first?.proof.leftReports.isEmpty == true)
    #expect(try home.device("9ZZEXAMPLE1").waitingCount == 0)
  }
}
