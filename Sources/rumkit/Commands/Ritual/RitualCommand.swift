import AirGap
import ArgumentParser
import Assessment
import Foundation
import LicenseFiles
import Presentation

/// `rumkit ritual`: the whole loop as a dialogue. Where it stands is in the ledger alone.
struct RitualCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ritual",
    abstract: "Go through the whole loop step by step, from the devices that are due to the proof.")

  @Option(
    name: .long, help: ArgumentHelp("Begin with this step.", valueName: "step"),
    transform: Self.step)
  var step: RitualStep?
  @Option(
    name: .long,
    help: ArgumentHelp("Take the answers from this file: question: answer.", valueName: "file"),
    completion: .file())
  var answers: String?
  @Flag(
    name: .long, help: "Practise with invented devices and files; no real site is touched.")
  var rehearsal = false
  @Flag(name: .long, help: "Print a file of answers with every question, and do nothing else.")
  var listQuestions = false
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    if listQuestions {
      return try common.console.give(RitualQuestion.list)
    }
    let console = common.console
    let answers = try answers.map { try RitualAnswers.read($0, console) }
    let rehearsal = try rehearsal ? Rehearsal(site, time, console) : nil
    let place = rehearsal?.site ?? site
    let session = try place.session(time, console)
    let text = RitualText(
      isRehearsal: session.identity.mode == .rehearsal, columns: Screen().columns(for: nil))
    let dialogue =
      Dialogue(answers, console, mark: text.mark)
    var moment = time
    // In a rehearsal time stands still unless somebody moves it: every command gets the same.
    if session.identity.mode == .rehearsal { moment.now = TimeText.iso8601(session.now) }
    let run = RitualRun(
      RitualContext(
        site: place, time: moment, common: common, dialogue: dialogue, text: text,
        rehearsal: rehearsal))
    do {
      try await run.carryOut(from: step)
    } catch RitualTurn.leave {
      dialogue.show("left; nothing is lost. Go on with: \(resuming(place))\n")
    }
    dialogue.warnOfUnused()
    try dialogue.finish(run.statuses)
  }

  /// The command that goes on from where the ledger stands.
  private func resuming(_ place: SiteOptions) -> String {
    var words = ["ritual"]
    if rehearsal { words.append("--rehearsal") }
    if let folder = place.site { words += ["--site", folder] }
    return ShellText.command(words)
  }

  private static func step(_ word: String) throws -> RitualStep {
    guard let step = RitualStep(rawValue: word) else {
      let words = RitualStep.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--step takes \(words), not '\(word)'")
    }
    return step
  }
}

extension RitualAnswers {
  private static let largest = 1 << 20

  /// Reads a file of answers.
  ///
  /// - Throws: ``ExitStatus``; the reason has been printed.
  static func read(_ path: String, _ console: Console) throws(ExitStatus) -> RitualAnswers {
    let bytes: [UInt8]
    do throws(ReadingError) {
      bytes = try Input.file(path).allBytes(limit: largest)
    } catch {
      console.error(error.description)
      throw .unreadable
    }
    do throws(LineFault) {
      return try RitualAnswers(String(decoding: bytes, as: UTF8.self))
    } catch {
      console.error("\(path):\(error.line): \(error.reason)")
      throw .usage
    }
  }
}
