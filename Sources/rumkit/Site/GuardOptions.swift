import AirGap
import ArgumentParser
import Assessment
import Foundation
import LicenseFiles
import Presentation

/// What to do when the guard says no.
struct GuardOptions: ParsableArguments {
  @Flag(name: .long, help: "Wait with a countdown until the guard is clear, then go on.")
  var wait = false
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Go on against the guard; the reason stands in the ledger for ever.", valueName: "reason"))
  var overrideWait: String?

  func validate() throws {
    if overrideWait?.isEmpty == true { throw ValidationError("--override-wait needs a reason") }
    if wait, overrideWait != nil {
      throw ValidationError("--wait and --override-wait exclude each other")
    }
  }

  /// Neither waits nor overrides.
  static var none: GuardOptions { parseOrExit([]) }

  /// Checks what only shows together with the time.
  func validate(with time: TimeOptions) throws {
    if wait, time.now != nil {
      throw ValidationError("--wait watches this host's clock, so --now cannot be given")
    }
  }
}

/// Asks the factory-reset guard, and writes its refusals and overrides into the ledger.
struct ResetGate {
  let session: SiteSession
  let options: GuardOptions
  let console: Console
  /// The command that asks, for the ledger.
  let command: String
  /// False in a dry run: nothing is recorded and nobody waits.
  var records = true

  /// What the guard let through.
  struct Answer {
    let verdict: ResetVerdict
    /// True when a person went on against a refusal.
    let isOverridden: Bool
    /// The present of the answer, which is later than that of the command after a wait. Epoch seconds,
    /// UTC.
    let now: Int64

    /// True when the command may go on.
    var goesOn: Bool {
      if case .refused = verdict { return isOverridden }
      return true
    }

    /// In a word, for evidence.
    var word: String {
      switch verdict {
      case .clear: "clear"
      case .warning: "warning"
      case .refused: isOverridden ? "overridden" : "refused"
      }
    }
  }

  /// Asks about one device and its group.
  ///
  /// - Throws: ``ExitStatus/failed`` when the ledger fails.
  func ask(_ question: ResetQuestion, of device: UDI) throws(ExitStatus) -> Answer {
    var session = session
    var verdict = try judge(question, of: device, session)
    if options.wait, records {
      if session.identity.mode == .rehearsal {
        if case .refused = verdict {
          console.hint("in a rehearsal --now is the only clock, so there is nothing to wait for")
        }
      } else {
        while case .refused(let until?, _) = verdict {
          waitUntil(until, device)
          session = session.later(Int64(Date().timeIntervalSince1970))
          verdict = try judge(question, of: device, session)
        }
      }
    }
    guard case .refused(let until, let reasons) = verdict else {
      return Answer(verdict: verdict, isOverridden: false, now: session.now)
    }
    if records {
      // Notes explain; they do not refuse.
      let ids = reasons.filter { $0.severity > .note }.map(\.id)
      let details: [SiteDetail: String?] = [
        .command: command, .until: until.map { String($0) },
        .finding: ids.joined(separator: " "), .reason: options.overrideWait,
      ]
      let kind: SiteEventKind = options.overrideWait == nil ? .guardRefused : .guardOverridden
      try session.record([SiteEventDraft(kind, device, details)], console)
    }
    return Answer(
      verdict: verdict, isOverridden: options.overrideWait != nil, now: session.now)
  }

  /// Says what the guard found, with the moment at which a refusal ends.
  func say(_ answer: Answer, of device: UDI) {
    for reason in answer.verdict.reasons {
      let text = "\(reason.id): \(reason.message)"
      switch answer.verdict {
      case .refused where !answer.isOverridden: console.error(text)
      case .refused, .warning: console.warning(text)
      case .clear: console.hint(text)
      }
    }
    guard case .refused(let until, let reasons) = answer.verdict, !answer.isOverridden else {
      if answer.isOverridden {
        console.warning("\(device): the guard is overridden; the reason stands in the ledger")
      }
      return
    }
    if let until {
      console.hint("\(device): clear at \(TimeText.iso8601(until)); --wait waits for it")
    } else if let remedy = reasons.first?.remedy {
      console.hint("\(device): \(remedy)")
    }
  }

  private func judge(
    _ question: ResetQuestion, of device: UDI, _ session: SiteSession
  ) throws(ExitStatus) -> ResetVerdict {
    let facts = try session.read(console) { reader throws(LedgerError) in
      try reader.resetFacts(of: device)
    }
    return FactoryResetGuard.judge(
      question, facts, now: session.now, hostClock: session.author.clock)
  }

  /// Sleeps, with a countdown where a person looks at it.
  private func waitUntil(_ end: Int64, _ device: UDI) {
    let showsCountdown = isatty(2) == 1 && !console.isQuiet
    if !showsCountdown {
      console.hint("\(device): waiting until \(TimeText.iso8601(end))")
    }
    while true {
      let left = end - Int64(Date().timeIntervalSince1970)
      guard left > 0 else { break }
      if showsCountdown {
        let minutes = left / 60
        let seconds = left % 60
        console.progress("waiting for \(device): \(minutes) min \(seconds) s left")
      }
      sleep(UInt32(clamping: showsCountdown ? 1 : min(left, 30)))
    }
    if showsCountdown { console.progress(nil) }
  }
}

