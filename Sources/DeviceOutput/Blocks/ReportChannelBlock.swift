/// `Device Telemetry Report Summary` or `Product Analytics Report Summary`.
public struct ReportChannel: Sendable, Hashable {
  /// The heading.
  public let title: Observed<String>
  /// `Data Channel`: `AVAILABLE`, `NOT AVAILABLE`.
  public internal(set) var dataChannel: Observed<String>?
  /// `Reports on disk`.
  public internal(set) var reportsOnDisk: Observed<UInt64>?
  /// Other lines of the form `Key: value`, such as `Not Available Reason`.
  public internal(set) var settings: [Observed<PrintedSetting>] = []
}

extension ReportChannel {
  mutating func take(_ setting: BlockSetting, _ context: OutputContext) {
    let line = setting.line.number
    if setting.name == "Data Channel" {
      dataChannel = context.observed(setting.value, line)
    } else if setting.name == "Reports on disk", let count = UInt64(digits: setting.value[...]) {
      reportsOnDisk = context.observed(count, line)
    } else {
      settings.append(context.setting(setting, in: title.value))
    }
  }
}
