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
  var text: String {
    var result = ""
    for inventory in inventories {
      var line = "\(inventory.file): \(inventory.kind), \(inventory.entries.count) access points"
      if inventory.otherDevices > 0 {
        line += ", other devices passed over: \(inventory.otherDevices)"
      }
      result += TerminalText.escaped(line) + "\n"
    }
    let numbers =
      "\(comparison.licensed) licensed, \(comparison.inventory) in the inventory, "
      + "\(comparison.matched) in both"
    switch comparison.basis {
    case .serial: return result + "  by serial number: \(numbers)\n" + differences
    case .modelCount:
      result += "  by the number of each model, for there are no serial numbers: \(numbers)\n"
      var table = TextTable(["MODEL", "LICENSED", "INVENTORY"], [.left, .right, .right])
      for model in comparison.models {
        table.add([model.model, String(model.licensed), String(model.inventory)])
      }
      return result + table.text(indent: 4)
    }
  }

  private var differences: String {
    var result = ""
    if !comparison.licensedOnly.isEmpty {
      result += "  licensed, not in the inventory: \(comparison.licensedOnly.count)\n"
      var table = TextTable(["MODEL", "SERIAL", "FIRST SEEN", "CONTROLLER"])
      for item in comparison.licensedOnly {
        table.add([
          item.accessPoint.udi.pid, item.accessPoint.udi.serial,
          item.accessPoint.firstSeen.map(TimeText.iso8601) ?? "-",
          item.controller?.description ?? "-",
        ])
      }
      result += table.text(indent: 4)
    }
    if !comparison.inventoryOnly.isEmpty {
      result += "  in the inventory, not licensed: \(comparison.inventoryOnly.count)\n"
      var table = TextTable(["MODEL", "SERIAL", "NAME", "MAC", "LINE", "LEFT THE COUNT"])
      for item in comparison.inventoryOnly {
        table.add([
          item.entry.model ?? "-", item.entry.serial ?? "-", item.entry.name ?? "-",
          item.entry.mac ?? "-", item.entry.location.line.map { String($0) } ?? "-",
          item.removedAt.map(TimeText.iso8601) ?? "-",
        ])
      }
      result += table.text(indent: 4)
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
    var result = ""
    func add(_ cells: [String]) { result += CSVText.row(cells, isRaw: isRaw) }
    guard comparison.basis == .serial else {
      result += CSVText.row(["model", "licensed", "in_inventory"])
      for model in comparison.models {
        add([model.model, String(model.licensed), String(model.inventory)])
      }
      return result
    }
    result += CSVText.row([
      "difference", "model", "serial_number", "name", "first_seen", "removed_at",
    ])
    for item in comparison.licensedOnly {
      add([
        "not in the inventory", item.accessPoint.udi.pid, item.accessPoint.udi.serial, "",
        item.accessPoint.firstSeen.map(TimeText.iso8601) ?? "", "",
      ])
    }
    for item in comparison.inventoryOnly {
      add([
        "not licensed", item.entry.model ?? "", item.entry.serial ?? "", item.entry.name ?? "", "",
        item.removedAt.map(TimeText.iso8601) ?? "",
      ])
    }
    for entry in comparison.withoutSerial {
      add(["not compared", entry.model ?? "", "", entry.name ?? "", "", ""])
    }
    return result
  }
}
