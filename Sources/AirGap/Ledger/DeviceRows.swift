import Assessment
import GRDB
import LicenseFiles

/// The records of devices as rows of the index.
struct DeviceRows {
  private let database: Database

  init(_ database: Database) { self.database = database }

  static let columns = """
    identity.pid, identity.serial, device.is_registered, device.host_name, device.group_name,
    device.is_grouped_by_hand, device.site, device.account, device.change_window, device.contact,
    device.replaced_by, device.retired_reason, device.release, device.stage, device.stage_since,
    device.exported_at, device.acknowledged_at, device.imported_at, device.confirmed_at,
    device.last_ack, device.last_ack_text, device.deadline, device.deadline_text,
    device.observed_at, device.report_count, device.waiting_count, device.acks_to_import,
    device.file_name, device.ack_name, device.deadline_latest, device.conflict_count,
    device.address, device.device_path, device.transport, device.policy,
    device.fetched_ack, device.untaken_count, device.release_at, device.transport_at,
    device.policy_at, device.deadline_at
    """

  static let source = "device JOIN identity ON identity.id = device.identity"

  /// The record of a row with ``columns``.
  static func record(_ row: Row) throws -> DeviceRecord {
    var record = DeviceRecord(try row.device)
    record.isRegistered = try row.value("is_registered")
    record.hostName = try row.value("host_name")
    record.group = try row.value("group_name")
    record.isGroupedByHand = try row.value("is_grouped_by_hand")
    record.site = try row.value("site")
    record.account = try row.value("account")
    record.changeWindow = try row.value("change_window")
    record.contact = try row.value("contact")
    record.replacedBy = (try row.value("replaced_by") as String?).flatMap { UDI($0) }
    record.retiredReason = try row.value("retired_reason")
    record.release = try row.value("release")
    record.stage = CycleStage(rawValue: try row.value("stage")) ?? .never
    record.stageSince = try row.value("stage_since")
    record.exportedAt = try row.value("exported_at")
    record.acknowledgedAt = try row.value("acknowledged_at")
    record.importedAt = try row.value("imported_at")
    record.confirmedAt = try row.value("confirmed_at")
    record.lastAck = try row.value("last_ack")
    record.lastAckText = try row.value("last_ack_text")
    record.deadline = try row.value("deadline")
    record.deadlineText = try row.value("deadline_text")
    record.observedAt = try row.value("observed_at")
    record.reportCount = try row.value("report_count")
    record.waitingCount = try row.value("waiting_count")
    record.acksToImport = try row.value("acks_to_import")
    record.fileName = try row.value("file_name")
    record.ackName = try row.value("ack_name")
    record.deadlineLatest = try row.value("deadline_latest")
    record.conflictCount = try row.value("conflict_count")
    record.address = try row.value("address")
    record.devicePath = try row.value("device_path")
    record.transport = try row.value("transport")
    record.policy = try row.value("policy")
    record.fetchedAck = try row.value("fetched_ack")
    record.untakenCount = try row.value("untaken_count")
    for (part, column) in shownAt { record.shownAt[part] = try row.value(column) }
    return record
  }

  private static let shownAt: [(part: SiteDetail, column: String)] = [
    (.release, "release_at"), (.transport, "transport_at"), (.policy, "policy_at"),
    (.deadline, "deadline_at"),
  ]

  /// The record of a device; an empty one when nothing is known yet.
  func load(_ identity: Int64, _ device: UDI) throws -> DeviceRecord {
    let statement = try database.cachedStatement(
      sql: "SELECT \(Self.columns) FROM \(Self.source) WHERE device.identity = ?")
    guard let row = try Row.fetchOne(statement, arguments: [identity]) else {
      return DeviceRecord(device)
    }
    return try Self.record(row)
  }

  /// Every record, by PID and serial number.
  func all() throws -> [DeviceRecord] {
    var records: [DeviceRecord] = []
    let cursor = try Row.fetchCursor(
      database,
      sql: """
        SELECT \(Self.columns) FROM \(Self.source) ORDER BY identity.pid, identity.serial
        """)
    while let row = try cursor.next() { records.append(try Self.record(row)) }
    return records
  }

  func save(_ record: DeviceRecord, _ identity: Int64) throws {
    try database.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO device VALUES
        (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
         ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      identity, record.isRegistered, record.hostName, record.group, record.isGroupedByHand,
      record.site, record.account, record.changeWindow, record.contact,
      record.replacedBy?.description, record.retiredReason, record.release, record.stage.rawValue,
      record.stageSince, record.exportedAt, record.acknowledgedAt, record.importedAt,
      record.confirmedAt, record.lastAck, record.lastAckText, record.deadline,
      record.deadlineText, record.observedAt, record.reportCount, record.waitingCount,
      record.acksToImport, record.fileName, record.ackName, record.deadlineLatest,
      record.conflictCount, record.address, record.devicePath, record.transport, record.policy,
      record.fetchedAck, record.untakenCount, record.shownAt[.release],
      record.shownAt[.transport], record.shownAt[.policy], record.shownAt[.deadline],
    ])
  }
}
