public import LicenseFiles

extension MigrationRun {
  /// The events that make up migrations.
  public static let kinds: [SiteEventKind] = [
    .migrationStarted, .migrationBefore, .migrationEvidence, .migrationStep, .migrationRefused,
    .migrationEntitlement, .migrationEnded,
  ]

  /// Every migration of a site, oldest first.
  ///
  /// - Parameters:
  ///   - events: the events of ``kinds``, in their order.
  ///   - members: the members of the HA pair or stack of a device.
  public static func all(
    _ events: [SiteEvent], members: (UDI) -> [UDI] = { [$0] }
  ) -> [MigrationRun] {
    var runs: [MigrationRun] = []
    var places: [Int64: Int] = [:]
    /// Evidence stands before the step that it belongs to.
    var waiting: [Int64: [RecordedEvidence]] = [:]
    for event in events {
      if event.kind == .migrationStarted {
        guard let device = event.device,
          let kind = event[.migrationKind].flatMap(MigrationKind.init)
        else { continue }
        places[event.number] = runs.count
        runs.append(
          MigrationRun(
            number: event.number, kind: kind,
            subject: MigrationSubject(
              device: device, hostName: event[.hostName], release: event[.release],
              target: event[.target], change: event[.change],
              replacement: event[.replacedBy].flatMap { UDI($0) },
              members: members(device)
                + (event[.members] ?? "").split(separator: " ").compactMap { UDI(String($0)) }),
            startedAt: event.time, startedBy: event.operatorName, because: event[.reason]))
        continue
      }
      guard let number = event.number(.migration), let place = places[number] else { continue }
      if event.kind == .migrationEvidence {
        waiting[number, default: []].append(RecordedEvidence(event))
      } else {
        runs[place].take(event, evidence: waiting[number] ?? [])
        if event.kind == .migrationStep { waiting[number] = nil }
      }
    }
    return runs
  }

  private mutating func take(_ event: SiteEvent, evidence: [RecordedEvidence]) {
    switch event.kind {
    case .migrationBefore:
      before.append(ReservedEntitlement(event))
    case .migrationStep:
      guard let id = event[.step] else { return }
      if let old = steps[id] { replaced.append(old) }
      steps[id] = RecordedStep(
        id: id, event: event.number, time: event.time, operatorName: event.operatorName,
        witness: event.witness, isByHand: event[.by] == SiteEvent.byHand, reason: event[.reason],
        seen: event[.text], code: event[.code], installed: event.number(.present),
        evidence: evidence,
        moment: evidence.compactMap(\.moment).max { $0.earliest < $1.earliest }
          ?? event.number(.at).map { MigrationMoment($0) })
      subject.target = event[.target] ?? subject.target
      subject.change = event[.change] ?? subject.change
      subject.release = event[.release] ?? subject.release
      subject.hostName = subject.hostName ?? event[.hostName]
      if let named = event[.members] {
        let udis = named.split(separator: " ").compactMap { UDI(String($0)) }
        subject.members += udis.filter { !subject.members.contains($0) }
      }
    case .migrationRefused:
      refusals.append(
        MigrationRefusal(
          step: event[.step] ?? "", time: event.time, operatorName: event.operatorName,
          rule: event[.finding], reason: event[.reason] ?? event[.missing] ?? "",
          file: event[.source]))
    case .migrationEntitlement:
      guard let name = event[.name] else { return }
      if let reason = event[.reason] { explained[name] = reason }
      if let count = event.number(.released) { released[name] = count }
      if event.number(.count) != nil {
        let entitlement = ReservedEntitlement(event)
        after.removeAll { $0.isSame(entitlement.name, entitlement.entitlement) }
        after.append(entitlement)
      }
    case .migrationEnded:
      ending = event[.status].flatMap(Ending.init) ?? .closed
      endedAt = event.time
      endReason = event[.reason]
    case .siteCreated, .deviceRegistered, .deviceGrouped, .deviceReplaced, .deviceRetired,
      .deviceReturned,
      .deviceObserved, .packBegun, .packed, .packFailed, .exported, .waived, .mediaVerified,
      .tripOpened, .tripClosed, .portalRecorded, .ackReceived, .ackStaged, .ackImported,
      .importFailed, .confirmationCode, .deviceConfirmed, .confirmationMissing, .resetRecorded,
      .resetReloaded, .uptimeSeen, .resetCleared, .migrationStarted, .migrationEvidence,
      .guardRefused, .guardOverridden, .foreignMaterial, .clockOffset, .clockRepaired,
      .siteVerified, .backupMade, .siteRestored:
      break
    }
  }
}

extension ReservedEntitlement {
  fileprivate init(_ event: SiteEvent) {
    self.init(
      name: event[.name] ?? "", entitlement: event[.words], count: event.number(.count) ?? 0,
      isReserved: event[.status] == "reserved")
  }

  /// The particulars of an event.
  var details: [SiteDetail: String?] {
    [
      .name: name, .words: entitlement, .count: String(count),
      .status: isReserved ? "reserved" : "in-use",
    ]
  }
}

extension RecordedEvidence {
  fileprivate init(_ event: SiteEvent) {
    let exact = event.number(.at).map { MigrationMoment($0) }
    let range = event.number(.atEarliest).flatMap { first in
      event.number(.atLatest).map { MigrationMoment(earliest: first, latest: $0) }
    }
    self.init(
      name: event[.source] ?? "", sha256: event[.sha256] ?? "", kind: event[.status] ?? "other",
      moment: exact ?? range)
  }
}
