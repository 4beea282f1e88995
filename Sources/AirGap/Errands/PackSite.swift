import Assessment
import Foundation
import LicenseFiles

/// The site in use, as a run of `pack` needs it.
struct PackSite {
  let session: SiteSession
  private let devices: [UDI: DeviceRecord]
  private let isDryRun: Bool
  /// What the ledger knew of the reports before the run, by path on the media.
  private(set) var news: [String: PackNews] = [:]

  /// - Throws: ``ErrandError/Code/failed``.
  init(_ session: SiteSession, isDryRun: Bool) throws(ErrandError) {
    self.session = session
    let known = try session.read { reader throws(LedgerError) in try reader.history().devices }
    devices = Dictionary(known.map { ($0.udi, $0) }) { first, _ in first }
    self.isDryRun = isDryRun
  }

  /// The virtual accounts that the register has.
  var accounts: [UDI: String] { devices.compactMapValues(\.account) }

  private var register: [DeviceRecord] {
    devices.values.filter {
      $0.isRegistered && $0.isInService && $0.belongs(to: session.identity.name)
    }
  }

  // MARK: Before anything is written

  /// What the site refuses, by position, and what the reset guard answered.
  ///
  /// - Throws: ``ErrandError/Code/failed``.
  func refusals(
    _ candidates: [PackCandidate], _ policy: GuardPolicy, _ attendant: any Attendant
  ) throws(ErrandError) -> (refused: [Int: LeftOutFile.Reason], guardian: ExportGuard) {
    var refused: [Int: LeftOutFile.Reason] = [:]
    var asked: [ExportGuard.File] = []
    for (position, candidate) in candidates.enumerated() {
      if let reason = refusal(candidate) {
        refused[position] = reason
      } else if let owner = candidate.owner {
        asked.append(
          ExportGuard.File(
            position: position, name: candidate.input.name, device: owner,
            others: candidate.devices + candidate.members, savedAt: candidate.savedAt,
            latestEnd: candidate.latestEnd))
      }
    }
    let guardian = try ExportGuard(
      asked, ResetGate(session, policy, command: "pack", records: !isDryRun, attendant))
    return (refused.merging(guardian.refused) { first, _ in first }, guardian)
  }

  /// 1. A file in another site's evidence bag is that site's.
  /// 2. A file that speaks of a device that the register puts into another site is that site's.
  private func refusal(_ candidate: PackCandidate) -> LeftOutFile.Reason? {
    if let id = BagSite.id(around: candidate.input.name), id != session.identity.id {
      return .otherSite("it is in the evidence of another site")
    }
    let named = Set(candidate.devices).union(candidate.disclosure.productInstances)
    let elsewhere = named.lazy.compactMap { devices[$0] }
      .first { $0.isRegistered && !$0.belongs(to: session.identity.name) }
    if let site = elsewhere?.site {
      return .otherSite("the register puts a device of it into another site, \(site)")
    }
    return nil
  }

  /// What is wrong with a file whose device was replaced or retired; nil where its last measurement ended
  /// before that: what the device used until then has to be reported.
  ///
  /// - Throws: ``ErrandError/Code/failed``.
  func outOfService(_ candidate: PackCandidate) throws(ErrandError) -> Finding? {
    guard let owner = candidate.owner, let record = devices[owner], !record.isInService else {
      return nil
    }
    let since = try session.read { reader throws(LedgerError) in
      try reader.events([.deviceReplaced, .deviceRetired], of: [owner]).last?.time
    }
    let end = candidate.latestEnd ?? candidate.savedAt
    if let since, let end, end <= since { return nil }
    let what = record.replacedBy.map { "was replaced by \($0)" } ?? "was retired"
    return FindingDescriptor.outOfService.finding(
      at: SourceLocation(file: candidate.input.name), productInstance: owner,
      "\(owner) \(what)\(since.map { " on " + TimeText.iso8601($0) } ?? ""), and the file "
        + (end.map { "has usage until \(TimeText.iso8601($0))" } ?? "does not say when it was saved")
    )
  }

  /// Looks up what the ledger knows of the reports that go out.
  ///
  /// - Returns: a warning for each file whose reports lie on media that did not leave, or that brings
  ///   nothing new.
  /// - Throws: ``ErrandError/Code/failed``.
  mutating func lookUp(_ plan: PackPlan) throws(ErrandError) -> [Finding] {
    news = try session.read { reader throws(LedgerError) in try reader.news(of: plan.files) }
    return plan.files.flatMap { file -> [Finding] in
      guard let known = news[file.path] else { return [] }
      let place = SourceLocation(file: file.candidate.input.name)
      var findings: [Finding] = []
      if !known.waitingMedia.isEmpty {
        findings.append(
          FindingDescriptor.reportsWaitOnMedia.finding(
            at: place, productInstance: file.candidate.owner,
            "reports of it are on \(known.waitingMedia.joined(separator: " and ")), "
              + "which did not leave"))
      }
      if known.bringsNothing {
        findings.append(
          FindingDescriptor.nothingNew.finding(
            at: place, productInstance: file.candidate.owner,
            "nothing in it is new since the last export: \(known.words)"))
      }
      return findings
    }
  }

  /// Devices of files that go out and that the register does not name, or names otherwise.
  ///
  /// - Throws: ``ErrandError/Code/failed``.
  func findings(_ plan: PackPlan) throws(ErrandError) -> [Finding] {
    var findings: [Finding] = []
    for file in plan.files {
      guard let owner = file.candidate.owner, var record = devices[owner] else { continue }
      // The name in its last usage says which machine it was, and nothing more: no output is put to it.
      if record.hostName == nil {
        record.hostName = try session.read { reader throws(LedgerError) in
          try reader.events([.exported], of: [owner], newest: 1).first?[.hostName]
        }
      }
      let finding = FindingDescriptor.otherHost(
        of: record, file.candidate.disclosure.hostNames,
        at: SourceLocation(file: file.candidate.input.name))
      if let finding { findings.append(finding) }
    }
    return findings + unregistered(plan)
  }

  private func unregistered(_ plan: PackPlan) -> [Finding] {
    guard devices.values.contains(where: \.isRegistered) else { return [] }
    var seen: Set<UDI> = []
    return plan.files.flatMap { file in
      file.candidate.devices.filter {
        devices[$0]?.isRegistered != true && seen.insert($0).inserted
      }.map { device in
        FindingDescriptor.registerDeviceUnknown.finding(
          at: SourceLocation(file: file.candidate.input.name), productInstance: device,
          "\(device) is not in the register")
      }
    }
  }

  // MARK: The run

  /// The groups that the HA lists of the files name and that are new.
  func learnedGroups(_ plan: PackPlan) -> [UDI: String] {
    LearnedGroups.groups(plan.files.map(\.candidate.members), devices)
  }

  /// What the site says of the run.
  func outcome(_ plan: PackPlan, run: String? = nil) -> PackSiteOutcome {
    let present = plan.files.filter { $0.candidate.purpose == .usage }
      .flatMap { $0.candidate.devices + $0.candidate.members }
    let isRegister = devices.values.contains(where: \.isRegistered)
    return PackSiteOutcome(
      identity: session.identity, run: run,
      coverage: isRegister
        ? RegisterCoverage(register, present: Set(present), groups: learnedGroups(plan)) : nil,
      foreign: plan.leftOut.count { $0.isForeign }, news: news)
  }

  /// The events about files that the site refuses: of other sites, and of devices out of service.
  func foreignEvents(_ plan: PackPlan) -> [SiteEventDraft] {
    let names = plan.leftOut.filter(\.isForeign).map(\.candidate.input.name)
    let foreign = names.isEmpty ? [] : [PackEvents.foreign(names, command: "pack")]
    // The guard on resets writes its own refusals.
    return foreign
      + plan.leftOut.compactMap { file in
        let id = FindingDescriptor.outOfService.id
        guard case .errors(let ids) = file.reason, ids.contains(id) else { return nil }
        let why = file.candidate.findings.first { $0.id == id }?.message
        return SiteEventDraft(
          .guardRefused, file.candidate.owner, [.command: "pack", .finding: id, .text: why])
      }
  }

  /// Records what the site refused in a run that packed nothing.
  ///
  /// - Throws: ``ErrandError/Code/failed``.
  func recordForeign(_ plan: PackPlan) throws(ErrandError) {
    guard !isDryRun else { return }
    try session.record(foreignEvents(plan))
  }

  // MARK: Runs that were killed

  /// Holds a run until it is over.
  ///
  /// - Throws: `PackError`.
  func hold(_ run: String) throws(PackError) -> RunHold {
    do throws(OutputError) {
      return try RunHold(run, in: session.ledger.folder)
    } catch {
      throw PackError(error)
    }
  }

  /// The runs that were killed, held so that no other run ends them too. A run that may still be under way
  /// is not among them.
  ///
  /// - Throws: ``ErrandError``.
  func abandonedRuns() throws(ErrandError) -> [AbandonedPack] {
    guard !isDryRun else { return [] }
    let folder = session.ledger.folder
    let begun = try session.read { reader throws(LedgerError) in
      try reader.history().unfinishedPacks
    }
    RunHold.removeAbandoned(in: folder, except: Set(begun.compactMap { $0[.run] }))
    return begun.compactMap { event in
      guard let run = event[.run] else { return nil }
      if let hold = RunHold(abandoned: run, in: folder) { return AbandonedPack(event, hold) }
      // Of an earlier version, or of the site that this ledger was copied from.
      let age = session.author.clock.subtractingReportingOverflow(event.clock)
      let isOver =
        RunHold.isUnknown(run, in: folder) && (age.overflow || age.partialValue > 86_400)
      return isOver ? AbandonedPack(event, nil) : nil
    }
  }

  /// Ends runs that were killed: takes away what they left under temporary names, and records that they
  /// have no result.
  ///
  /// - Throws: ``ErrandError``.
  func end(_ over: [AbandonedPack], _ tell: Notice.Teller) throws(ErrandError) {
    guard !over.isEmpty else { return }
    for place in Set(over.flatMap(\.folders)) { Partials.removeAbandoned(in: place) }
    let numbers = Set(over.map(\.begun.number))
    try session.record { reader throws(LedgerError) in
      try reader.history().unfinishedPacks.filter { numbers.contains($0.number) }
        .map(PackEvents.abandoned)
    }
    for run in over {
      tell(.hint("\(run.words) ended without a result; that is recorded"))
    }
  }

  // MARK: The place of the evidence

  /// Where the evidence would go if nobody else packed in between.
  var evidence: String {
    let next = try? session.ledger.read { reader throws(LedgerError) in
      try reader.head().count + 1
    }
    return evidence(number: next ?? 1)
  }

  /// `evidence/20260701T090000Z-17`: the time of the run and the number of the event that begins it.
  func evidence(number: Int64) -> String {
    let stamp = TimeText.compact(session.now)
    return "\(session.ledger.folder)/evidence/\(stamp)-\(number)"
  }

  /// Makes the folder that evidence is put into, for the users of the site.
  ///
  /// - Throws: `PackError`.
  func makeEvidenceFolder() throws(PackError) {
    let folder = session.ledger.folder + "/evidence"
    // Another run may make it at this moment.
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
      throw PackError(.disk, "\(folder) could not be made: \(String(cString: strerror(errno)))")
    }
    var facts = stat()
    guard lstat(folder, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else {
      throw PackError(
        .disk, "\(folder) is a link or a file, not a folder: put a folder there, or give --evidence"
      )
    }
    SiteShare.give(folder, like: session.ledger.folder)
  }
}
