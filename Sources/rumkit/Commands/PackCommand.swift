import AirGap
import ArgumentParser
import Assessment
import LicenseFiles
import Presentation

/// `rumkit pack`: the outbound media, and the evidence that stays inside.
struct PackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack",
    abstract: "Make the media that goes out and the evidence that stays inside.")

  @Argument(help: "Files, folders, patterns, or - for standard input.")
  var files: [String] = []
  @OptionGroup var target: PackTargetOptions
  @OptionGroup var choices: PackChoiceOptions
  @OptionGroup var record: PackRecordOptions
  @Option(name: .long, help: "Write the result as text or json.")
  var format: ReportFormat = .text
  @OptionGroup var findings: FindingOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if files.isEmpty, choices.request.isEmpty {
      throw ValidationError("name at least one file, or - for standard input")
    }
  }

  func run() async throws {
    let console = common.console
    let walker = InputWalker(files)
    for error in walker.missing { console.error(error.description) }
    walker.tellSkipped(isVerbose: common.verbose, console.tell)
    var site = try PackSite(record, isDryRun: target.dryRun, time, console)
    let now = try site?.session.now ?? time.seconds()
    var known = try site?.session.knownDevices(console) ?? KnownDevices()
    let candidates = try inspect(walker.inputs.flatMap { PackInput.inputs($0) }, now: now) {
      for device in $0.flatMap(\.devices) { known.add(KnownDevices.Device(device)) }
      return try console.naming { () throws(NamingError) in try choices.requests(known) }
    }
    let refusal = try site?.refusals(
      candidates, overriding: record.overrideWait, console)
    let planner = try choices.planner(console, register: site?.accounts ?? [:], known: known)
    var plan = PackPlanner.plan(
      candidates, planner, wrapped: wrapped(candidates, planner, console),
      refused: refusal?.refused ?? [:])
    plan.findings += try site?.lookUp(plan, console) ?? []
    plan.findings += site?.findings(plan) ?? []
    plan.findings += refusal?.guardian.findings ?? []
    let verdict = PackVerdict(
      plan, missing: !walker.missing.isEmpty, skipsBad: choices.skipBad, findings)

    guard verdict.goesOn else {
      try site?.recordForeign(plan, console)
      try give(
        PackReport(
          plan, discloses: choices.disclose, listsAll: findings.allFindings,
          site: site?.report(plan)))
      for line in verdict.complaints { console.error(line) }
      throw verdict.status ?? .unreadable
    }
    var settings = try settings(now: now, site)
    if let refusal { settings.resetGuard = refusal.guardian.answer }
    var run = PackRun(
      plan: plan, settings: settings, site: site, isDryRun: target.dryRun,
      choosesEvidence: target.evidence == nil)
    do throws(PackError) {
      try await run.carryOut(console) { documents(plan, $0.volumes, $0.settings) }
    } catch {
      throw say(error, console)
    }
    try give(
      PackReport(
        plan, volumes: run.volumes, layout: settings.layout, result: run.result,
        isDryRun: target.dryRun, discloses: choices.disclose, listsAll: findings.allFindings,
        site: site?.report(plan, run: run.isRecorded ? run.identifier : nil)))
    for line in verdict.complaints { console.warning(line) }
    if choices.wrap, plan.files.contains(where: { $0.wrapped != nil }) {
      console.warning("wrapped documents are experimental: no portal is known to have taken one")
    }
    if settings.addsBundles {
      console.warning("the UD_SA archives are experimental and unverified")
    }
    if let status = verdict.status { throw status }
  }

  /// Reads and judges every input; what only shows at the end of the run is put to its file.
  private func inspect(
    _ inputs: [PackInput], now: Int64, then requests: ([PackCandidate]) throws -> [PackInput]
  ) throws -> [PackCandidate] {
    var judge: Judge? = Judge(.standard, context: RuleContext(now: now, expected: .usage))
    var candidates = inputs.map {
      inspectCandidate($0, judge: &judge, keepsAllFindings: findings.allFindings)
    }
    candidates += try requests(candidates).map {
      inspectCandidate($0, judge: &judge, keepsAllFindings: findings.allFindings)
    }
    for finding in judge?.finish() ?? [] {
      let place = candidates.firstIndex { $0.input.name == finding.location.file }
      if let place { candidates[place].findings.append(finding) }
    }
    return candidates
  }

  private func wrapped(
    _ candidates: [PackCandidate], _ planner: PackPlanner.Choices, _ console: Console
  ) -> [Int: WrappedDocument] {
    guard planner.wrap else { return [:] }
    var documents: [Int: WrappedDocument] = [:]
    for (index, candidate) in candidates.enumerated() where candidate.canBeWrapped {
      do throws(ReadingError) {
        documents[index] = try WrappedDocument(candidate)
      } catch {
        console.warning(error.description)
      }
    }
    return documents
  }

  private func settings(now: Int64, _ site: PackSite?) throws -> PackSettings {
    let output = target.output
    let chosen = site?.evidence ?? (target.dryRun ? output + "-evidence" : nil)
    guard let evidence = target.evidence ?? chosen else {
      throw ValidationError("no site is in use: say with --evidence where the evidence stays")
    }
    if let name = record.siteName, let site, name != site.session.identity.name {
      throw ValidationError(
        "the site in use is \(site.session.identity.name), not \(name): leave --site-name out, or "
          + "give --no-site")
    }
    var settings = PackSettings(
      output: output, layout: target.layout?.layout ?? MediaLayout(path: output),
      evidence: evidence, operatorName: record.site.operatorName ?? ThisHost.userName,
      hostName: record.hostName ?? ThisHost.name, toolVersion: Rumkit.versionText, now: now)
    settings.overwritesArchive = target.force
    settings.splitSize = try target.splitSize()
    settings.addsBundles = choices.csluArchive
    settings.signingKey = target.sign
    settings.site = site?.session.identity.name ?? record.siteName
    settings.isRehearsal = site?.session.identity.mode == .rehearsal
    settings.reason = record.reason
    return settings
  }

  private func documents(
    _ plan: PackPlan, _ volumes: [OutboundVolume], _ settings: PackSettings
  ) -> PackDocuments {
    PackDocuments(
      volumes: volumes.map { volume in
        let instructions = UploadInstructions(
          volume, toolVersion: settings.toolVersion, now: settings.now,
          isSigned: settings.signingKey != nil, isRehearsal: settings.isRehearsal)
        return (instructions.bytes, PackTables.form(volume))
      },
      findings: PackReport(plan, listsAll: findings.allFindings).evidence,
      names: PackTables.names(plan),
      disclosure: choices.disclose ? Array(DisclosureReport(plan).text.utf8) : nil)
  }

  private func say(_ error: PackError, _ console: Console) -> ExitStatus {
    console.error(error.reason)
    switch error.code {
    case .exists:
      console.hint("nothing was written; name another place (--force replaces an archive only)")
      return .usage
    case .wrongUsage, .tooLarge: return .usage
    case .input, .signing: return .unreadable
    default: return .failed
    }
  }

  private func give(_ report: PackReport) throws {
    let text = format == .json ? report.json.text : report.text
    try common.console.give(text, to: OutputOptions.parse([]))
  }
}

/// What becomes of a run, by what the plan leaves out.
private struct PackVerdict {
  /// False when nothing may be written.
  let goesOn: Bool
  /// nil when all is well.
  let status: ExitStatus?
  /// What must be said aloud.
  let complaints: [String]

  init(_ plan: PackPlan, missing: Bool, skipsBad: Bool, _ options: FindingOptions) {
    let faults = plan.refused
    var statuses: [ExitStatus] = []
    if missing || faults.contains(where: { $0.reason.isUnfit && !$0.isUnreadable }) {
      statuses.append(.unreadable)
    }
    if faults.contains(where: \.isUnreadable) {
      statuses.append(skipsBad && !plan.files.isEmpty ? .partly : .unreadable)
    }
    if faults.contains(where: { $0.reason.isRefusal }) {
      statuses.append(skipsBad && !plan.files.isEmpty ? .partly : .refused)
    }
    if faults.contains(where: { !$0.reason.isUnfit && !$0.reason.isRefusal }) {
      statuses.append(skipsBad && !plan.files.isEmpty ? .partly : .findings)
    }
    let stops = (!faults.isEmpty || missing) && !skipsBad
    goesOn = !stops && !plan.files.isEmpty
    if let level = options.failOn.severity, PackReport(plan).reaches(level) {
      statuses.append(.findings)
    }
    if plan.files.isEmpty, statuses.isEmpty { statuses.append(.unreadable) }
    status = ExitStatus.winner(statuses)
    var lines = faults.map { "\($0.candidate.input.name): left out: \($0.reason.text)" }
    if plan.files.isEmpty {
      lines.append("there is nothing to pack")
    } else if stops {
      lines.append("nothing was written; --skip-bad packs the other files without these")
    }
    complaints = lines
  }
}
