public import DeviceOutput
public import LicenseFiles

/// Decides from a device's own output after an import whether the ACK took.
///
/// 1. What the device answered to `license smart import` counts for the ACK that was staged under the
///    file's name, else for the only one that waits. Only `Import Data Successful` is success; any
///    other line speaks against it, because the words of a failure are not known.
/// 2. `Last ACK received` proves something when it is later than the one before, which the same output
///    may show too, and not from before the usage was saved. Two times with one zone text are compared
///    as they stand; others only where no zone could turn them round.
/// 3. `show license rum id all` proves an ACK when every report of it that the device shows is in state
///    ACK, and at least one is. One that is not speaks against it. Of a filtered list every report has to
///    be shown.
/// 4. An ACK is proved when 2 or 3 proves it and neither speaks against it, and its import did not
///    fail. Where several wait and none is known to be imported, only 3 can tell which.
/// 5. An ACK whose report ids could not be read is proved by 2, or by every report of its files being in
///    state ACK: the device decides.
/// 6. A policy, an authorization or trust that came home alone acknowledges nothing. The success of its
///    import proves it, and nothing else can.
///
/// Source: Cisco doc 221758 (import and its success text, `show license status` after it);
/// `show license rum id all` as recorded on a C9800-CL 17.9.2. That an ACK moves `Last ACK received` is
/// shown by outputs before and after; that a report outside the list was purged is inferred.
public struct ConfirmationJudge {
  private let snapshot: DeviceSnapshot
  private let facts: ConfirmationFacts
  private var result: ImportProof

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
  }

  private mutating func run() {
    readImports()
    readReports()
    let time = timeProof()
    let imported = Set(result.imports.filter(\.isSuccess).compactMap(\.ack?.sha256))
    let failed = Set(result.imports.filter { !$0.isSuccess }.compactMap(\.ack?.sha256))
      .subtracting(imported)
    let forUsage = facts.acks.filter(\.isForUsage)
    let known = forUsage.filter { $0.isImported || imported.contains($0.sha256) }
    // 4.
    let byTime = known.isEmpty ? (forUsage.count == 1 ? forUsage : []) : known
    for ack in facts.acks {
      let isProved =
        if failed.contains(ack.sha256) {
          false
        } else if ack.isForUsage {
          proves(ack, time: byTime.contains(ack) ? time : nil)
        } else {
          // 6.
          ack.isImported || imported.contains(ack.sha256)
        }
      if isProved { result.confirmed.append(ack) } else { result.open.append(ack) }
    }
    if facts.acks.isEmpty {
      find(.nothingPending, "no ACK of \(result.device) waits for a proof")
    } else if snapshot.importAnswers.isEmpty, facts.acks.contains(where: { !$0.isImported }) {
      find(.importNotSeen, "the output shows no answer to license smart import")
    }
  }

  // 1.
  private mutating func readImports() {
    for answer in snapshot.importAnswers {
      let file = answer.path.map { path in
        String(
          path[
            (path.lastIndex { $0 == ":" || $0 == "/" }.map(path.index(after:)) ?? path.startIndex)...
          ])
      }
      let pending =
        facts.acks.first { $0.stagedName == file || $0.name == file }
        ?? (facts.acks.count == 1 && file == nil ? facts.acks.first : nil)
      let closed = facts.closed.last { $0.stagedName == file || $0.name == file }
      let ack = pending ?? closed
      let others = answer.otherLines.map(\.value)
      let words = ([answer.success?.value].compactMap(\.self) + others).joined(separator: " / ")
      guard !words.isEmpty || !answer.confirmationCodes.isEmpty else {
        // The capture may end there: silence is no failure.
        find(.importNotSeen, "nothing stands behind license smart import in the output")
        continue
      }
      result.imports.append(
        ImportProof.Import(
          ack: ack, isSuccess: answer.isPlainSuccess, isKnown: pending == nil && closed != nil,
          words: words, codes: answer.confirmationCodes.map(\.value)))
      if pending == nil, closed != nil { continue }
      if !answer.isPlainSuccess {
        find(
          .importFailed, "the device answered the import with: \(words)",
          answer.otherLines.first?.location)
      } else if ack == nil {
        find(
          .importUnknown, "the device imported \(file ?? "a file"), which is no ACK that waits",
          answer.success?.location)
      }
    }
  }

  // 2. nil when it says nothing, false when it speaks against.
  private mutating func timeProof() -> Bool? {
    guard facts.acks.contains(where: \.isForUsage) else { return nil }
    guard let printed = snapshot.lastAck.latest else {
      find(.lastAckNotShown, "the output does not show Last ACK received")
      return nil
    }
    guard let now = printed.value else {
      find(.lastAckMissing, "Last ACK received is <none>", printed.location)
      return false
    }
    if let exportedAt = facts.exportedAt, let latest = now.latest, latest < exportedAt {
      find(
        .lastAckOlder, "Last ACK received is \(now.text), from before the usage was saved",
        printed.location)
      return false
    }
    // The output itself may show the time before the import.
    if let before = snapshot.lastAck.earliest, before.value.map({ now.isLater(than: $0) }) ?? true {
      return true
    }
    if let previous = facts.previousLastAck.map({ DeviceTime($0) }), previous.reading != nil,
      !now.isLater(than: previous)
    {
      find(
        .lastAckOlder,
        "Last ACK received is \(now.text), and it was \(previous.text) before", printed.location)
      return false
    }
    return true
  }

  // 3.
  private mutating func readReports() {
    let members = Set(facts.members)
    let known = Set(facts.acks.flatMap { $0.reports + $0.fileReports })
      .filter { members.contains($0.device) }
    for (id, state) in snapshot.reportStates.sorted(by: { $0.key < $1.key })
    where state.value == "ACK" {
      let device = known.first { $0.id == id }?.device ?? result.device
      result.acknowledgedReports.append(SiteReport(device: device, id: id))
    }
  }

  // 4. and 5.
  private mutating func proves(_ ack: PendingAck, time: Bool?) -> Bool {
    let states = snapshot.reportStates
    let wanted = ack.reports.isEmpty ? ack.fileReports.filter { !$0.isOpen } : ack.reports
    let shown = wanted.compactMap { report in states[report.id].map { (report, $0.value) } }
    let missing = shown.filter { $0.1 != "ACK" && $0.1 != "DELETED" }
    if let first = missing.first {
      find(
        .reportNotAcknowledged,
        "\(missing.count) of the \(wanted.count) reports of \(ack.name) are not in state ACK, "
          + "the first is \(first.0.id) in state \(first.1)")
    }
    // A filter may have hidden the reports that are not in state ACK.
    let isWhole = snapshot.hasWholeReportList || shown.count == wanted.count
    let isShown = isWhole && shown.contains { $0.1 == "ACK" }
    if time == false { return false }
    if ack.reports.isEmpty { return time == true || (isShown && missing.isEmpty) }
    return missing.isEmpty && (time == true || isShown)
  }

  private mutating func find(
    _ descriptor: FindingDescriptor, _ message: String, _ place: SourceLocation? = nil
  ) {
    result.findings.append(
      descriptor.finding(
        at: place ?? snapshot.observations.first?.location
          ?? SourceLocation(file: result.device.description),
        productInstance: result.device, message))
  }
}

extension DeviceTime {
  /// True when this is certainly the later moment.
  func isLater(than other: DeviceTime) -> Bool {
    if let zone, zone == other.zone, let one = reading?.secondsOfThisClock,
      let two = other.reading?.secondsOfThisClock
    {
      return one > two
    }
    guard let earliest, let latest = other.latest else { return false }
    return earliest > latest
  }
}
