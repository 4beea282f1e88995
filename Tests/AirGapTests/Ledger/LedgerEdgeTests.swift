import Foundation
import GRDB
import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

/// A ledger that somebody else made: whatever stands in a column, reading it ends with an answer or a
/// reason, and never goes on as if all were well.
@Suite struct LedgerEdgeTests {
  /// The suite takes the first ones; RUMKIT_EVERY_BYTE=1 takes all.
  static let values = Array(
    [
      "9223372036854775807", "-9223372036854775808", "x'FF00FE'", "zeroblob(5000000)", "-1",
      "1e308",
      "NULL", "'9223372036854775808'", "char(0) || 'x'", "printf('%.*c', 3000000, 'x')",
    ].prefix(ProcessInfo.processInfo.environment["RUMKIT_EVERY_BYTE"] == nil ? 3 : 10))

  private static let withoutGuards = ["event", "event_report", "identity", "site"]
    .flatMap { ["DROP TRIGGER \($0)_no_update;", "DROP TRIGGER \($0)_no_delete;"] }.joined()

  /// Every table has rows.
  private func site() throws -> TemporarySite {
    let site = try TemporarySite()
    let device = TemporarySite.device
    try site.add(.deviceRegistered, device, at: 150, [.hostName: "wlc-1", .group: "g"])
    try site.export([1, 2], at: 200)
    try site.add(.tripOpened, at: 300, [.trip: "t", .carrier: "c", .mediaHash: "m1"])
    try site.add(
      .ackReceived, device, at: 400, [.ack: "ff", .name: "ACK_C9800.txt"],
      reports: [TemporarySite.report(1)])
    try site.add(.ackStaged, device, at: 410, [.ack: "ff", .name: "ACK_C9800.txt"])
    try site.add(.resetRecorded, device, at: 420, [.at: "415"])
    try site.add(.confirmationCode, device, at: 430, [.code: "abc"])
    return site
  }

  private func columns(_ site: TemporarySite) throws -> [(table: String, column: String)] {
    try site.ledger.database.read { database in
      try String.fetchAll(
        database,
        sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
      ).flatMap { table in
        try database.columns(in: table).map { (table, $0.name) }
      }
    }
  }

  /// Everything that a command asks of a ledger.
  private func ask(_ folder: String) throws -> (answers: Int, isSound: Bool) {
    let ledger = try SiteLedger.openForReading(folder)
    var answers = 0
    let device = TemporarySite.device
    try ledger.read { reader throws(LedgerError) in
      let history = try reader.history()
      answers += SiteStatus(history, now: 500).cycles.count
      answers += RitualPlan(history, now: 500).entries.count
      for event in try reader.events() { answers += event.details.count }
      answers += try reader.outboundFiles(.all).count + reader.acks(of: [device]).count
      answers += try reader.reports(of: device).count
      _ = try reader.knownDevices()
      answers += try reader.events(concerning: [device]).count
    }
    return (answers, try ledger.verify(scratch: folder).isSound)
  }

  @Test(arguments: values)
  func whateverStandsInAColumnIsAnswered(_ value: String) throws {
    let whole = try site()
    defer { whole.remove() }
    let bytes = try Data(contentsOf: URL(filePath: whole.path))
    var tried = 0
    for (table, column) in try columns(whole) {
      try? FileManager.default.removeItem(atPath: whole.path + "-journal")
      try bytes.write(to: URL(filePath: whole.path))
      do {
        try whole.edit(
          Self.withoutGuards + "UPDATE OR IGNORE \"\(table)\" SET \"\(column)\" = \(value)")
      } catch is DatabaseError {
        // The table itself refuses the value.
        continue
      }
      tried += 1
      do {
        // A value that the column had already changes nothing; the missing guards are found anyway.
        #expect(try !ask(whole.folder).isSound, "\(table).\(column)")
      } catch let error as LedgerError {
        #expect(!error.reason.isEmpty, "\(table).\(column)")
      }
    }
    #expect(tried > 10)
  }
}
