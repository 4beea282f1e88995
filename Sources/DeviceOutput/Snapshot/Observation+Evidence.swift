// When an output was printed, and what it speaks of.
extension Observation {
  /// The device's clock in it: `show clock`, the line before the output, or the last start and the time
  /// since then.
  var evidenceClock: EvidenceTime? {
    if case .clock(let facts) = content { return EvidenceTime(facts.time.value) }
    if let clock { return EvidenceTime(clock.time.value) }
    guard let version, let uptime = version.uptime?.value else { return nil }
    return EvidenceTime(version.restartedAt?.value, later: uptime)
  }

  /// True when the device does not trust its clock.
  var hasDoubtfulClock: Bool {
    let time = if case .clock(let facts) = content { facts.time.value } else { clock?.time.value }
    return time?.mark == .notAuthoritative
  }

  /// True when the clock was set meanwhile.
  var setsClock: Bool {
    command?.text?.utf8.starts(with: "clock set".utf8) == true
      || logLines.contains(where: \.setsClock)
  }

  /// Times that the device only moves forward, with nil for `<none>`.
  var stamps: [(EvidenceRun.Stamp, EvidenceTime?)] {
    var stamps: [(EvidenceRun.Stamp, EvidenceTime?)] = []
    func add(_ stamp: EvidenceRun.Stamp, _ time: DeviceTime?) {
      if let time = EvidenceTime(time) { stamps.append((stamp, time)) }
    }
    func add(_ stamp: EvidenceRun.Stamp, orNever time: Observed<DeviceTime?>?) {
      guard let time else { return }
      guard let printed = time.value else { return stamps.append((stamp, nil)) }
      add(stamp, printed)
    }
    add(.log, logLines.last { $0.time?.reading != nil }?.time)
    if let license {
      add(.ack, orNever: license.reporting?.lastAck)
      add(.push, orNever: license.reporting?.lastReportPush)
      add(.fileWrite, license.reporting?.lastFileWrite?.value)
      add(.policy, license.policy?.installedOn?.value)
      add(.trust, license.trust?.installed?.value)
      add(.account, license.smartAccountAsOf?.value)
      add(.contact, license.compliance?.lastCommunication?.value?.time)
    }
    if let version { add(.boot, version.restartedAt?.value) }
    if let history {
      let last = history.sections.flatMap(\.exchanges).flatMap { [$0.request, $0.response] }
        .compactMap { EvidenceTime($0?.time.value) }
        .max { $0.compared(with: $1) == .before }
      if let last { stamps.append((.message, last)) }
    }
    if case .eventLog(let entries) = content { add(.event, entries.last?.value.time) }
    if case .airEntities(let facts) = content { add(.count, facts.lastReport?.value) }
    return stamps
  }

  /// What it says, in words where two outputs can be compared by them.
  var topics: [EvidenceRun.Topic: [String]?] {
    var topics: [EvidenceRun.Topic: [String]?] = [:]
    func add(_ topic: EvidenceRun.Topic, if isSaid: Bool, _ words: [String?]? = nil) {
      if isSaid { topics.updateValue(words.map { $0.map { $0 ?? "" } }, forKey: topic) }
    }
    switch content {
    case .license(let facts): addTopics(of: facts, add)
    case .version(let facts):
      add(
        .version, if: true,
        [facts.releaseText?.value, facts.uptime.map { String($0.value) }])
    case .airEntities: add(.airEntities, if: true)
    case .ntp: add(.ntp, if: true)
    case .trustpoints: add(.trustpoints, if: true)
    case .features: add(.features, if: true)
    case .runningConfiguration: add(.configuration, if: true)
    case .reportStates, .reportDetails: add(.reportStates, if: true)
    case .accessPoints: add(.accessPoints, if: true)
    // What is done decides what a report of the state before it is worth.
    case .importAnswer, .factoryReset, .reload: add(.reporting, if: true)
    case .clock, .inventory, .callHomeProfiles, .history, .eventLog, .logging, .reservationAnswer,
      .saveAnswer, .other:
      break
    }
    return topics
  }

  private func addTopics(
    of facts: LicenseFacts, _ add: (EvidenceRun.Topic, Bool, [String?]?) -> Void
  ) {
    add(
      .transport, facts.transport != nil,
      [
        facts.transport?.type?.value, facts.transport?.url?.value,
        facts.transport?.csluAddress?.value,
      ])
    add(
      .reporting, facts.reporting != nil,
      [
        facts.reporting?.lastAck?.value?.text, facts.reporting?.nextAckDeadline?.value?.text,
        facts.reporting?.lastReportPush?.value?.text,
      ])
    add(
      .licenses, facts.licenses != nil,
      facts.licenses?.map { "\($0.value.name) \($0.value.count ?? 0) \($0.value.status ?? "")" })
    add(.policy, facts.policy != nil, nil)
    add(.trust, facts.trust != nil, [facts.trust?.installed?.value?.text])
    add(.reportSummary, facts.reportSummary != nil, nil)
    add(.registration, facts.registration != nil, [facts.registration?.status?.value])
    add(.compliance, facts.compliance != nil, [facts.compliance?.status?.value.text])
    add(.authorizations, facts.authorizations != nil, nil)
    add(.reservation, facts.reservation != nil, nil)
    add(.jobs, facts.jobs != nil, nil)
    add(.communications, facts.communications != nil, nil)
    add(.agent, facts.agent != nil, nil)
    add(.members, !facts.members.isEmpty, facts.members.map { "\($0.value.role) \($0.value.udi)" })
  }
}
