// What else the outputs say. Each value is that which was printed last, and nil or empty when it never
// was; earlier ones stand in the observations.
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

  /// The block `Transport`.
  public var transportFacts: TransportFacts? { last(\.transport) }
  /// The block `Policy`.
  public var policy: PolicyFacts? { last(\.policy) }
  /// The block `Usage Reporting`.
  public var reporting: UsageReportingFacts? { last(\.reporting) }
  /// `Smart Licensing Using Policy: Status`.
  public var usingPolicy: Observed<String>? { last(\.usingPolicy) }
  /// The block `Registration`, printed before Smart Licensing Using Policy.
  public var registration: RegistrationFacts? { last(\.registration) }
  /// The block `License Authorization`.
  public var compliance: ComplianceFacts? { last(\.compliance) }
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
  public var version: VersionFacts? {
    observations.lazy.reversed().compactMap(\.version).first
  }

  /// `show license air entities summary`.
  public var airEntities: AirEntities? {
    last { content in if case .airEntities(let facts) = content { facts } else { nil } }
  }

  /// `show ntp status`.
  public var ntp: NTPFacts? {
    last { content in if case .ntp(let facts) = content { facts } else { nil } }
  }

  /// `show crypto pki trustpoints`; nil when it was not printed.
  public var trustpoints: [Trustpoint]? {
    last { content in if case .trustpoints(let found) = content { found } else { nil } }
  }

  /// The licences of the time before Smart Licensing; nil when they were not printed.
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

extension DeviceSnapshot {
  /// The time zones that its configuration names; only the certain ones when it was not printed.
  public var zoneOffsets: ZoneOffsets { runningConfiguration?.zoneOffsets ?? .certain }
}
