public import Assessment
import GRDB
public import LicenseFiles

/// Questions about files on outbound media, the answers of the portal, and events.
extension LedgerReader {
  /// Files of devices on outbound media, oldest first.
  package func outboundFiles(_ which: OutboundSelection) throws(LedgerError) -> [OutboundRecord] {
    try query {
      let rows = try Row.fetchAll(
        try database.cachedStatement(
          sql: """
            SELECT outbound.event, identity.pid, identity.serial, outbound.name, outbound.sha256,
              outbound.media, outbound.media_sha256, outbound.saved_at, outbound.stage,
              outbound.trip, event.time,
              trip.closed_at IS NULL AND trip.name IS NOT NULL AS is_trip_open
            FROM outbound JOIN identity ON identity.id = outbound.identity
              JOIN event ON event.number = outbound.event
              LEFT JOIN trip ON trip.name = outbound.trip
            \(which.condition) ORDER BY outbound.event
            """), arguments: StatementArguments(which.arguments))
      return try rows.map { row in
        OutboundRecord(
          event: try row.value("event"), device: try row.device, name: try row.value("name"),
          sha256: try row.value("sha256"), media: try row.value("media"),
          mediaHash: try row.value("media_sha256"), savedAt: try row.value("saved_at"),
          stage: CycleStage(rawValue: try row.value("stage")) ?? .exported,
          trip: try row.value("trip"), exportedAt: try row.value("time"),
          isTripOpen: try row.value("is_trip_open"))
      }
    }
  }

  /// The parts that the runs of pack made beside these media, and that are on no trip: their names.
  ///
  /// - Throws: ``LedgerError``.
  func partsLeft(besides media: [String]) throws(LedgerError) -> [String] {
    var left: [String] = []
    for run in try events([.packed]) {
      let parts = (run[.mediaHash] ?? "").split(separator: " ").map(String.init)
      guard parts.count > 1, parts.contains(where: media.contains) else { continue }
      for part in parts where !media.contains(part) {
        let files = try outboundFiles(.media(hash: part))
        if let name = files.first?.media, files.allSatisfy({ $0.trip == nil }) { left.append(name) }
      }
    }
    return left
  }

  /// The answers of the portal that were matched to these devices, oldest first.
  package func acks(of devices: [UDI]) throws(LedgerError) -> [AckRecord] {
    try query {
      var identities = Identities(database)
      let numbers = try devices.compactMap { try identities.find($0) }
      let list = DeviceNumbers(numbers)
      return try acks("ack.identity IN \(list.sql)", list.arguments)
    }
  }

  /// The answers of the portal with these bytes.
  func acks(sha256: String) throws(LedgerError) -> [AckRecord] {
    try query { try acks("ack.sha256 = ?", [sha256]) }
  }

  private func acks(_ condition: String, _ arguments: StatementArguments) throws -> [AckRecord] {
    try Row.fetchAll(
      try database.cachedStatement(
        sql: """
          SELECT ack.event, identity.pid, identity.serial, ack.sha256, ack.name, ack.received_at,
            ack.staged_at, ack.imported_at, ack.confirmed_at, ack.is_undetermined
          FROM ack JOIN identity ON identity.id = ack.identity
          WHERE \(condition) ORDER BY ack.event
          """), arguments: arguments
    ).map { row in
      AckRecord(
        event: try row.value("event"), device: try row.device, sha256: try row.value("sha256"),
        name: try row.value("name"), receivedAt: try row.value("received_at"),
        stagedAt: try row.value("staged_at"), importedAt: try row.value("imported_at"),
        confirmedAt: try row.value("confirmed_at"),
        isUndetermined: try row.value("is_undetermined"))
    }
  }

  // MARK: Events

  /// Events, oldest first, without their reports.
  ///
  /// - Parameters:
  ///   - kinds: only these; empty for all.
  ///   - devices: only those about these; nil for all.
  ///   - after: only those after this number.
  ///   - newest: only the last of them.
  public func events(
    _ kinds: [SiteEventKind] = [], of devices: [UDI]? = nil, after: Int64 = 0,
    newest: Int? = nil
  ) throws(LedgerError) -> [SiteEvent] {
    try query {
      var identities = Identities(database)
      let numbers = try devices?.compactMap { try identities.find($0) }
      return try EventRows(database).events(kinds, of: numbers, after: after, newest: newest)
    }
  }

  /// The reports of an event, in their order.
  public func reports(ofEvent number: Int64) throws(LedgerError) -> [SiteReport] {
    try query { try EventRows(database).reports(of: number) }
  }

  /// Every event as the text that is hashed, one after the other.
  func eachBody(_ body: (String) -> Void) throws(LedgerError) {
    try query {
      let bodies = try String.fetchCursor(database, sql: "SELECT body FROM event ORDER BY number")
      while let text = try bodies.next() { body(text) }
    }
  }
}
