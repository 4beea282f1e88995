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
    console.tell(passedOver: walker.skipped, isVerbose: common.verbose)
    let inputs = walker.inputs.flatMap { PackInput.inputs($0) } + (try choices.requests())
    let candidates = inspect(inputs, now: try time.seconds())
    let planner = try choices.planner(console)
    let plan = PackPlanner.plan(
      candidates, planner, wrapped: wrapped(candidates, planner, console))
    let verdict = PackVerdict(
      plan, missing: !walker.missing.isEmpty, skipsBad: choices.skipBad, findings)

    guard verdict.goesOn else {
      try give(PackReport(plan, discloses: choices.disclose, listsAll: findings.allFindings))
      for line in verdict.complaints { console.error(line) }
      throw verdict.status ?? .unreadable
    }
    let settings = try settings(now: try time.seconds())
    let (job, result) = try await carryOut(plan, settings, console)
    try give(
      PackReport(
        plan, volumes: job.volumes, layout: settings.layout, result: result,
        isDryRun: target.dryRun, discloses: choices.disclose, listsAll: findings.allFindings))
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
  private func inspect(_ inputs: [PackInput], now: Int64) -> [PackCandidate] {
    var judge: Judge? = Judge(.standard, context: RuleContext(now: now, expected: .usage))
    var candidates = inputs.map {
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

  private func settings(now: Int64) throws -> PackSettings {
    let output = target.output
    // A site in use will give the evidence a place of its own here.
    guard let evidence = target.evidence ?? (target.dryRun ? output + "-evidence" : nil) else {
      throw ValidationError("no site is in use: say with --evidence where the evidence stays")
    }
    var settings = PackSettings(
      output: output, layout: target.layout?.layout ?? MediaLayout(path: output),
      evidence: evidence, operatorName: record.operatorName ?? ThisHost.userName,
      hostName: record.hostName ?? ThisHost.name, toolVersion: Rumkit.versionText, now: now)
    settings.overwritesArchive = target.force
    settings.splitSize = try target.splitSize()
    settings.addsBundles = choices.csluArchive
    settings.signingKey = target.sign
    settings.site = record.siteName
    settings.reason = record.reason
    return settings
  }

  private func carryOut(
    _ plan: PackPlan, _ settings: PackSettings, _ console: Console
  ) async throws -> (PackJob, PackResult?) {
    do throws(PackError) {
      let job = try PackJob(plan, settings)
      for volume in job.volumes { try refuseToReplaceAnInput(volume.path, plan) }
      try job.check()
      if target.dryRun { return (job, nil) }
      let report = PackReport(plan, listsAll: findings.allFindings)
      let documents = PackDocuments(
        volumes: job.volumes.map { volume in
          let instructions = UploadInstructions(
            volume, toolVersion: settings.toolVersion, now: settings.now,
            isSigned: settings.signingKey != nil)
          return (instructions.bytes, PackTables.form(volume))
        },
        findings: report.evidence, names: PackTables.names(plan),
        disclosure: choices.disclose ? Array(DisclosureReport(plan).text.utf8) : nil)
      return (job, try await job.run(documents))
    } catch {
      console.error(error.reason)
      switch error.code {
      case .exists:
        console.hint("nothing was written; name another place (--force replaces an archive only)")
        throw ExitStatus.usage
      case .wrongUsage, .tooLarge: throw ExitStatus.usage
      case .input, .signing: throw ExitStatus.unreadable
      default: throw ExitStatus.failed
      }
    }
  }

  private func refuseToReplaceAnInput(_ output: String, _ plan: PackPlan) throws(PackError) {
    let candidates = plan.files.map(\.candidate) + plan.leftOut.map(\.candidate)
    // A member of an archive is named `archive.zip!member`.
    let names = candidates.flatMap { [$0.input.name, String($0.input.name.prefix { $0 != "!" })] }
    guard let place = FileIdentity(output), names.contains(where: { FileIdentity($0) == place })
    else { return }
    throw PackError(.wrongUsage, "\(output) is one of the inputs: name another place")
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
    if missing || faults.contains(where: { $0.reason.isUnfit }) { statuses.append(.unreadable) }
    if faults.contains(where: { !$0.reason.isUnfit }) {
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
    for file in plan.leftOut where file.isPassedOver {
      if case .unreadable(let why) = file.reason {
        lines.append("\(file.candidate.input.name): \(why); passed over")
      }
    }
    if plan.files.isEmpty {
      lines.append("there is nothing to pack")
    } else if stops {
      lines.append("nothing was written; --skip-bad packs the other files without these")
    }
    complaints = lines
  }
}
