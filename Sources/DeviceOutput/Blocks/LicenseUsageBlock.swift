/// One licence, from the table of `show license summary` or an entry of `show license usage` and
/// `all`.
public struct LicenseUse: Sendable, Hashable {
  /// `network-advantage`.
  public internal(set) var name: String
  /// The text in parentheses behind the name. `show license summary` cuts it with `...`.
  public internal(set) var entitlement: String?
  /// `Count`.
  public internal(set) var count: UInt64?
  /// `IN USE` or `NOT IN USE` in known outputs, without the number that newer agents add.
  public internal(set) var status: String?
  /// The number behind the status: `IN USE(15)`.
  public internal(set) var statusCode: Int?
  /// `License type`: `Perpetual`, `Subscription`.
  public internal(set) var licenseType: String?
  /// `Enforcement type`.
  public internal(set) var enforcementType: String?
  /// `Entitlement Tag`, printed by `show license tech support`.
  public internal(set) var entitlementTag: String?
  /// `Current Report`: the id of the report that is being filled, printed by `tech support`.
  public internal(set) var currentReport: UInt64?
  /// Everything else, as printed.
  public internal(set) var settings: [PrintedSetting] = []

  /// True when it is in use; nil when no status was printed.
  public var isInUse: Bool? { status.map { $0 == "IN USE" } }

  init(name: String, entitlement: String? = nil) {
    self.name = name
    self.entitlement = entitlement
  }
}

extension LicenseUse {
  /// Reads the heading of an entry: `dna-advantage (C9300-24 DNA Advantage):`.
  init?(heading text: String) {
    guard text.indentation == 0, text.utf8.count <= 400 else { return nil }
    let line = text.trimmingBlanks
    guard line.utf8.last == 0x3A, line.dropLast().utf8.last == 0x29,
      let (name, rest) = line.parted(by: " ("), !name.isEmpty,
      name.trimmingBlanks.words.count == 1
    else { return nil }
    self.init(name: String(name.trimmingBlanks), entitlement: String(rest.dropLast(2)))
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
    guard !name.isEmpty, let first = rest.words.first, let count = UInt64(digits: first) else {
      return nil
    }
    self.init(
      name: String(name),
      entitlement: String(text[text.utf8.index(after: open)..<close].trimmingBlanks))
    self.count = count
    takeStatus(rest[first.endIndex...].trimmingBlanks)
  }

  /// Takes a setting under the heading; false when its value cannot be read.
  mutating func take(_ setting: BlockSetting) -> Bool {
    switch setting.key {
    case "License": name = setting.value
    case "Count":
      guard let number = UInt64(digits: setting.value[...]) else { return false }
      count = number
    case "Status": takeStatus(setting.value[...])
    case "License type": licenseType = setting.value
    case "Enforcement type": enforcementType = setting.value
    case "Entitlement Tag": entitlementTag = setting.value
    default:
      if setting.key == "Current Report" {
        currentReport = setting.value.words.first.flatMap { UInt64(digits: $0) }
      }
      settings.append(
        PrintedSetting(block: "License Usage", name: setting.name, value: setting.value))
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
