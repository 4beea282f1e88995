import AirGap
import ArgumentParser
import Assessment
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
    var errand = PackUsage(files, output: target.output, toolVersion: Rumkit.versionText)
    try target.choose(for: &errand)
    try choices.choose(for: &errand)
    record.choose(for: &errand)
    errand.keepsAllFindings = findings.allFindings
    errand.isVerbose = common.verbose
    let session = try record.session(isDryRun: target.dryRun, time, console)
    try ExitStatus.end(
      try await errand.carryOut(
        in: session, record.site.acting(time, hostName: record.hostName),
        discloses: choices.disclose, Delivery(common, format, nil, findings)))
  }
}

extension PackUsage {
  /// Packs, and gives out what was packed.
  ///
  /// - Returns: what the exit status has to tell.
  /// - Throws: ``ExitStatus``; the reason has been said.
  func carryOut(
    in session: SiteSession?, _ acting: Acting, discloses: Bool = false, _ delivery: Delivery
  ) async throws(ExitStatus) -> [ExitStatus] {
    let console = delivery.console
    let wording = PackWording(listsAll: delivery.listsAll, discloses: discloses)
    let outcome = try await console.errand(
      try await run(in: session, acting, console, wording.documents))
    let report = wording.report(outcome)
    try delivery.give(report.text, json: report.json)
    console.complain(of: outcome)
    return ExitStatus.of(outcome, failing: delivery.failures(report.reaches))
  }
}

/// The words of a run of `pack`.
struct PackWording {
  let listsAll: Bool
  let discloses: Bool

  func documents(
    _ plan: PackPlan, _ volumes: [OutboundVolume], _ settings: PackSettings
  ) -> PackDocuments {
    PackDocuments(
      volumes: volumes.map { volume in
        let instructions = UploadInstructions(
          volume, toolVersion: settings.toolVersion, now: settings.now,
          isSigned: settings.signingKey != nil, isRehearsal: settings.isRehearsal)
        return (instructions.bytes, PackTables.form(volume))
      },
      findings: PackReport(plan, listsAll: listsAll).evidence, names: PackTables.names(plan),
      disclosure: discloses ? Array(DisclosureReport(plan).text.utf8) : nil)
  }

  func report(_ outcome: PackOutcome) -> PackReport {
    PackReport(
      outcome.plan, volumes: outcome.volumes, layout: outcome.layout, result: outcome.result,
      isDryRun: outcome.goesOn && outcome.isDryRun, discloses: discloses, listsAll: listsAll,
      site: outcome.site)
  }
}

extension Console {
  /// Says what a run of `pack` left out.
  func complain(of outcome: PackOutcome) {
    let plan = outcome.plan
    var lines = plan.refused.map { "\($0.candidate.input.name): left out: \($0.reason.text)" }
    if plan.files.isEmpty {
      lines.append("there is nothing to pack")
    } else if outcome.isStopped {
      lines.append("nothing was written; --skip-bad packs the other files without these")
    }
    for line in lines { if outcome.goesOn { warning(line) } else { error(line) } }
    if outcome.goesOn, plan.files.contains(where: { $0.wrapped != nil }) {
      warning("wrapped documents are experimental: no portal is known to have taken one")
    }
    if outcome.goesOn, outcome.addsBundles {
      warning("the UD_SA archives are experimental and unverified")
    }
  }
}

extension ExitStatus {
  /// What a run of `pack` has to tell, by what it left out.
  static func of(_ outcome: PackOutcome, failing: [ExitStatus]) -> [ExitStatus] {
    let faults = outcome.plan.refused
    let rest: (ExitStatus) -> ExitStatus = {
      outcome.skipsBad && !outcome.plan.files.isEmpty ? .partly : $0
    }
    var statuses: [ExitStatus] = []
    if outcome.isMissing
      || faults.contains(where: { $0.reason.isUnfit && !$0.isUnreadable })
    {
      statuses.append(.unreadable)
    }
    if faults.contains(where: \.isUnreadable) { statuses.append(rest(.unreadable)) }
    if faults.contains(where: { $0.reason.isRefusal }) { statuses.append(rest(.refused)) }
    if faults.contains(where: { !$0.reason.isUnfit && !$0.reason.isRefusal }) {
      statuses.append(rest(.findings))
    }
    statuses += failing
    if outcome.plan.files.isEmpty, statuses.isEmpty { statuses.append(.unreadable) }
    return statuses
  }
}
