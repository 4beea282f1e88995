public import Assessment
public import LicenseFiles

/// What the commands of `migrate` say on a terminal.
public struct MigrationText: Sendable {
  private let identity: SiteIdentity
  /// The current time, epoch seconds UTC.
  private let now: Int64

  /// For one site at one moment.
  public init(_ identity: SiteIdentity, now: Int64) {
    self.identity = identity
    self.now = now
  }

  /// The line of a rehearsal; empty for a real site.
  public var heading: String { identity.rehearsalLine }

  private func plain(_ text: String, limit: Int = 600) -> String {
    TerminalText.escaped(text, limit: limit)
  }

  // MARK: One step

  /// The head of a migration: its number, its device and its kind.
  func head(_ run: MigrationRun) -> String {
    "migration \(run.number)  \(plain(run.subject.title))  \(run.kind.title)\n"
  }

  /// The next step, ready to paste.
  ///
  /// - Parameters:
  ///   - run: the migration.
  ///   - due: the step to show; nil for the one that is due.
  ///   - until: when a wait is over, epoch seconds UTC; nil without one.
  ///   - guarded: why the factory-reset guard holds the step up: its commands are not shown then.
  ///   - device: how the command line names the device.
  public func next(
    _ run: MigrationRun, showing due: MigrationStep? = nil, until: Int64? = nil,
    guarded: Finding? = nil, device: String
  ) -> String {
    var text = heading + head(run)
    guard let step = due ?? run.next else {
      return text + ending(run)
    }
    let checklist = run.checklist
    text +=
      "step \(checklist.number(of: step.id) ?? 0) of \(checklist.steps.count): \(step.id)"
      + (step.isOptional ? " (optional)" : "") + "\n"
    text += "  \(step.title)\n"
    var lines = LabelledLines()
    lines.add("  why", step.why)
    if let wait = step.wait { lines.add("  wait", waiting(wait, until)) }
    lines.add("  expected", step.expected)
    for condition in step.proof { lines.add("  proved by", condition.asks) }
    if let risk = step.risk { lines.add("  risk", risk) }
    lines.add("  way back", step.wayBack)
    lines.add("  source", "\(step.basis.certainty): \(step.basis.source)")
    text += lines.text
    if let guarded {
      text += "not yet: \(guarded.id): \(plain(guarded.message))\n"
      text += "  \(plain(guarded.remedy))\n"
      return text
    }
    if !step.commands.isEmpty { text += "at the device:\n" + Self.paste(step.commands) }
    if !step.actions.isEmpty {
      text += "elsewhere:\n" + step.actions.map { "  - \(plain($0))\n" }.joined()
    }
    return text + "then:\n"
      + then(step, run, device).map { "  \(WrappedText.command($0))\n" }.joined()
  }

  private func waiting(_ wait: MigrationWait, _ until: Int64?) -> String {
    let length = wait == .counting ? "up to 8 hours" : "one hour"
    guard let until else { return length }
    guard now < until else { return "\(length); over at \(TimeText.iso8601(until)): show it" }
    let left = until - now
    return
      "\(length); over at \(TimeText.iso8601(until)), \(left / 3600) h \(left % 3600 / 60) min left"
  }

  private func then(_ step: MigrationStep, _ run: MigrationRun, _ device: String) -> [String] {
    let words = ["migrate", "record", step.id, "--device", device]
    let proof = step.proof
    func command(_ more: [String]) -> String { ShellText.command(words + more) }
    if proof.contains(.targetChosen) { return [command(["--target", "RELEASE"])] }
    if proof.contains(.changeNumbered) { return [command(["--change", "NUMBER"])] }
    if proof.contains(where: { if case .seenByPerson = $0 { true } else { false } }) {
      return [command(["--by-hand", step.isOptional ? "left out: REASON" : "WHAT YOU SAW"])]
    }
    if proof.contains(.usageCarried) || proof.contains(.replacementRegistered) {
      return [command([])]
    }
    var lines = [command(["--evidence", "FILE"])]
    if step.isOptional { lines.append(command(["--by-hand", "left out: REASON"])) }
    return lines
  }

  /// Commands as they are pasted: notes are comments, which IOS skips.
  static func paste(_ commands: [DeviceInstruction]) -> String {
    var page = ConfigurationPage()
    var isConfiguring = false
    for command in commands {
      let configures = command.mode == .configuration
      if configures != isConfiguring { page.line(configures ? "configure terminal" : "end") }
      isConfiguring = configures
      page.line(command.text)
      if let expects = command.expects { page.comment("expect: \(expects)") }
      if let note = command.note { page.comment(note) }
      if command.basis.certainty == "unverified" {
        page.comment("unverified: \(command.basis.source)")
      }
    }
    if isConfiguring { page.line("end") }
    return page.text
  }

  private func ending(_ run: MigrationRun) -> String {
    guard let ending = run.ending else { return "every step is recorded\n" }
    return "\(ending.rawValue) at \(run.endedAt.map { TimeText.iso8601($0) } ?? "an unknown time")"
      + (run.endReason.map { ", because \(plain($0))" } ?? "") + "\n"
  }

  // MARK: What was done

  /// After `start`.
  private func started(_ run: MigrationRun) -> String {
    heading + head(run)
      + (run.because.map { "because: \(plain($0))\n" } ?? "")
  }

  /// After the wish to begin a migration.
  public func begun(_ beginning: MigrationBeginning) -> String {
    guard let run = beginning.run else {
      return "would begin: \(beginning.kind.rawValue), "
        + "\(TerminalText.escaped(beginning.because))\n"
    }
    return started(run)
      + (beginning.attempt.map(attempted) ?? "next: \(run.next?.id ?? "")\n")
  }

  /// After a try to record a step; empty when it was refused.
  public func attempted(_ attempt: MigrationAttempt) -> String {
    switch attempt.result {
    case .recorded(_, let seen):
      recorded(attempt.step, of: attempt.run, seen: seen, byHand: attempt.byHand)
    case .missing(let missing): self.missing(attempt.step, missing)
    case .refused, .needsDate: ""
    }
  }

  /// After captures of many devices were compared with what is open.
  public func advanced(_ outcome: MigrationAdvances) -> String {
    var text = heading
    for advance in outcome.advances {
      text += "\(TerminalText.escaped(advance.run.subject.title))\n"
      for proof in advance.proved {
        let what =
          proof.seen.isEmpty
          ? "" : ": " + TerminalText.escaped(proof.seen.joined(separator: ", "))
        text += "  recorded \(proof.step.id)\(what)\n"
      }
      if let end = advance.end { text += "  next \(end.step.id)\(Self.reason(end.result))\n" }
    }
    return text + "\(outcome.provedCount) steps recorded\n"
  }

  private static func reason(_ result: MigrationResult) -> String {
    switch result {
    case .recorded: ""
    case .missing(let missing):
      ": not shown yet: " + TerminalText.escaped(missing.map(\.what).joined(separator: ", "))
    case .refused(let finding, _, _, _):
      ": \(finding.id): " + TerminalText.escaped(finding.message)
    case .needsDate(let files):
      ": no date in " + TerminalText.escaped(files.joined(separator: ", "))
    }
  }

  /// After a step was recorded.
  private func recorded(
    _ step: MigrationStep, of run: MigrationRun, seen: [String], byHand: String?
  )
    -> String
  {
    var text = ""
    text += "recorded: \(step.id)" + (byHand == nil ? "" : ", BY HAND") + "\n"
    for line in seen { text += "  proved: \(plain(line))\n" }
    if let byHand { text += "  by hand: \(plain(byHand))\n" }
    if step.proof.contains(.entitlementsCovered) { text += comparison(run) }
    if run.isOpen {
      text += run.next.map { "next: \($0.id) (\($0.title.lowercasedFirst))\n" } ?? ""
    } else {
      text += "the migration is " + ending(run)
    }
    return text
  }

  /// What a step lacks.
  private func missing(_ step: MigrationStep, _ missing: [MigrationResult.Missing]) -> String {
    var text = "not proved: \(step.id)\n"
    for one in missing {
      text += "  missing: \(plain(one.what))\n"
      if !one.shownBy.isEmpty {
        text += "    shown by: \(plain(one.shownBy.joined(separator: ", ")))\n"
      }
    }
    return text
  }

  /// Before and after.
  func comparison(_ run: MigrationRun, _ columns: Int? = nil) -> String {
    let rows = MigrationReport.entitlements(run.comparison)
    return Table(rows, MigrationReport.entitlementLines).text(indent: 2, columns: columns)
  }
}

extension String {
  /// For the middle of a sentence.
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
