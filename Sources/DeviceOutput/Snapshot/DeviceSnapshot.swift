public import LicenseFiles

/// Everything that is known of one device from one or several transcripts.
///
/// Nothing is merged without notice: the observations stand in their order, and every value below is a
/// ``Series`` of what was printed, with the place of each. What was never printed is empty.
public struct DeviceSnapshot: Sendable, Hashable {
  /// The outputs, the oldest first.
  public let observations: [Observation]
  /// How it is known which is the newest.
  public let order: EvidenceOrder
  /// The time zones that its configuration names; only the certain ones when it was not printed.
  public let zoneOffsets: ZoneOffsets
  /// What a site knows of it; nil without one.
  public internal(set) var background: DeviceBackground?

  /// Several devices have its host name, and no output of it shows which of them printed it: every UDI
  /// of these. Empty where it is known whose outputs these are.
  public internal(set) var namesakes: Set<UDI> = []

  /// The other host names under which the outputs show its UDI: of a cloned virtual machine, or of the same
  /// device before it was renamed or after.
  public internal(set) var otherHosts: [String] = []

  /// Creates a snapshot of observations that belong to one device, given in any order.
  public init(observations: [Observation]) {
    let sorted = EvidenceOrder.sorted(observations)
    self.init(observations, sorted, in: RunningConfiguration.last(in: sorted.0)?.zoneOffsets)
  }

  /// - Parameters:
  ///   - observations: in any order.
  ///   - sorted: the same in their order.
  ///   - zones: what its configuration says of the zones of its times; nil where none was printed.
  private init(
    _ observations: [Observation], _ sorted: ([Observation], EvidenceOrder), in zones: ZoneOffsets?
  ) {
    zoneOffsets = zones ?? .certain
    (self.observations, order) =
      zoneOffsets == .certain
      ? sorted : EvidenceOrder.sorted(observations.map { $0.placed(zones ?? .certain) })
  }

  /// The same device where another file shows its configuration.
  func placed(like whole: DeviceSnapshot) -> DeviceSnapshot {
    guard whole.zoneOffsets != zoneOffsets, whole.zoneOffsets != .certain else { return self }
    var placed = DeviceSnapshot(observations, (observations, order), in: whole.zoneOffsets)
    placed.namesakes = namesakes
    placed.otherHosts = otherHosts
    placed.background = background
    return placed
  }

  /// False where no time tells which output is the newest, so that the order of the files decided.
  public var isOrderKnown: Bool { order != .files }

  /// Why it is not known whose outputs these are, where several devices have the host name, or several host
  /// names the UDI.
  public var doubt: String? {
    if !otherHosts.isEmpty {
      let names = Self.listed(otherHosts)
      return
        "its UDI is shown under the host name \(names) too: two machines with one UDI, or one that "
        + "was renamed"
    }
    guard !namesakes.isEmpty else { return nil }
    let names = Self.listed(namesakes.sorted().map(\.description))
    let host = hostName.latest.map { " \($0.value)" } ?? ""
    return "which device of the name\(host) printed it is not shown (\(names))"
  }

  private static func listed(_ names: [String]) -> String {
    names.prefix(4).joined(separator: ", ")
      + (names.count > 4 ? " and \(names.count - 4) more" : "")
  }

  /// Collects one value from the observations that have it.
  func series<Value>(_ value: (Observation) -> Observed<Value>?) -> Series<Value> {
    Series(all: observations.compactMap(value))
  }

  /// Collects one value from what `show license …` says.
  public func licenseSeries<Value>(_ value: (LicenseFacts) -> Observed<Value>?) -> Series<Value> {
    series { $0.license.flatMap(value) }
  }

  /// Collects one value from what `show version` says.
  func versionSeries<Value>(_ value: (VersionFacts) -> Observed<Value>?) -> Series<Value> {
    series { $0.version.flatMap(value) }
  }

  /// Log lines of all observations, in order.
  public var logLines: [LogLine] { observations.flatMap(\.logLines) }

  /// The newest log message of which something is true.
  public func lastLog(where matches: (LogLine) -> Bool) -> LogLine? {
    for observation in observations.reversed() {
      if let log = observation.logLines.last(where: matches) { return log }
    }
    return nil
  }
}

// Who it is.
extension DeviceSnapshot {
  /// The UDI. In a pair it is that of the active member, and it changes with a switchover. From the
  /// log where no output says it.
  public var udi: Series<UDI> {
    let printed = series {
      $0.license?.udi ?? $0.reportDetails.lazy.compactMap(\.udi).first
        ?? $0.runningConfiguration?.udi ?? $0.history?.udi
        ?? $0.inventory?.device.flatMap { part in
          part.value.udi.map { udi in part.map { _ in udi } }
        }
    }
    guard printed.all.isEmpty else { return printed }
    let active = series { $0.license?.activeMember?.map(\.udi) }
    guard active.all.isEmpty else { return active }
    // A stack names each member in a message of its own.
    let logged = logLines.compactMap(\.observedUDI)
    return filled(Series(all: Set(logged.map(\.value)).count == 1 ? logged : []), \.udi)
  }

  /// Every UDI that was printed for it: its own and those of the other members.
  public var udis: Set<UDI> { Set(observations.flatMap(\.udis)) }

  /// The members of the pair or stack with their roles, as last printed; empty for a single device.
  public var members: [Observed<HighAvailabilityMember>] {
    observations.lazy.reversed().compactMap(\.license).map(\.members).first { !$0.isEmpty } ?? []
  }

  /// Host names, from `show version` and from the prompts.
  public var hostName: Series<String> {
    let printed = series { observation in
      observation.version?.hostName ?? observation.runningConfiguration?.hostName
        ?? observation.promptName.map {
          Observed($0, at: observation.location, command: observation.command?.command)
        }
    }
    return printed.all.isEmpty ? filled(printed, \.hostName) : printed
  }

  /// The release.
  public var release: Series<IOSRelease> { filled(versionSeries(\.release), \.release) }
}

// What time it thinks it is.
extension DeviceSnapshot {
  /// The device's clock, from `show clock` and from the line that IOS can print before an output.
  public var clock: Series<DeviceTime> {
    series { observation in
      if case .clock(let facts) = observation.content { return facts.time }
      return observation.clock?.time
    }
  }

  /// The time since the last start, in seconds.
  public var uptime: Series<Int64> { versionSeries(\.uptime) }

  /// `System restarted at`.
  public var restartedAt: Series<DeviceTime> { versionSeries(\.restartedAt) }
}

// How it reports.
extension DeviceSnapshot {
  /// `Last ACK received`; the value is nil where the device prints `<none>`.
  public var lastAck: Series<DeviceTime?> {
    filled(licenseSeries { $0.reporting?.lastAck }) { time($0.reporting?.lastAck) }
  }

  /// `Next ACK deadline`; the value is nil where the device prints `<none>`.
  public var nextAckDeadline: Series<DeviceTime?> {
    filled(licenseSeries { $0.reporting?.nextAckDeadline }) { time($0.reporting?.deadline) }
  }

  /// The type of transport as printed.
  public var transport: Series<String> { licenseSeries { $0.transport?.type } }

  /// The name of the policy.
  public var policyName: Series<String?> { licenseSeries { $0.policy?.name } }

  /// `Trust Code Installed`, as last printed.
  public var trust: TrustFacts? {
    observations.lazy.reversed().compactMap { $0.license?.trust }.first
  }

  /// The Smart Account.
  public var smartAccount: Series<String?> { licenseSeries(\.smartAccount) }

  /// The Virtual Account.
  public var virtualAccount: Series<String?> { licenseSeries(\.virtualAccount) }

}

// Reports, imports, resets.
extension DeviceSnapshot {
  /// The state of each report as last printed, by its id. From the list and from the details.
  public var reportStates: [UInt64: Observed<String>] {
    var states: [UInt64: Observed<String>] = [:]
    for observation in observations {
      for (id, state) in observation.reportStates { states[id] = state }
    }
    return states
  }

  /// True when every one of these reports was printed, or is gone: a list without a filter, to the
  /// prompt after it, shows newer reports and not this one. A list that was cut off proves only what it
  /// shows.
  public func tellsOfAll(_ reports: some Sequence<UInt64>) -> Bool {
    let states = reportStates
    let missing = reports.filter { states[$0] == nil }
    guard let newest = missing.max() else { return true }
    return observations.contains { observation in
      guard case .reportStates(let rows) = observation.content, !observation.isFiltered,
        observation.isEnded
      else { return false }
      return rows.contains { $0.value.reportID > newest }
    }
  }

  /// The states of one report, in the order of the observations.
  package func states(of reportID: UInt64) -> Series<String> {
    Series(
      all: observations.flatMap { observation in
        observation.reportStates.lazy.filter { $0.id == reportID }.map(\.state)
      })
  }

  /// The message histories, in order.
  public var histories: [MessageHistory] {
    observations.compactMap {
      if case .history(let history) = $0.content { history } else { nil }
    }
  }

  /// The answers to imports, in order.
  public var importAnswers: [ImportAnswer] {
    observations.compactMap {
      if case .importAnswer(let answer) = $0.content { answer } else { nil }
    }
  }

  /// The factory resets of the licensing that the transcripts show, in order: commands, warnings,
  /// and log messages that quote the command. One reset may be shown by several of them.
  public var resets: [FactoryReset] { observations.flatMap(\.resets) }

  /// The traces of reloads: commands and log messages, in order.
  public var reloads: [ReloadTrace] {
    observations.flatMap { observation in
      var traces: [ReloadTrace] = []
      if case .reload(let trace) = observation.content { traces.append(trace) }
      return traces + observation.logLines.compactMap(Reload.trace)
    }
  }
}
