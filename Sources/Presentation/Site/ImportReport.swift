public import Assessment
public import LicenseFiles

/// What became of each ACK of an import, and what to type at the devices.
public struct ImportReport: Sendable {
  /// One file for one device.
  public struct Entry: Sendable {
    /// What became of it.
    public enum Outcome: Sendable, Hashable {
      /// It was staged.
      case staged
      /// The same bytes lie there already.
      case alreadyStaged
      /// It would be staged; this is a dry run.
      case wouldStage
      /// A person said that it was imported.
      case importedByHand
      /// A guard refused.
      case refused
      /// It is not what an import needs.
      case unusable
      /// The disk failed, with the reason.
      case failed(String)
    }

    /// The file as the user named it.
    public var file: String
    /// The device; nil when it is not known.
    public var device: UDI?
    /// What the site knows of it.
    public var record: DeviceRecord?
    /// What became of it.
    public var outcome: Outcome
    /// Why, and what is worth knowing.
    public var reasons: [Finding]
    /// What the guard said.
    public var verdict: ResetVerdict?
    /// True when a person went on against it.
    public var isOverridden = false
    /// SHA-256 of the bytes.
    public var sha256 = ""
    /// The number of bytes.
    public var byteCount: Int?
    /// The folder where it was staged.
    public var folder: String?
    /// Its name there.
    public var name: DeviceFileName?
    /// What to type.
    public var instructions: [DeviceInstruction] = []
    /// True when nobody said how the device reaches the folder.
    public var lacksOrigin = false

    /// Creates an entry.
    public init(file: String, device: UDI?, outcome: Outcome, _ reasons: [Finding]) {
      self.file = file
      self.device = device
      self.outcome = outcome
      self.reasons = reasons
    }

    /// True when the device's commands follow.
    public var isReady: Bool {
      switch outcome {
      case .staged, .alreadyStaged, .wouldStage: true
      case .importedByHand, .refused, .unusable, .failed: false
      }
    }

    /// True when it is ready and nothing is known that imports it.
    var hasNoCommands: Bool { isReady && !instructions.contains { $0.text.hasPrefix("license ") } }

    /// In a word.
    public var word: String {
      switch outcome {
      case .staged: "staged"
      case .alreadyStaged: "already-staged"
      case .wouldStage: "would-stage"
      case .importedByHand: "imported-by-hand"
      case .refused: "refused"
      case .unusable: "unusable"
      case .failed: "failed"
      }
    }
  }

  let now: Int64
  let isRehearsal: Bool
  let isDryRun: Bool
  let change: String?
  let place: String?
  var entries: [Entry] = []
  private var findings = FindingsReport(listsAll: false)

  /// An empty report.
  ///
  /// - Parameters:
  ///   - now: the present, epoch seconds UTC.
  ///   - isRehearsal: true for a site for practice.
  ///   - isDryRun: true when nothing is changed.
  ///   - change: the change number of the run sheet.
  ///   - place: the folder of the site, when commands have to name it.
  public init(
    now: Int64, isRehearsal: Bool, isDryRun: Bool, change: String?, place: String? = nil
  ) {
    self.now = now
    self.isRehearsal = isRehearsal
    self.isDryRun = isDryRun
    self.change = change
    self.place = place
  }

  /// Adds what matching found.
  public mutating func add(_ finding: Finding) { findings.add(finding) }

  /// Adds what became of a file.
  public mutating func add(_ entry: Entry) { entries.append(entry) }

  /// True when a finding of the match is at least this grave.
  public func reaches(_ severity: Severity) -> Bool { findings.reaches(severity) }

  /// A line for each file that was not staged, for the messages.
  public var complaints: [String] {
    entries.compactMap { entry in
      let why: String
      switch entry.outcome {
      case .refused, .unusable: why = entry.reasons.first.map { "\($0.id): \($0.message)" } ?? ""
      case .failed(let reason): why = reason
      case .staged, .alreadyStaged, .wouldStage, .importedByHand: return nil
      }
      let device = entry.device.map { " for \($0)" } ?? ""
      return "\(entry.file)\(device): \(entry.word): \(why)"
    }
  }

  static let noCommands =
    "not IOS XE: how it imports an ACK stands in the guide of the device, not here"

  static let serverNote =
    "SERVER stands for the machine that serves the folder; --origin puts it in"

  /// The report for a terminal.
  public var text: String {
    var text = isRehearsal ? RehearsalText.banner + "\n" : ""
    if isDryRun { text += "dry run: nothing was changed\n" }
    for entry in entries { text += Self.block(entry) }
    if entries.contains(where: { $0.isReady && $0.lacksOrigin }) {
      text += Self.serverNote + "\n"
    }
    let listed = findings.listed
    if !listed.isEmpty { text += "\n" + findings.text() }
    return text
  }

  private static func block(_ entry: Entry) -> String {
    func safe(_ text: String) -> String { TerminalText.escaped(text, limit: 400) }
    var text = "\(safe(entry.device?.description ?? "device not known"))  \(entry.word)"
    text += "  \(safe(entry.file))\n"
    if let place = DevicePlace.words(entry.record) { text += "    \(safe(place))\n" }
    if case .failed(let reason) = entry.outcome { text += "    \(safe(reason))\n" }
    for reason in entry.reasons {
      text += "    \(reason.severity.rawValue): \(reason.id): \(safe(reason.message))\n"
      if reason.severity > .note { text += "        \(safe(reason.remedy))\n" }
    }
    if case .refused = entry.outcome, let ends = entry.verdict?.countdown(now: 0)?.ends {
      text += "    clear at \(TimeText.iso8601(ends)); --wait waits for it\n"
    }
    if entry.isOverridden {
      text += "    the guard is overridden; the reason stands in the ledger\n"
    }
    guard entry.isReady, let name = entry.name, let folder = entry.folder else { return text }
    text += "    in \(safe(folder)) as \(name.text), \(entry.byteCount ?? 0) bytes\n"
    for instruction in entry.instructions {
      text += "    \(safe(instruction.text))\n"
      if let expects = instruction.expects { text += "        prints: \(safe(expects))\n" }
      if let note = instruction.note { text += "        \(safe(note))\n" }
    }
    if entry.hasNoCommands { text += "    \(noCommands)\n" }
    return text
  }

  /// `rumkit.import/1`.
  public var json: JSONText {
    .object([
      ("schema", .string("rumkit.import/1")), ("rehearsal", .bool(isRehearsal)),
      ("dry_run", .bool(isDryRun)), ("change", JSONText(change)),
      ("now", .string(TimeText.iso8601(now))),
      ("acks", .array(entries.map(Self.json))), ("findings", findings.json),
    ])
  }

  private static func json(_ entry: Entry) -> JSONText {
    var failure: String?
    if case .failed(let reason) = entry.outcome { failure = reason }
    let head: [(String, JSONText)] = [
      ("file", .string(entry.file)), ("udi_pid", JSONText(entry.device?.pid)),
      ("udi_serial_number", JSONText(entry.device?.serial)),
    ]
    let rest: [(String, JSONText)] = [
      ("outcome", .string(entry.word)),
      ("failure", JSONText(failure)),
      ("sha256", JSONText(entry.sha256.isEmpty ? nil : entry.sha256)),
      ("folder", JSONText(entry.folder)), ("name", JSONText(entry.name?.text)),
      ("bytes", JSONText(entry.byteCount)), ("guard", JSONText(entry.verdict?.word)),
      ("overridden", .bool(entry.isOverridden)),
      (
        "until",
        JSONText(entry.verdict?.countdown(now: 0).map { TimeText.iso8601($0.ends) })
      ),
      (
        "reasons",
        .array(entry.reasons.map(\.reason))
      ),
      (
        "commands",
        .array(
          entry.isReady
            ? entry.instructions.map(\.json) : [])
      ),
    ]
    return .object(head + DevicePlace.json(entry.record) + rest)
  }
}
