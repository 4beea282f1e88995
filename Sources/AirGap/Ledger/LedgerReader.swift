public import Assessment
import Foundation
import GRDB
public import LicenseFiles

/// Questions to one consistent state of a ledger. Valid only inside the closure that it was given to.
public struct LedgerReader {
  let database: Database
  /// What the site is.
  let identity: SiteIdentity

  init(_ database: Database, identity: SiteIdentity) {
    self.database = database
    self.identity = identity
  }

  /// Runs a query; failures of SQLite become those of the ledger.
  func query<Value>(_ body: () throws -> Value) throws(LedgerError) -> Value {
    do {
      return try body()
    } catch {
      throw LedgerError(error, "the ledger")
    }
  }

  /// The end of the chain.
  package func head() throws(LedgerError) -> ChainHead {
    try query { try ChainHead.of(database).checked() }
  }

  /// The hash of an event; nil where there is none of this number.
  func hash(ofEvent number: Int64) throws(LedgerError) -> String? {
    try query {
      try String.fetchOne(
        database, sql: "SELECT hash FROM event WHERE number = ?", arguments: [number])
    }
  }

  /// The newest time of an event, epoch seconds UTC; wrong dates that were repaired left out.
  func newestTime() throws(LedgerError) -> Int64 {
    try query {
      try Int64.fetchOne(try database.cachedStatement(sql: "SELECT time FROM newest")) ?? 0
    }
  }

  /// The whole site, without its reports.
  public func history() throws(LedgerError) -> SiteHistory {
    try query {
      var history = SiteHistory(identity: identity, head: try head())
      let events = EventRows(database)
      history.devices = try DeviceRows(database).all()
      let (staged, earlier) = (try stagedNames(), try earlierUploads())
      let imported = try importedAcks(history.devices)
      for index in history.devices.indices {
        let device = history.devices[index].udi
        history.devices[index].stagedName = staged[device]
        history.devices[index].earlierUpload = earlier[device]
        history.devices[index].importedAck = imported[device]
      }
      history.trips = try trips()
      for (index, trip) in history.trips.enumerated() where !trip.isOpen {
        guard let count = try returned(trip)?.present.count else { continue }
        history.trips[index].received = count
        history.trips[index].receivedLater = max(0, count - (trip.received ?? 0))
      }
      history.overrides = try events.events([.guardOverridden])
      let ended = Set(try events.events([.packed, .packFailed]).compactMap { $0[.run] })
      history.unfinishedPacks = try events.events([.packBegun])
        .filter { $0[.run].map { !ended.contains($0) } ?? false }
      history.confirmationCodes = try events.events([.confirmationCode], after: try returned())
      // One that went on from an earlier check has not looked at all of it.
      let whole = try events.events([.siteVerified]).last { $0[.after] == nil }
      history.verifiedAt = try whole.map { min($0.time, try newestTime()) }
      history.backedUpAt = try time(of: .backupMade)
      history.newestTime = try newestTime()
      (history.stagedBeforeReset, history.savedBeforeReset) = try beforeReset()
      let pending = try pendingAcks()
      for index in history.devices.indices where history.devices[index].acksToImport > 0 {
        let device = history.devices[index].udi
        history.devices[index].ackName = pending[device] ?? history.devices[index].ackName
      }
      try leaveOutVoid(&history.devices)
      return history
    }
  }

  /// What went with a reset is nothing to import.
  private func leaveOutVoid(_ devices: inout [DeviceRecord]) throws {
    var void: Set<Int64> = []
    for reset in try devicesWithResets() {
      void.formUnion(try voidAcks(of: try members(with: reset)))
    }
    guard !void.isEmpty else { return }
    var identities = Identities(database)
    for index in devices.indices where devices[index].acksToImport > 0 {
      let left = try Row.fetchAll(
        try database.cachedStatement(sql: "SELECT event, sha256 \(LedgerIndex.acksToImport)"),
        arguments: [try identities.find(devices[index].udi)]
      ).filter { try !void.contains($0.value("event")) }
      devices[index].acksToImport = try Set(left.map { try $0.value("sha256") as String }).count
    }
  }

  /// The number of the last event whose confirmation codes are at the portal: a trip takes along those
  /// that are known when it begins, and they are returned when it ends and was not lost.
  private func returned() throws -> Int64 {
    try Int64.fetchOne(
      database,
      sql: "SELECT max(event) FROM trip WHERE closed_at IS NOT NULL AND lost_reason IS NULL") ?? 0
  }

  /// The time of the last event of a kind; one with a wrong date is not later than the newest.
  private func time(of kind: SiteEventKind) throws -> Int64? {
    try Int64.fetchOne(
      database,
      sql: """
        SELECT min(event.time, newest.time) FROM event, newest
        WHERE event.number = (SELECT max(number) FROM event WHERE kind = ?)
        """, arguments: [kind.rawValue])
  }

  private func trips() throws -> [TripRecord] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT name, carrier, witness, opened_at, closed_at, media, expected, received, lost_reason
        FROM trip ORDER BY opened_at, event
        """
    ).map { row in
      TripRecord(
        name: try row.value("name"), carrier: try row.value("carrier"),
        witness: try row.value("witness"), openedAt: try row.value("opened_at"),
        closedAt: try row.value("closed_at"),
        media: (try row.value("media") as String).split(separator: " ").map(String.init),
        expected: try row.value("expected"), received: try row.value("received"),
        lostReason: try row.value("lost_reason"))
    }
  }

  // MARK: Devices

  /// What is known of a device; nil when it never was met.
  public func device(_ device: UDI) throws(LedgerError) -> DeviceRecord? {
    try query {
      var identities = Identities(database)
      guard let number = try identities.find(device) else { return nil }
      return try DeviceRows(database).load(number, device)
    }
  }

  /// What is known of these devices; those that were never met are left out.
  func records(
    of devices: some Sequence<UDI>
  ) throws(LedgerError) -> [UDI: DeviceRecord] {
    var records: [UDI: DeviceRecord] = [:]
    for one in devices { records[one] = try device(one) }
    return records
  }

  /// Every device that an event names, for what people type.
  public func knownDevices() throws(LedgerError) -> KnownDevices {
    try query {
      let cursor = try Row.fetchCursor(
        database,
        sql: """
          SELECT identity.pid, identity.serial, device.host_name, device.group_name,
            nullif(max(coalesce(device.exported_at, 0), coalesce(device.observed_at, 0)), 0) AS seen,
            device.replaced_by IS NULL AND device.retired_reason IS NULL AS is_in_service
          FROM identity LEFT JOIN device ON device.identity = identity.id
          ORDER BY identity.pid, identity.serial
          """)
      var known = KnownDevices()
      while let row = try cursor.next() {
        known.add(
          KnownDevices.Device(
            try row.device, hostName: try row.value("host_name"),
            isInService: try row.value("is_in_service"), group: try row.value("group_name"),
            lastSeen: try row.value("seen")))
      }
      return known
    }
  }

  /// The devices of a host name that stands in output: a name as a prompt has it, or as a syslog server
  /// writes it, with its domain or as the address that the register has for the device. Only where none
  /// has the whole name, the first part of it counts. Members of one pair or stack are one cycle: the one
  /// that exported or answered last stands for them.
  public func devices(promptedAs name: String) throws(LedgerError) -> [UDI] {
    let found = try namesakes(name)
    guard found.count > 1 else { return found }
    let members = try records(of: found).values.map { KnownDevices.Device($0) }
    return KnownDevices.Device.standing(for: members).map { [$0.udi] } ?? found
  }

  private func namesakes(_ name: String) throws(LedgerError) -> [UDI] {
    let exact = try devices(
      where: "device.host_name = ? COLLATE NOCASE OR device.address = ? COLLATE NOCASE",
      [name, name])
    let isAddress = name.contains(":") || name.allSatisfy { $0.isNumber || $0 == "." }
    guard exact.isEmpty, !isAddress, let short = name.split(separator: ".").first else {
      return exact
    }
    if name.contains(".") {
      return try devices(where: "device.host_name = ? COLLATE NOCASE", [String(short)])
    }
    return try devices(
      where: "substr(device.host_name, 1, length(?) + 1) = ? || '.' COLLATE NOCASE", [name, name])
  }

  /// The devices whose place a device took, the nearest first.
  func predecessors(of device: UDI) throws(LedgerError) -> [UDI] {
    var found: [UDI] = []
    var open = [device]
    while let next = open.popLast() {
      for one in try devices(where: "device.replaced_by = ?", [next.description])
      where one != device && !found.contains(one) {
        found.append(one)
        open.append(one)
      }
    }
    return found
  }

  private func devices(
    where condition: String, _ values: [String]
  ) throws(LedgerError) -> [UDI] {
    try query {
      try Row.fetchAll(
        try database.cachedStatement(
          sql: """
            SELECT identity.pid, identity.serial FROM \(DeviceRows.source)
            WHERE \(condition) ORDER BY identity.pid, identity.serial
            """), arguments: StatementArguments(values)
      ).map { try $0.device }
    }
  }

  /// The devices of one cycle: the members of its HA pair or stack, itself included.
  func members(with device: UDI) throws(LedgerError) -> [UDI] {
    try query {
      guard let group = try self.device(device)?.group else { return [device] }
      let rows = try Row.fetchAll(
        try database.cachedStatement(
          sql: """
            SELECT identity.pid, identity.serial FROM \(DeviceRows.source)
            WHERE device.group_name = ? ORDER BY identity.pid, identity.serial
            """), arguments: [group])
      let members = try rows.map { try $0.device }
      return members.contains(device) ? members : members + [device]
    }
  }

  // MARK: Reports

  /// What is known of each report of a device, by id.
  public func reports(of device: UDI) throws(LedgerError) -> [KnownSiteReport] {
    try query {
      var identities = Identities(database)
      guard let number = try identities.find(device) else { return [] }
      let rows = try Row.fetchCursor(
        try database.cachedStatement(
          sql: """
            SELECT report.report_id, report.payload, report.is_open,
              report.states | (coalesce(outbound.states, 0) & \(ReportStates.ofFile.rawValue)) AS states,
              outbound.saved_at, outbound.name, outbound.event
            FROM report LEFT JOIN outbound ON outbound.event = report.outbound
            WHERE report.identity = ? ORDER BY report.report_id
            """), arguments: [number])
      var reports: [KnownSiteReport] = []
      while let row = try rows.next() {
        reports.append(
          KnownSiteReport(
            device: device, id: try row.reportID, payload: try row.payload,
            isOpen: try row.value("is_open"),
            states: ReportStates(rawValue: try row.value("states")),
            savedAt: try row.value("saved_at"), fileName: try row.value("name"),
            exportEvent: try row.value("event")))
      }
      return reports
    }
  }

  /// The devices that have a report with one of these ids.
  public func devices(withReports ids: some Collection<UInt64>) throws(LedgerError) -> Set<UDI> {
    try query {
      let statement = try database.cachedStatement(
        sql: """
          SELECT identity.pid, identity.serial FROM report
          JOIN identity ON identity.id = report.identity WHERE report.report_id = ?
          """)
      var found: Set<UDI> = []
      for id in ids {
        let rows = try Row.fetchCursor(statement, arguments: [Int64(bitPattern: id)])
        while let row = try rows.next() { found.insert(try row.device) }
      }
      return found
    }
  }
}
