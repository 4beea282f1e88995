import Assessment
import LicenseFiles

/// What is licensed and what is in the inventory.
struct InventoryReport: Sendable {
  private let comparison: InventoryComparison
  private let inventories: [AccessPointInventory]

  init(_ comparison: InventoryComparison, _ inventories: [AccessPointInventory]) {
    self.comparison = comparison
    self.inventories = inventories
  }

  /// The comparison, and a table for each side that has something of its own.
  func text(columns: Int?) -> String {
    var result = ""
    for inventory in inventories {
      var line = "\(inventory.file): \(inventory.kind), \(inventory.entries.count) access points"
      if inventory.otherDevices > 0 {
        line += ", other devices skipped: \(inventory.otherDevices)"
      }
      result += TerminalText.escaped(line) + "\n"
    }
    let numbers =
      "\(comparison.licensed) licensed, \(comparison.inventory) in the inventory, "
      + "\(comparison.matched) in both"
    switch comparison.basis {
    case .serial: return result + "  by serial number: \(numbers)\n" + differences(columns)
    case .modelCount:
      result += "  by the number of each model, because there are no serial numbers: \(numbers)\n"
      let table = Table<InventoryComparison.Model>(
        comparison.models,
        [
          .text("MODEL") { $0.model }, .number("LICENSED") { $0.licensed },
          .number("INVENTORY") { $0.inventory },
        ])
      return result + table.text(indent: 4, columns: columns)
    }
  }

  private func differences(_ columns: Int?) -> String {
    var result = ""
    if !comparison.licensedOnly.isEmpty {
      result += "  licensed, not in the inventory: \(comparison.licensedOnly.count)\n"
      result += Table(
        comparison.licensedOnly,
        [
          .text("MODEL") { $0.accessPoint.udi.pid }, .text("SERIAL") { $0.accessPoint.udi.serial },
          .text("FIRST SEEN") { $0.accessPoint.firstSeen.map(TimeText.iso8601) },
          .text("CONTROLLER") { $0.controller?.description },
        ]
      ).text(indent: 4, columns: columns)
    }
    if !comparison.inventoryOnly.isEmpty {
      result += "  in the inventory, not licensed: \(comparison.inventoryOnly.count)\n"
      result += Table(
        comparison.inventoryOnly,
        [
          .text("MODEL") { $0.entry.model }, .text("SERIAL") { $0.entry.serial },
          .text("NAME") { $0.entry.name }, .text("MAC") { $0.entry.mac },
          .text("LINE") { $0.entry.location.line },
          .text("LEFT THE COUNT") { $0.removedAt.map(TimeText.iso8601) },
        ]
      ).text(indent: 4, columns: columns)
    }
    if !comparison.withoutSerial.isEmpty {
      result += "  in the inventory without a serial number, not compared: "
      result += "\(comparison.withoutSerial.count)\n"
    }
    return result
  }

  var json: JSONText {
    .fields([
      "sources": inventories.map {
        JSONText.fields([
          "file": $0.file, "kind": $0.kind, "access_points": $0.entries.count,
          "other_devices": $0.otherDevices,
        ])
      }, "compared_by": comparison.basis.rawValue, "licensed": comparison.licensed,
      "in_inventory": comparison.inventory, "in_both": comparison.matched,
      "licensed_only": comparison.licensedOnly.map {
        JSONText.fields([
          "udi_pid": $0.accessPoint.udi.pid, "udi_serial_number": $0.accessPoint.udi.serial,
          "first_seen": $0.accessPoint.firstSeen.map(TimeText.iso8601),
          "controller_pid": $0.controller?.pid, "controller_serial_number": $0.controller?.serial,
        ])
      },
      "inventory_only": comparison.inventoryOnly.map { item in
        JSONText.fields([
          "": Self.json(item.entry),
          "removed_at": item.removedAt.map(TimeText.iso8601),
          "controller_pid": item.controller?.pid,
          "controller_serial_number": item.controller?.serial,
        ])
      },
      "without_serial_number": comparison.withoutSerial.map(Self.json),
      "models": comparison.models.map {
        JSONText.fields(["model": $0.model, "licensed": $0.licensed, "in_inventory": $0.inventory])
      },
    ])
  }

  private static func json(_ entry: InventoryEntry) -> JSONText {
    .fields([
      "file": entry.location.file, "line": entry.location.line, "model": entry.model,
      "serial_number": entry.serial, "name": entry.name, "mac_address": entry.mac,
    ])
  }

  /// A row for each access point that is in one of the two only; by model, one for each model.
  func csv(isRaw: Bool) -> String {
    guard comparison.basis == .serial else {
      return CSVTable<InventoryComparison.Model>([
        "model": { $0.model }, "licensed": { $0.licensed }, "in_inventory": { $0.inventory },
      ]).text(comparison.models, isRaw: isRaw)
    }
    let rows: [Difference] =
      comparison.licensedOnly.map {
        let point = $0.accessPoint
        return ("not in the inventory", point.udi.pid, point.udi.serial, nil, point.firstSeen, nil)
      }
      + comparison.inventoryOnly.map {
        ("not licensed", $0.entry.model, $0.entry.serial, $0.entry.name, nil, $0.removedAt)
      } + comparison.withoutSerial.map { ("not compared", $0.model, nil, $0.name, nil, nil) }
    return CSVTable<Difference>([
      "difference": { $0.word }, "model": { $0.model }, "serial_number": { $0.serial },
      "name": { $0.name }, "first_seen": { $0.firstSeen.map(TimeText.iso8601) },
      "removed_at": { $0.removedAt.map(TimeText.iso8601) },
    ]).text(rows, isRaw: isRaw)
  }

  private typealias Difference = (
    word: String, model: String?, serial: String?, name: String?, firstSeen: Int64?,
    removedAt: Int64?
  )
}
