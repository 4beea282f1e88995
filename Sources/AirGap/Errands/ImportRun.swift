import Assessment
import LicenseFiles

/// One run of `import`: what may go on, and what is recorded of it.
struct ImportRun {
  let errand: ImportAcks
  private(set) var session: SiteSession
  let matched: AckMatchOutcome
  let gate: ResetGate
  let known: KnownDevices
  /// The files whose name is that of another device than their content.
  let contradicted: Set<String>
  var names: Set<String> = []
  /// The folders in which it has taken away what stopped runs left.
  var tidied: Set<String> = []

  init(
    errand: ImportAcks, session: SiteSession, matched: AckMatchOutcome, gate: ResetGate
  ) throws(ErrandError) {
    known = try session.read { reader throws(LedgerError) in try reader.knownDevices() }
    self.errand = errand
    self.session = session
    self.matched = matched
    self.gate = gate
    let contradiction = FindingDescriptor.ackNameContradictsContent.id
    contradicted = Set(
      matched.result.findings.filter { $0.id == contradiction }.map(\.location.file))
  }

  mutating func carryOut() throws(ErrandError) -> ImportOutcome {
    let result = matched.result
    var outcome = ImportOutcome(
      now: session.now, isRehearsal: session.isRehearsal, isDryRun: errand.isDryRun,
      findings: result.findings, failed: matched.failed)
    let bytes = AckFiles(errand.files, wanted: Set(result.files.compactMap(\.content.sha256)))
    for file in result.distinctFiles {
      switch ImportDecision(file, importedAt: nil, again: errand.again) {
      case .unusable(let finding):
        outcome.entries.append(
          .init(file: file.content.file, device: nil, outcome: .unusable, [finding]))
      case .refused(let finding):
        try record(refusal: finding, of: file)
        outcome.entries.append(
          .init(file: file.content.file, device: nil, outcome: .refused, [finding]))
      case .goOn:
        for device in file.groupDevices(in: result) {
          var entry = try carryOut(file, device, bytes)
          entry.policy = file.content.policy?.title
          outcome.entries.append(entry)
        }
      }
    }
    return outcome
  }

  /// Writes a refusal that is not the reset guard's into the ledger, for the guard writes its own. A
  /// file of another site has left its mark when it was matched.
  private func record(
    refusal finding: Finding, of file: AckMatchResult.File
  ) throws(ErrandError) {
    guard !errand.isDryRun, file.outcome != .foreign else { return }
    try session.record([
      SiteEventDraft(
        .guardRefused, finding.productInstance, [.command: gate.command, .finding: finding.id])
    ])
  }

  private mutating func carryOut(
    _ file: AckMatchResult.File, _ device: UDI, _ bytes: AckFiles
  ) throws(ErrandError) -> ImportOutcome.Entry {
    let members = try session.read { reader throws(LedgerError) in
      try reader.members(with: device)
    }
    if errand.again == nil, errand.byHand == nil, let sha256 = file.content.sha256 {
      let skips = errand.skipsProved
      let isProved = try session.read { reader throws(LedgerError) in
        let isProved = try reader.isProvedBefore(sha256, for: members)
        guard skips, !isProved else { return isProved }
        return try reader.acks(sha256: sha256.description).contains {
          $0.confirmedAt != nil && members.contains($0.device)
        }
      }
      if isProved {
        var entry = ImportOutcome.Entry(
          file: file.content.file, device: device, outcome: .provedBefore, [])
        entry.sha256 = sha256.description
        entry.record = try session.read { reader throws(LedgerError) in try reader.device(device) }
        return entry
      }
    }
    let proved = try provedReports(file, members)
    let importedAt = try importedAt(file, members, proved: proved)
    let records = try session.read { reader throws(LedgerError) in
      try reader.records(of: members)
    }
    if errand.skipsProved, errand.again == nil, importedAt != nil, proved == 0 {
      var entry = ImportOutcome.Entry(
        file: file.content.file, device: device, outcome: .awaitsProof, [])
      entry.sha256 = file.content.sha256?.description ?? ""
      entry.record = records[device]
      entry.instructions = RitualCommands(
        records[device] ?? DeviceRecord(device), path: errand.devicePath
      ).proof(of: file.content, after: LastAckBefore(Array(records.values)))
      return entry
    }
    let isGone = errand.byHand == nil && records.values.allSatisfy { !$0.isInService }
    if case .refused(let finding) = ImportDecision(
      file, for: device, importedAt: importedAt, proved: proved,
      outOfService: isGone ? records[device] : nil, again: errand.again)
    {
      try record(refusal: finding, of: file)
      return .init(file: file.content.file, device: device, outcome: .refused, [finding])
    }
    let answer = try gate.ask(.importAck(try exports(file, members)), of: device)
    var entry = ImportOutcome.Entry(
      file: file.content.file, device: device, outcome: .refused, answer.verdict.reasons)
    entry.verdict = answer.verdict
    entry.isOverridden = answer.isOverridden
    entry.record = records[device]
    guard answer.goesOn, let sha256 = file.content.sha256 else { return entry }
    entry.sha256 = sha256.description
    guard !errand.isDryRun else {
      try take(
        file, members.compactMap { records[$0] }, bytes[sha256], importedAt != nil, &entry)
      return entry
    }
    // Somebody else may have recorded the import meanwhile.
    return try session.later(answer.now).atomically { session throws(ErrandError) in
      var run = self
      run.session = session
      defer { (names, tidied) = (run.names, run.tidied) }
      let now = try run.importedAt(file, members, proved: proved)
      if importedAt == nil,
        case .refused(let finding) = ImportDecision(
          file, for: device, importedAt: now, again: errand.again)
      {
        try run.record(refusal: finding, of: file)
        return .init(file: file.content.file, device: device, outcome: .refused, [finding])
      }
      try run.take(file, members.compactMap { records[$0] }, bytes[sha256], now != nil, &entry)
      return entry
    }
  }

  /// Stages the file, or records that it was imported by hand.
  private mutating func take(
    _ file: AckMatchResult.File, _ members: [DeviceRecord], _ contents: [UInt8]?, _ isAgain: Bool,
    _ entry: inout ImportOutcome.Entry
  ) throws(ErrandError) {
    guard let device = entry.device else { return }
    if let reason = errand.byHand {
      entry.outcome = .importedByHand
      guard !errand.isDryRun else { return }
      try session.record([
        SiteEventDraft(
          .ackImported, device,
          [.ack: entry.sha256, .by: SiteEvent.byHand, .reason: reason])
      ])
      return
    }
    guard let contents else {
      entry.outcome = .lost("its bytes could not be read a second time")
      return
    }
    try stage(file, device, members, contents, &entry)
    if entry.isReady, !errand.isDryRun { try record(entry, device, isAgain: isAgain) }
  }

  /// When the device or another member of its group took these bytes; nil when none did. Where the device said
  /// that it took another file with the same reports, their proof is that file's.
  private func importedAt(
    _ file: AckMatchResult.File, _ members: [UDI], proved: Int
  ) throws(ErrandError) -> Int64? {
    guard let sha256 = file.content.sha256 else { return nil }
    return try session.read { reader throws(LedgerError) in
      let own = try reader.acks(sha256: sha256.description).filter { members.contains($0.device) }
      if let importedAt = own.compactMap(\.importedAt).max() { return importedAt }
      guard proved > 0 else { return own.compactMap(\.confirmedAt).max() }
      let ids = file.acknowledged.filter { members.contains($0.key) }.flatMap(\.value)
      for other in try reader.acks(of: members)
      where other.importedAt != nil && other.sha256 != sha256.description {
        let listed = Set(try reader.reports(ofEvent: other.event).map(\.id))
        if listed.isSuperset(of: ids) { return nil }
      }
      return own.compactMap(\.confirmedAt).max()
    }
  }

  /// The number of reports that it acknowledges, where the devices have proved every one of them already
  /// and it brings nothing that is asked for otherwise; 0 else.
  private func provedReports(
    _ file: AckMatchResult.File, _ members: [UDI]
  ) throws(ErrandError) -> Int {
    let acknowledged = file.acknowledged.filter { members.contains($0.key) && !$0.value.isEmpty }
    guard !acknowledged.isEmpty, file.content.authorizations.isEmpty else { return 0 }
    var count = 0
    for (device, ids) in acknowledged {
      let known = try session.read { reader throws(LedgerError) in try reader.reports(of: device) }
      let proved = Set(known.filter { $0.states.contains(.confirmed) }.map(\.id))
      guard proved.isSuperset(of: ids) else { return 0 }
      count += ids.count
    }
    return count
  }

  /// The usage that the file answers, by the time at which the device saved it.
  private func exports(
    _ file: AckMatchResult.File, _ members: [UDI]
  ) throws(ErrandError) -> [UsageExport] {
    guard file.content.hasAck else { return [] }
    let uploads = Set(matched.uploads[file.content.file] ?? [])
    let acknowledged = file.acknowledged.filter { members.contains($0.key) }
    return try session.read { reader throws(LedgerError) in
      try reader.exports(of: members, acknowledged: acknowledged, uploads: uploads)
    }
  }

  private func record(
    _ entry: ImportOutcome.Entry, _ device: UDI, isAgain: Bool
  ) throws(ErrandError) {
    let reason = isAgain ? errand.again : nil
    var drafts = [
      SiteEventDraft(
        .ackStaged, device,
        [.ack: entry.sha256, .to: entry.folder, .name: entry.name?.text, .reason: reason])
    ]
    if let reason {
      drafts.append(
        SiteEventDraft(
          .guardOverridden, device,
          [.command: "import --again", .finding: "import/already-imported", .reason: reason]))
    }
    try session.record(drafts)
  }
}
