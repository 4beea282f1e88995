import AirGap
import Assessment
import LicenseFiles
import Presentation

/// Carries out an import, file by file: one that fails does not stop the others.
struct ImportRun {
  let session: SiteSession
  let intake: AckIntake
  let target: ImportTargetOptions
  let again: String?
  let byHand: String?
  let isDryRun: Bool
  let gate: ResetGate
  private var done = 0
  private var refused = 0
  private var unusable = 0
  private var failed = 0
  private var names: Set<String> = []

  init(
    session: SiteSession, intake: AckIntake, target: ImportTargetOptions, again: String?,
    byHand: String?, isDryRun: Bool, gate: ResetGate
  ) {
    self.session = session
    self.intake = intake
    self.target = target
    self.again = again
    self.byHand = byHand
    self.isDryRun = isDryRun
    self.gate = gate
  }

  /// What the exit status has to tell.
  var statuses: [ExitStatus] {
    var statuses: [ExitStatus] = []
    if unusable > 0 { statuses.append(.unreadable) }
    if failed > 0 { statuses.append(.failed) }
    if refused > 0 { statuses.append(done > 0 ? .partly : .refused) }
    return statuses
  }

  mutating func carryOut(_ arguments: [String], into report: inout ImportReport) throws {
    let hashes = intake.result.files.compactMap(\.content.sha256)
    let bytes = AckFiles(arguments, wanted: Set(hashes))
    for file in intake.result.files {
      switch ImportDecision(file, importedAt: nil, again: again) {
      case .unusable(let finding):
        unusable += 1
        report.add(.init(file: file.content.file, device: nil, outcome: .unusable, [finding]))
      case .refused(let finding):
        refused += 1
        try record(refusal: finding, of: file)
        report.add(.init(file: file.content.file, device: nil, outcome: .refused, [finding]))
      case .goOn:
        for device in file.groupDevices(in: intake.result) {
          report.add(try carryOut(file, device, bytes))
        }
      }
    }
  }

  /// Writes a refusal that is not the reset guard's into the ledger, for the guard writes its own. A
  /// file of another site has left its mark when it was matched.
  private func record(
    refusal finding: Finding, of file: AckMatchResult.File
  ) throws(ExitStatus) {
    guard gate.records, file.outcome != .foreign else { return }
    try session.record(
      [
        SiteEventDraft(
          .guardRefused, finding.productInstance, [.command: gate.command, .finding: finding.id])
      ], gate.console)
  }

  /// When the device or another member of its group took these bytes; nil when none did.
  private func importedAt(
    _ file: AckMatchResult.File, _ members: [UDI]
  ) throws(ExitStatus) -> Int64? {
    guard let sha256 = file.content.sha256 else { return nil }
    return try session.read(gate.console) { reader throws(LedgerError) in
      try reader.acks(sha256: sha256.description).filter { members.contains($0.device) }
        .compactMap(\.takenAt).max()
    }
  }

  private mutating func carryOut(
    _ file: AckMatchResult.File, _ device: UDI, _ bytes: AckFiles
  ) throws(ExitStatus) -> ImportReport.Entry {
    let members = try session.read(gate.console) { reader throws(LedgerError) in
      try reader.members(with: device)
    }
    let importedAt = try importedAt(file, members)
    if case .refused(let finding) = ImportDecision(
      file, for: device, importedAt: importedAt, again: again)
    {
      refused += 1
      try record(refusal: finding, of: file)
      return ImportReport.Entry(
        file: file.content.file, device: device, outcome: .refused, [finding])
    }
    let exports = try exports(file, members)
    let answer = try gate.ask(.importAck(exports), of: device)
    var entry = ImportReport.Entry(
      file: file.content.file, device: device, outcome: .refused, answer.verdict.reasons)
    entry.verdict = answer.verdict
    entry.isOverridden = answer.isOverridden
    let records = try session.read(gate.console) { reader throws(LedgerError) in
      try reader.records(of: members)
    }
    entry.record = records[device]
    guard answer.goesOn else {
      refused += 1
      return entry
    }
    guard let sha256 = file.content.sha256 else { return entry }
    let session = session.later(answer.now)
    entry.sha256 = sha256.description
    if let byHand {
      entry.outcome = .importedByHand
      done += 1
      if !isDryRun {
        try session.record(
          [
            SiteEventDraft(
              .ackImported, device,
              [.ack: entry.sha256, .by: SiteEvent.byHand, .reason: byHand])
          ], gate.console)
      }
      return entry
    }
    guard let contents = bytes[sha256] else {
      unusable += 1
      entry.outcome = .failed("its bytes could not be read a second time")
      return entry
    }
    if try stage(file, device, members.compactMap { records[$0] }, contents, &entry), !isDryRun {
      try record(entry, device, isAgain: importedAt != nil, session)
    }
    return entry
  }

  /// - Returns: true when the file lies where it should, or in a dry run would.
  private mutating func stage(
    _ file: AckMatchResult.File, _ device: UDI, _ members: [DeviceRecord], _ contents: [UInt8],
    _ entry: inout ImportReport.Entry
  ) throws(ExitStatus) -> Bool {
    let folder = try target.to ?? ownFolder(file, members.map(\.udi))
    if !isDryRun { try putAway(file, members.map(\.udi), in: folder) }
    let commands = RitualCommands(entry.record ?? DeviceRecord(device), path: target.devicePath)
    let name = name(for: file, device, contents, in: folder, on: commands.path)
    entry.name = name
    entry.byteCount = contents.count
    entry.folder = folder
    entry.instructions =
      [commands.identity(device)]
      + commands.importing(
        name, byteCount: contents.count, from: target.origin ?? "tftp://SERVER/")
      + commands.proof(of: file.content, after: LastAckBefore(members))
    entry.lacksOrigin = target.origin == nil
    do throws(OutputError) {
      if target.to != nil {
        try AckStaging.check(folder)
      } else if !isDryRun {
        try AckStaging.makeFolder(folder)
      }
      if isDryRun {
        entry.outcome = .wouldStage
      } else {
        let outcome = try AckStaging.stage(contents, in: folder, as: name)
        entry.outcome = outcome == .written ? .staged : .alreadyStaged
      }
    } catch {
      failed += 1
      entry.outcome = .failed(error.reason)
      return false
    }
    done += 1
    return true
  }

  /// The site's own folder, one for each trip: the name of an upload may be the same every month.
  private func ownFolder(
    _ file: AckMatchResult.File, _ members: [UDI]
  ) throws(ExitStatus) -> String {
    let trip = try session.read(gate.console) { reader throws(LedgerError) in
      guard let sha256 = file.content.sha256 else { return nil as String? }
      return try reader.trip(answeredBy: sha256, for: members)
    }
    return session.ledger.folder + "/staged/"
      + (trip.map { DeviceFileName(nearest: $0).text } ?? "no-trip")
  }

  /// Puts away what was staged there for the cycle before, and is done or has the name of this file.
  private func putAway(
    _ file: AckMatchResult.File, _ members: [UDI], in folder: String
  ) throws(ExitStatus) {
    let plain = DeviceFileName(nearest: file.content.baseName).text
    let staged = try session.read(gate.console) { reader throws(LedgerError) in
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
    _ entry: ImportReport.Entry, _ device: UDI, isAgain: Bool, _ session: SiteSession
  ) throws(ExitStatus) {
    let reason = isAgain ? again : nil
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
    try session.record(drafts, gate.console)
  }

  /// The name under which the file came home, unless another file has it there.
  private mutating func name(
    for file: AckMatchResult.File, _ device: UDI, _ contents: [UInt8], in folder: String,
    on path: DevicePath
  ) -> DeviceFileName {
    let hash = SHA256Digest(hashing: contents).description.prefix(8)
    let stem = "ACK_\(device.pid)_\(device.serial)"
    let candidates = [file.content.baseName, stem + ".txt", "\(stem)_\(hash).txt"]
      .map { DeviceFileName(nearest: $0, on: path) }
    let free = candidates.first { name in
      !names.contains(name.text.lowercased())
        && AckStaging.isFree(name, for: contents, in: folder)
    }
    let name = free ?? candidates[candidates.count - 1]
    names.insert(name.text.lowercased())
    return name
  }

  /// The usage that the file answers, by the time at which the device saved it.
  private func exports(
    _ file: AckMatchResult.File, _ members: [UDI]
  ) throws(ExitStatus) -> [UsageExport] {
    guard file.content.hasAck else { return [] }
    let uploads = Set(intake.uploads(of: file))
    let acknowledged = file.acknowledged.filter { members.contains($0.key) }
    return try session.read(gate.console) { reader throws(LedgerError) in
      try reader.exports(of: members, acknowledged: acknowledged, uploads: uploads)
    }
  }
}
