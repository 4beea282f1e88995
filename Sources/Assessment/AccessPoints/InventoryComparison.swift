public import LicenseFiles

/// The access points that are counted at the end, compared with inventories.
///
/// 1. Counted is what the last reports of each product instance leave; of an HA pair, those of the
///    member that reports last.
/// 2. A serial number alone tells an access point: its model may be spelled otherwise.
/// 3. A row without a serial number that has the MAC address or the name of a row with one is the same
///    access point.
/// 4. Where no row has a serial number, the numbers of each model are compared.
public struct InventoryComparison: Sendable, Hashable {
  /// How it was compared.
  public enum Basis: String, Sendable, Hashable {
    /// By serial number.
    case serial = "serial_number"
    /// By the number of each model: nothing better is there.
    case modelCount = "model_count"
  }

  /// An access point that is counted.
  public struct Licensed: Sendable, Hashable {
    /// The access point.
    public var accessPoint: AccessPoint
    /// The controller that counts it.
    public var controller: UDI?
  }

  /// An access point of the inventory that is not counted.
  public struct Unlicensed: Sendable, Hashable {
    /// Its row.
    public var entry: InventoryEntry
    /// When it left a count, if it ever was in one; epoch seconds, UTC.
    public var removedAt: Int64?
    /// The controller that counted it then.
    public var controller: UDI?
  }

  /// The numbers of one model.
  public struct Model: Sendable, Hashable {
    /// The part that every spelling has (``AccessPointModel``).
    public var model: String
    /// Access points that are counted.
    public var licensed: Int
    /// Access points in the inventory.
    public var inventory: Int
  }

  /// How it was compared.
  public var basis: Basis
  /// Access points that are counted.
  public var licensed = 0
  /// Access points in the inventories, each counted once.
  public var inventory = 0
  /// Those that are in both. By model, as many as can be.
  public var matched = 0
  /// Counted, and in no inventory; empty when compared by model.
  public var licensedOnly: [Licensed] = []
  /// In an inventory, and not counted; empty when compared by model.
  public var inventoryOnly: [Unlicensed] = []
  /// Rows that were not compared, for they have no serial number.
  public var withoutSerial: [InventoryEntry] = []
  /// The numbers of each model, ordered by model.
  public var models: [Model] = []
  /// What was found, in the order of the inventories.
  public private(set) var findings: [Finding] = []

  /// Compares.
  public init(_ history: AccessPointHistory, _ inventories: [AccessPointInventory]) {
    findings = inventories.flatMap(\.findings)
    var licensed: [String: Licensed] = [:]
    var left: [String: Unlicensed] = [:]
    for controller in history.productInstances {
      for accessPoint in controller.accessPoints {
        let key = Self.key(accessPoint.udi)
        if controller.supersededBy == nil, accessPoint.isCounted {
          licensed[key] =
            licensed[key] ?? Licensed(accessPoint: accessPoint, controller: controller.udi)
        } else if let removedAt = accessPoint.removedAt {
          if let known = left[key]?.removedAt, known >= removedAt { continue }
          left[key] = Unlicensed(
            entry: InventoryEntry(location: SourceLocation(file: "")), removedAt: removedAt,
            controller: controller.udi)
        }
      }
    }
    let rows = InventoryRows(inventories)
    findings += rows.findings
    basis = rows.bySerial.isEmpty && !rows.withoutSerial.isEmpty ? .modelCount : .serial
    self.licensed = licensed.count
    inventory = rows.bySerial.count + rows.withoutSerial.count
    countModels(licensed.values.map(\.accessPoint.udi.pid), rows)
    switch basis {
    case .serial: compareSerials(licensed, left, rows, inventories, history)
    case .modelCount: compareCounts(inventories.first?.file ?? "")
    }
  }

  private static func key(_ udi: UDI) -> String {
    udi.serial.uppercased().filter { !$0.isWhitespace }
  }

  private mutating func countModels(_ pids: [String], _ rows: InventoryRows) {
    var counts: [String: Model] = [:]
    func count(_ name: String, _ change: (inout Model) -> Void) {
      let key = AccessPointModel.key(of: name)
      change(&counts[key, default: Model(model: key, licensed: 0, inventory: 0)])
    }
    for pid in pids { count(pid) { $0.licensed += 1 } }
    for entry in rows.all { count(entry.model ?? "unknown") { $0.inventory += 1 } }
    models = counts.values.sorted { $0.model < $1.model }
  }

  private mutating func compareSerials(
    _ licensed: [String: Licensed], _ left: [String: Unlicensed], _ rows: InventoryRows,
    _ inventories: [AccessPointInventory], _ history: AccessPointHistory
  ) {
    withoutSerial = rows.withoutSerial
    let file = inventories.map(\.file).joined(separator: ", ")
    for (key, item) in licensed.sorted(by: { $0.value.accessPoint.udi < $1.value.accessPoint.udi })
    {
      let udi = item.accessPoint.udi
      guard let entry = rows.bySerial[key] else {
        licensedOnly.append(item)
        findings.append(
          FindingDescriptor.accessPointNotInInventory.finding(
            at: SourceLocation(file: file), productInstance: item.controller,
            "\(udi) is licensed and not in the inventory"))
        continue
      }
      matched += 1
      guard let model = entry.model,
        AccessPointModel.key(of: model) != AccessPointModel.key(of: udi.pid)
      else { continue }
      findings.append(
        FindingDescriptor.accessPointModelDiffers.finding(
          at: entry.location, productInstance: item.controller,
          "\(udi.serial) is \(udi.pid) in the usage and \(model) here"))
    }
    let until =
      history.productInstances.lazy.filter { $0.supersededBy == nil }
      .compactMap(\.countedUntil).max().map { " at \(TimeText.iso8601($0))" } ?? ""
    for entry in rows.withSerial where licensed[entry.serialKey ?? ""] == nil {
      var item = left[entry.serialKey ?? ""] ?? Unlicensed(entry: entry)
      item.entry = entry
      inventoryOnly.append(item)
      let name = [entry.model, entry.name].compactMap(\.self).joined(separator: ", ")
      let gone = item.removedAt.map {
        "; it left the count of \(item.controller?.description ?? "a controller") "
          + "at \(TimeText.iso8601($0))"
      }
      findings.append(
        FindingDescriptor.accessPointNotLicensed.finding(
          at: entry.location, productInstance: item.controller,
          "\(entry.serial ?? "")\(name.isEmpty ? "" : " (\(name))") is not counted\(until)"
            + (gone ?? "")))
    }
    if let first = withoutSerial.first {
      findings.append(
        FindingDescriptor.inventoryWithoutSerial.finding(
          at: first.location,
          "rows without a serial number, which are not compared: \(withoutSerial.count), "
            + "the first one here"))
    }
  }

  private mutating func compareCounts(_ file: String) {
    for model in models {
      matched += min(model.licensed, model.inventory)
      guard model.licensed != model.inventory else { continue }
      findings.append(
        FindingDescriptor.accessPointModelCountDiffers.finding(
          at: SourceLocation(file: file),
          "\(model.model): \(model.licensed) licensed, \(model.inventory) in the inventory"))
    }
  }
}

/// The rows of all inventories, each access point once.
private struct InventoryRows {
  private(set) var bySerial: [String: InventoryEntry] = [:]
  private(set) var withSerial: [InventoryEntry] = []
  private(set) var withoutSerial: [InventoryEntry] = []
  private(set) var findings: [Finding] = []

  var all: [InventoryEntry] { withSerial + withoutSerial }

  init(_ inventories: [AccessPointInventory]) {
    var macs: Set<String> = []
    var names: Set<String> = []
    for inventory in inventories {
      for entry in inventory.entries {
        guard let key = entry.serialKey else { continue }
        macs.formUnion([entry.macKey].compactMap(\.self))
        names.formUnion([entry.nameKey].compactMap(\.self))
        guard let known = bySerial[key] else {
          bySerial[key] = entry
          withSerial.append(entry)
          continue
        }
        guard known.location.file == entry.location.file else { continue }
        findings.append(
          FindingDescriptor.inventoryRepeated.finding(
            at: entry.location,
            "\(entry.serial ?? "") is already in line \(known.location.line ?? 0)"))
      }
    }
    for entry in inventories.flatMap(\.entries) where entry.serialKey == nil {
      let isTied =
        entry.macKey.map(macs.contains) ?? false || entry.nameKey.map(names.contains) ?? false
      if isTied { continue }
      // The same access point in two outputs of a controller is one.
      let isNew =
        entry.macKey.map { macs.insert($0).inserted }
        ?? entry.nameKey.map { names.insert($0).inserted } ?? true
      if isNew { withoutSerial.append(entry) }
    }
  }
}
