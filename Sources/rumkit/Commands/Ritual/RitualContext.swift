import AirGap
import ArgumentParser
import Assessment
import Foundation
import LicenseFiles
import Presentation

/// What every step of a ritual works with: the site, the current time, the person, the dialogue.
struct RitualContext {
  let site: SiteOptions
  let time: TimeOptions
  let common: CommonOptions
  let dialogue: Dialogue
  let text: RitualText
  /// nil in a real site.
  let rehearsal: Rehearsal?

  var console: Console { common.console }

  /// Opens the site; the current time is that of this moment.
  ///
  /// - Throws: ``ExitStatus/failed``; the reason has been printed.
  ///
  /// - Parameter witness: who watches; nil for who watches the whole.
  func session(witness: String? = nil) throws(ExitStatus) -> SiteSession {
    var acting = site.acting(time)
    acting.witness = witness ?? acting.witness
    return try console.errand(site.place.session(for: .recording, acting, console.tell))
  }

  /// Where the ledger stands now.
  ///
  /// - Throws: ``ExitStatus/failed``; the reason has been printed.
  func plan() throws(ExitStatus) -> RitualPlan {
    let session = try session()
    return RitualPlan(try console.errand(session.history()), now: session.now)
  }

  /// Shows text on standard output.
  func show(_ text: String) { dialogue.show(text) }

  /// What a command takes from the ritual.
  enum Passing {
    /// Nothing: it looks at files.
    case nothing
    /// The current time.
    case time
    /// The current time, the site and the person.
    case site
  }

  /// Does what a command does, and shows how it would be typed.
  ///
  /// - Parameters:
  ///   - words: the command, for a person who wants to type it.
  ///   - act: does it.
  /// - Returns: its exit status; what it had to say has been printed.
  func perform(
    _ words: [String], _ passing: Passing, witness: String? = nil,
    _ act: () async throws -> [ExitStatus]
  ) async -> ExitStatus {
    show(text.byHand(whole(words, passing, witness: witness)))
    do {
      return ExitStatus.winner(try await act()) ?? .done
    } catch let status as ExitStatus {
      return status
    } catch {
      console.error("\(error)")
      return .usage
    }
  }

  /// The command with what it takes from the ritual.
  private func whole(_ words: [String], _ passing: Passing, witness: String?) -> [String] {
    var words = words
    if passing == .site {
      if let folder = site.site { words += ["--site", folder] }
      if let name = site.operatorName { words += ["--operator", name] }
      if let name = witness ?? site.witness { words += ["--witness", name] }
    }
    if passing != .nothing, let now = time.now { words += ["--now", now] }
    if common.quiet { words.append("--quiet") }
    if common.verbose { words.append("--verbose") }
    if common.color != .auto { words += ["--color", common.color.rawValue] }
    return words
  }

  /// How results are written here.
  var delivery: Delivery { Delivery(common) }
}
