import AirGap
import Assessment
import Foundation
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
      let importedAt = try importedAt(file)
      switch ImportDecision(file, importedAt: importedAt, again: again) {
      case .unusable(let finding):
        unusable += 1
        report.add(.init(file: file.content.file, device: nil, outcome: .unusable, [finding]))
      case .refused(let finding):
        refused += 1
        try record(refusal: finding, of: file)
        report.add(
          .init(
            file: file.content.file, device: file.devices.first, outcome: .refused, [finding]))
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

  private func importedAt(_ file: AckMatchResult.File) throws(ExitStatus) -> Int64? {
    guard let sha256 = file.content.sha256 else { return nil }
    return try session.read(gate.console) { reader throws(LedgerError) in
      try reader.acks(sha256: sha256.description).compactMap(\.importedAt).max()
    }
  }

  private mutating func carryOut(
    _ file: AckMatchResult.File, _ device: UDI, _ bytes: AckFiles
  ) throws(ExitStatus) -> ImportReport.Entry {
    let exports = try exports(file, device)
    let answer = try gate.ask(.importAck(exports), of: device)
    var entry = ImportReport.Entry(
      file: file.content.file, device: device, outcome: .refused, answer.verdict.reasons)
    entry.verdict = answer.verdict
    entry.isOverridden = answer.isOverridden
    guard answer.goesOn else {
      refused += 1
      return entry
    }
    guard let sha256 = file.content.sha256 else { return entry }
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
      entry.outcome = .unusable
      return entry
    }
    try stage(file, device, contents, &entry)
    return entry
  }

  private mutating func stage(
    _ file: AckMatchResult.File, _ device: UDI, _ contents: [UInt8],
    _ entry: inout ImportReport.Entry
  ) throws(ExitStatus) {
    let folder = target.to ?? session.ledger.folder + "/staged"
    let name = name(for: file, device, contents, in: folder)
    entry.name = name
    entry.byteCount = contents.count
    entry.folder = folder
    entry.instructions =
      RitualCommands.importing(
        name, from: target.origin ?? "tftp://SERVER/") + RitualCommands.proof
    entry.lacksOrigin = target.origin == nil
    guard !isDryRun else {
      entry.outcome = .wouldStage
      done += 1
      return
    }
    do throws(OutputError) {
      if target.to == nil { try AckStaging.makeFolder(folder) }
      let outcome = try AckStaging.stage(contents, in: folder, as: name)
      entry.outcome = outcome == .written ? .staged : .alreadyStaged
    } catch {
      failed += 1
      entry.outcome = .failed(error.reason)
      return
    }
    done += 1
    var drafts = [
      SiteEventDraft(
        .ackStaged, device, [.ack: entry.sha256, .to: folder, .name: name.text])
    ]
    if let again {
      drafts.append(
        SiteEventDraft(
          .guardOverridden, device,
          [.command: "import --again", .finding: "import/already-imported", .reason: again]))
    }
    try session.record(drafts, gate.console)
  }

  /// The name under which the file came home, unless another file has it there.
  private mutating func name(
    for file: AckMatchResult.File, _ device: UDI, _ contents: [UInt8], in folder: String
  ) -> DeviceFileName {
    let hash = SHA256Digest(hashing: contents).description.prefix(8)
    let stem = "ACK_\(device.pid)_\(device.serial)"
    let candidates = [file.content.baseName, stem + ".txt", "\(stem)_\(hash).txt"]
      .map { DeviceFileName(nearest: $0) }
    let free = candidates.first { name in
      guard !names.contains(name.text.lowercased()) else { return false }
      guard let there = FileManager.default.contents(atPath: folder + "/" + name.text) else {
        return true
      }
      return Array(there) == contents
    }
    let name = free ?? candidates[candidates.count - 1]
    names.insert(name.text.lowercased())
    return name
  }

  /// The usage that the file answers, by the time at which the device saved it.
  private func exports(
    _ file: AckMatchResult.File, _ device: UDI
  ) throws(ExitStatus) -> [UsageExport] {
    guard file.content.hasAck else { return [] }
    let uploads = Set(intake.uploads(of: file))
    let members = try session.read(gate.console) { reader throws(LedgerError) in
      try reader.members(with: device)
    }
    let acknowledged = file.acknowledged.filter { members.contains($0.key) }
    return try session.read(gate.console) { reader throws(LedgerError) in
      try reader.exports(of: members, acknowledged: acknowledged, uploads: uploads)
    }
  }
}
