public import Assessment
import DeviceOutput
import LicenseFiles

/// Proves from devices' outputs that they accepted their ACKs, and closes their cycles.
public struct ConfirmImports: Sendable {
  /// Files and folders with output.
  public var files: [String]
  /// The device as a person named it, when the output does not say it.
  public var device: String?
  /// Shows the judgement and records nothing.
  var isDryRun: Bool

  /// Creates an errand.
  public init(_ files: [String], device: String? = nil, isDryRun: Bool = false) {
    self.files = files
    self.device = device
    self.isDryRun = isDryRun
  }

  /// Does it.
  ///
  /// - Throws: ``ErrandError``.
  public func run(
    in session: SiteSession, _ tell: Notice.Teller
  ) throws(ErrandError) -> ConfirmationOutcome {
    let named = try device.map { name throws(ErrandError) in try session.member(named: name, tell) }
    var outcome = ConfirmationOutcome(isRehearsal: session.isRehearsal, isDryRun: isDryRun)
    let evidence = try DeviceFiles.evidence(files, isEvidence: true, tell)
    outcome.isUnfit = evidence.isUnfit
    var strangers: [String] = []
    // One device in several files, under whatever names, is judged once by all of them.
    for snapshot in evidence.devices {
      let own = evidence.sources.filter { snapshot.files.contains($0.name) }
      let names = own.map(\.name).joined(separator: ", ")
      guard let source = own.first(where: { $0.name == snapshot.newestFile }) else { continue }
      if snapshot.provesNothing, !own.contains(where: \.isNamed) {
        tell(.hint("\(names): not device output, skipped"))
        continue
      }
      snapshot.tellOrder(names, tell)
      switch try identify(snapshot, named, session) {
      case .known(let device):
        let proof = try confirm(snapshot, device, source, session, tell)
        let record = try session.read { reader throws(LedgerError) in
          try reader.device(device)
        }
        outcome.add(proof, snapshot, file: names, record: record)
      case .unknown(let why):
        if let sender = snapshot.onlyLogger {
          // The file of a syslog server holds messages of many devices.
          strangers.append(sender)
          tell(.hint("\(names): messages of \(sender), skipped: \(why)"))
          continue
        }
        tell(.error("\(names): \(why)"))
        outcome.isUnfit = true
      }
    }
    if outcome.rows.isEmpty, !outcome.isUnfit {
      let what = strangers.isEmpty ? "no device output" : "no message of a device of the site"
      tell(.error("\(what) is in \(files.joined(separator: ", "))"))
      outcome.isUnfit = true
    }
    return outcome
  }

  private func confirm(
    _ snapshot: DeviceSnapshot, _ device: UDI, _ source: DeviceFiles.Source,
    _ session: SiteSession, _ tell: Notice.Teller
  ) throws(ErrandError) -> ImportProof {
    var judged: (proof: ImportProof, members: [UDI])?
    var unguarded: PastAnswer?
    func judge(_ reader: LedgerReader) throws(LedgerError) -> [SiteEventDraft] {
      let facts = try reader.confirmationFacts(
        of: device, importing: ConfirmationJudge.importedFiles(snapshot))
      let proof = ConfirmationJudge.judge(snapshot, facts, as: device)
      judged = (proof, facts.members)
      let resets = try reader.resetFacts(of: device).resets
      var drafts = ConfirmationEvents.drafts(
        proof, snapshot, source: source.name, sha256: source.sha256, judged: facts.judged)
      if proof.imports.contains(where: { $0.isSuccess && !$0.isKnown })
        || (proof.closes && proof.takenAt != nil)
      {
        let shown = proof.takenAt ?? snapshot.clock.latest?.value
        unguarded = try session.answered(
          device, at: ClockedTime(shown: shown),
          exports: resets.isEmpty ? [] : try reader.exports(taken: proof, by: facts.members),
          reader)
        if case .refused(let standing) = unguarded {
          drafts.append(
            standing.override(
              by: "confirm", "the device imported it all the same, as its output shows"))
        }
      }
      // The same output may show how long the device has been up, which the guard wants to know.
      if !drafts.isEmpty, !resets.isEmpty {
        drafts += ResetReading(snapshot, of: device, now: session.now, known: resets).events
      }
      return drafts
    }
    if isDryRun {
      _ = try session.read { reader throws(LedgerError) in try judge(reader) }
    } else {
      try session.record { reader throws(LedgerError) in try judge(reader) }
    }
    guard let (confirmation, members) = judged else {
      throw ErrandError(.failed, "the ledger was not asked")
    }
    if !isDryRun { unguarded?.tell("the device imported an ACK", tell) }
    snapshot.tellClock(against: session.now, device, tell)
    guard !isDryRun else { return confirmation }
    // Also what a run left that was stopped before it came to this.
    let (staged, proved) = try session.read { reader throws(LedgerError) in
      (try reader.stagings(of: members), try reader.provedAcks(of: members))
    }
    for one in staged
    where one.isTaken && (confirmation.isClosed || proved.contains(one.sha256)) {
      guard one.putAway() == nil, one.isThere else { continue }
      tell(
        .warning(
          "\(one.name) stays among the staged ACKs in \(one.folder): it could not be moved; the next "
            + "confirm tries again"))
    }
    return confirmation
  }

  private enum Identity {
    case known(UDI)
    case unknown(String)
  }

  /// The device whose output it is. Output of another device proves nothing for the named one.
  private func identify(
    _ snapshot: DeviceSnapshot, _ named: UDI?, _ session: SiteSession
  ) throws(ErrandError) -> Identity {
    if let why = snapshot.doubt, !snapshot.otherHosts.isEmpty {
      return .unknown("\(why); give the output of the right one only")
    }
    let printed = snapshot.udis
    if let named {
      let members = try session.read { reader throws(LedgerError) in
        try reader.members(with: named)
      }
      let prompted = try session.device(promptedBy: snapshot)
      let isOther =
        printed.isEmpty
        ? prompted.map { !members.contains($0) } ?? false : printed.isDisjoint(with: members)
      return isOther
        ? .unknown("it is not the output of \(named) but of another device") : .known(named)
    }
    let active = snapshot.udi.latest?.value
    for device in [active].compactMap(\.self) + printed.sorted() {
      let known = try session.read { reader throws(LedgerError) in try reader.device(device) }
      if known != nil { return .known(device) }
    }
    if !printed.isEmpty {
      let known = try session.read { reader throws(LedgerError) in try reader.knownDevices() }
      return .unknown(
        "it is the output of a device that this site does not know"
          + (known.otherPID(of: printed).map { "; \($0)" } ?? ""))
    }
    guard let host = snapshot.hostName.latest?.value else {
      return .unknown("it does not say which device it is from; name it with --device")
    }
    if let why = snapshot.doubt { return .unknown("\(why); name it with --device") }
    let (found, shared) = try session.read { reader throws(LedgerError) in
      (try reader.devices(promptedAs: host), try reader.sharedHost(of: snapshot))
    }
    guard found.count == 1 else {
      let isAddress = host.contains(":") || host.allSatisfy { $0.isNumber || $0 == "." }
      let what =
        found.isEmpty && isAddress
        ? "no device of the register has its address; give it there (rumkit site devices import, column "
          + "address), or name the device with --device"
        : (shared ?? "no device of the site has the host name \(host) that its prompt shows")
          + "; name the device with --device"
      return .unknown("it shows no UDI, and \(what)")
    }
    return .known(found[0])
  }
}

extension LedgerReader {
  /// The usage that a device acknowledged with the ACKs that its output shows as imported or proves.
  fileprivate func exports(
    taken proof: ImportProof, by members: [UDI]
  ) throws(LedgerError) -> [UsageExport] {
    let taken = proof.confirmed + proof.imports.filter(\.isSuccess).compactMap(\.ack)
    let reports = taken.filter(\.isForUsage).flatMap {
      $0.reports.isEmpty ? $0.fileReports : $0.reports
    }
    return try exports(
      of: members,
      acknowledged: Dictionary(grouping: reports, by: \.device).mapValues { $0.map(\.id) },
      uploads: [])
  }
}

extension DeviceSnapshot {
  /// Tells a person where the device's clock is days ahead of this host: its deadline is as wrong as one of the two.
  fileprivate func tellClock(against now: Int64, _ device: UDI, _ tell: Notice.Teller) {
    let times = [clock.latest?.value.earliest, lastAck.latest?.value?.earliest].compactMap(\.self)
    guard let ahead = times.max().map({ $0 &- now }), ahead > 86_400 else {
      return
    }
    tell(
      .warning(
        "the clock of \(device) is \(TimeSpan.words(ahead)) ahead of this host: one of the two is wrong, and with "
          + "the device's its last ACK and its deadline"))
  }

  fileprivate var files: Set<String> { Set(observations.map(\.location.file)) }

  /// The file of the newest proof: what shows the last ACK, else the last output.
  fileprivate var newestFile: String? {
    lastAck.latest?.location.file ?? observations.last?.location.file
  }

  /// The sender, where nothing but log messages of it is there; nil else.
  fileprivate var onlyLogger: String? {
    guard observations.allSatisfy({ $0.content == .other && !$0.logLines.isEmpty }) else {
      return nil
    }
    return hostName.latest?.value
  }

  /// True when it neither says which device it is of nor anything that a proof could rest on: any text
  /// may lie in a folder.
  fileprivate var provesNothing: Bool {
    udis.isEmpty && lastAck.latest == nil && importAnswers.isEmpty && reportStates.isEmpty
      && release.latest == nil
  }
}
