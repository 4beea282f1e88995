import Assessment
import LicenseFiles

/// What a proof of an import is compared with.
extension LedgerReader {
  /// What the ledger knows of the cycle of a device.
  ///
  /// - Parameters:
  ///   - device: the device.
  ///   - imported: the names of the files whose import its output shows.
  /// - Throws: ``LedgerError``.
  func confirmationFacts(
    of device: UDI, importing imported: Set<String> = []
  ) throws(LedgerError) -> ConfirmationFacts {
    let members = try members(with: device)
    let gone = try predecessors(of: device)
    let all = members + gone.filter { !members.contains($0) }
    var facts = ConfirmationFacts(members: members)
    let staged = try events([.ackStaged], of: all)
    let forms = try portalForms(of: all)
    let imports = try events([.ackImported], of: all)
    // A file under a name that nobody knows.
    let stranger = imports.last { $0[.by] == SiteEvent.byDevice && $0[.ack] == nil }?.number ?? 0
    let received = try events([.ackReceived], of: all).filter { $0[.purpose] == SiteEvent.forUsage }
    let forUsage = Set(received.map(\.number))
    // Output from before this event cannot show what an import of a waiting ACK brought.
    var before = Int64.max
    // Nor can output from before this one: the usage was not saved yet.
    var saved = Int64.max
    var seen: Set<String> = []
    let void = try voidAcks(of: members)
    for ack in try acks(of: all).reversed() where seen.insert(ack.sha256).inserted {
      let stagings = staged.filter { $0[.ack] == ack.sha256 }
      var pending = PendingAck(
        sha256: ack.sha256, name: ack.name, stagedName: stagings.last?[.name],
        isImported: ack.importedAt != nil, isForUsage: forUsage.contains(ack.event))
      pending.stagedBy = stagings.last?.number ?? 0
      pending.isImportedByHand = !imports.contains {
        $0[.by] != SiteEvent.byHand && $0[.ack] == ack.sha256
      }
      let told = imports.last { $0[.ack] == ack.sha256 }?.number ?? 0
      pending.isPassedByStranger = stranger > max(pending.stagedBy, told)
      let files = try outboundFiles(.answeredBy(ack: ack.event))
      pending.formNames = files.flatMap { file in
        forms.filter { $0.export == file.event }.map(\.ackFile)
      }
      pending.isOfCycle = members.contains(ack.device)
      pending.isVoid = void.contains(ack.event)
      guard ack.confirmedAt == nil else {
        facts.closed.insert(pending, at: 0)
        continue
      }
      if let written = received.first(where: { $0.number == ack.event })?.number(.at) {
        facts.writtenAt = min(facts.writtenAt ?? written, written)
      }
      pending.reports = try reports(ofEvent: ack.event)
      pending.isUndetermined = ack.isUndetermined
      let about = Set(pending.reports.map(\.device)).union([ack.device])
      pending.isOfPredecessor = about.isSubset(of: gone)
      for file in files {
        pending.fileReports += try reports(ofEvent: file.event)
        if pending.isOfPredecessor || pending.isVoid { continue }
        if pending.isForUsage { saved = min(saved, file.event) }
        if pending.isForUsage {
          facts.exportedAt = max(facts.exportedAt ?? .min, file.savedAt ?? file.exportedAt)
        }
      }
      // Staged again with a reason, it has to be proved once more.
      let staging = stagings.last { $0[.reason] != nil } ?? stagings.first
      if pending.isForUsage, !pending.isOfPredecessor, !pending.isVoid {
        before = min(before, staging?.number ?? ack.event)
        if staging?[.reason] != nil { saved = .max }
      }
      facts.acks.insert(pending, at: 0)
    }
    // The whole site is asked only for names that no ACK of the cycle has.
    let own = (facts.acks + facts.closed).filter(\.isOfCycle)
    let strange = imported.filter { name in !own.contains { $0.isCalled(name) } }
    if !strange.isEmpty {
      for staging in try events([.ackStaged]) {
        guard let name = staging[.name],
          strange.contains(where: { name.isName($0, ignoringCase: true) }),
          let other = staging.device,
          !members.contains(other), let sha256 = staging[.ack]
        else { continue }
        let waits = try acks(sha256: sha256).contains { $0.device == other && $0.takenAt == nil }
        if waits { facts.elsewhere[name.lowercased()] = other }
      }
    }
    let outputs = try events(
      [.deviceObserved, .deviceConfirmed, .confirmationMissing], of: members)
    facts.earlier = outputs.compactMap { event in
      let isProof = event.kind == .deviceConfirmed
      guard isProof || event[.contradicted] != nil || event[.acknowledged] != nil else {
        return nil
      }
      return ConfirmationFacts.EarlierOutput(
        lastAck: event[.lastAckText], at: event.number(.at), isProof: isProof,
        contradicted: event.contradicted)
    }
    let earlier = outputs.filter { $0.number < before && $0[.lastAckText] != nil }
    facts.previousLastAck =
      earlier.last { $0.number < saved || $0.kind == .deviceConfirmed }?[.lastAckText]
    let waiting = Set(facts.acks.map(\.sha256))
    facts.lastAckOfAnother =
      outputs.last { event in
        let proved = (event[.ack] ?? "").split(separator: " ").map(String.init)
        return event.kind == .deviceConfirmed && !proved.isEmpty && waiting.isDisjoint(with: proved)
      }?[.lastAckText]
    // A time that was judged already and did not prove a waiting ACK proves it no more when it is shown
    // with less beside it.
    facts.lastAckMeanwhile =
      outputs.last { event in
        guard event.number > saved, event[.lastAckText] != nil else { return false }
        let judged = (event[.ack] ?? "").split(separator: " ").map(String.init)
        return event.number < before
          || (event.kind == .confirmationMissing && !waiting.isDisjoint(with: judged))
      }?[.lastAckText]
    var listed: Set<SiteReport.Key> = []
    for member in gone.reversed() + members {
      for report in try reports(of: member) {
        if report.states.contains(.acknowledged) {
          listed.insert(SiteReport(device: member, id: report.id).key)
        }
        facts.owners[report.id] = member
        if report.isWaiting { facts.waiting.insert(report.id) }
        if report.states.contains(.confirmed) { facts.confirmed.insert(report.id) }
      }
    }
    for member in gone.reversed() + members {
      for file in try outboundFiles(.device(member)) where file.stage.isAwaitingAck {
        var awaited = AwaitedFile(
          event: file.event, name: file.name, trip: file.trip,
          reports: try reports(ofEvent: file.event).filter { !$0.isOpen && !$0.isTelemetry })
        awaited.isCovered = listed.isSuperset(of: awaited.reports.map(\.key))
        facts.awaited.append(awaited)
      }
    }
    facts.awaited.sort { $0.event < $1.event }
    facts.judged = Set(outputs.compactMap { $0[.sha256] })
    return facts
  }

  /// True when the device proved what this answer acknowledges before anybody gave the file.
  ///
  /// - Throws: ``LedgerError``.
  func isProvedBefore(_ ack: SHA256Digest, for members: [UDI]) throws(LedgerError) -> Bool {
    let known = try acks(sha256: ack.description).filter { members.contains($0.device) }
    guard known.contains(where: { $0.confirmedAt != nil }),
      known.allSatisfy({ $0.importedAt == nil })
    else { return false }
    return !(try events([.deviceConfirmed], of: members)).contains {
      $0[.ack]?.split(separator: " ").contains { $0 == ack.description } ?? false
    }
  }
}
