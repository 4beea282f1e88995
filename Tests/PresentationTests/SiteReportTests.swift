import Assessment
import LicenseFiles
import Testing

@testable import Presentation

/// What a site shows of itself, whatever names its devices have.
@Suite struct SiteReportTests {
  private static let hostile = "=1+1\u{1B}[2J\u{202E}\n\u{9B}31m\"\u{200B},x"
  private static let now: Int64 = 1_800_000_000

  private static func history(_ mode: SiteIdentity.Mode = .own) -> SiteHistory {
    var device = DeviceRecord(UDI(pid: "C9800-CL-K9", serial: hostile))
    device.isRegistered = true
    device.hostName = hostile
    device.group = hostile
    device.account = hostile
    device.deadlineText = hostile
    device.lastAckText = hostile
    device.observedAt = now
    device.fileName = hostile
    device.stage = .carried
    device.stageSince = now
    var history = SiteHistory(
      identity: SiteIdentity(name: hostile, id: hostile, mode: mode), head: .empty,
      devices: [device])
    history.trips = [
      TripRecord(name: hostile, carrier: hostile, openedAt: now, media: [hostile])
    ]
    history.overrides = [event]
    history.confirmationCodes = [event]
    history.unfinishedPacks = [event]
    return history
  }

  private static var event: SiteEvent {
    SiteEvent(
      number: 1, time: now, clock: now, operatorName: hostile, witness: hostile, host: hostile,
      kind: .guardOverridden, device: UDI(pid: hostile, serial: hostile),
      details: [.command: hostile, .reason: hostile, .code: hostile, .run: hostile])
  }

  private static func reports(_ mode: SiteIdentity.Mode) -> [(String, String)] {
    let history = history(mode)
    let report = SiteStatusReport(SiteStatusOutcome(SiteStatus(history, now: now)))
    let log = SiteLogReport(history.identity, SiteLogOutcome([event], reportCounts: [1: 3]))
    return [
      ("status text", report.text), ("status json", report.json.text),
      ("status csv", report.csv()), ("status markdown", report.markdown), ("log text", log.text),
      ("log json", log.json.text),
      ("log ndjson", log.ndjson),
      ("export csv", SiteLogReport.csvHeading(history.identity) + log.csvRows()),
    ]
  }

  @Test func nothingOfANameReachesTheTerminal() {
    for (name, text) in Self.reports(.own) {
      let allowed: Set<Unicode.Scalar> = ["\n", "\r"]
      let acting = text.unicodeScalars.filter { scalar in
        !TerminalText.isSafe(scalar) && !allowed.contains(scalar)
      }
      #expect(acting.isEmpty, "\(name): \(acting.map { String($0.value, radix: 16) })")
    }
  }

  @Test func noCellBeginsAFormula() {
    for (name, text) in Self.reports(.own) where name.hasSuffix("csv") {
      #expect(!text.contains(",=1+1"), "\(name)")
      #expect(text.contains("'=1+1"), "\(name)")
    }
    let raw = SiteLogReport(Self.history().identity, SiteLogOutcome([Self.event]))
      .csvRows(isRaw: true)
    #expect(!raw.contains("'=1+1"))
  }

  @Test func aRehearsalSaysSoInTheFirstLine() throws {
    for (name, text) in Self.reports(.rehearsal) where !name.hasSuffix(" json") {
      let first = try #require(text.split(separator: "\n").first)
      #expect(first.lowercased().contains("rehearsal"), "\(name): \(first)")
    }
    for (name, text) in Self.reports(.rehearsal) where name.hasSuffix(" json") {
      #expect(text.contains("\n  \"rehearsal\": true,\n"), "\(name)")
    }
    for (name, text) in Self.reports(.own) where !name.hasSuffix(" json") {
      #expect(!text.lowercased().contains("rehearsal"), "\(name)")
    }
  }

  @Test func markdownHasAllThatStandsBelowTheTable() {
    let report = SiteStatusReport(SiteStatusOutcome(SiteStatus(Self.history(), now: Self.now)))
    let labels = ["cycles", "open trips", "overrides", "never seen", "unfinished packs", "ledger"]
    for label in labels + ["verified", "backup"] {
      #expect(report.text.contains("\n\(label)"), "\(label)")
      #expect(report.markdown.contains("\n- **\(label)**: "), "\(label)")
    }
    // What belongs to a line stands below it.
    #expect(report.markdown.contains("\n- **overrides**: 1\n  - event 1, by "))
  }

  @Test func markdownOfOneDeviceHasItsFactsAndReports() {
    let history = Self.history()
    var outcome = SiteStatusOutcome(SiteStatus(history, now: Self.now))
    outcome.device = (history.devices[0], [])
    let markdown = SiteStatusReport(outcome).markdown
    #expect(markdown.contains("\n- **registered**: yes\n"))
    #expect(markdown.hasSuffix("\nNo report of it is known.\n"))
    #expect(!markdown.contains("**open trips**"))
  }

  @Test func aDeadlineWithoutACertainZoneIsSaidAsSuch() {
    var history = Self.history()
    history.devices[0].deadline = Self.now + 86_400
    history.devices[0].deadlineLatest = Self.now + 100_800
    let json = SiteStatusReport(SiteStatusOutcome(SiteStatus(history, now: Self.now))).json.line
    #expect(
      json.contains(
        "\"deadline\":{\"utc\":null,\"earliest\":\"2027-01-16T08:00:00Z\","
          + "\"latest\":\"2027-01-16T12:00:00Z\""))
    history.devices[0].deadlineLatest = Self.now + 86_400
    let certain = SiteStatusReport(SiteStatusOutcome(SiteStatus(history, now: Self.now))).json.line
    #expect(certain.contains("\"deadline\":{\"utc\":\"2027-01-16T08:00:00Z\","))
  }
}
