public import Assessment
import LicenseFiles

/// Brings ACKs on their way into the devices: checks them, asks the guard, and stages them.
public struct ImportAcks: Sendable {
  /// The ACKs: files, folders, archives.
  public var files: [String]
  /// How files that show no device are matched to one.
  public var ties = AckTies()
  /// The folder to stage into; nil for the site's own.
  public var folder: String?
  /// How the devices name that folder.
  public var origin: String?
  /// Where files lie on the devices; nil for what the register says.
  public var devicePath: DevicePath?
  /// Why what was imported before is imported again.
  public var again: String?
  /// Why it is only recorded that these ACKs were imported.
  public var byHand: String?
  /// Shows everything and changes nothing.
  public var isDryRun = false
  /// What to do when the guard says no.
  public var policy = GuardPolicy.stop
  /// Tell of each file that is skipped.
  public var isVerbose = false
  /// Where the result will be written.
  public var output: String?

  /// Creates an errand.
  public init(_ files: [String]) { self.files = files }

  /// Why a place cannot be typed at a device; nil when it can.
  public static func fault(ofOrigin origin: String) -> String? {
    guard origin.contains(":"),
      origin.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F })
    else {
      return "--origin takes a place such as tftp://192.0.2.10/acks or usbflash0:, not '\(origin)'"
    }
    return nil
  }

  /// Does it, file by file: one that fails does not stop the others.
  ///
  /// - Throws: ``ErrandError``.
  public func run(
    in session: SiteSession, _ attendant: any Attendant
  ) throws(ErrandError) -> ImportOutcome {
    if let fault = origin.flatMap(Self.fault) { throw ErrandError(.usage, fault) }
    var match = MatchAcks(
      files, ties: ties, isVerbose: isVerbose, output: output, records: !isDryRun)
    match.tellsSeen = false
    let matched = try match.run(in: session, attendant.tell)
    var run = try ImportRun(
      errand: self, session: session, matched: matched,
      gate: ResetGate(session, policy, command: "import", records: !isDryRun, attendant))
    return try run.carryOut()
  }
}

private struct ImportRun {
  let errand: ImportAcks
  private var session: SiteSession
  let matched: AckMatchOutcome
  let gate: ResetGate
  let known: KnownDevices
  private var names: Set<String> = []

  init(
    errand: ImportAcks, session: SiteSession, matched: AckMatchOutcome, gate: ResetGate
  ) throws(ErrandError) {
    known = try session.read { reader throws(LedgerError) in try reader.knownDevices() }
    self.errand = errand
    self.session = session
    self.matched = matched
    self.gate = gate
  }

  mutating func carryOut() throws(ErrandError) -> ImportOutcome {
    let result = matched.result
    var outcome = ImportOutcome(
      now: session.now, isRehearsal: session.isRehearsal, isDryRun: errand.isDryRun,
      findings: result.findings, failed: matched.failed)
    let bytes = AckFiles(errand.files, wanted: Set(result.files.compactMap(\.content.sha256)))
    for file in result.files {
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
      let isProved = try session.read { reader throws(LedgerError) in
        try reader.isProvedBefore(sha256, for: members)
      }
      if isProved {
        var entry = ImportOutcome.Entry(
          file: file.content.file, device: device, outcome: .provedBefore, [])
        entry.sha256 = sha256.description
        entry.record = try session.read { reader throws(LedgerError) in try reader.device(device) }
        return entry
      }
    }
    let importedAt = try importedAt(file, members)
    if case .refused(let finding) = ImportDecision(
      file, for: device, importedAt: importedAt, proved: try provedReports(file, members),
      again: errand.again)
    {
      try record(refusal: finding, of: file)
      return .init(file: file.content.file, device: device, outcome: .refused, [finding])
    }
    let answer = try gate.ask(.importAck(try exports(file, members)), of: device)
    var entry = ImportOutcome.Entry(
      file: file.content.file, device: device, outcome: .refused, answer.verdict.reasons)
    entry.verdict = answer.verdict
    entry.isOverridden = answer.isOverridden
    let records = try session.read { reader throws(LedgerError) in
      try reader.records(of: members)
    }
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
      defer { names = run.names }
      let now = try run.importedAt(file, members)
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

  /// When the device or another member of its group took these bytes; nil when none did.
  private func importedAt(
    _ file: AckMatchResult.File, _ members: [UDI]
  ) throws(ErrandError) -> Int64? {
    guard let sha256 = file.content.sha256 else { return nil }
    return try session.read { reader throws(LedgerError) in
      try reader.acks(sha256: sha256.description).filter { members.contains($0.device) }
        .compactMap(\.takenAt).max()
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

  /// True when the name under which the file came home is one of another device.
  private func isNamedForAnother(_ file: AckMatchResult.File, _ members: [UDI]) -> Bool {
    if matched.result.findings.contains(where: {
      $0.id == FindingDescriptor.ackNameContradictsContent.id
        && $0.location.file == file.content.file
    }) {
      return true
    }
    return file.content.baseName.split(whereSeparator: { "_. ".contains($0) }).contains { word in
      (try? known.device(named: String(word))).map { !members.contains($0) } ?? false
    }
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

  private mutating func stage(
    _ file: AckMatchResult.File, _ device: UDI, _ members: [DeviceRecord], _ contents: [UInt8],
    _ entry: inout ImportOutcome.Entry
  ) throws(ErrandError) {
    let trip = try tripFolder(file, members.map(\.udi))
    let base = errand.folder ?? session.ledger.folder + "/staged"
    let place = trip ?? (errand.folder == nil ? "no-trip" : nil)
    let folder = place.map { AckStaging.path($0, in: base) } ?? base
    if !errand.isDryRun { try putAway(file, members.map(\.udi), in: folder) }
    let commands = RitualCommands(entry.record ?? DeviceRecord(device), path: errand.devicePath)
    let name = name(
      for: file, device, members.map(\.udi), contents, in: folder, on: commands.path)
    entry.name = name
    entry.byteCount = contents.count
    entry.folder = folder
    entry.instructions =
      [commands.identity(device, members: members.map(\.udi))]
      + commands.importing(
        name, byteCount: contents.count, from: origin(errand.folder == nil ? nil : trip))
      + commands.proof(of: file.content, after: LastAckBefore(members))
    entry.lacksOrigin = errand.origin == nil
    do throws(OutputError) {
      if let given = errand.folder { try AckStaging.check(given) }
      if !errand.isDryRun, place != nil { try AckStaging.makeFolder(folder) }
      if errand.isDryRun {
        entry.outcome = .wouldStage
      } else {
        let outcome = try AckStaging.stage(contents, in: folder, as: name)
        entry.outcome = outcome == .written ? .staged : .alreadyStaged
      }
    } catch {
      entry.outcome = .failed(error.reason)
      if place != nil { AckStaging.removeFolder(folder) }
    }
  }

  /// The folder of the trip that the file answers: the name of an upload may be the same every month.
  private func tripFolder(
    _ file: AckMatchResult.File, _ members: [UDI]
  ) throws(ErrandError) -> String? {
    guard let sha256 = file.content.sha256 else { return nil }
    return try session.read { reader throws(LedgerError) in
      try reader.trip(answeredBy: sha256, for: members)
    }.map { DeviceFileName(nearest: $0).text }
  }

  /// How the devices name the folder.
  private func origin(_ trip: String?) -> String {
    let base = errand.origin ?? "tftp://SERVER/"
    guard let trip else { return base }
    return base + (base.hasSuffix("/") || base.hasSuffix(":") ? "" : "/") + trip + "/"
  }

  /// Puts away what was staged there for the cycle before, and is done or has the name of this file.
  private func putAway(
    _ file: AckMatchResult.File, _ members: [UDI], in folder: String
  ) throws(ErrandError) {
    let plain = DeviceFileName(nearest: file.content.baseName).text
    let staged = try session.read { reader throws(LedgerError) in
      try reader.stagings(of: members)
    }
    for one in staged
    where one.folder == folder && one.sha256 != file.content.sha256?.description
      && (one.isTaken || (one.name == plain && !names.contains(plain.lowercased())))
    {
      one.putAway()
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

  /// The name under which the file came home, unless another file has it there, or it is that of another
  /// device: whoever stands at that one would import it there.
  private mutating func name(
    for file: AckMatchResult.File, _ device: UDI, _ members: [UDI], _ contents: [UInt8],
    in folder: String, on path: DevicePath
  ) -> DeviceFileName {
    let hash = SHA256Digest(hashing: contents).description.prefix(8)
    let stem = "ACK_\(device.pid)_\(device.serial)"
    let own = isNamedForAnother(file, members) ? [] : [file.content.baseName]
    let candidates = (own + [stem + ".txt", "\(stem)_\(hash).txt"])
      .map { DeviceFileName(nearest: $0, on: path) }
    let free = candidates.first { name in
      !names.contains(name.text.lowercased())
        && AckStaging.isFree(name, for: contents, in: folder)
    }
    let name = free ?? candidates[candidates.count - 1]
    names.insert(name.text.lowercased())
    return name
  }
}
