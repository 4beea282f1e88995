import AirGap
import Assessment
import LicenseFiles
import Presentation

/// What a try to record a step came to, and the migration behind it.
struct MigrationAct {
  let result: MigrationResult
  let run: MigrationRun

  /// The status that belongs to it.
  var status: ExitStatus? {
    switch result {
    case .recorded: nil
    case .missing: .findings
    case .refused: .refused
    case .needsDate: .unreadable
    }
  }

  /// What goes to standard output.
  func text(_ step: MigrationStep, _ wording: MigrationText, byHand: String?) -> String {
    switch result {
    case .recorded(_, let seen): wording.recorded(step, of: run, seen: seen, byHand: byHand)
    case .missing(let missing): wording.missing(step, missing)
    case .refused, .needsDate: ""
    }
  }

  /// Says what was refused.
  func say(_ console: Console) {
    switch result {
    case .refused(let finding, _, _, let until):
      console.error("\(finding.id): \(finding.message)")
      if let until {
        console.hint("over at \(TimeText.iso8601(until))")
      } else {
        console.hint(finding.remedy)
      }
    case .needsDate(let files):
      for file in files { console.error("\(file) does not say when it was made") }
      console.hint("give the time with --at, or save the output again with show clock first")
    case .recorded, .missing: break
    }
  }
}

extension MigrationDesk {
  /// Tries to record a step. What came of it stands in the ledger, a refusal too.
  ///
  /// - Throws: ``ExitStatus/failed``; the reason has been said.
  func record(
    _ step: MigrationStep, of run: MigrationRun, evidence: [MigrationEvidence],
    words: MigrationWords, isDryRun: Bool
  ) throws(ExitStatus) -> MigrationAct {
    var site = try facts(run)
    var recording = MigrationRecording(
      step, of: run, evidence: evidence, words: words, site: site, now: present)
    let resets = recording.resetReading(known: try known(run))
    if let resets, recording.isAdmitted {
      if resets.lacksTime {
        return MigrationAct(result: .needsDate(evidence.map(\.name)), run: run)
      }
      if !isDryRun, !resets.events.isEmpty {
        try session.record(resets.events, console)
        site = try facts(run)
        recording = MigrationRecording(
          step, of: run, evidence: evidence, words: words, site: site, now: present)
      }
    }
    let result = recording.result
    guard !isDryRun else { return MigrationAct(result: result, run: run) }
    if case .recorded(let drafts, _) = result {
      try session.record(drafts, console)
    } else if let draft = recording.refusal(result) {
      try session.record([draft], console)
    }
    return MigrationAct(result: result, run: try reread(run))
  }

  private func known(_ run: MigrationRun) throws(ExitStatus) -> [ResetRecord] {
    try session.read(console) { reader throws(LedgerError) in
      try reader.resetFacts(of: run.subject.device).resets
    }
  }
}
