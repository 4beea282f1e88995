import Assessment
public import LicenseFiles

/// A table that a person has written: which ACK file belongs to which device.
public enum AckDeviceMap {
  /// Reads a CSV table with the columns `file`, `udi_pid` and `udi_serial_number`, in any order and
  /// among others. The names are those of files, with or without folders, as `AckNames` compares them.
  ///
  /// - Throws: ``TableError`` when a column is missing, a row is cut short, or a file stands twice with
  ///   different devices.
  public static func read(_ bytes: [UInt8]) throws(TableError) -> [String: UDI] {
    var map: [String: UDI] = [:]
    for row in try CSVRows(bytes).cells(of: ["file", "udi_pid", "udi_serial_number"]) {
      let device = UDI(pid: row.cells[1], serial: row.cells[2])
      if let other = map.updateValue(device, forKey: AckNames.key(row.cells[0])), other != device {
        throw TableError(
          line: row.line, reason: "\(row.cells[0]) stands for two devices, \(other) and \(device)")
      }
    }
    return map
  }
}
