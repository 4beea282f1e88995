import Assessment
import GRDB
import LicenseFiles

/// The records of devices while the index takes events: each is read once, and written when all events were
/// taken, or before something asks the table itself.
final class DeviceRecords {
  private let rows: DeviceRows
  private var held: [Int64: DeviceRecord] = [:]
  private var changed: Set<Int64> = []

  init(_ database: Database) { rows = DeviceRows(database) }

  /// The record of a device; an empty one when nothing is known yet.
  func load(_ identity: Int64, _ device: UDI) throws -> DeviceRecord {
    if let record = held[identity] { return record }
    let record = try rows.load(identity, device)
    held[identity] = record
    return record
  }

  func save(_ record: DeviceRecord, _ identity: Int64) {
    held[identity] = record
    changed.insert(identity)
  }

  /// Writes what was changed.
  func write() throws {
    for identity in changed.sorted() {
      if let record = held[identity] { try rows.save(record, identity) }
    }
    changed = []
  }

  /// Writes what was changed and reads every record again: the table itself is about to be changed.
  func release() throws {
    try write()
    held = [:]
  }
}
