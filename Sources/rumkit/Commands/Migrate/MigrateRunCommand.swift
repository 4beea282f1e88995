import AirGap
import ArgumentParser
import Assessment
import LicenseFiles
import Presentation

/// `rumkit migrate run`: the checklist as a dialogue. Where it stands is in the ledger alone.
struct MigrateRunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Go through the steps of a migration, one by one.")

  @OptionGroup var which: MigrationDeviceOptions
  @Option(
    name: .long,
    help: ArgumentHelp("Take the answers from this file: question: answer.", valueName: "file"))
  var answers: String?
  @Flag(name: .long, help: "Print a file of answers with every question, and do nothing else.")
  var listQuestions = false
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let console = common.console
    let session =
      try listQuestions ? site.lookingSession(time, console) : site.session(time, console)
    let begun = try await console.errand(session.migration(of: which.device))
    if listQuestions {
      return try console.give(MigrationQuestion.list(begun.checklist))
    }
    let text = RitualText(
      isRehearsal: session.identity.mode == .rehearsal, columns: Screen().columns(for: nil))
    let given = try answers.map { try RitualAnswers.read($0, console) }
    let dialogue =
      Dialogue(given, console, mark: text.mark)
    var moment = time
    // In a rehearsal time stands still unless somebody moves it: every command gets the same.
    if session.identity.mode == .rehearsal { moment.now = TimeText.iso8601(session.now) }
    let sitting = MigrationSitting(
      number: begun.number, device: begun.subject.device.description,
      context: RitualContext(
        site: site, time: moment, common: common, dialogue: dialogue, text: text, rehearsal: nil))
    do {
      try await sitting.carryOut()
    } catch RitualTurn.leave {
      dialogue.show("left; nothing is lost. Go on with: \(sitting.resuming)\n")
    }
    let ids = Set(
      begun.checklist.steps.flatMap { step in
        MigrationQuestion.Part.allCases.map { MigrationQuestion(step, $0).id }
      })
    dialogue.warnOfUnused { ids.contains($0) }
    try dialogue.finish(sitting.statuses)
  }
}

/// One sitting of a migration: step after step, until the end, a wait, or the person's leaving.
final class MigrationSitting {
  private let number: Int64
  private let device: String
  private let context: RitualContext
  /// Optional steps that the person skipped in this sitting.
  private var passed: Set<String> = []
  /// What the exit status has to report.
  private(set) var statuses: [ExitStatus] = []

  init(number: Int64, device: String, context: RitualContext) {
    self.number = number
    self.device = device
    self.context = context
  }

  /// The command that goes on from where the ledger stands.
  var resuming: String {
    var words = ["migrate", "run", "--device", device]
    if let folder = context.site.site { words += ["--site", folder] }
    return ShellText.command(words)
  }

  /// Leads through the steps.
  ///
  /// - Throws: ``RitualTurn/leave`` when the person leaves, ``ExitStatus`` when it cannot go on.
  func carryOut() async throws {
    while true {
      let session = try context.session()
      guard let run = try await context.console.errand(session.migration(number)), run.isOpen else {
        return
      }
      let due = run.checklist.steps.first { run.steps[$0.id] == nil && !passed.contains($0.id) }
      guard let step = due else { return }
      let ends = try await context.console.errand(session.waitEnds(run))
      let guarded = try await context.console.errand(session.guardRefusal(run, of: step))
      let wording = MigrationText(session.identity, now: session.now)
      context.show(
        wording.next(run, showing: step, until: ends, guarded: guarded, device: device))
      if guarded != nil {
        statuses.append(.refused)
        context.show("go on then with: \(resuming)\n")
        return
      }
      do {
        let status = try await take(step)
        guard status != .done else { continue }
        if status == .refused, step.wait != nil, let ends, session.now < ends {
          statuses.append(.refused)
          context.show(
            "the wait is over at \(TimeText.iso8601(ends)); go on then with: \(resuming)\n")
          return
        }
      } catch RitualTurn.skip {
        guard step.isOptional else {
          context.console.error("\(step.id) cannot be left out")
          continue
        }
        passed.insert(step.id)
      } catch RitualTurn.back {
        context.console.error("what is recorded cannot be undone; there is no step back")
      } catch RitualTurn.again {
        continue
      }
    }
  }

  private func take(_ step: MigrationStep) async throws -> ExitStatus {
    var given: [MigrationQuestion.Part: [String]] = [:]
    for part in MigrationQuestion.parts(of: step) {
      switch part {
      case .target, .change: given[part] = [try ask(step, part, suggestion: nil)]
      case .done: _ = try ask(step, part, suggestion: "")
      case .words:
        // Evidence that was named proves the step; a person's word stands for it where there is none.
        guard given[.evidence] == nil else { continue }
        // With nothing, the ledger may prove the step.
        let isLast = MigrationQuestion.parts(of: step) == [.words]
        let text = try ask(step, part, suggestion: isLast ? nil : "")
        if !text.isEmpty { given[.words] = [text] }
      case .evidence:
        let files = try askWords(step, part, suggestion: step.takesHand ? "" : nil)
        guard !files.isEmpty else { continue }
        given[.evidence] = files
        if try needsDate(files) { given[.at] = [try ask(step, .at, suggestion: nil)] }
      case .released, .explained: given[part] = try askWords(step, part, suggestion: "")
      case .at: continue
      }
    }
    return await record(step, given)
  }

  /// Records a step by what the person said.
  private func record(
    _ step: MigrationStep, _ given: [MigrationQuestion.Part: [String]]
  ) async -> ExitStatus {
    var words = ["migrate", "record", step.id, "--device", device]
    if let files = given[.evidence] { words += ["--evidence"] + files }
    for (part, option) in [
      (.at, "--at"), (.target, "--target"), (.change, "--change"), (.words, "--by-hand"),
    ] as [(MigrationQuestion.Part, String)] {
      if let text = given[part]?.first { words += [option, text] }
    }
    for pair in given[.released] ?? [] { words += ["--released", pair] }
    for pair in given[.explained] ?? [] { words += ["--explained", pair] }
    return await context.perform(words, .site) {
      var errand = RecordMigrationSteps(device: device)
      errand.evidence = given[.evidence] ?? []
      errand.words = try MigrationWords(
        byHand: given[.words]?.first, target: given[.target]?.first,
        change: given[.change]?.first, at: given[.at]?.first,
        released: given[.released] ?? [], explained: given[.explained] ?? [])
      let session = try context.session()
      let console = context.console
      let attempt = try await console.errand(errand.run(step.id, in: session))
      return try context.delivery.give(attempt, session)
    }
  }

  /// True when a file says nothing of its date; one that cannot be read is told of by the command.
  private func needsDate(_ files: [String]) throws -> Bool {
    let session = try context.session()
    do throws(ErrandError) {
      return try session.lacksDate(files)
    } catch {
      // The step is asked again.
      _ = context.console.say(error)
      throw RitualTurn.again
    }
  }

  private func ask(
    _ step: MigrationStep, _ part: MigrationQuestion.Part, suggestion: String?
  ) throws -> String {
    try context.dialogue.ask(MigrationQuestion(step, part), suggestion: suggestion) { text in
      guard !text.hasPrefix("-") else {
        throw AnswerRefusal("an answer cannot begin with a hyphen")
      }
      return text
    }
  }

  private func askWords(
    _ step: MigrationStep, _ part: MigrationQuestion.Part, suggestion: String?
  ) throws -> [String] {
    try context.dialogue.ask(MigrationQuestion(step, part), suggestion: suggestion) { text in
      let words: [String]
      do throws(LineFault) {
        words = try AnswerWords.split(text)
      } catch {
        throw AnswerRefusal(error.reason)
      }
      guard !words.contains(where: { $0.hasPrefix("-") }) else {
        throw AnswerRefusal("an answer cannot begin with a hyphen")
      }
      return words
    }
  }
}
