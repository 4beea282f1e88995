import Assessment
import Foundation
import LicenseFiles

/// One run of `pack`: the job, and what the ledger keeps of it.
///
/// The ledger first learns that the run begins, and that it is over when media and evidence are in
/// place. A kill in between leaves a run that began and did not end, which `site status` shows until the
/// next run ends it; where that makes the same, it takes what lies there and records it.
struct PackRun {
  let plan: PackPlan
  private(set) var settings: PackSettings
  let site: PackSite?
  let isDryRun: Bool
  /// True when the site gives the evidence its place.
  let choosesEvidence: Bool
  /// The name of the run in the ledger.
  private(set) var identifier = UUID().uuidString.lowercased()
  /// The media, as far as they were laid out.
  private(set) var volumes: [OutboundVolume] = []
  /// nil when nothing was written.
  private(set) var result: PackResult?
  /// True when the ledger has it.
  private(set) var isRecorded = false

  init(
    plan: PackPlan, settings: PackSettings, site: PackSite?, isDryRun: Bool, choosesEvidence: Bool
  ) {
    self.plan = plan
    self.settings = settings
    self.site = site
    self.isDryRun = isDryRun
    self.choosesEvidence = choosesEvidence
  }

  /// Does it.
  ///
  /// - Parameter documents: words what is laid down.
  /// - Throws: `PackError`; what was written was taken back.
  mutating func carryOut(
    _ documents: (PackRun) -> PackDocuments
  ) async throws(PackError) {
    var job = try PackJob(plan, settings)
    volumes = job.volumes
    for volume in volumes { try refuseToReplaceAnInput(volume.path) }
    if isDryRun { return try job.check() }
    for volume in volumes { Partials.removeAbandoned(in: PathText.folder(of: volume.path)) }
    guard let site else {
      result = try await job.run(documents(self))
      return
    }
    if choosesEvidence { try site.makeEvidenceFolder() }
    try job.check()
    let hold = try site.hold(identifier)
    try begin(site)
    job = try PackJob(plan, settings)
    let events = PackEvents(run: identifier, evidence: settings.evidence)
    do throws(PackError) {
      result = try await job.run(documents(self))
    } catch {
      // The run is over; where even that cannot be kept, the next run ends it.
      let ended = try? site.session.ledger.append(
        [events.failed(error.reason)], by: site.session.author)
      if ended == nil { hold.leave() }
      throw error
    }
    try finish(site, events, hold)
  }

  /// Records what a run made that was stopped before it could.
  ///
  /// - Returns: false where it made something else, or not all of it.
  /// - Throws: `PackError`.
  mutating func complete(_ abandoned: AbandonedPack) async throws(PackError) -> Bool {
    guard let site, let run = abandoned.begun[.run], let hold = abandoned.hold,
      !settings.overwritesArchive
    else { return false }
    for folder in Set(abandoned.folders) { Partials.removeAbandoned(in: folder) }
    let job = try PackJob(plan, settings)
    let evidence = choosesEvidence ? nil : settings.evidence
    guard let made = await abandoned.result(job.volumes, evidence: evidence) else { return false }
    identifier = run
    volumes = job.volumes
    result = made
    try finish(site, PackEvents(run: run, evidence: made.evidence), hold)
    return true
  }

  /// Records that the run begins. The number of that event makes the name of the evidence one that no
  /// other run has.
  private mutating func begin(_ site: PackSite) throws(PackError) {
    var settings = settings
    do throws(LedgerError) {
      _ = try site.session.ledger.append(by: site.session.author) {
        reader throws(LedgerError) in
        let head = try reader.head()
        settings.ledger = (site.session.identity.id, head)
        if choosesEvidence { settings.evidence = site.evidence(number: head.count + 1) }
        return [
          PackEvents(run: identifier, evidence: PathText.anchored(settings.evidence)).begun(
            volumes.map { PathText.anchored($0.path) },
            count: volumes.reduce(0) { $0 + $1.files.count }, reason: settings.reason)
        ]
      }
    } catch {
      throw PackError(.disk, "\(error.reason); nothing was packed")
    }
    self.settings = settings
  }

  private mutating func finish(
    _ site: PackSite, _ events: PackEvents, _ hold: RunHold
  ) throws(PackError) {
    guard let result else { return }
    if choosesEvidence { SiteShare.giveAll(result.evidence, like: site.session.ledger.folder) }
    do throws(LedgerError) {
      _ = try site.session.ledger.append(by: site.session.author) { reader throws(LedgerError) in
        guard try reader.history().unfinishedPacks.contains(where: { $0[.run] == identifier })
        else { throw LedgerError(.refused, "another run has ended this one") }
        return site.foreignEvents(plan)
          + events.done(
            plan, volumes, result, at: result.media.map { PathText.absolute($0.path) },
            groups: site.learnedGroups(plan))
      }
      isRecorded = true
    } catch {
      hold.leave()
      let places = (result.media.map(\.path) + [result.evidence]).joined(separator: " and ")
      let words =
        error == LedgerError(.unsettled, "")
        ? ""
        : ", but the ledger does not know of them: run \(identifier) is recorded as begun. Fix what "
          + "is wrong and give the same command again: it records them"
      throw PackError(
        .disk,
        "\(error.reason). The media and the evidence are in place at \(places)\(words)")
    }
  }

  private func refuseToReplaceAnInput(_ output: String) throws(PackError) {
    let candidates = plan.files.map(\.candidate) + plan.leftOut.map(\.candidate)
    // A member of an archive is named `archive.zip!member`.
    let names = candidates.flatMap { [$0.input.name, String($0.input.name.prefix { $0 != "!" })] }
    guard let place = FileIdentity(output), names.contains(where: { FileIdentity($0) == place })
    else { return }
    throw PackError(.wrongUsage, "\(output) is one of the inputs: name another place")
  }
}
