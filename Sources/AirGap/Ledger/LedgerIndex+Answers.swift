import Assessment
import GRDB
import LicenseFiles

/// What an event does to the answers of the portal, and through them to files and reports.
extension LedgerIndex {
  mutating func takeAck(_ event: SiteEvent, _ touched: inout Set<Int64>) throws {
    guard let device = event.device else { return }
    let owner = try identities.number(device)
    let (ack, isDone) = try keepAck(event, owner)
    if let name = event[.name] { try forgetFetched(name, for: owner) }
    let took = ReportStates([.imported, .confirmed]).rawValue
    for report in event.reports {
      let identity = try note(report, outbound: nil, &touched)
      // A report whose ACK was imported stays with it: a second answer changes nothing for it.
      try database.cachedStatement(
        sql: """
          UPDATE report SET states = states | \(ReportStates.acknowledged.rawValue),
            ack = CASE WHEN ack IS NOT NULL AND states & \(took) THEN ack ELSE ? END
          WHERE identity = ? AND report_id = ?
          """
      ).execute(arguments: [ack, identity, Int64(bitPattern: report.id)])
    }
    try levelTwins(of: touched, &touched)
    guard !isDone else { return }
    let numbers = (event[.event] ?? "").split(separator: " ").compactMap { Int64($0) }
    let answered = try answeredFiles(ack) + numbers
    if !answered.isEmpty, try answered.allSatisfy({ try isProvedWithoutAck($0) }) {
      // The device proved the import before anybody gave the file.
      for file in answered {
        try move("event = ?", [file], to: .confirmed, .confirmed, &touched, set: "ack = ?", [ack])
      }
      try database.cachedStatement(sql: "UPDATE ack SET confirmed_at = ? WHERE event = ?")
        .execute(arguments: [event.time, ack])
      return
    }
    let proved = try answered.filter { try isProved($0) }
    for file in try answeredFiles(ack) {
      try move(
        "event = ?1 AND (ack IS NOT ?2 OR stage <> 'staged')", [file, ack], to: .acknowledged,
        .acknowledged, clearing: [.pending, .lost], &touched, set: "ack = ?", [ack])
    }
    for file in numbers {
      try move(
        """
        event = ?1 AND stage NOT IN ('imported', 'confirmed')
          AND (ack IS NOT ?2 OR stage <> 'staged')
        """, [file, ack], to: .acknowledged, [], clearing: [.pending, .lost], &touched,
        set: "ack = ?", [ack])
    }
    // Another copy of an answer takes no proof back; one that lists more opens the file again.
    try closeProved(Set(proved), &touched)
  }

  /// A file that the portal form named as another device's ACK turned out to be this one's: that of the other
  /// has to be fetched still. Where this device waits for the name itself, it is a name for everything.
  private mutating func forgetFetched(_ name: String, for owner: Int64) throws {
    if awaitsFetched == nil {
      try devices.write()
      awaitsFetched = try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM device WHERE fetched_ack IS NOT NULL)")
    }
    guard awaitsFetched == true else { return }
    try devices.release()
    try database.cachedStatement(
      sql: """
        UPDATE device SET fetched_ack = NULL
        WHERE fetched_ack = ?1 AND identity <> ?2
          AND coalesce(group_name, '') <> coalesce(
            (SELECT group_name FROM device WHERE identity = ?2), '-')
          AND NOT EXISTS (SELECT 1 FROM device WHERE identity = ?2 AND fetched_ack = ?1)
        """
    ).execute(arguments: [name, owner])
  }

  private func isProved(_ file: Int64) throws -> Bool {
    try Bool.fetchOne(
      try database.cachedStatement(sql: "SELECT stage = 'confirmed' FROM outbound WHERE event = ?"),
      arguments: [file]) ?? false
  }

  private func isProvedWithoutAck(_ file: Int64) throws -> Bool {
    try Bool.fetchOne(
      try database.cachedStatement(
        sql: "SELECT stage = 'confirmed' AND ack IS NULL FROM outbound WHERE event = ?"),
      arguments: [file]) ?? false
  }

  /// Notes the answer. The same bytes for the same device that come back again are the same answer.
  ///
  /// - Returns: its number, and whether the device took it already.
  private func keepAck(
    _ event: SiteEvent, _ identity: Int64
  ) throws -> (number: Int64, isDone: Bool) {
    let sha256 = event[.ack] ?? ""
    if let known = try Row.fetchOne(
      try database.cachedStatement(
        sql: """
          SELECT event, imported_at IS NOT NULL OR confirmed_at IS NOT NULL AS is_done
          FROM ack
          WHERE sha256 = ? AND identity = ?
          """), arguments: [sha256, identity])
    {
      let number: Int64 = try known.value("event")
      if !event.reports.isEmpty {
        try database.cachedStatement(sql: "UPDATE ack SET is_undetermined = 0 WHERE event = ?")
          .execute(arguments: [number])
      }
      return (number, try known.value("is_done"))
    }
    try database.cachedStatement(
      sql: """
        INSERT INTO ack (event, identity, sha256, name, received_at, is_undetermined)
        VALUES (?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      event.number, identity, sha256, event[.name] ?? "", event.time,
      // Where it lists reports beside a failure, it vouches for nothing that it does not acknowledge.
      event.reports.isEmpty && event[.failed] == nil,
    ])
    return (event.number, false)
  }

  /// The files that an answer is about. A report may be in several: the latest of them that left counts, and
  /// of those only one of which the answer lists what it brought. Else last month's answer that comes late
  /// would stand for this month's.
  private mutating func answeredFiles(_ ack: Int64) throws -> [Int64] {
    let latest = try Row.fetchAll(
      try database.cachedStatement(
        sql: """
          SELECT event, identity FROM outbound
          WHERE event IN (SELECT DISTINCT outbound FROM report WHERE ack = ?) ORDER BY event
          """), arguments: [ack])
    var answered: [Int64] = []
    for row in latest {
      let (file, owner): (Int64, Int64) = (try row.value("event"), try row.value("identity"))
      let members = DeviceNumbers(try members(with: owner).sorted())
      let left = try Int64.fetchAll(
        try database.cachedStatement(
          sql: """
            SELECT event FROM outbound AS older
            WHERE identity IN \(members.sql) AND event <= ? AND stage <> 'exported' AND EXISTS (
              SELECT 1 FROM event_report
                JOIN report ON report.identity = event_report.identity
                  AND report.report_id = event_report.report_id
              WHERE event_report.event = older.event AND report.ack = ?)
            ORDER BY event DESC
            """), arguments: members.arguments + [file, ack])
      let one =
        try left.first { try lists(ack, whatBrought: $0, of: members) } ?? left.first ?? file
      if !answered.contains(one) { answered.append(one) }
    }
    return answered
  }

  /// True when an answer lists a report that a file brought, or it brought none: nobody proved it yet, and
  /// no earlier file has it that still waits for its answer or for the proof of its import.
  private func lists(
    _ ack: Int64, whatBrought file: Int64, of members: DeviceNumbers
  ) throws -> Bool {
    // Under whichever member's number it went out, it is one report.
    func key(_ table: String) -> String {
      "iif(\(table).identity IN \(members.sql), 0, \(table).identity), \(table).report_id"
    }
    var arguments: StatementArguments = [file]
    arguments += members.arguments + members.arguments + members.arguments
    return try Bool.fetchOne(
      try database.cachedStatement(
        sql: """
          WITH brought AS (
            SELECT report.ack FROM event_report
              JOIN report ON report.identity = event_report.identity
                AND report.report_id = event_report.report_id
            WHERE event_report.event = ? AND NOT event_report.is_open
              AND NOT report.states & \(ReportStates([.confirmed, .telemetry]).rawValue)
              AND (\(key("report"))) NOT IN (
                SELECT \(key("earlier")) FROM outbound
                  JOIN event_report AS earlier ON earlier.event = outbound.event
                WHERE outbound.identity IN \(members.sql) AND outbound.event < ?
                  AND outbound.stage NOT IN ('exported', 'lost', 'portal-rejected', 'confirmed')))
          SELECT NOT EXISTS (SELECT 1 FROM brought) OR EXISTS (SELECT 1 FROM brought WHERE ack = ?)
          """), arguments: arguments + [file, ack]) ?? true
  }

  mutating func moveAck(
    _ event: SiteEvent, to stage: CycleStage, column: String, _ touched: inout Set<Int64>
  ) throws {
    let states: ReportStates = stage == .staged ? .staged : .imported
    // Staged again with a reason: whatever was proved before, the device has to take it once more.
    let isAgain = stage == .staged && event[.reason] != nil
    let again = isAgain ? ", imported_at = NULL, confirmed_at = NULL" : ""
    let later =
      isAgain ? "'staged'" : stage == .staged ? "'staged', 'imported', 'confirmed'" : "'confirmed'"
    for ack in try acks(of: event, &touched) {
      if stage == .imported { try claim(ack, &touched) }
      try database.cachedStatement(sql: "UPDATE ack SET \(column) = ?\(again) WHERE event = ?")
        .execute(arguments: [event.time, ack])
      try mark(states, "ack = ?", ack)
      try move("ack = ? AND stage NOT IN (\(later))", [ack], to: stage, states, &touched)
    }
  }

  /// The device answered an import with something else than success: what only a person said of it does not hold.
  mutating func takeFailure(_ event: SiteEvent, _ touched: inout Set<Int64>) throws {
    let told = event.device == nil ? [] : try acks(of: event, &touched)
    guard !told.isEmpty else { return }
    let imports = try EventRows(database).events([.ackImported], of: Array(touched))
      .filter { $0[.ack] == event[.ack] }
    guard imports.allSatisfy({ $0[.by] == SiteEvent.byHand }) else { return }
    for ack in told {
      try database.cachedStatement(sql: "UPDATE ack SET imported_at = NULL WHERE event = ?")
        .execute(arguments: [ack])
      try database.cachedStatement(
        sql: "UPDATE report SET states = states & ~? WHERE ack = ? AND NOT states & ?"
      ).execute(arguments: [
        ReportStates.imported.rawValue, ack, ReportStates.confirmed.rawValue,
      ])
      try move(
        "ack = ? AND stage = 'imported'", [ack], to: .acknowledged, [], clearing: .imported,
        &touched)
    }
  }

  /// Reports that several answers list are with the one that the device took, and so are their files.
  private mutating func claim(_ ack: Int64, _ touched: inout Set<Int64>) throws {
    let took = ReportStates([.imported, .confirmed]).rawValue
    try database.cachedStatement(
      sql: """
        UPDATE report SET ack = ?1
        WHERE ack <> ?1 AND NOT states & \(took) AND (identity, report_id) IN (
          SELECT identity, report_id FROM event_report WHERE event = ?1)
        """
    ).execute(arguments: [ack])
    for file in try answeredFiles(ack) {
      try database.cachedStatement(
        sql: """
          UPDATE outbound SET ack = ?1
          WHERE event = ?2 AND ack <> ?1 AND stage NOT IN ('imported', 'confirmed')
          """
      ).execute(arguments: [ack, file])
    }
  }

  /// The answers that an event names by their hashes: those of its device, else those of the other
  /// members of its group. One file may answer several devices, and each imports it for itself.
  private mutating func acks(
    of event: SiteEvent, _ touched: inout Set<Int64>
  ) throws -> [Int64] {
    let identity = try event.device.map { try identities.number($0) }
    var found: [Int64] = []
    for sha256 in (event[.ack] ?? "").split(separator: " ").map(String.init) {
      let rows = try Row.fetchAll(
        try database.cachedStatement(
          sql: """
            SELECT event, identity FROM ack WHERE sha256 = ? ORDER BY event
            """), arguments: [sha256])
      let all = try rows.map { row in
        (ack: try row.value("event") as Int64, device: try row.value("identity") as Int64)
      }
      var chosen = all
      if let identity {
        chosen = all.filter { $0.device == identity }
        if chosen.isEmpty, let group = try record(identity).group {
          chosen = try all.filter { try record($0.device).group == group }
        }
        if chosen.isEmpty, let device = event.device {
          chosen = try all.filter {
            try record($0.device).replacedBy?.description == device.description
          }
        }
      }
      for one in chosen {
        touched.insert(one.device)
        found.append(one.ack)
      }
    }
    return found
  }

  private mutating func record(_ identity: Int64) throws -> DeviceRecord {
    try devices.load(identity, try identities.device(identity))
  }

  /// The device proves that it accepted its ACKs: those that were imported, and the reports that its own
  /// output calls acknowledged.
  mutating func takeConfirmed(_ event: SiteEvent, _ touched: inout Set<Int64>) throws {
    // What the device says of a report is stronger than what its ACK lets one infer.
    let waiting = (event[.outstanding] ?? "").split(separator: " ").compactMap { UInt64($0) }
      .map { " \(Int64(bitPattern: $0)) " }.joined()
    var files: Set<Int64> = []
    for ack in try acks(of: event, &touched) {
      try claim(ack, &touched)
      try database.cachedStatement(sql: "UPDATE ack SET confirmed_at = ? WHERE event = ?")
        .execute(arguments: [event.time, ack])
      try move("ack = ?", [ack], to: .confirmed, .confirmed, &touched)
      try mark(.confirmed, "ack = ?", ack)
      // Where the answer showed no ids, the device vouches for the whole file.
      try mark(
        .confirmed,
        """
        outbound IN (SELECT outbound.event FROM outbound JOIN ack ON ack.event = outbound.ack
          WHERE outbound.ack = ? AND ack.is_undetermined) AND instr(?, ' ' || report_id || ' ') = 0
        """, ack, waiting)
      // The same usage may have been packed once more since.
      files.formUnion(try levelTwins(of: touched, &touched))
      files.formUnion(
        try Int64.fetchAll(
          try database.cachedStatement(
            sql: "SELECT DISTINCT outbound FROM report WHERE ack = ? AND outbound NOTNULL"),
          arguments: [ack]))
    }
    for file in (event[.event] ?? "").split(separator: " ").compactMap({ Int64($0) }) {
      try move("event = ?", [file], to: .confirmed, .confirmed, &touched)
    }
    files.formUnion(try confirm(event.reports, &touched))
    // So may a part of it have been.
    for identity in touched {
      files.formUnion(
        try Int64.fetchAll(
          try database.cachedStatement(
            sql: "SELECT event FROM outbound WHERE identity = ? AND stage <> 'confirmed'"),
          arguments: [identity]))
    }
    try closeProved(files, &touched)
    try takeBack(event, &touched)
  }

  /// Reports that the device's own output calls acknowledged.
  ///
  /// - Returns: the files that they went out in.
  mutating func confirm(
    _ reports: [SiteReport], _ touched: inout Set<Int64>
  ) throws -> Set<Int64> {
    var files: Set<Int64> = []
    for report in reports {
      let identity = try note(report, outbound: nil, &touched)
      if let file = try Int64.fetchOne(
        try database.cachedStatement(
          sql: """
            UPDATE report SET states =
              (states & ~\(ReportStates.conflict.rawValue)) | \(ReportStates.confirmed.rawValue)
            WHERE identity = ? AND report_id = ? RETURNING outbound
            """), arguments: [identity, Int64(bitPattern: report.id)])
      {
        files.insert(file)
      }
    }
    return files.union(try levelTwins(of: touched, &touched))
  }

  /// Reports that later output shows in another state wait again, for the next export.
  mutating func takeBack(_ event: SiteEvent, _ touched: inout Set<Int64>) throws {
    let ids = event.contradicted.sorted()
    guard !ids.isEmpty, let device = event.device else { return }
    let own = try identities.number(device)
    var members: Set<Int64> = [own]
    let group = try record(own).group
    try devices.release()
    if let group {
      members.formUnion(
        try Int64.fetchAll(
          database, sql: "SELECT identity FROM device WHERE group_name = ?", arguments: [group]))
    }
    // What a device reported whose place one of them took is shown by that one now.
    var open = Array(members)
    while let successor = open.popLast() {
      let gone = try Int64.fetchAll(
        try database.cachedStatement(sql: "SELECT identity FROM device WHERE replaced_by = ?"),
        arguments: [try identities.device(successor).description])
      open += gone.filter { members.insert($0).inserted }
    }
    for identity in members.sorted() {
      for id in ids {
        try database.cachedStatement(
          sql: """
            UPDATE report SET states = states & ~\(ReportStates.confirmed.rawValue), ack = NULL
            WHERE identity = ? AND report_id = ?
              AND states & \(ReportStates.confirmed.rawValue)
            """
        ).execute(arguments: [identity, Int64(bitPattern: id)])
      }
      touched.insert(identity)
    }
  }

  private func mark(
    _ states: ReportStates, _ condition: String, _ arguments: any DatabaseValueConvertible...
  ) throws {
    // What the device proves is settled; other contents that turn up later are a conflict again.
    let settled = states.contains(.confirmed) ? ReportStates.conflict.rawValue : 0
    try database.cachedStatement(
      sql:
        "UPDATE report SET states = (states & ~\(settled)) | \(states.rawValue) WHERE \(condition)"
    ).execute(arguments: StatementArguments(arguments))
  }
}
