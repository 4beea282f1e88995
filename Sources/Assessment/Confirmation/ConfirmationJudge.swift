public import DeviceOutput
public import LicenseFiles

/// Decides from a device's own output after an import whether the ACK was accepted.
///
/// 1. What the device answered to `license smart import` counts for the ACK that was staged under the
///    file's name, of several for the last one that 3 does not contradict, else for the only one that waits. Only `Import Data Successful` is success; any
///    other line speaks against it, because the words of a failure are not known.
/// 2. `Last ACK received` proves something when it is later than the one before the usage went out, which
///    the same output may show too, and not from before the usage was saved. Where no earlier one is known and
///    its zone leaves open whether it is, or the export is not known either, it proves an ACK only with the success of its
///    import; one from a day or more before the portal wrote the ACK proves nothing then. A time that was seen since,
///    before the ACK was staged or in output that did not prove it, proves an ACK only with the success of
///    its import. Two times with one zone text are compared as they stand; others only where no zone could
///    turn them round.
/// 3. `show license rum id all` proves an ACK when every report of it that the device shows is in state
///    ACK, and at least one is. One that is not contradicts it. Of a list that is
///    filtered or was cut off every report has to be shown.
/// 4. An ACK is proved when 2 or 3 proves it and neither contradicts it, and its import did not
///    fail; and when every report of it is shown in state ACK, whatever a time or an earlier try says: the device holds
///    them as acknowledged. A time belongs to the file that the device named, and one that proved an ACK to that ACK. Where several wait and of none the device
///    said that it took it, only 3 can tell which.
/// 5. An ACK whose report ids could not be read, or that lists them beside a failure, is proved by 2, or by every
///    report of its files being in state ACK: the device decides. What it lists beside a failure goes on
///    waiting where the device does not show it in state ACK.
/// 6. Where the ACK of a file was not given, every closed report of it in state ACK closes its cycle.
/// 7. A policy, an authorization or trust that came back alone acknowledges nothing. The success of its
///    import proves it, and nothing else can.
/// 8. An ACK whose reports are all acknowledged by one that is proved has nothing left to do.
/// 9. After an exchange of hardware the successor proves an ACK of its predecessor only by showing the ids
///    of its reports in state ACK.
/// 10. Output from after the last proof that shows a report in another state than ACK takes back what was inferred
///    of it: what the device says of a report is stronger. Which output is the later one is told by `Last ACK
///    received` and the device's clock, not by the order in which they are given: one from before another that
///    showed reports takes nothing back, and does not acknowledge what the later one took back.
///
/// Source: Cisco doc 221758 (import and its success text, `show license status` after it);
/// `show license rum id all` as recorded on a C9800-CL 17.9.2. That an ACK moves `Last ACK received` is
/// shown by outputs before and after; that a report outside the list was purged is inferred.
public struct ConfirmationJudge {
  let snapshot: DeviceSnapshot
  let facts: ConfirmationFacts
  var result: ImportProof
  /// The reports that later output, given before, showed in another state than ACK.
  private var overruled: Set<UInt64> = []

  /// Judges the output of one device.
  ///
  /// - Parameters:
  ///   - snapshot: what the device printed.
  ///   - facts: what the site knows of its cycle.
  ///   - device: which of the members it is.
  public static func judge(
    _ snapshot: DeviceSnapshot, _ facts: ConfirmationFacts, as device: UDI
  ) -> ImportProof {
    var judge = ConfirmationJudge(snapshot, facts, device)
    judge.run()
    return judge.result
  }

  private init(_ snapshot: DeviceSnapshot, _ facts: ConfirmationFacts, _ device: UDI) {
    self.snapshot = snapshot
    self.facts = facts
    result = ImportProof(device: device)
    overruled = facts.earlier.filter { !$0.contradicted.isEmpty && isBefore($0) }
      .reduce(into: []) { $0.formUnion($1.contradicted) }
  }

  private mutating func run() {
    readImports()
    readReports()
    readContradictions()
    let time = timeProof()
    let imported = Set(result.imports.filter(\.isSuccess).compactMap(\.ack?.sha256))
    let failed = Set(result.imports.filter { !$0.isSuccess }.compactMap(\.ack?.sha256))
      .subtracting(imported)
    let forUsage = facts.acks.filter {
      $0.isForUsage && !$0.isOfPredecessor && (!$0.isVoid || imported.contains($0.sha256))
    }
    let known = forUsage.filter { $0.isImported || imported.contains($0.sha256) }
    let byTime = provedByTime(forUsage, imported)
    for ack in facts.acks {
      let findings = result.findings
      let isProved =
        if ack.isOfPredecessor {
          ack.isForUsage && !ack.reports.isEmpty && proves(ack, time: nil)
        } else if failed.contains(ack.sha256) {
          isHeld(ack)
        } else if ack.isForUsage {
          proves(ack, time: byTime.contains(ack) ? time.counted(known.contains(ack)) : nil)
        } else {
          // 7.
          ack.isImported || imported.contains(ack.sha256)
        }
      if isProved {
        result.confirmed.append(ack)
      } else if ack.isAwaited {
        result.open.append(ack)
      } else {
        result.findings = findings
      }
    }
    closeCovered()
    if !result.open.contains(where: \.isForUsage) { doubtTime() }
    if case .mayBeOlder(let printed, let place, let why) = time,
      result.open.contains(where: \.isForUsage)
    {
      find(
        .lastAckOlder,
        "Last ACK received is \(printed.text), which may be from before the usage was saved: \(why)",
        place)
    }
    readAwaited()
    if result.isClosed { readLeft() }
    if result.isClosed, result.awaited.isEmpty { forgetUnknownNames() }
    if facts.acks.allSatisfy({ !$0.isAwaited }), result.confirmed.isEmpty,
      result.closedFiles.isEmpty
    {
      if result.contradicted.isEmpty { find(.nothingPending, nothingPending) }
      // All ACKs of the device are proved: this name is one more of them.
      if facts.awaited.isEmpty, !facts.closed.isEmpty { forgetUnknownNames() }
    } else if snapshot.importAnswers.isEmpty,
      facts.acks.contains(where: { !$0.isImported && $0.isAwaited })
    {
      find(.importNotSeen, "the output shows no answer to license smart import")
    }
  }

  // 4.
  private mutating func provedByTime(_ acks: [PendingAck], _ imported: Set<String>) -> [PendingAck]
  {
    let named = acks.filter { imported.contains($0.sha256) }
    if !named.isEmpty {
      return named + acks.filter { $0.isImportedByDevice && !named.contains($0) }
    }
    // Whatever moved the time, the device names another file.
    if result.imports.contains(where: { $0.isSuccess && ($0.isKnown || $0.ack == nil) }) {
      return []
    }
    let byDevice = acks.filter(\.isImportedByDevice)
    if !byDevice.isEmpty { return byDevice }
    if !acks.isEmpty, let now = snapshot.lastAck.latest?.value,
      let other = facts.lastAckOfAnother.map({ DeviceTime($0) }), other.reading != nil,
      !now.isLater(than: other)
    {
      find(
        .lastAckOlder, "Last ACK received is \(now.text), which came with another ACK",
        snapshot.lastAck.latest?.location)
      return []
    }
    let byHand = acks.filter(\.isImported)
    let only = byHand.count == 1 ? byHand : byHand.isEmpty && acks.count == 1 ? acks : []
    return only.filter { !$0.isPassedByStranger }
  }

  // 4.
  /// True where the device shows every report of the ACK, or of the usage that it answers, in state ACK.
  private func isHeld(_ ack: PendingAck) -> Bool {
    let wanted = ack.reports.isEmpty ? ack.fileReports.filter { !$0.isOpen } : ack.reports
    return !wanted.isEmpty
      && wanted.allSatisfy {
        snapshot.reportStates[$0.id]?.value == "ACK" && !overruled.contains($0.id)
      }
  }

  // 8.
  private mutating func closeCovered() {
    let proved = Set(result.confirmed.filter(\.isForUsage).flatMap(\.reports).map(\.key))
    func isCovered(_ ack: PendingAck) -> Bool {
      !ack.reports.isEmpty && ack.reports.allSatisfy { proved.contains($0.key) }
    }
    result.confirmed += result.open.filter(isCovered)
    result.open.removeAll(where: isCovered)
  }

  private var nothingPending: String {
    guard let file = result.awaited.last else {
      return "no import is pending for \(result.device)"
    }
    let trip = file.trip.map { " of the trip \($0)" } ?? ""
    return "the ACK of \(file.name)\(trip) is not here, so nothing can be proved: give it to "
      + ShellText.command(["ack", "match", file.ackName]) + ", then confirm again"
  }

  // 6.
  private mutating func readAwaited() {
    let states = snapshot.reportStates
    for file in facts.awaited {
      if !file.reports.isEmpty,
        file.reports.allSatisfy({
          states[$0.id]?.value == "ACK" && !overruled.contains($0.id)
        })
      {
        result.closedFiles.append(file)
      } else {
        result.awaited.append(file)
      }
    }
  }

  // 10.
  private mutating func readContradictions() {
    guard let proof = facts.earlier.last(where: \.isProof), !facts.earlier.contains(where: isBefore)
    else { return }
    let now = snapshot.lastAck.latest?.value
    let isAfter =
      proof.lastAck.map { DeviceTime($0) }.flatMap { then in
        now.map { $0.text == then.text || $0.isLater(than: then) }
      } ?? false
    let clock = snapshot.clock.latest?.value.utc
    let isLater = proof.at.flatMap { then in clock.map { $0 > then } } ?? false
    guard isAfter || isLater else { return }
    result.contradicted = result.unacknowledgedReports.filter { facts.confirmed.contains($0.id) }
    guard !result.contradicted.isEmpty else { return }
    let ids = result.contradicted.map { String($0.id) }
    let more = ids.count > 5 ? " and \(ids.count - 5) more" : ""
    find(
      .reportNotAcknowledged,
      "\(counted(ids.count, "report")) that the last import was taken to acknowledge "
        + "\(ids.count == 1 ? "is" : "are") not in state ACK: "
        + ids.prefix(5).joined(separator: ", ") + more)
  }

  /// True where the device printed this output before the other one.
  private func isBefore(_ other: ConfirmationFacts.EarlierOutput) -> Bool {
    if let now = snapshot.lastAck.latest?.value, let then = other.lastAck.map({ DeviceTime($0) }) {
      if now.isLater(than: then) { return false }
      if then.isLater(than: now) { return true }
    }
    guard let clock = snapshot.clock.latest?.value.utc, let then = other.at else { return false }
    return clock < then
  }

  private mutating func readLeft() {
    let done = Set(
      result.confirmed.filter(\.isForUsage).flatMap {
        $0.isUndetermined ? $0.fileReports : $0.reports
      }.map(\.key) + result.acknowledgedReports.map(\.key))
    result.leftReports = result.confirmed.flatMap(\.fileReports).filter {
      facts.waiting.contains($0.id) && !done.contains($0.key)
    }
    result.leftReports.sort { $0.id < $1.id }
  }

  // 3.
  private mutating func readReports() {
    let members = Set(facts.members)
    // A report is known by the group and its id: after a switchover another member shows it.
    let known =
      (facts.acks.flatMap { $0.reports + $0.fileReports } + facts.awaited.flatMap(\.reports))
      .filter { members.contains($0.device) }
    let owners = facts.owners.merging(known.map { ($0.id, $0.device) }) { _, known in known }
    for (id, state) in snapshot.reportStates.sorted(by: { $0.key < $1.key }) {
      let report = SiteReport(device: owners[id] ?? result.device, id: id)
      if state.value == "ACK" {
        if overruled.contains(id) { continue }
        result.acknowledgedReports.append(report)
        if owners[id] != nil { result.knownAcknowledgedReports.append(report) }
      } else if owners[id] != nil, state.value != "DELETED" {
        result.unacknowledgedReports.append(report)
      }
    }
  }

  // 4. and 5.
  private mutating func proves(_ ack: PendingAck, time: Bool?) -> Bool {
    let states = snapshot.reportStates
    let wanted = ack.reports.isEmpty ? ack.fileReports.filter { !$0.isOpen } : ack.reports
    let shown = wanted.compactMap { report in states[report.id].map { (report, $0.value) } }
    let missing = shown.filter { $0.1 != "ACK" && $0.1 != "DELETED" }
    let tookSome = shown.contains { $0.1 == "ACK" }
    if !missing.isEmpty {
      let listed = missing.prefix(5).map { "\($0.0.id) in state \($0.1)" }.joined(separator: ", ")
      let more = missing.count > 5 ? " and \(missing.count - 5) more" : ""
      find(
        .reportNotAcknowledged,
        remedy: isForgotten(ack, time) && !tookSome
          ? "the import was not done: import \(ack.stagedName ?? ack.name) on the device, then show "
            + "license rum id all again" : nil,
        "\(missing.count) of the \(wanted.count) reports of "
          + (ack.reports.isEmpty ? "the usage that \(ack.name) answers " : "\(ack.name) ")
          + "\(missing.count == 1 ? "is" : "are") not in state ACK: \(listed)\(more)")
    }
    // A filter, or an end that came too early, may have hidden the reports that are not in state ACK.
    let isWhole = snapshot.tellsOfAll(wanted.map(\.id))
    if tookSome, missing.isEmpty, !isWhole, time != true {
      find(
        .reportsNotShown,
        "\(wanted.count - shown.count) of the \(wanted.count) reports of \(ack.name) are not in the "
          + "output, which was cut off or filtered")
    }
    let isOverruled = shown.contains { overruled.contains($0.0.id) }
    if isOverruled {
      find(
        .reportNotAcknowledged,
        remedy: "show license rum id all again",
        "reports of \(ack.name) are in state ACK here, but not in later output of the device that was given "
          + "before")
    }
    let isShown = isWhole && tookSome
    if isHeld(ack) { return true }
    if time == false || isOverruled { return false }
    if ack.reports.isEmpty { return time == true || (isShown && missing.isEmpty) }
    return missing.isEmpty && (time == true || isShown)
  }

  /// True when nothing says that the device took the ACK, and its time contradicts that.
  private func isForgotten(_ ack: PendingAck, _ time: Bool?) -> Bool {
    time != true && !ack.isImported
      && !result.imports.contains { $0.isSuccess && $0.ack?.sha256 == ack.sha256 }
  }

  mutating func find(
    _ descriptor: FindingDescriptor, remedy: String? = nil, _ message: String,
    _ place: SourceLocation? = nil
  ) {
    result.findings.append(
      descriptor.finding(
        at: place ?? snapshot.observations.first?.location
          ?? SourceLocation(file: result.device.description),
        productInstance: result.device, message, remedy: remedy))
  }
}
