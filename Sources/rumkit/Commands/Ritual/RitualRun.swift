import AirGap
import Assessment
import Foundation
import LicenseFiles
import Presentation

/// One run of the ritual: step after step, until the end or until the person leaves.
final class RitualRun {
  let context: RitualContext
  /// What the exit status has to report: failures that the person left as they are.
  private(set) var statuses: [ExitStatus] = []

  // Choices of this run. They are asked again in the next one; what happened stands in the ledger.

  /// The cycles to do now.
  var chosen: [RitualPlan.Entry]?
  /// The usage files that came from the devices.
  var usage: [String] = []
  /// The ACKs that came back.
  var acks: [String] = []
  /// Why they may be matched by their names.
  var acceptNames: String?

  init(_ context: RitualContext) { self.context = context }

  var dialogue: Dialogue { context.dialogue }
  var text: RitualText { context.text }

  func show(_ text: String) { context.show(text) }

  /// Leads through the steps.
  ///
  /// - Parameter first: where to begin; nil to ask.
  /// - Throws: ``RitualTurn/leave`` when the person leaves, ``ExitStatus`` when it cannot go on.
  func carryOut(from first: RitualStep?) async throws {
    let plan = try context.plan()
    let session = try context.session()
    show(text.overview(plan, site: session.identity, now: session.now))
    guard first != nil || plan.next != nil || plan.entries.isEmpty else {
      show(text.end(plan) + "to begin before anything is due: rumkit ritual --step due\n")
      return
    }
    var step = try first ?? begin(plan)
    var visited: [RitualStep] = []
    var isBack = false
    while true {
      do {
        let cameBack = isBack
        isBack = false
        if try await carryOut(step) {
          // The guard asks nothing, so nobody wants to go back to it.
          if step != .guardian { visited.append(step) }
        } else if step == first || cameBack {
          show("\(text.mark)nothing waits at the step \(step.rawValue)\n")
          // Else it would come straight back to where somebody wanted to go back from.
          if cameBack, let earlier = visited.popLast() ?? step.previous {
            (step, isBack) = (earlier, true)
            continue
          }
        }
      } catch RitualTurn.back {
        if let last = visited.popLast() ?? step.previous {
          (step, isBack) = (last, true)
        } else {
          show(text.nothingBefore)
        }
        continue
      } catch RitualTurn.again {
        continue
      } catch RitualTurn.go(let other) {
        step = other
        continue
      } catch RitualTurn.skip {
        visited.append(step)
        show("\(text.mark)skipped: \(step.rawValue)\n")
        if step == .due { try chooseWhatIsDue() }
      }
      guard let next = step.next else { break }
      step = next
    }
    show(text.end(try context.plan()))
    if let folder = context.rehearsal?.site.site { show(text.rehearsalFolder(folder)) }
  }

  /// Where the person wants to begin.
  private func begin(_ plan: RitualPlan) throws -> RitualStep {
    let suggestion = plan.next ?? .due
    do {
      return try dialogue.ask(.start, suggestion: suggestion.rawValue) { text in
        guard let step = RitualStep(rawValue: text.lowercased()) else {
          let words = RitualStep.allCases.map(\.rawValue).joined(separator: ", ")
          throw AnswerRefusal("no such step: say \(words)")
        }
        return step
      }
    } catch RitualTurn.back {
      show("\(text.mark)nothing comes before this: it begins at the step \(suggestion.rawValue)\n")
      return suggestion
    } catch RitualTurn.skip {
      return suggestion.next ?? suggestion
    }
  }

  /// Carries out one step.
  ///
  /// - Returns: false when nothing waits at it.
  private func carryOut(_ step: RitualStep) async throws -> Bool {
    switch step {
    case .due: try due()
    case .guardian: try guardian()
    case .commands: try commands()
    case .files: try await files()
    case .pack: try await pack()
    case .carry: try await carry()
    case .portal: try await portal()
    case .acks: try await takeAcks()
    case .importing: try await importAcks()
    case .confirm: try await confirm()
    }
  }

  // MARK: What steps share

  /// Notes a failure that the person left as it is.
  func leaveAsItIs(_ status: ExitStatus) { statuses.append(status) }

  /// Says what a status means.
  func explain(_ status: ExitStatus) {
    context.console.warning(RitualText.meaning(ofStatus: status.rawValue))
  }

  /// Stops where a command failed: only the person says how it goes on.
  ///
  /// - Throws: ``RitualTurn``.
  func settle(_ status: ExitStatus) throws {
    guard status != .done else { return }
    explain(status)
    do {
      try dialogue.ask(.failed, suggestion: nil) { text in
        guard text.lowercased() == "again" else {
          throw AnswerRefusal("say again, skip, back or quit")
        }
      }
    } catch RitualTurn.back {
      throw RitualTurn.back
    } catch let turn as RitualTurn {
      leaveAsItIs(status)
      throw turn
    }
    throw RitualTurn.again
  }

  /// Asks for files and folders that are there.
  func askPaths(_ question: RitualQuestion, suggestion: String?) throws -> [String] {
    try dialogue.ask(question, suggestion: suggestion) { text in
      let words: [String]
      do throws(LineFault) {
        words = try AnswerWords.split(text)
      } catch {
        throw AnswerRefusal(error.reason)
      }
      let paths = try words.map { word in
        guard word != "-" else {
          throw AnswerRefusal("standard input is the dialogue here: name files")
        }
        if word.hasPrefix("-") { return "./" + word }
        return word.hasPrefix("~/") ? ThisHost.home + word.dropFirst() : word
      }
      if let missing = InputWalker(paths).missing.first {
        throw AnswerRefusal(missing.description)
      }
      return paths
    }
  }
}
