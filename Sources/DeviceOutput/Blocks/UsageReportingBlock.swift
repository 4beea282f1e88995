import LicenseFiles

/// When the device reported and must report again: the block `Usage Reporting`.
public struct UsageReportingFacts: Sendable, Hashable {
  /// `Last ACK received`. The first one of a device may be that of its trust code.
  public internal(set) var lastAck: Observed<DeviceTime?>?
  /// `Next ACK deadline`. It may lie in the past.
  public internal(set) var nextAckDeadline: Observed<DeviceTime?>?
  /// `Reporting push interval`.
  public internal(set) var pushInterval: Observed<PushInterval>?
  /// `Next ACK push check`.
  public internal(set) var nextAckPushCheck: Observed<DeviceTime?>?
  /// `Next report push`. It may be printed although the transport is off.
  public internal(set) var nextReportPush: Observed<DeviceTime?>?
  /// `Last report push`.
  public internal(set) var lastReportPush: Observed<DeviceTime?>?
  /// `Last report file write`. Known devices print `<none>` even after a file was saved.
  public internal(set) var lastFileWrite: Observed<DeviceTime?>?
}

/// `Reporting push interval: 30  days State(4) InPolicy(90)`.
public struct PushInterval: Sendable, Hashable {
  /// As printed.
  public let text: String
  /// Days; 0 means no reporting.
  public let days: Int
  /// The number of `State`, printed by `show license tech support` only.
  public let state: Int?
  /// The days of `InPolicy`, printed by `show license tech support` only.
  public let inPolicy: Int?
}

extension PushInterval {
  init?(printed text: String) {
    let words = text.words
    guard let days = words.first?.number else { return nil }
    func number(_ name: String) -> Int? {
      words.lazy.compactMap { $0.after(prefix: name + "(") }.first?.dropLast().number
    }
    self.init(text: text, days: days, state: number("State"), inPolicy: number("InPolicy"))
  }
}

extension UsageReportingFacts: SettingBlock {
  mutating func take(_ setting: BlockSetting, _ context: OutputContext) -> Bool {
    let line = setting.line.number
    if setting.name == "Reporting push interval" {
      guard let interval = PushInterval(printed: setting.value) else { return false }
      pushInterval = context.observed(interval, line)
      return true
    }
    let time = context.observedTime(setting.value, line)
    switch setting.name {
    case "Last ACK received": lastAck = time
    case "Next ACK deadline": nextAckDeadline = time
    case "Next ACK push check": nextAckPushCheck = time
    case "Next report push": nextReportPush = time
    case "Last report push": lastReportPush = time
    case "Last report file write": lastFileWrite = time
    default: return false
    }
    // A time that cannot be read is kept as text and counted as not understood.
    return time.value.map { $0.reading != nil } ?? true
  }
}
