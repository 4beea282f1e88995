/// One license, from the table of `show license summary` or an entry of `show license usage` and
/// `all`.
public struct LicenseUse: Sendable, Hashable {
  /// `network-advantage`; where the device prints no name, the text in parentheses.
  public internal(set) var name: String
  /// The text in parentheses after the name. `show license summary` cuts it with `...`.
  public internal(set) var entitlement: String?
  /// `Count`.
  public internal(set) var count: UInt64?
  /// `IN USE` or `NOT IN USE` in known outputs, without the number that newer agents add.
  public internal(set) var status: String?
  /// The number after the status: `IN USE(15)`.
  public internal(set) var statusCode: Int?
  /// `License type`: `Perpetual`, `Subscription`.
  public internal(set) var licenseType: String?
  /// `Enforcement type`.
  public internal(set) var enforcementType: String?
  /// `Entitlement Tag`, printed by `show license tech support`.
  public internal(set) var entitlementTag: String?
  /// `Current Report`: the id of the report that is being filled, printed by `tech support`.
  public internal(set) var currentReport: UInt64?
  /// `Handle`, printed by `tech support`.
  public internal(set) var handle: UInt64?
  /// `Description`.
  public internal(set) var description: String?
  /// `Version`.
  public internal(set) var version: String?
  /// `Status time`, printed by `tech support`.
  public internal(set) var statusTime: DeviceTime?
  /// `Request Time`, printed by `tech support`; nil also where it prints `None`.
  public internal(set) var requestTime: DeviceTime?
  /// `Export status`: `NOT RESTRICTED`.
  public internal(set) var exportStatus: String?
  /// `Feature Name`.
  public internal(set) var featureName: String?
  /// `Feature Description`.
  public internal(set) var featureDescription: String?
  /// `Interval` of the measurements, as printed: `00:15:00`.
  public internal(set) var interval: String?
  /// `Current Value` of the measurements.
  public internal(set) var currentValue: UInt64?
  /// `Previous`: the id of the report before ``currentReport``; 0 for none.
  public internal(set) var previousReport: UInt64?
  /// `Soft Enforced`.
  public internal(set) var isSoftEnforced: Bool?
  /// `Reservation status`, printed before Smart Licensing Using Policy.
  public internal(set) var reservationStatus: String?
  /// `Total reserved count`, printed before Smart Licensing Using Policy.
  public internal(set) var reservedCount: UInt64?
  /// `Subscription ID`.
  public internal(set) var subscriptionID: String?
  /// Everything else, as printed.
  public internal(set) var settings: [PrintedSetting] = []

  /// The statuses that only a license has.
  static let useWords: Set<String> = ["IN USE", "NOT IN USE"]

  /// True when it is in use; nil when no status was printed.
  public var isInUse: Bool? { status.map { $0 == "IN USE" } }

  init(name: String, entitlement: String? = nil) {
    self.name = name
    self.entitlement = entitlement
  }
}

extension LicenseUse {
  /// Reads the heading of an entry: `dna-advantage (C9300-24 DNA Advantage):`, or one without a name,
  /// ` (C9200L-DNA-E-48):`, as of a license whose description the agent does not know.
  init?(heading text: String) {
    guard text.utf8.count <= 400 else { return nil }
    let line = text.trimmingBlanks
    guard line.utf8.last == 0x3A, line.dropLast().utf8.last == 0x29 else { return nil }
    if line.utf8.first == 0x28, text.indentation <= 1 {
      let tag = line.dropFirst().dropLast(2)
      guard !tag.isEmpty, !tag.utf8.contains(where: { $0 == 0x28 || $0 == 0x29 }) else {
        return nil
      }
      self.init(name: String(tag), entitlement: String(tag))
      return
    }
    // Before Smart Licensing Using Policy the name is a text of several words.
    guard text.indentation == 0, let (name, rest) = line.parted(by: " ("), !name.isEmpty,
      name.utf8.count <= 120
    else { return nil }
    self.init(name: String(name.trimmingBlanks), entitlement: String(rest.dropLast(2)))
  }

  /// Reads a row of the table that stands without its head: its status is words in capitals.
  init?(loneRow text: String) {
    guard let row = LicenseUse(row: text), let status = row.status, !status.isEmpty,
      status.utf8.allSatisfy({ (0x41...0x5A).contains($0) || $0 == 0x20 })
    else { return nil }
    self = row
  }

  /// True for the head of the table of `show license summary`, in its older and newer spelling.
  static func isTableHead(_ text: some StringProtocol) -> Bool {
    text.utf8.count <= 200
      && text.lowercased().split(separator: " ") == [
        "license", "entitlement", "tag", "count", "status",
      ]
  }

  /// Reads a row of the table: `dna-advantage   (C9300-24 DNA Advantage)    2 IN USE`.
  init?(row text: String) {
    guard text.utf8.count <= 400, let open = text.utf8.firstIndex(of: 0x28),
      let close = text.utf8.lastIndex(of: 0x29), open < close
    else { return nil }
    let name = text[..<open].trimmingBlanks
    let rest = text[text.utf8.index(after: close)...].trimmingBlanks
    let tag = String(text[text.utf8.index(after: open)..<close].trimmingBlanks)
    guard !tag.isEmpty || !name.isEmpty, let first = rest.words.first,
      let count = UInt64(digits: first)
    else { return nil }
    self.init(name: name.isEmpty ? tag : String(name), entitlement: tag)
    self.count = count
    takeStatus(rest[first.endIndex...].trimmingBlanks)
  }

  /// Takes a setting under the heading; false when its value cannot be read.
  mutating func take(_ setting: BlockSetting, _ context: OutputContext) -> Bool {
    let value = setting.value
    switch setting.key {
    case "License": name = value
    case "Description": description = value
    case "Version": version = value
    case "Status": takeStatus(value[...])
    case "Status time": statusTime = context.time(value)
    case "Request Time": requestTime = context.time(value)
    case "Export status": exportStatus = value
    case "Feature Name": featureName = value
    case "Feature Description": featureDescription = value
    case "License type", "License Type": licenseType = value
    case "Enforcement type", "Enforcement Type": enforcementType = value
    case "Entitlement Tag": entitlementTag = value
    case "Interval": interval = value
    case "Soft Enforced": isSoftEnforced = OutputContext.truth(value[...])
    case "Reservation status": reservationStatus = value
    case "Subscription ID", "Subscription Id": subscriptionID = value
    case "Count", "Current Value", "Total reserved count", "Current Report":
      return takeNumber(setting.key, value)
    default:
      settings.append(
        PrintedSetting(block: "License Usage", name: setting.name, value: value))
    }
    return true
  }

  /// Headings and keys without a value inside an entry.
  static let innerHeadings: Set<Substring> = [
    "Measurements", "ENTITLEMENT", "Description", "Feature Name", "Feature Description",
    "Application HA Info", "Peer Info",
  ]

  private mutating func takeNumber(_ key: String, _ text: String) -> Bool {
    guard let first = text.words.first, let number = UInt64(digits: first) else { return false }
    switch key {
    case "Count": count = number
    case "Current Value": currentValue = number
    case "Total reserved count": reservedCount = number
    default:
      currentReport = number
      previousReport = text.parted(by: "Previous:").flatMap {
        UInt64(digits: $0.after.trimmingBlanks)
      }
    }
    return true
  }

  private mutating func takeStatus(_ text: Substring) {
    guard text.utf8.last == 0x29, let (words, code) = text.parted(by: "(") else {
      status = String(text)
      return
    }
    status = String(words.trimmingBlanks)
    statusCode = code.dropLast().number
  }
}
