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
    device.file_name, device.ack_name, device.deadline_latest, device.conflict_count
    """

  static let source = "device JOIN identity ON identity.id = device.identity"

  /// The record of a row with ``columns`` in front.
  static func record(_ row: Row) throws -> DeviceRecord {
    var record = DeviceRecord(UDI(pid: try row.value(0), serial: try row.value(1)))
    record.isRegistered = try row.value(2)
    record.hostName = try row.value(3)
    record.group = try row.value(4)
    record.isGroupedByHand = try row.value(5)
    record.site = try row.value(6)
    record.account = try row.value(7)
    record.changeWindow = try row.value(8)
    record.contact = try row.value(9)
    record.replacedBy = (try row.value(10) as String?).flatMap { UDI($0) }
    record.retiredReason = try row.value(11)
    record.release = try row.value(12)
    record.stage = CycleStage(rawValue: try row.value(13)) ?? .never
    record.stageSince = try row.value(14)
    record.exportedAt = try row.value(15)
    record.acknowledgedAt = try row.value(16)
    record.importedAt = try row.value(17)
    record.confirmedAt = try row.value(18)
    record.lastAck = try row.value(19)
    record.lastAckText = try row.value(20)
    record.deadline = try row.value(21)
    record.deadlineText = try row.value(22)
    record.observedAt = try row.value(23)
    record.reportCount = try row.value(24)
    record.waitingCount = try row.value(25)
    record.acksToImport = try row.value(26)
    record.fileName = try row.value(27)
    record.ackName = try row.value(28)
    record.deadlineLatest = try row.value(29)
    record.conflictCount = try row.value(30)
    return record
  }

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
        (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      identity, record.isRegistered, record.hostName, record.group, record.isGroupedByHand,
      record.site, record.account, record.changeWindow, record.contact,
      record.replacedBy?.description, record.retiredReason, record.release, record.stage.rawValue,
      record.stageSince, record.exportedAt, record.acknowledgedAt, record.importedAt,
      record.confirmedAt, record.lastAck, record.lastAckText, record.deadline,
      record.deadlineText, record.observedAt, record.reportCount, record.waitingCount,
      record.acksToImport, record.fileName, record.ackName, record.deadlineLatest,
      record.conflictCount,
    ])
  }
}
