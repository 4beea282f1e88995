/// What is left out of reports: the block `Data Privacy`.
public struct PrivacyFacts: Sendable, Hashable {
  /// `Sending Hostname`.
  public internal(set) var sendingHostName: Observed<String>?
  /// `Callhome hostname privacy`.
  public internal(set) var callHomeHostName: Observed<String>?
  /// `Smart Licensing hostname privacy`.
  public internal(set) var smartLicensingHostName: Observed<String>?
  /// `Version privacy`.
  public internal(set) var version: Observed<String>?
}

/// The block `License Conversion` (device-led conversion of older licenses).
public struct ConversionFacts: Sendable, Hashable {
  /// `Automatic Conversion Enabled`.
  public internal(set) var isAutomatic: Observed<Bool>?
  /// `Last Data Push`.
  public internal(set) var lastDataPush: Observed<DeviceTime?>?
  /// `Last File Export`.
  public internal(set) var lastFileExport: Observed<DeviceTime?>?
  /// `Status`, printed by newer Smart Agents: `Not started`.
  public internal(set) var status: Observed<String>?
}

extension PrivacyFacts: SettingBlock {
  mutating func take(_ setting: BlockSetting, _ context: OutputContext) -> Bool {
    let value = context.observed(setting.value, setting.line.number)
    switch setting.key {
    case "Sending Hostname": sendingHostName = value
    case "Callhome hostname privacy": callHomeHostName = value
    case "Smart Licensing hostname privacy": smartLicensingHostName = value
    case "Version privacy": version = value
    default: return false
    }
    return true
  }
}

extension ConversionFacts: SettingBlock {
  mutating func take(_ setting: BlockSetting, _ context: OutputContext) -> Bool {
    let line = setting.line.number
    switch setting.name {
    case "Automatic Conversion Enabled": isAutomatic = context.truth(setting.value, line)
    case "Last Data Push": lastDataPush = context.observedTime(setting.value, line)
    case "Last File Export": lastFileExport = context.observedTime(setting.value, line)
    case "Status": status = context.observed(setting.value, line)
    default: return false
    }
    return setting.name != "Automatic Conversion Enabled" || isAutomatic != nil
  }
}
