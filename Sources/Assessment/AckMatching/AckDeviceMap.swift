public import LicenseFiles

/// A table that a person has written: which ACK file belongs to which device.
public enum AckDeviceMap {
  /// Reads a CSV table with the columns `file`, `udi_pid` and `udi_serial_number`, in any order and
  /// among others. The names are those of files, with or without folders, as `AckNames` compares them.
  ///
  /// - Parameters:
  ///   - bytes: the table.
  ///   - known: the devices that may be meant; a device is found by any spelling of it.
  /// - Returns: the devices by file, and those of them that are not known.
  /// - Throws: `LineFault` when a column is missing, a row is cut short or names no device, or a file
  ///   stands twice with different devices.
  public static func read(
    _ bytes: [UInt8], known: KnownDevices
  ) throws(LineFault) -> (map: [String: UDI], new: Set<UDI>) {
    var map: [String: UDI] = [:]
    var new: Set<UDI> = []
    for row in try CSVRows(bytes).cells(of: ["file", "udi_pid", "udi_serial_number"]) {
      let (device, isNew) = try named(row, known)
      if isNew { new.insert(device) }
      if let other = map.updateValue(device, forKey: AckNames.key(row.cells[0])), other != device {
        throw LineFault(
          line: row.line,
          reason: "\(row.cells[0]) is in the table for two devices, \(other) and \(device)")
      }
    }
    return (map, new)
  }

  private static func named(
    _ row: CSVRows.Row, _ known: KnownDevices
  ) throws(LineFault) -> (udi: UDI, isNew: Bool) {
    do throws(NamingError) {
      return try known.deviceOrNew(named: "\(row.cells[1]):\(row.cells[2])")
    } catch {
      throw LineFault(line: row.line, reason: error.description)
    }
  }
}
