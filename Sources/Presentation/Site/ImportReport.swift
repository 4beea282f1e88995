public import Assessment
public import LicenseFiles

/// What became of each ACK of an import, and what to type at the devices.
public struct ImportReport: TextReport, JSONReport, Sendable {
  let outcome: ImportOutcome
  let change: String?
  let place: String?
  /// What became of it at the devices; nil where nothing was done there.
  private let visits: DeviceVisitsReport?
  private var findings = FindingsReport(listsAll: false)

  /// Reports an import.
  ///
  /// - Parameters:
  ///   - outcome: what became of it.
  ///   - change: the change number of the run sheet.
  ///   - visits: what became of it at the devices; nil where nothing was done there.
  ///   - place: the folder of the site, when commands have to name it.
  public init(
    _ outcome: ImportOutcome, change: String? = nil, visits: DeviceVisits? = nil,
    place: String? = nil
  ) {
    self.outcome = outcome
    self.visits = visits.map { DeviceVisitsReport($0, place: place) }
    self.change = change
    self.place = place
    for finding in outcome.findings { findings.add(finding) }
  }

  /// True when a finding of the match is at least this grave.
  public func reaches(_ severity: Severity) -> Bool { findings.reaches(severity) }

  /// How many warnings and errors the text has; nil where it has none.
  public var gravity: String? { findings.reaches(.warning) ? findings.countsText : nil }

  /// A short line for each file that was not staged, for the messages; the text has the whole.
  public var complaints: [String] {
    outcome.entries.compactMap { entry in
      guard entry.kind != .done else { return nil }
      let why = entry.reasons.first?.id ?? entry.failure ?? ""
      let device = entry.device.map { " for \($0)" } ?? ""
      return "\(entry.file)\(device): \(entry.word): \(why)"
    }
  }

  static let noCommands =
    "not IOS XE: the guide of the device says how it imports an ACK"

  static let serverNote =
    "replace SERVER with the machine that serves the folder; --origin fills it in"

  /// The report for a terminal.
  package func draft(_ layout: Layout) -> String {
    guard change == nil else { return runSheet }
    var text = outcome.isRehearsal ? RehearsalText.banner + "\n" : ""
    if outcome.isDryRun { text += "dry run: nothing was changed\n" }
    var remedies = Remedies()
    for entry in outcome.entries {
      text += Self.block(entry, &remedies, types: visits == nil)
    }
    if let visits {
      text += "\n" + visits.blocks + visits.countsText + "\n"
    } else if outcome.entries.contains(where: { $0.isReady && $0.lacksOrigin }) {
      text += Self.serverNote + "\n"
    }
    let listed = findings.listed
    if !listed.isEmpty { text += "\n" + findings.draft(layout) }
    return text
  }

  private static func block(
    _ entry: ImportOutcome.Entry, _ remedies: inout Remedies, types: Bool
  ) -> String {
    func safe(_ text: String) -> String { TerminalText.escaped(text, limit: 400) }
    var text = "\(safe(entry.device?.description ?? "device not known"))  \(entry.word)"
    text += "  \(safe(entry.file))\n"
    if let place = DevicePlace.words(entry.record) { text += "    \(safe(place))\n" }
    if let policy = entry.policy { text += "    carries policy \(safe(policy))\n" }
    if case .provedBefore = entry.outcome {
      text +=
        "    the device has proved this import already: the ACK is matched and the cycle is closed; there is "
        + "nothing to import\n"
    }
    if case .awaitsProof = entry.outcome {
      text += "    the device imported it, and nothing proves it yet: it is not imported again\n"
    }
    if let reason = entry.failure { text += "    \(safe(reason))\n" }
    for reason in entry.reasons {
      text += "    \(reason.severity.rawValue): \(reason.id): \(safe(reason.message))\n"
      if reason.severity > .note { text += remedies.line(reason.remedy, indent: 8) }
    }
    if case .refused = entry.outcome, let ends = entry.verdict?.countdown(now: 0)?.ends {
      text += "    clear at \(TimeText.iso8601(ends)); --wait waits for it\n"
    }
    if entry.isOverridden {
      text += "    the guard is overridden; the reason is kept in the ledger\n"
    }
    guard entry.isReady, let name = entry.name, let folder = entry.folder else { return text }
    text += "    in \(safe(folder)) as \(name.text), \(entry.byteCount ?? 0) bytes\n"
    for place in entry.displaced {
      text += "    an earlier ACK with this name, not known to be imported, is now \(safe(place))\n"
    }
    // What was typed at the device is told there.
    for instruction in types ? entry.instructions : [] {
      text += "    \(WrappedText.command(safe(instruction.text)))\n"
      if let expects = instruction.expects { text += "        prints: \(safe(expects))\n" }
      if let note = instruction.note { text += "        \(safe(note))\n" }
    }
    if entry.hasNoCommands { text += "    \(noCommands)\n" }
    return text
  }

  /// `rumkit.import/1`.
  public var json: JSONText {
    .fields([
      "schema": "rumkit.import/1", "rehearsal": outcome.isRehearsal, "dry_run": outcome.isDryRun,
      "change": change, "now": TimeText.iso8601(outcome.now),
      "acks": outcome.entries.map(Self.json), "devices": visits.map { $0.list },
      "findings": findings.json,
    ])
  }

  private static func json(_ entry: ImportOutcome.Entry) -> JSONText {
    .fields([
      "file": entry.file, "udi_pid": entry.device?.pid, "udi_serial_number": entry.device?.serial,
      "": DevicePlace.json(entry.record), "outcome": entry.word, "failure": entry.failure,
      "sha256": entry.sha256.isEmpty ? nil : entry.sha256, "folder": entry.folder,
      "name": entry.name?.text, "displaced": entry.displaced, "policy": entry.policy,
      "bytes": entry.byteCount,
      "guard": entry.verdict?.word,
      "overridden": entry.isOverridden,
      "until": entry.verdict?.countdown(now: 0).map { TimeText.iso8601($0.ends) },
      "reasons": entry.reasons.map(\.reason),
      "commands": entry.isReady ? entry.instructions.map(\.json) : [],
    ])
  }
}
