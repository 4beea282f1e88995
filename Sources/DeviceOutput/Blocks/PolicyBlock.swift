/// The policy in use: the block `Policy`.
public struct PolicyFacts: Sendable, Hashable {
  /// `Policy in use`, as printed.
  public internal(set) var inUse: Observed<String>?
  /// The date after `Installed On`.
  public internal(set) var installedOn: Observed<DeviceTime>?
  /// `Policy name`.
  public internal(set) var name: Observed<String?>?
  /// `Reporting ACK required`, as printed, with its source.
  public internal(set) var ackRequired: Observed<String>?
  /// The classes of licenses, in the order of the output.
  public internal(set) var classes: [PolicyClass] = []

  /// True when reports must be acknowledged; nil when that was not printed or cannot be read.
  public var isAckRequired: Bool? {
    ackRequired?.value.words.first.flatMap { OutputContext.truth($0) }
  }

  /// Where ``isAckRequired`` comes from: `CISCO default`, `Customer Policy`; nil when not printed.
  public var ackRequiredSource: String? {
    ackRequired?.value.parted(by: "(").map { String($0.after.dropLast()) }
  }
}

/// What the policy asks for one class of licenses. Days; 0 means that nothing is required.
public struct PolicyClass: Sendable, Hashable {
  /// As printed: `Unenforced/Non-Export Subscription Attributes`.
  public let title: String
  /// `First report requirement (days)`.
  public internal(set) var firstReport: Observed<PolicyValue>?
  /// `Reporting frequency (days)`.
  public internal(set) var frequency: Observed<PolicyValue>?
  /// `Report on change (days)`.
  public internal(set) var onChange: Observed<PolicyValue>?
}

/// A number of days and where it comes from.
public struct PolicyValue: Sendable, Hashable {
  /// Days.
  public let days: Int
  /// As printed between parentheses: `CISCO default`, `Customer Policy`.
  public let source: String?

  /// Creates a value.
  package init(days: Int, source: String?) {
    self.days = days
    self.source = source
  }
}

extension PolicyFacts: SettingBlock {
  mutating func take(_ setting: BlockSetting, _ context: OutputContext) -> Bool {
    let line = setting.line.number
    switch setting.name {
    case "Policy in use":
      inUse = context.observed(setting.value, line)
      if let date = setting.value.after(prefix: "Installed On ") {
        installedOn = context.observed(DeviceTime(date, offsets: context.offsets), line)
      }
    case "Policy name": name = context.text(setting.value, line)
    case "Reporting ACK required": ackRequired = context.observed(setting.value, line)
    default: return takeValue(setting, context)
    }
    return true
  }

  private mutating func takeValue(_ setting: BlockSetting, _ context: OutputContext) -> Bool {
    guard setting.headings.count == 1, let title = setting.headings.first,
      let value = PolicyValue(printed: setting.value)
    else { return false }
    if classes.last?.title != title { classes.append(PolicyClass(title: title)) }
    // A filter may have taken the heading of the next class away: the first values are its own.
    guard let field = PolicyClass.fields[setting.key[...]],
      classes[classes.count - 1][keyPath: field] == nil
    else { return false }
    classes[classes.count - 1][keyPath: field] = context.observed(value, setting.line.number)
    return true
  }
}

extension PolicyClass {
  fileprivate static var fields: [Substring: WritableKeyPath<Self, Observed<PolicyValue>?>] {
    [
      "First report requirement (days)": \.firstReport,
      "Reporting frequency (days)": \.frequency, "Report on change (days)": \.onChange,
      // NX-OS.
      "Ongoing reporting frequency (days)": \.frequency, "On change reporting (days)": \.onChange,
    ]
  }

  static let keys = Set(fields.keys)
}

extension PolicyValue {
  /// Reads `90 (CISCO default)`.
  init?(printed text: String) {
    guard let first = text.words.first, let days = first.number else { return nil }
    let rest = text[first.endIndex...].trimmingBlanks
    guard !rest.isEmpty else {
      self.init(days: days, source: nil)
      return
    }
    guard rest.utf8.first == 0x28, rest.utf8.last == 0x29 else { return nil }
    self.init(days: days, source: String(rest.dropFirst().dropLast()))
  }
}
