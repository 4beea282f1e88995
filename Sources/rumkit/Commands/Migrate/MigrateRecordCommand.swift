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
  var format: ReportFormat = .text
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
    let desk = MigrationDesk(session: session, console: console)
    guard let wanted = step else { return try recordAll(desk) }
    let run = try desk.run(of: which.device)
    guard let step = run.checklist.step(wanted) else {
      let words = run.checklist.steps.map(\.id).joined(separator: ", ")
      console.error("\(run.kind.rawValue) has no step \(wanted); it has \(words)")
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

  /// Proves what captures of many devices prove: of each migration one step after the other, as far as it
  /// goes.
  private func recordAll(_ desk: MigrationDesk) throws {
    let console = common.console
    let session = desk.session
    let wording = MigrationText(session.identity, now: session.now)
    let words = try given.words()
    var runs = try which.device.map { [try desk.run(of: $0)] } ?? desk.runs().filter(\.isOpen)
    var text = ""
    var proved = 0
    for index in runs.indices {
      let evidence = try MigrationFiles.read(
        given.evidence, members: runs[index].devices, at: words.at, now: session.now, console
      ).filter { !$0.devices.isDisjoint(with: runs[index].devices) }
      guard !evidence.isEmpty else { continue }
      text += "\(TerminalText.escaped(runs[index].subject.title))\n"
      while let step = runs[index].next {
        // What is not proved yet is no refusal: it leaves nothing in the ledger.
        let trial = try desk.record(
          step, of: runs[index], evidence: evidence, words: words, isDryRun: true)
        guard case .recorded = trial.result else {
          text += "  next \(step.id)\(Self.missing(trial.result))\n"
          break
        }
        let act = try desk.record(
          step, of: runs[index], evidence: evidence, words: words, isDryRun: false)
        guard case .recorded(_, let seen) = act.result else { break }
        proved += 1
        runs[index] = act.run
        let what = seen.isEmpty ? "" : ": " + TerminalText.escaped(seen.joined(separator: ", "))
        text += "  recorded \(step.id)\(what)\n"
      }
    }
    if text.isEmpty { console.error("no output of a device with an open migration was given") }
    try console.give(
      format == .json
        ? MigrationData.json(session.identity, runs).text
        : wording.heading + text + "\(proved) steps recorded\n", to: output)
    if proved == 0 { throw text.isEmpty ? ExitStatus.unreadable : .findings }
  }

  private static func missing(_ result: MigrationResult) -> String {
    switch result {
    case .recorded: ""
    case .missing(let missing):
      ": not shown yet: " + TerminalText.escaped(missing.map(\.what).joined(separator: ", "))
    case .refused(let finding, _, _, _): ": \(finding.id): " + TerminalText.escaped(finding.message)
    case .needsDate(let files):
      ": no date in " + TerminalText.escaped(files.joined(separator: ", "))
    }
  }
}
