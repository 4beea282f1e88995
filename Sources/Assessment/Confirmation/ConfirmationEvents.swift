public import DeviceOutput
public import LicenseFiles

/// What a device's output after an import means for the ledger.
public enum ConfirmationEvents {
  /// The events of one device: what it said of imports, the proof or what is missing of it, and what
  /// its output shows besides. Output that was judged before and proves nothing new leaves none.
  ///
  /// - Parameters:
  ///   - confirmation: the judgement.
  ///   - snapshot: what it was made of.
  ///   - source: the name of the file.
  ///   - sha256: the hash of the file.
  ///   - judged: the hashes of outputs of this cycle that were judged before.
  public static func drafts(
    _ confirmation: ImportProof, _ snapshot: DeviceSnapshot, source: String,
    sha256: SHA256Digest, judged: Set<String> = []
  ) -> [SiteEventDraft] {
    if judged.contains(sha256.description), !confirmation.closes { return [] }
    let device = confirmation.device
    var drafts: [SiteEventDraft] = []
    for answer in confirmation.imports where !answer.isKnown {
      let details: [SiteDetail: String?] = [
        .ack: answer.ack?.sha256, .name: answer.ack == nil ? answer.file : nil,
        .words: answer.words, .by: SiteEvent.byDevice,
        .sha256: sha256.description, .source: source,
      ]
      // A success that no ACK of the ledger comes after moves nothing; the log keeps it.
      drafts.append(
        SiteEventDraft(answer.isSuccess ? .ackImported : .importFailed, device, details))
      drafts += answer.codes.map { SiteEventDraft(.confirmationCode, device, [.code: $0]) }
    }
    var details = seen(snapshot)
    details[.source] = source
    details[.sha256] = sha256.description
    if !confirmation.contradicted.isEmpty {
      details[.contradicted] = confirmation.contradicted.map { String($0.id) }.joined(
        separator: " ")
    }
    let acks = confirmation.confirmed.map(\.sha256).joined(separator: " ")
    if confirmation.closes {
      details[.ack] = acks.isEmpty ? nil : acks
      let files = confirmation.closedFiles.map { String($0.event) }
      details[.event] = files.isEmpty ? nil : files.joined(separator: " ")
      let waiting = confirmation.unacknowledgedReports.map { String($0.id) }
      details[.outstanding] = waiting.isEmpty ? nil : waiting.joined(separator: " ")
      let left = confirmation.leftReports.count
      details[.failed] = left == 0 ? nil : String(left)
      let open = confirmation.open.map(\.name)
      details[.missing] = open.isEmpty ? nil : open.joined(separator: ", ")
      drafts.append(
        SiteEventDraft(
          .deviceConfirmed, device, details, reports: confirmation.acknowledgedReports))
    } else if !confirmation.open.isEmpty {
      let missing = confirmation.findings.filter { $0.severity > .note }.map(\.id)
      details[.ack] = confirmation.open.map(\.sha256).joined(separator: " ")
      details[.missing] = missing.isEmpty ? "proof" : missing.joined(separator: " ")
      drafts.append(
        SiteEventDraft(
          .confirmationMissing, device, acknowledging(confirmation, details),
          reports: confirmation.knownAcknowledgedReports))
    } else {
      drafts.append(
        SiteEventDraft(
          .deviceObserved, device, acknowledging(confirmation, details),
          reports: confirmation.knownAcknowledgedReports))
    }
    return drafts
  }

  /// What the device shows as acknowledged counts, also where no import is proved.
  private static func acknowledging(
    _ confirmation: ImportProof, _ details: [SiteDetail: String?]
  ) -> [SiteDetail: String?] {
    var details = details
    let count = confirmation.knownAcknowledgedReports.count
    details[.acknowledged] = count == 0 ? nil : String(count)
    return details
  }

  /// What the output shows of the device, for its record.
  public static func seen(_ snapshot: DeviceSnapshot) -> [SiteDetail: String?] {
    var details: [SiteDetail: String?] = [
      .release: snapshot.release.latest?.value.raw, .hostName: snapshot.hostName.latest?.value,
      .transport: snapshot.settings?.transportInEffect, .policy: snapshot.policyName.latest?.value,
    ]
    details[.at] = snapshot.clock.latest?.value.utc.map { String($0) }
    if let lastAck = snapshot.lastAck.latest {
      details[.lastAckText] = lastAck.value?.text ?? "<none>"
      details[.lastAck] = lastAck.value?.utc.map { String($0) }
    }
    if let deadline = snapshot.nextAckDeadline.latest {
      details[.deadline] = deadline.value?.text ?? "<none>"
      // Of a clock that was not set only the text is kept.
      let time = deadline.value.flatMap { WrongClock.gave($0) ? nil : $0 }
      details[.deadlineEarliest] = time?.earliest.map { String($0) }
      details[.deadlineLatest] = time?.latest.map { String($0) }
    }
    return details
  }
}

extension DeviceRecord {
  /// Takes what its outputs show, by the rule by which the ledger takes them.
  package mutating func take(_ outputs: DeviceSnapshot, at time: Int64) {
    take(
      observation: SiteEventDraft(.deviceObserved, udi, ConfirmationEvents.seen(outputs)), at: time)
  }

  /// What the ledger knows of the last ACK, where that is newer than outputs or these do not say it: by
  /// the rule by which it takes outputs itself. Nil where the outputs say it as the ledger does, or later.
  package func reporting(against outputs: DeviceSnapshot) -> DeviceBackground.Reporting? {
    guard let lastAckText else { return nil }
    let shown = ConfirmationEvents.seen(outputs)[.lastAckText].flatMap(\.self)
    var after = self
    after.take(outputs, at: .max)
    guard shown != lastAckText, after.lastAckText == lastAckText else { return nil }
    return DeviceBackground.Reporting(
      lastAck: lastAckText, deadline: deadlineText, isNewer: shown != nil, provedAt: confirmedAt)
  }
}
