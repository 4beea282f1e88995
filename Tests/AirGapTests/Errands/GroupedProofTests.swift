import AirGap
import Assessment
import Foundation
import LicenseFiles
import Testing

/// Reports are known by group and id, also where the group became known late; a device that took the place of
/// another proves what is its own.
@Suite struct GroupedProofTests {
  private let home: ErrandSite
  private static let peer = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE8")
  private static let acknowledged = (1_770_100_001...1_770_100_008 as ClosedRange<UInt64>)
    .map { ($0, "ACK") }

  init() async throws {
    home = try await ErrandSite([ErrandSite.usage])
    _ = try ImportDevices(
      table: try home.file("peer.csv", "pid,sn\n\(Self.peer.pid),\(Self.peer.serial)\n")
    ).run(in: try home.session(at: "08:00"))
  }

  private func group(byFile isByFile: Bool = false, at time: String = "08:30") throws {
    if isByFile {
      try home.session(at: time).record { _ in
        [ErrandSite.wlc, Self.peer].map {
          SiteEventDraft(.deviceGrouped, $0, [.group: "pair", .by: SiteEvent.byHAList])
        }
      }
    } else {
      try GroupDevices(name: "pair", devices: ["9ZZEXAMPLE1", "9ZZEXAMPLE8"])
        .run(in: try home.session(at: time))
    }
  }

  private func confirmed(_ serial: String = "9ZZEXAMPLE1") throws -> Int {
    try home.reports(serial).count { $0.states.contains(.confirmed) }
  }

  private var output: Capture { Capture(Self.peer, host: "peer").reports(Self.acknowledged) }

  // MARK: Groups

  @Test(arguments: [true, false], [true, false])
  func theOtherMemberProvesWhatWasSentOutBeforeTheGroup(
    _ isByFile: Bool, _ hasACK: Bool
  ) throws {
    try group(byFile: isByFile)
    if hasACK { _ = try home.importing(ErrandSite.ack) }
    _ = try home.confirming(output)
    #expect(try confirmed() == 8 && home.reports("9ZZEXAMPLE8").isEmpty)
    #expect(try home.device("9ZZEXAMPLE1").stage == .confirmed)
  }

  @Test func aStrangersOutputProvesNothing() throws {
    _ = try home.importing(ErrandSite.ack)
    _ = try home.confirming(output)
    #expect(try confirmed() == 0)
  }

  /// Its own cycle was closed by output that showed both members' reports before anybody knew of the pair.
  @Test(arguments: [true, false])
  func whatWasPrintedBeforeTheGroupWasKnownCounts(_ isByFile: Bool) async throws {
    let usage = try String(contentsOfFile: ErrandSite.usage, encoding: .utf8)
      .replacing("9ZZEXAMPLE1", with: "9ZZEXAMPLE8").replacing("17701000", with: "17701009")
    _ = try await home.pack([try home.file("peer.txt", usage)], to: "peer", at: "08:10")
    let own = (1_770_100_901...1_770_100_908 as ClosedRange<UInt64>).map { ($0, "ACK") }
    _ = try home.confirming(
      Capture(Self.peer, host: "peer").reports(Self.acknowledged + own), at: "09:00")
    #expect(try home.device("9ZZEXAMPLE8").stage == .confirmed && confirmed() == 0)
    try group(byFile: isByFile, at: "09:10")
    #expect(try confirmed() == 8)
    let record = try home.device("9ZZEXAMPLE1")
    #expect(record.stage == .confirmed && record.waitingCount == 0)
    let before = try home.device("9ZZEXAMPLE1")
    let check = try home.session().ledger.verify(scratch: NSTemporaryDirectory())
    #expect(check.findings.isEmpty && before == record)
  }

  // MARK: Exchanged hardware

  private func replace(at time: String = "09:10") throws {
    _ = try ReplaceDevice(old: "9ZZEXAMPLE1", new: Self.peer.description)
      .run(in: try home.session(at: time), home.tell)
  }

  @Test(arguments: [true, false])
  func theTimeOfASuccessorProvesNothingOfItsPredecessor(_ isPair: Bool) throws {
    if isPair { try group() }
    _ = try home.importing(ErrandSite.ack)
    try replace()
    let status = Capture(Self.peer, host: "peer").status("Aug 21 09:30:00 2026 UTC")
    _ = try home.confirming(status)
    #expect(try confirmed() == 0)
    // Nor does it when it says that it took the file.
    _ = try home.confirming(
      Capture(Self.peer, host: "peer").imported("ACK_c9800-cl-rum.txt")
        .status("Aug 21 09:40:00 2026 UTC"), at: "10:10")
    #expect(try confirmed() == 0)
  }

  @Test(arguments: [true, false])
  func theIDsProveThemWhereTheyShow(_ isPair: Bool) throws {
    if isPair { try group() }
    _ = try home.importing(ErrandSite.ack)
    try replace()
    _ = try home.confirming(output)
    #expect(try confirmed() == 8 && home.reports("9ZZEXAMPLE8").isEmpty)
    let device = try home.device("9ZZEXAMPLE1")
    #expect(device.stage == .confirmed && device.waitingCount == 0 && device.acksToImport == 0)
  }

  /// What was taken back of a device that is gone is kept as well as printed.
  @Test(arguments: [true, false])
  func whatASuccessorShowsLaterTakesBackAReportOfItsPredecessor(_ isPair: Bool) throws {
    if isPair { try group() }
    _ = try home.importing(ErrandSite.ack)
    try replace()
    _ = try home.confirming(output.clock("*10:00:00.000 UTC Fri Aug 21 2026"))
    #expect(try confirmed() == 8)
    let later = try home.confirming(
      Capture(Self.peer, host: "peer").clock("*11:00:00.000 UTC Fri Aug 21 2026")
        .status("Aug 21 09:30:00 2026 UTC")
        .reports([(1_770_100_001, "CLOSED")]), at: "11:10")
    #expect(later.rows.first?.proof.contradicted.map(\.id) == [1_770_100_001])
    #expect(try confirmed() == 7)
    #expect(
      try home.session().ledger.verify(scratch: NSTemporaryDirectory()).findings.isEmpty)
  }

  @Test func whatASuccessorDoesNotShowIsNotMissingInItsOutput() throws {
    _ = try home.importing(ErrandSite.ack)
    try replace()
    let outcome = try home.confirming(
      Capture(Self.peer, host: "peer").reports([(1_770_100_901, "ACK")]))
    #expect(outcome.openCount == 0)
    #expect(
      !outcome.rows.flatMap(\.proof.findings).contains { $0.id != "confirm/nothing-pending" })
  }
}
