import ArgumentParser
import Assessment
import LicenseFiles
import Presentation

/// `rumkit migrate record`: proves a step, or says what is missing.
struct MigrateRecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record", abstract: "Prove a step with evidence, or mark it by hand.")

  @Argument(help: "The step, as migrate next and migrate status name it.")
  var step: String
  @OptionGroup var which: MigrationDeviceOptions
  @OptionGroup var given: MigrationStepOptions
  @Flag(name: .long, help: "Show the judgement; record nothing.")
  var dryRun = false
  @Option(name: .long, help: "Write the result as text or json.")
  var format: ReportFormat = .text
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let session = try site.session(isDryRun: dryRun, time, console)
    let desk = MigrationDesk(session: session, console: console)
    let run = try desk.run(of: which.device)
    guard let step = run.checklist.step(step) else {
      let words = run.checklist.steps.map(\.id).joined(separator: ", ")
      console.error("\(run.kind.rawValue) has no step \(self.step); it has \(words)")
      throw ExitStatus.usage
    }
    let words = try given.words()
    if let at = words.at, at > session.now {
      console.error("--at lies in the future")
      throw ExitStatus.usage
    }
    let evidence = try MigrationFiles.read(
      given.evidence, members: run.devices, at: words.at, now: session.now, console)
    let act = try desk.record(
      step, of: run, evidence: evidence, words: words, isDryRun: dryRun)
    act.say(console)
    let wording = MigrationText(session.identity, now: session.now)
    let text =
      format == .json
      ? MigrationData.json(
        session.identity, [act.run], result: MigrationData.result(step, act.result)
      ).text
      : act.text(step, wording, byHand: words.byHand)
    if !text.isEmpty {
      try console.give(format == .json ? text : wording.heading + text, to: output)
    }
    try ExitStatus.end([act.status].compactMap(\.self))
  }
}
