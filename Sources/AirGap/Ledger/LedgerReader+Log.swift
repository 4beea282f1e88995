public import Assessment
import GRDB
public import LicenseFiles

extension LedgerReader {
  /// Every event that concerns these devices: those about them, the replacement by one of them, and what happened
  /// to the files and media that carried their usage. Oldest first, without their reports.
  public func events(concerning devices: [UDI]) throws(LedgerError) -> [SiteEvent] {
    let own = try events(of: devices)
    let exports = own.filter { $0.kind == .exported }
    let files = Set(exports.map { String($0.number) })
    let media = Set(exports.compactMap { $0[.mediaHash] })
    var trips: Set<String> = []
    let names = Set(devices.map(\.description))
    let kinds: [SiteEventKind] = [.portalRecorded, .tripOpened, .tripClosed, .deviceReplaced]
    let others = try events(kinds).filter { event in
      if event.kind == .deviceReplaced { return names.contains(event[.replacedBy] ?? "") }
      if event.kind == .portalRecorded { return event[.event].map(files.contains) ?? false }
      if event.kind == .tripOpened {
        let carried = (event[.mediaHash] ?? "").split(separator: " ").map(String.init)
        guard !media.isDisjoint(with: carried) else { return false }
        trips.insert(event[.trip] ?? "")
      }
      return trips.contains(event[.trip] ?? "")
    }
    let known = Set(own.map(\.number))
    return (own + others.filter { !known.contains($0.number) }).sorted { $0.number < $1.number }
  }

  /// Events by number, oldest first, without their reports.
  ///
  /// - Parameters:
  ///   - after: only those after this number.
  ///   - last: none after this number.
  public func events(after: Int64, upTo last: Int64) throws(LedgerError) -> [SiteEvent] {
    try query { try EventRows(database).events(after: after, upTo: last) }
  }

  /// How many reports events have, telemetry left out, by the number of the event; those without any are left
  /// out.
  func reportCounts(
    ofEvents numbers: ClosedRange<Int64>
  ) throws(LedgerError) -> [Int64: Int] {
    try query {
      var counts: [Int64: Int] = [:]
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT event, count(*) FROM event_report WHERE event BETWEEN ? AND ? AND NOT is_telemetry
          GROUP BY event
          """, arguments: [numbers.lowerBound, numbers.upperBound])
      while let row = try rows.next() { counts[row[0]] = row[1] }
      return counts
    }
  }
}
