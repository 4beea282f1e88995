public import LicenseFiles

/// How devices stand to what is required of them, and what a site took from their outputs.
public struct RequirementsOutcome: Sendable {
  /// The devices, the most urgent first.
  public let devices: [DeviceRequirements]
  /// The current time of the judgement, epoch seconds UTC.
  public let now: Int64
  /// What was recorded or was known already, by UDI.
  public package(set) var recorded: [RecordedObservation] = []
  /// True where the site in use is one for practice.
  public package(set) var isRehearsal = false
  /// True when something that was named holds no output of a device, or nothing does.
  public package(set) var isIncomplete = false
  /// True when the site could not take what it should; the reason has been printed.
  public package(set) var isUnrecorded = false

  /// Creates an outcome.
  public init(_ devices: [DeviceRequirements], now: Int64) {
    self.devices = devices
    self.now = now
  }

  /// True when something is as severe as this.
  public func reaches(_ severity: Severity) -> Bool {
    devices.contains { $0.findings.contains { $0.severity >= severity } }
  }
}

/// What a site took from the output of one of its devices.
public struct RecordedObservation: Sendable {
  /// The device, with what is new.
  public let record: DeviceRecord
  /// What is known now that was not known before, or not so; empty when nothing is new.
  public let news: [(label: String, value: String)]

  package init(_ record: DeviceRecord, news: [(label: String, value: String)]) {
    self.record = record
    self.news = news
  }
}
