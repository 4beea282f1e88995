@testable import AirGap
import LicenseFiles
import Testing

@testable import Assessment

/// Files whose own ACK is not here, and what devices show of them.
@Suite struct AwaitedProofTests {
  private let home: ErrandSite
  private static let all = (1_770_100_001...1_770_100_008 as ClosedRange<UInt64>).map {
    ($0, "ACK")
  }

  init() async throws {
    home = try await ErrandSite([ErrandSite.usage])
    try home.openTrip("AUG", at: "2026-08-19T10:00:00Z")
  }

  private func action() throws -> NextAction? {
    try home.session(at: "12:00").read { reader throws(LedgerError) in
      SiteStatus(try reader.history(), now: try reader.newestTime()).cycle(of: ErrandSite.wlc)?
        .action
    }
  }

  private var capture: Capture { Capture(ErrandSite.wlc) }

  /// The device imported the ACK, and only its file is missing: nobody has to upload or to fetch anything.
  @Test func anACKThatTheDeviceImportedHasToBeGiven() throws {
    let file = try #require(try home.device("9ZZEXAMPLE1").fileName)
    #expect(try action() == .upload(file: file))
    _ = try home.confirming(capture.imported("ACK_" + file).status("Aug 20 12:45:09 2026 UTC"))
    #expect(try action() == .matchAck(file: "ACK_" + file, isImported: true))
  }

  /// A file of another name, and an import from before this usage was saved.
  @Test(arguments: [true, false])
  func anotherImportSaysNothingOfIt(_ isOld: Bool) throws {
    let file = try #require(try home.device("9ZZEXAMPLE1").fileName)
    _ = try home.confirming(
      capture.imported(isOld ? "ACK_" + file : "ACK_other.txt")
        .status(isOld ? "Jul 20 12:45:09 2026 UTC" : "Aug 20 12:45:09 2026 UTC"))
    #expect(try action() == .upload(file: file))
  }

  /// The same usage went out once more, and its ACK lists all of it.
  @Test func whatOtherACKsListIsNotProvedWithoutAnACK() async throws {
    _ = try await home.pack([ErrandSite.usage], to: "again", at: "08:00")
    _ = try home.importing(ErrandSite.ack)
    let outcome = try home.confirming(capture.reports(Self.all))
    let closed = try #require(outcome.rows.first).proof.closedFiles
    #expect(closed.map(\.isCovered) == [true])
  }

  @Test func whatNoACKListsIs() throws {
    let outcome = try home.confirming(capture.reports(Self.all))
    let closed = try #require(outcome.rows.first).proof.closedFiles
    #expect(closed.map(\.isCovered) == [false])
  }
}
