import AirGap
import ArgumentParser
import Assessment
import LicenseFiles
import Presentation

/// `rumkit migrate record`: proves a step, or says what is missing.
struct MigrateRecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record", abstract: "Prove a step with evidence, or mark it by hand.")

  @Argument(
    help:
      "The step, as migrate next and migrate status name it; without it every one that is proved.")
  var step: String?
  @OptionGroup var which: MigrationDeviceOptions
  @OptionGroup var given: MigrationStepOptions
  @Flag(name: .long, help: "Show the judgement; record nothing.")
  var dryRun = false
  @Option(name: .long, help: "Write the result as text or json.")
  var format: OutputFormat<MigrationAnswer> = .text
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if step == nil, given.evidence.isEmpty || given.byHand != nil || dryRun {
      throw ValidationError("without a step, --evidence with captures is needed, and nothing else")
    }
  }

  func run() throws {
    let console = common.console
    let session = try site.session(isDryRun: dryRun, time, console)
    var errand = RecordMigrationSteps(device: which.device)
    errand.evidence = given.evidence
    errand.words = try given.words()
    guard let step else { return try recordAll(errand, in: session) }
    let attempt = try console.errand(errand.run(step, in: session, isDryRun: dryRun))
    try ExitStatus.end(Delivery(common, format, output).give(attempt, session))
  }

  /// Proves what captures of many devices prove.
  private func recordAll(_ errand: RecordMigrationSteps, in session: SiteSession) throws {
    let console = common.console
    let outcome = try console.errand(errand.run(in: session))
    let wording = MigrationText(session.identity, now: session.now)
    if outcome.advances.isEmpty {
      console.error("no output of a device with an open migration was given")
    }
    try Delivery(common, format, output).give(
      MigrationAnswer(
        wording.advanced(outcome), json: MigrationData.json(session.identity, outcome.runs)))
    for warning in outcome.warnings { console.warning(warning) }
    if outcome.provedCount == 0 {
      throw outcome.advances.isEmpty ? ExitStatus.unreadable : .findings
    }
  }
}

extension Delivery {
  /// Writes what came of a try to record a step.
  ///
  /// - Returns: what the exit status has to report.
  /// - Throws: ``ExitStatus`` when it cannot be written.
  func give(
    _ attempt: MigrationAttempt, _ session: SiteSession
  ) throws(ExitStatus) -> [ExitStatus] {
    console.say(attempt)
    let wording = MigrationText(session.identity, now: session.now)
    let text = wording.attempted(attempt)
    if form != .text || !text.isEmpty {
      try give(
        MigrationAnswer(
          wording.heading + text, json: MigrationData.json(session.identity, attempt)))
    }
    switch attempt.result {
    case .recorded: return []
    case .missing: return [.findings]
    case .refused: return [.refused]
    case .needsDate: return [.unreadable]
    }
  }

}

extension Console {
  /// Says why a step was refused.
  func say(_ attempt: MigrationAttempt) {
    switch attempt.result {
    case .refused(let finding, _, _, let until):
      error("\(finding.id): \(finding.message)")
      hint(until.map { "over at \(TimeText.iso8601($0))" } ?? finding.remedy)
    case .needsDate(let files):
      for file in files { error("\(file) does not say when it was made") }
      hint("give the time with --at, or save the output again with show clock first")
    case .recorded, .missing:
      if let warning = attempt.warning { self.warning(warning) }
    }
  }
}
