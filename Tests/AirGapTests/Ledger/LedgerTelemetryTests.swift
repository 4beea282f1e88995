import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

/// Telemetry goes out with the usage of a device, and no ACK is awaited for it.
@Suite struct LedgerTelemetryTests {
  private func export(_ site: TemporarySite, telemetry: Bool) throws -> SiteEvent {
    try site.ledger.append(
      [
        SiteEventDraft(
          .exported, TemporarySite.device, [.name: "f.txt", .media: "m", .mediaHash: "m"],
          reports: [
            SiteReport(device: TemporarySite.device, id: 1),
            SiteReport(device: TemporarySite.device, id: 2, isTelemetry: telemetry),
          ])
      ], by: TemporarySite.author(200))[0]
  }

  @Test(arguments: [(true, 1), (false, 2)])
  func itIsKnownAndNotWaitedFor(_ telemetry: Bool, _ waiting: Int) throws {
    let site = try TemporarySite()
    defer { site.remove() }
    let event = try export(site, telemetry: telemetry)
    let record = try site.ledger.read { reader throws(LedgerError) in
      try reader.device(TemporarySite.device)
    }
    #expect(record?.reportCount == 2)
    #expect(record?.waitingCount == waiting)
    let kept = try site.ledger.read { reader throws(LedgerError) in
      try reader.reports(ofEvent: event.number)
    }
    #expect(kept.map(\.isTelemetry) == [false, telemetry])
    #expect(try site.check().findings.isEmpty)
  }

  /// The mark is part of what the chain binds.
  @Test func aMarkThatWasTakenAwayIsFound() throws {
    let site = try TemporarySite()
    defer { site.remove() }
    _ = try export(site, telemetry: true)
    try site.edit("DROP TRIGGER event_report_no_update; UPDATE event_report SET is_telemetry = 0")
    #expect(try site.check().findings.contains { $0.id == "site/event-reports-edited" })
  }
}
