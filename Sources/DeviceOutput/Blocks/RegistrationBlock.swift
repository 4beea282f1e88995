import LicenseFiles

/// The block `Registration` of Smart Licensing before Smart Licensing Using Policy.
public struct RegistrationFacts: Sendable, Hashable {
  /// `Status`: `REGISTERED`, `UNREGISTERED`, `REGISTERED - SPECIFIC LICENSE RESERVATION`.
  public internal(set) var status: Observed<String>?
  /// `Export-Controlled Functionality`.
  public internal(set) var exportControlled: Observed<String>?
  /// `Initial Registration`.
  public internal(set) var initialRegistration: Observed<DatedOutcome?>?
  /// `Last Renewal Attempt`.
  public internal(set) var lastRenewal: Observed<DatedOutcome?>?
  /// `Next Renewal Attempt`.
  public internal(set) var nextRenewal: Observed<DeviceTime?>?
  /// `Registration Expires`.
  public internal(set) var expires: Observed<DeviceTime?>?
}

/// The block `License Authorization`: whether the account holds the licenses in use. Since Smart
/// Licensing Using Policy it prints `Not Applicable`.
public struct ComplianceFacts: Sendable, Hashable {
  /// `Status`, without its date: `AUTHORIZED`, `OUT OF COMPLIANCE`, `EVAL MODE`, `Not Applicable`.
  public internal(set) var status: Observed<DatedOutcome>?
  /// `Last Communication Attempt`.
  public internal(set) var lastCommunication: Observed<DatedOutcome?>?
  /// `Next Communication Attempt`.
  public internal(set) var nextCommunication: Observed<DeviceTime?>?
  /// `Communication Deadline`.
  public internal(set) var deadline: Observed<DeviceTime?>?
  /// Lines without a field of their own, such as those of an evaluation period.
  public internal(set) var settings: [Observed<PrintedSetting>] = []
}

/// A word with a date after it: `SUCCEEDED on Aug 22 18:58:03 2022 UTC`.
public struct DatedOutcome: Sendable, Hashable {
  /// As printed.
  public let text: String
  /// What stands before ` on `.
  public let outcome: String
  /// The date; nil when none was printed.
  public let time: DeviceTime?
}

extension DatedOutcome {
  init(_ text: String, offsets: ZoneOffsets) {
    self.text = text
    if let (before, after) = text.lastParted(by: " on "),
      case let time = DeviceTime(after, offsets: offsets), time.reading != nil
    {
      outcome = String(before.trimmingBlanks)
      self.time = time
    } else {
      outcome = text
      time = nil
    }
  }
}

extension RegistrationFacts: SettingBlock {
  mutating func take(_ setting: BlockSetting, _ context: OutputContext) -> Bool {
    let line = setting.line.number
    switch setting.name {
    case "Status": status = context.observed(setting.value, line)
    case "Export-Controlled Functionality":
      exportControlled = context.observed(setting.value, line)
    case "Initial Registration": initialRegistration = context.outcome(setting.value, line)
    case "Last Renewal Attempt": lastRenewal = context.outcome(setting.value, line)
    case "Next Renewal Attempt": nextRenewal = context.observedTime(setting.value, line)
    case "Registration Expires": expires = context.observedTime(setting.value, line)
    default: return false
    }
    return true
  }
}

extension ComplianceFacts: SettingBlock {
  mutating func take(_ setting: BlockSetting, _ context: OutputContext) -> Bool {
    let line = setting.line.number
    switch setting.name {
    // That of a license, whose name a filter left out.
    case "Status"
    where context.isFiltered
      && (status != nil || LicenseUse.useWords.contains(String(setting.value))):
      return false
    case "Status":
      status = context.observed(DatedOutcome(setting.value, offsets: context.offsets), line)
    case "Last Communication Attempt": lastCommunication = context.outcome(setting.value, line)
    case "Next Communication Attempt": nextCommunication = context.observedTime(setting.value, line)
    case "Communication Deadline": deadline = context.observedTime(setting.value, line)
    case Self.evaluationRemaining:
      settings.append(context.setting(setting, in: "License Authorization"))
    default: return false
    }
    return true
  }

  private static let evaluationRemaining = "Evaluation Period Remaining"

  /// What is left of the evaluation period, in seconds; nil when it was not printed.
  public var evaluationRemaining: Observed<Int64>? {
    settings.last { $0.value.name == Self.evaluationRemaining }.flatMap { setting in
      PrintedSpan.seconds(setting.value.value[...]).map { seconds in setting.map { _ in seconds } }
    }
  }
}
