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
  static func record(_ row: Row) -> DeviceRecord {
    var record = DeviceRecord(UDI(pid: row[0], serial: row[1]))
    record.isRegistered = row[2]
    record.hostName = row[3]
    record.group = row[4]
    record.isGroupedByHand = row[5]
    record.site = row[6]
    record.account = row[7]
    record.changeWindow = row[8]
    record.contact = row[9]
    record.replacedBy = (row[10] as String?).flatMap { UDI($0) }
    record.retiredReason = row[11]
    record.release = row[12]
    record.stage = CycleStage(rawValue: row[13]) ?? .never
    record.stageSince = row[14]
    record.exportedAt = row[15]
    record.acknowledgedAt = row[16]
    record.importedAt = row[17]
    record.confirmedAt = row[18]
    record.lastAck = row[19]
    record.lastAckText = row[20]
    record.deadline = row[21]
    record.deadlineText = row[22]
    record.observedAt = row[23]
    record.reportCount = row[24]
    record.waitingCount = row[25]
    record.acksToImport = row[26]
    record.fileName = row[27]
    record.ackName = row[28]
    record.deadlineLatest = row[29]
    record.conflictCount = row[30]
    return record
  }

  /// The record of a device; an empty one when nothing is known yet.
  func load(_ identity: Int64, _ device: UDI) throws -> DeviceRecord {
    let statement = try database.cachedStatement(
      sql: "SELECT \(Self.columns) FROM \(Self.source) WHERE device.identity = ?")
    guard let row = try Row.fetchOne(statement, arguments: [identity]) else {
      return DeviceRecord(device)
    }
    return Self.record(row)
  }

  /// Every record, by PID and serial number.
  func all() throws -> [DeviceRecord] {
    var records: [DeviceRecord] = []
    let cursor = try Row.fetchCursor(
      database,
      sql: """
        SELECT \(Self.columns) FROM \(Self.source) ORDER BY identity.pid, identity.serial
        """)
    while let row = try cursor.next() { records.append(Self.record(row)) }
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
