// What else the outputs say. Each value is that which was printed last, and nil or empty when it never
// was; what the last output does not say is taken from an earlier one. All stand in the observations.
extension DeviceSnapshot {
  private func last<Value>(_ value: (LicenseFacts) -> Value?) -> Value? {
    for observation in observations.reversed() {
      if let found = observation.license.flatMap(value) { return found }
    }
    return nil
  }

  private func last<Value>(of value: (Observation.Content) -> Value?) -> Value? {
    for observation in observations.reversed() {
      if let found = value(observation.content) { return found }
    }
    return nil
  }

  /// The newest, completed by the older ones.
  private func completed<Facts: Completable>(_ facts: (Observation) -> Facts?) -> Facts? {
    observations.lazy.compactMap(facts).reduce(nil) { older, newer in
      older.map { newer.completed(by: $0) } ?? newer
    }
  }

  /// The block `Transport`.
  public var transportFacts: TransportFacts? { completed { $0.license?.transport } }
  /// The block `Policy`.
  public var policy: PolicyFacts? { completed { $0.license?.policy } }
  /// The block `Usage Reporting`.
  public var reporting: UsageReportingFacts? { completed { $0.license?.reporting } }
  /// The figures of `Usage Report Summary`.
  public var reportSummary: UsageReportSummary? { completed { $0.license?.reportSummary } }
  /// The licenses; nil when no list was printed.
  public var licenses: [Observed<LicenseUse>]? {
    observations.reduce(nil) { older, observation in
      guard let newer = observation.license?.licenses else { return older }
      return older.map { newer.completed(by: $0, isWhole: !observation.isFiltered) } ?? newer
    }
  }
  /// The configuration; nil when none was printed. A part that was printed later completes a whole one.
  public var runningConfiguration: RunningConfiguration? {
    RunningConfiguration.last(in: observations)
  }
  /// `Smart Licensing is ENABLED`, printed before Smart Licensing Using Policy.
  public var smartLicensing: Observed<String>? { last(\.smartLicensing) }
  /// `Smart Licensing Using Policy: Status`.
  public var usingPolicy: Observed<String>? { last(\.usingPolicy) }
  /// The block `Registration`, printed before Smart Licensing Using Policy.
  public var registration: RegistrationFacts? { completed { $0.license?.registration } }
  /// The block `License Authorization`.
  public var compliance: ComplianceFacts? { completed { $0.license?.compliance } }
  /// `License Authorizations`, or what `show license authorization` prints.
  public var authorizations: AuthorizationFacts? { last(\.authorizations) }
  /// `Reservation Info`, or what `show license reservation` prints.
  public var reservation: AuthorizationFacts? { last(\.reservation) }
  /// `Upcoming Scheduled Jobs`.
  public var jobs: ScheduledJobs? { last(\.jobs) }
  /// `Communication Statistics`.
  public var communications: CommunicationFacts? { last(\.communications) }
  /// `Other Info`: the state of the Smart Agent.
  public var agent: AgentFacts? { last(\.agent) }
  /// `Smart Agent for Licensing`.
  public var agentVersion: Observed<String>? { last(\.agentVersion) }
  /// `Device Enforcement State`.
  public var enforcementState: Observed<String>? { last(\.enforcementState) }
  /// `show version`.
  public var version: VersionFacts? { completed(\.version) }

  /// `show license air entities summary`.
  public var airEntities: AirEntities? {
    completed { if case .airEntities(let facts) = $0.content { facts } else { nil } }
  }

  /// `show ntp status`.
  public var ntp: NTPFacts? {
    last { content in if case .ntp(let facts) = content { facts } else { nil } }
  }

  /// `show crypto pki trustpoints`; nil when it was not printed.
  public var trustpoints: [Trustpoint]? {
    last { content in if case .trustpoints(let found) = content { found } else { nil } }
  }

  /// The licenses from before Smart Licensing; nil when they were not printed.
  public var featureLicenses: [FeatureLicense]? {
    last { content in if case .features(let found) = content { found } else { nil } }
  }

  /// The events of `show license eventlog`, of all observations, in order.
  public var events: [Observed<EventLogEntry>] {
    observations.flatMap { observation -> [Observed<EventLogEntry>] in
      if case .eventLog(let entries) = observation.content { entries } else { [] }
    }
  }

  /// The lines of `debug` and of process traces, of all observations, in order.
  public var traces: [Observed<TraceLine>] {
    observations.flatMap { observation -> [Observed<TraceLine>] in
      if case .logging(let facts) = observation.content { facts.traces } else { [] }
    }
  }

  /// The answers about reservations and returned authorizations, in order.
  public var reservationAnswers: [ReservationAnswer] {
    observations.compactMap { observation -> ReservationAnswer? in
      if case .reservationAnswer(let answer) = observation.content { answer } else { nil }
    }
  }

  /// What the device says of NTP: `show ntp status`, or `Clock sync-ed with NTP` of `tech support`;
  /// nil when neither was printed.
  public var isClockSynchronised: Observed<Bool>? {
    ntp?.isSynchronised ?? agent?.isClockSynchronised
  }

  /// The import history of one kind, as last printed: `RUM ACK`, `TRUST CODE`; nil when it was not.
  public func imports(_ kind: String) -> HistorySection? {
    histories.lazy.reversed().compactMap { $0.imports(kind) }.first
  }
}

extension RunningConfiguration {
  /// The one that holds after these outputs, the oldest first; nil when none was printed.
  static func last(in observations: [Observation]) -> RunningConfiguration? {
    observations.lazy.compactMap(\.runningConfiguration).reduce(nil) { older, newer in
      guard let older else { return newer }
      return newer.extent == .whole ? newer : newer.changing(older)
    }
  }
}

// Whether it trusts its clock.
extension DeviceSnapshot {
  /// The time whose mark says what holds now: the stamp of a log line, else the last printed clock; nil where
  /// neither was printed, or the device said later that NTP has set its clock.
  public var clockMark: Observed<DeviceTime>? {
    if let newestStamp { return newestStamp }
    for observation in observations.reversed() {
      if observation.saysSynchronised == true { return nil }
      if case .clock(let facts) = observation.content { return facts.time }
      if let clock = observation.clock { return clock.time }
    }
    return nil
  }

  /// The stamp of the newest log line, unless the device said of its clock itself since then.
  ///
  /// The mark before a stamp is the clock's state at that time, so only the newest one speaks of the
  /// present. What `show logging` lists is older than anything else in its session.
  public var newestStamp: Observed<DeviceTime>? {
    var listed: (stamp: Observed<DeviceTime>, by: Observation)?
    for observation in observations.reversed() {
      if let log = observation.logLines.last(where: { $0.time != nil }), let time = log.time {
        let stamp = Observed(time, at: log.location, command: nil)
        guard observation.command?.command == .showLogging else { return listed?.stamp ?? stamp }
        listed = listed ?? (stamp, observation)
      }
      if observation.saysOfItsClock {
        return listed.flatMap { observation.isOfSession(of: $0.by) ? nil : $0.stamp }
      }
    }
    return listed?.stamp
  }
}

extension Observation {
  /// What it says of NTP; nil where it says nothing.
  fileprivate var saysSynchronised: Bool? {
    if case .ntp(let facts) = content { return facts.isSynchronised?.value }
    return license?.agent?.isClockSynchronised?.value
  }

  fileprivate var saysOfItsClock: Bool {
    if case .clock = content { return true }
    return clock != nil || saysSynchronised != nil
  }

  fileprivate func isOfSession(of other: Observation) -> Bool {
    session == other.session && location.file == other.location.file
  }
}
