import AirGap
import ArgumentParser
import Assessment
import Presentation

/// `rumkit pack`: the outbound media, and the evidence that stays inside.
struct PackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack",
    abstract: "Make the media that go out and the evidence that stays inside.")

  @Argument(help: "Files, folders, patterns, or - for standard input.", completion: .file())
  var files: [String] = []
  @OptionGroup var target: PackTargetOptions
  @OptionGroup var choices: PackChoiceOptions
  @OptionGroup var record: PackRecordOptions
  @Option(name: .long, help: "Write the result as text or json.")
  var format: OutputFormat<PackReport> = .text
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
    var errand = PackUsage(files, output: target.output, toolVersion: ThisProgram.version)
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
  /// Packs, and writes what was packed.
  ///
  /// - Returns: what the exit status has to report.
  /// - Throws: ``ExitStatus``; the reason has been printed.
  func carryOut(
    in session: SiteSession?, _ acting: Acting, discloses: Bool = false, _ delivery: Delivery
  ) async throws(ExitStatus) -> [ExitStatus] {
    let console = delivery.console
    let listsAll = delivery.listsAll
    let outcome = try await console.errand(
      try await run(in: session, acting, console) {
        PackDocuments($0, $1, $2, discloses: discloses, listsAll: listsAll)
      })
    let report = PackReport(outcome, discloses: discloses, listsAll: listsAll)
    try delivery.give(report)
    for line in report.complaints(isShown: delivery.isOnScreen) {
      if outcome.goesOn { console.warning(line) } else { console.error(line) }
    }
    return ExitStatus.of(outcome, failing: delivery.failures(report.reaches))
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
