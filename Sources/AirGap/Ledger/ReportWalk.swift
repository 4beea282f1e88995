import Assessment
import GRDB
import LicenseFiles

/// The reports of one event after the other: one walk over their table, beside one over the events.
struct ReportWalk {
  /// A report as it stands in its row.
  struct Entry {
    let event: Int64
    let report: SiteReport
  }

  private let rows: RowCursor
  private let devices: [Int64: UDI]
  private var next: Entry?

  /// - Parameter after: only the reports of events after this number.
  init(_ database: Database, after: Int64 = .min) throws {
    var devices: [Int64: UDI] = [:]
    let identities = try Row.fetchCursor(database, sql: "SELECT id, pid, serial FROM identity")
    while let row = try identities.next() {
      devices[try row.value(0)] = UDI(pid: try row.value(1), serial: try row.value(2))
    }
    self.devices = devices
    rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT event, identity, report_id, payload, is_open, is_telemetry FROM event_report
        WHERE event > ? ORDER BY event, position
        """, arguments: [after])
    try step()
  }

  /// The reports of an event, in their order. Events are asked for in the order of their numbers; reports of
  /// numbers between them are skipped.
  mutating func each(of event: Int64, _ take: (Entry) -> Void) throws {
    while let entry = next, entry.event <= event {
      if entry.event == event { take(entry) }
      try step()
    }
  }

  private mutating func step() throws {
    next = nil
    while next == nil, let row = try rows.next() {
      // One of a device or event that cannot be is not there; it is counted among those of no event.
      guard let event = try? row.value(0) as Int64, let identity = try? row.value(1) as Int64,
        let device = devices[identity]
      else { continue }
      next = Entry(
        event: event,
        report: SiteReport(
          device: device, id: UInt64(bitPattern: try row.value(2) as Int64),
          payload: try row.digest(3), isOpen: try row.value(4), isTelemetry: try row.value(5)))
    }
  }
}
