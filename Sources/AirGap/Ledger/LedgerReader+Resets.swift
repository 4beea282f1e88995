package import Assessment
import GRDB
package import LicenseFiles

/// The factory resets of a cycle, as the guard wants to know them.
extension LedgerReader {
  /// What the ledger knows of the resets of a device and of the other members of its HA pair or stack,
  /// under every spelling. What stands under another PID is of the member with that serial number.
  ///
  /// - Throws: ``LedgerError``.
  package func resetFacts(of device: UDI) throws(LedgerError) -> ResetFacts {
    let cycle = try members(with: device)
    let members = try guardedDevices(with: device)
    let repairedUpTo = try events([.clockRepaired], newest: 1).last?.number ?? 0
    var facts = ResetFacts(
      newestEvent: try newestTime(), isRehearsal: identity.mode == .rehearsal)
    for event in try events(Self.resetKinds, of: members) {
      guard let named = event.device else { continue }
      let device =
        cycle.contains(named)
        ? named : cycle.first { $0.foldedSerial == named.foldedSerial } ?? named
      // A time from before a repair of the clock may be the wrong one.
      let time = event.number < repairedUpTo ? nil : event.clock
      switch event.kind {
      case .resetRecorded:
        guard let at = event.clockedTime(.at, .atEarliest, .atLatest) else { continue }
        facts.resets.append(
          ResetRecord(
            order: event.number, device: device,
            recordedAs: named.isNamesake(of: device) ? named : nil, at: at,
            reloadedAt: event.clockedTime(.reloadedAt, .reloadedEarliest, .reloadedLatest),
            recordedAt: time, source: event[.by] == SiteEvent.byHand ? .hand : .deviceOutput))
      case .resetReloaded:
        facts.add(
          reload: event.clockedTime(.reloadedAt, .reloadedEarliest, .reloadedLatest),
          of: device, recordedBy: event.number)
      case .resetCleared:
        // Who clears a device of a mistyped PID has not cleared the one that has its serial number.
        let meant = facts.resets.filter { !$0.recordedName.isNamesake(of: named) }
        facts.clearances.append(
          ResetClearance(
            order: event.number, at: time, reason: event[.reason] ?? "",
            resets: Set(meant.map(\.order))))
      case .uptimeSeen:
        guard let uptime = event.number(.uptime) else { continue }
        facts.uptimes.append(
          UptimeEvidence(
            order: event.number, device: device, uptimeSeconds: uptime,
            precision: event.number(.seconds) ?? 60, handedInAt: time,
            shownAt: event.clockedTime(.at, .atEarliest, .atLatest)))
      case .clockOffset:
        guard let seconds = event.number(.seconds) else { continue }
        facts.offsets.append(
          // The ledger keeps how far the device is ahead of the host.
          ClockOffset(
            device: device, secondsToHost: 0 &- seconds, order: event.number,
            isDeclared: event[.reason] != nil))
      case .siteCreated, .deviceRegistered, .deviceGrouped, .deviceReplaced, .deviceRetired,
        .deviceReturned, .deviceObserved, .packBegun, .packed, .packFailed, .exported, .waived,
        .mediaVerified, .tripOpened, .tripClosed, .portalRecorded, .ackReceived, .ackStaged,
        .ackImported, .importFailed, .confirmationCode, .deviceConfirmed, .confirmationMissing,
        .migrationStarted, .migrationBefore, .migrationEvidence, .migrationStep, .migrationRefused,
        .migrationEntitlement, .migrationEnded, .guardRefused, .guardOverridden, .foreignMaterial,
        .clockRepaired, .siteVerified, .backupMade, .siteRestored:
        break
      }
    }
    return facts
  }

  private static let resetKinds: [SiteEventKind] = [
    .resetRecorded, .resetReloaded, .resetCleared, .uptimeSeen, .clockOffset,
  ]

  /// The devices whose resets guard a device: the members of its cycle, and every device with a reset
  /// that has the serial number of one. A serial number is one device, whatever was written for its PID.
  func guardedDevices(with device: UDI) throws(LedgerError) -> [UDI] {
    let members = try members(with: device)
    let serials = Set(members.map(\.foldedSerial))
    let others = try devicesWithResets().filter { !members.contains($0) }
    let former = try formerPartners(of: device, among: others)
    return members + others.filter { serials.contains($0.foldedSerial) || former.contains($0) }
  }

  /// Those of the devices with a reset that shared a group with a device then or later: who is taken out
  /// of a group after a reset has the same hour to wait.
  private func formerPartners(
    of device: UDI, among others: [UDI]
  ) throws(LedgerError) -> Set<UDI> {
    guard !others.isEmpty else { return [] }
    let resets = Dictionary(
      try events([.resetRecorded], of: others).map { ($0.device, $0.number) },
      uniquingKeysWith: min)
    guard let first = resets.values.min() else { return [] }
    let kinds: [SiteEventKind] = [.deviceGrouped, .deviceRegistered]
    let moved = Set(try events(kinds, after: first).compactMap(\.device))
    var partners: Set<UDI> = []
    for other in others where moved.contains(other) || moved.contains(device) {
      guard let reset = resets[other] else { continue }
      let groups = try groups(of: device, since: reset, kinds)
      if !groups.isDisjoint(with: try self.groups(of: other, since: reset, kinds)) {
        partners.insert(other)
      }
    }
    return partners
  }

  /// The groups that a device was in at an event of the ledger and after it.
  private func groups(
    of device: UDI, since event: Int64, _ kinds: [SiteEventKind]
  ) throws(LedgerError) -> Set<String> {
    var record = DeviceRecord(device)
    var groups: [(since: Int64, name: String?)] = []
    for event in try events(kinds, of: [device]) {
      record.apply(event)
      groups.append((event.number, record.group))
    }
    let before = groups.last { $0.since <= event }
    return Set(
      ([before].compactMap(\.self) + groups.filter { $0.since > event }).compactMap(\.name))
  }

  /// Every device of which a reset is recorded.
  func devicesWithResets() throws(LedgerError) -> [UDI] {
    try query {
      try Row.fetchAll(
        database,
        sql: """
          SELECT DISTINCT identity.pid, identity.serial
          FROM event JOIN identity ON identity.id = event.identity WHERE event.kind = ?
          ORDER BY identity.pid, identity.serial
          """, arguments: [SiteEventKind.resetRecorded.rawValue]
      ).map { try $0.device }
    }
  }

  /// The devices of which an ACK lies staged from before a reset that nobody cleared, and those that were
  /// reset after they saved the usage that went out last.
  func beforeReset() throws(LedgerError) -> (staged: Set<UDI>, saved: Set<UDI>) {
    let newest = Dictionary(
      try events([.resetRecorded, .resetCleared]).compactMap { event in
        event.device.map { ($0, event) }
      }, uniquingKeysWith: { $1 })
    var (staged, saved): (Set<UDI>, Set<UDI>) = ([], [])
    for (device, event) in newest where event.kind == .resetRecorded {
      let members = try members(with: device)
      let ack = try events([.ackStaged], of: members, newest: 1).last
      if let ack, ack.number < event.number { staged.formUnion(members) }
      let export = try events([.exported], of: members, newest: 1).last
      if let time = export?.usageSavedAt, let reset = event.resetTime, time < reset {
        saved.formUnion(members)
      }
    }
    return (staged, saved)
  }
}

extension LedgerReader {
  /// The ACKs of what their device forgot with a reset: their usage was saved before it, they were not staged since, and
  /// newer usage of the cycle went out, which has none of their reports.
  ///
  /// - Returns: the events that recorded them.
  /// - Throws: ``LedgerError``.
  func voidAcks(of members: [UDI]) throws(LedgerError) -> Set<Int64> {
    var resets: [UDI: (event: Int64, at: Int64)] = [:]
    for event in try events([.resetRecorded, .resetCleared], of: members) {
      guard let device = event.device else { continue }
      resets[device] =
        event.kind == .resetRecorded ? event.resetTime.map { (event.number, $0) } : nil
    }
    guard !resets.isEmpty else { return [] }
    var void: Set<Int64> = []
    for ack in try acks(of: members) where ack.takenAt == nil {
      let files = try answeredFiles(of: ack, members)
      let own = files.compactMap { resets[$0.device] }
      guard let reset = own.max(by: { $0.event < $1.event }), own.count == files.count,
        files.allSatisfy({ ($0.savedAt ?? $0.exportedAt) < reset.at }),
        !(try events([.ackStaged], of: members, after: reset.event)
          .contains { $0[.ack] == ack.sha256 })
      else { continue }
      let since = try events([.exported], of: members).filter {
        $0.usageSavedAt.map { $0 >= reset.at } ?? false
      }
      var kept: Set<UInt64> = []
      for export in since { kept.formUnion(try reports(ofEvent: export.number).map(\.id)) }
      var listed = try reports(ofEvent: ack.event)
      if listed.isEmpty {
        for file in files { listed += try reports(ofEvent: file.event) }
      }
      if !since.isEmpty, kept.isDisjoint(with: listed.map(\.id)) { void.insert(ack.event) }
    }
    return void
  }

  /// The files that an answer is about: of each report that it lists the last that went out before it, whatever
  /// other answer they have by now; where it lists none, those that are tied to it.
  private func answeredFiles(
    of ack: AckRecord, _ members: [UDI]
  ) throws(LedgerError) -> [OutboundRecord] {
    var left = Set(try reports(ofEvent: ack.event).map(\.id))
    let tied = left.isEmpty ? try outboundFiles(.answeredBy(ack: ack.event)) : []
    guard tied.isEmpty else { return tied }
    let received = try events(after: ack.event &- 1, upTo: ack.event).first
    let uploads = (received?[.event] ?? "").split(separator: " ").compactMap { Int64($0) }
    var earlier: [OutboundRecord] = []
    for member in members {
      earlier += try outboundFiles(.device(member)).filter { $0.event < ack.event }
    }
    var files: [OutboundRecord] = []
    for file in earlier.sorted(by: { $0.event > $1.event }) {
      let isUpload = uploads.contains(file.event)
      guard isUpload || !left.isEmpty else { continue }
      let held = try reports(ofEvent: file.event).map(\.id)
      if isUpload || !left.isDisjoint(with: held) { files.append(file) }
      left.subtract(held)
    }
    return files
  }
}

extension ResetFacts {
  /// A reload that was recorded by itself is that of the latest reset of its device.
  fileprivate mutating func add(reload: ClockedTime?, of device: UDI, recordedBy order: Int64) {
    guard let reload, let index = resets.lastIndex(where: { $0.device == device }) else { return }
    let reset = resets[index]
    // Output from before the reload may be given after the one that shows it.
    guard reset.reloadedAt.map({ $0.latest < reload.latest }) ?? true else { return }
    resets[index] = ResetRecord(
      order: reset.order, device: device, at: reset.at, reloadedAt: reload,
      recordedAt: reset.recordedAt, source: reset.source)
  }
}

extension SiteEvent {
  /// When a reset was, the latest moment that its text can mean; epoch seconds, UTC.
  var resetTime: Int64? { number(.at) ?? number(.atLatest) }

  /// When the usage of an export was saved on the device, as far as the file tells.
  var usageSavedAt: Int64? { number(.savedAt) ?? number(.lastEnd) }

  /// A moment that the event names: exact, or a range where the zone of the device's text is not
  /// certain; nil when it names none.
  fileprivate func clockedTime(
    _ exact: SiteDetail, _ earliest: SiteDetail, _ latest: SiteDetail
  ) -> ClockedTime? {
    let clock: ClockedTime.Clock = self[.by] == SiteEvent.byHand ? .host : .device
    if let moment = number(exact) { return ClockedTime(moment, by: clock) }
    guard let first = number(earliest), let last = number(latest) else { return nil }
    return ClockedTime(earliest: first, latest: last, by: clock)
  }
}
