import DeviceOutput
public import LicenseFiles

/// An inventory of access points as somebody keeps it: a table, or what a controller prints.
public enum InventoryReader {
  /// Reads an inventory.
  ///
  /// - Parameters:
  ///   - bytes: a table with commas, semicolons or tabs, whose columns are found by their names; or a
  ///     transcript with `show ap summary`, `show ap inventory` or `show ap config general`.
  ///   - file: its name, for findings.
  /// - Throws: `LineFault` when it is neither. A row that cannot be used is not an error: a finding says
  ///   so.
  public static func read(
    _ bytes: [UInt8], file: String
  ) throws(LineFault) -> AccessPointInventory {
    if let table = InventoryTable(TranscriptLines.utf8(bytes), file: file) {
      return try table.inventory()
    }
    let reading = DeviceOutputReader.read(name: file, bytes: bytes)
    guard let inventory = inventory(reading, file: file) else {
      throw LineFault(
        line: 1,
        reason: "this is not an inventory: neither a column of serial numbers or models was found, "
          + "nor the output of show ap summary, show ap inventory or show ap config general")
    }
    return inventory
  }

  private static func inventory(
    _ reading: DeviceReading, file: String
  ) -> AccessPointInventory? {
    let outputs = reading.observations.filter { $0.accessPoints != nil }
    guard !outputs.isEmpty else { return nil }
    var inventory = AccessPointInventory(file: file, kind: "", entries: [])
    var commands: [String] = []
    for output in outputs {
      guard let listing = output.accessPoints else { continue }
      if let command = output.command?.command, !commands.contains(command.rawValue) {
        commands.append(command.rawValue)
      }
      if output.isFiltered {
        inventory.findings.append(
          FindingDescriptor.inventoryIncomplete.finding(
            at: output.location,
            "the output was filtered and shows only a part of the access points"))
      }
      for row in listing.accessPoints {
        inventory.entries.append(
          InventoryEntry(
            model: row.value.model, serial: row.value.serial, name: row.value.name,
            mac: row.value.ethernetMAC, location: row.location))
      }
      if let announced = listing.announced, announced.value > listing.accessPoints.count {
        inventory.findings.append(
          FindingDescriptor.inventoryIncomplete.finding(
            at: announced.location,
            "the controller has \(announced.value) access points, and "
              + "\(listing.accessPoints.count) are in the transcript"))
      }
    }
    inventory.kind = commands.joined(separator: ", ")
    return inventory
  }
}

/// A table of devices as Catalyst Center, Prime and spreadsheets export it. Lines before the names
/// of the columns, such as a title, are skipped.
struct InventoryTable {
  private enum Column {
    case pid, model, serial, name, mac, family

    static func named(_ name: String) -> Column? {
      switch name {
      case "udipid", "pid", "productid", "appid", "platform", "platformid", "applatform": .pid
      case "model", "apmodel", "devicemodel", "modelnumber", "modelname", "apmodelnumber": .model
      case "udiserialnumber", "udiserial", "serialnumber", "serial", "sn", "udisn", "serialno",
        "apserialnumber", "apserial", "serialnumbers", "deviceserialnumber":
        .serial
      case "apname", "ciscoapname", "name", "devicename", "hostname", "accesspointname": .name
      case "mac", "macaddress", "ethernetmac", "ethernetmacaddress", "apmac", "apmacaddress",
        "apethernetmac", "apethernetmacaddress":
        .mac
      case "family", "devicefamily", "devicetype", "type", "productfamily": .family
      default: nil
      }
    }
  }

  /// Shorter than any serial number: a sum below the table.
  private static let shortestSerial = 6

  /// How many lines may stand before the header.
  private static let titleLines = 30

  private let file: String
  private let table: SpreadsheetTable<Column>
  /// The lines before the header.
  private let before: Int

  /// - Returns: nil when no line at the beginning names a column of serial numbers or models.
  init?(_ bytes: [UInt8], file: String) {
    var start = bytes.startIndex
    for line in 0..<Self.titleLines where start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
      let head = SpreadsheetTable(Array(bytes[start..<end])) { Column.named($0) }
      if head.has(.serial) || head.has(.pid) || head.has(.model), head.columnCount > 1 || line == 0
      {
        self.file = file
        before = line
        table = SpreadsheetTable(Array(bytes[start...])) { Column.named($0) }
        return
      }
      start = min(end + 1, bytes.endIndex)
    }
    return nil
  }

  func inventory() throws(LineFault) -> AccessPointInventory {
    if let fault = table.fault { throw LineFault(line: fault.line + before, reason: fault.reason) }
    var inventory = AccessPointInventory(file: file, kind: "table", entries: [])
    for row in table.rows where row.cells.contains(where: { !$0.isEmpty }) {
      let location = SourceLocation(file: file, line: row.line + before)
      let entry = InventoryEntry(
        model: table.text(.pid, row) ?? table.text(.model, row),
        // No serial number begins with the apostrophe that makes a cell a text.
        serial: table.text(.serial, row).map { $0.hasPrefix("'") ? String($0.dropFirst()) : $0 },
        name: table.text(.name, row), mac: table.text(.mac, row), location: location)
      if let family = table.text(.family, row), Self.isOther(family) {
        inventory.otherDevices += 1
      } else if let fault = Self.fault(entry, overflows: table.overflows(row)) {
        inventory.findings.append(FindingDescriptor.inventoryRowBad.finding(at: location, fault))
      } else {
        inventory.entries.append(entry)
      }
    }
    return inventory
  }

  /// True for what an export of a whole network lists beside access points.
  private static func isOther(_ family: String) -> Bool {
    let text = family.lowercased()
    return ["switch", "router", "controller", "hub", "firewall", "sensor"].contains {
      text.contains($0)
    }
  }

  private static func fault(_ entry: InventoryEntry, overflows: Bool) -> String? {
    if overflows { return "the row has more cells than the header: quote cells with separators" }
    let cells = [
      ("serial number", entry.serial), ("model", entry.model), ("name", entry.name),
      ("MAC address", entry.mac),
    ]
    for (name, text) in cells {
      if let fault = text?.cellFault { return "the \(name) \(fault)" }
    }
    if let serial = entry.serial, entry.model == nil, serial.count < Self.shortestSerial {
      return "\(serial) is not a serial number"
    }
    if entry.serial == nil, entry.model == nil {
      return "the row has neither a serial number nor a model"
    }
    return nil
  }
}
