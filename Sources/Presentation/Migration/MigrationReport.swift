public import Assessment
import LicenseFiles

/// One migration for the change board: before, after, the steps with their proofs, every hash, and what
/// is open.
public struct MigrationReport: JSONReport, PageReport, MarkdownReport, Sendable {
  let identity: SiteIdentity
  let run: MigrationRun
  /// The present, epoch seconds UTC.
  let now: Int64
  let toolVersion: String
  let head: ChainHead

  /// Creates a report.
  ///
  /// - Parameters:
  ///   - run: the migration.
  ///   - identity: the site.
  ///   - head: the end of the ledger.
  ///   - now: the present, epoch seconds UTC.
  ///   - toolVersion: the version of the tool.
  public init(
    _ run: MigrationRun, site identity: SiteIdentity, head: ChainHead, now: Int64,
    toolVersion: String
  ) {
    self.run = run
    self.identity = identity
    self.head = head
    self.now = now
    self.toolVersion = toolVersion
  }

  var title: String { "Migration \(run.number) of \(run.subject.title)" }

  /// Where it stands, in a word.
  var state: String { run.ending?.rawValue ?? "open" }

  /// Labels and values of the head.
  var facts: [(label: String, value: String)] {
    var facts = [
      ("device", run.subject.title), ("kind", "\(run.kind.rawValue): \(run.kind.title)"),
      ("state", state),
      ("begun", "\(TimeText.iso8601(run.startedAt)) by \(run.startedBy)"),
    ]
    func add(_ label: String, _ value: String?) { if let value { facts.append((label, value)) } }
    add("because", run.because)
    add("ended", run.endedAt.map { TimeText.iso8601($0) })
    add("ended because", run.endReason)
    add("release chosen", run.subject.target)
    add("release seen last", run.subject.release)
    add("change", run.subject.change)
    add("takes its place", run.subject.replacement?.description)
    add("ledger", head.text)
    return facts
  }

  /// What is still to be done or to be answered for.
  var openPoints: [String] {
    var points: [String] = []
    if run.isOpen {
      points += run.checklist.steps.filter { run.steps[$0.id] == nil && !$0.isOptional }
        .map { "\($0.id) is open: \($0.title.lowercasedFirst)" }
    }
    points += run.checklist.steps.filter { run.steps[$0.id] == nil && $0.isOptional }
      .map { "\($0.id) was not done: it is optional" }
    for step in handSteps {
      points.append("\(step.id) rests on a person's word: \(step.reason ?? "")")
    }
    points += run.comparison.rows.filter { !$0.isCovered }.map {
      "\($0.before.name): \($0.before.count) before, \($0.inUse ?? 0) in use, nothing said of the rest"
    }
    return points
  }

  var handSteps: [RecordedStep] {
    run.checklist.steps.compactMap { run.steps[$0.id] }.filter(\.isByHand)
  }

  /// Rows of the table of steps.
  var stepRows: [[String]] {
    run.checklist.steps.enumerated().map { index, step in
      let done = run.steps[step.id]
      return [
        String(index + 1), step.id, step.title, Self.word(done, step),
        done.map { TimeText.iso8601($0.time) } ?? "",
        done.map { $0.operatorName + ($0.witness.map { ", witness \($0)" } ?? "") } ?? "",
        [done?.reason, done?.seen, done?.code.map { "code: \($0)" }].compactMap(\.self)
          .joined(separator: "; "),
        "\(step.basis.certainty): \(step.basis.source)",
      ]
    }
  }

  static let stepColumns = [
    "#", "step", "what", "state", "recorded", "by", "proof or word", "known from",
  ]

  static func word(_ done: RecordedStep?, _ step: MigrationStep) -> String {
    guard let done else { return step.isOptional ? "not done (optional)" : "open" }
    return done.isByHand ? "BY HAND" : "proved"
  }

  /// Rows of the comparison.
  var entitlementRows: [[String]] {
    let comparison = run.comparison
    return comparison.rows.map { row in
      [
        row.before.name, row.before.entitlement ?? "", String(row.before.count),
        row.inUse.map { String($0) } ?? "-", row.released.map { String($0) } ?? "-",
        row.word, row.explanation ?? "",
      ]
    } + comparison.added.map { [EntitlementWording.name($0), "", "-", "yes", "-", "new", ""] }
  }

  static let entitlementColumns = [
    "entitlement", "tag or name", "before", "in use", "released", "state", "explanation",
  ]

  /// Every file, with the step that it proves.
  var evidenceRows: [(step: String, file: RecordedEvidence)] {
    run.checklist.steps.compactMap { run.steps[$0.id] }.flatMap { step in
      step.evidence.map { (step.id, $0) }
    }
  }

  static func moment(_ moment: MigrationMoment?) -> String {
    guard let moment else { return "no date" }
    let first = TimeText.iso8601(moment.earliest)
    return moment.earliest == moment.latest
      ? first : "\(first) to \(TimeText.iso8601(moment.latest))"
  }

  /// The migration as JSON.
  public var json: JSONText { MigrationData.json(identity, [run]) }

  /// The page in Markdown.
  public var markdown: String {
    var text = identity.mode == .rehearsal ? "**REHEARSAL: no real site**\n\n" : ""
    text += "# \(MarkdownText.escaped(title))\n\n"
    text += MarkdownText.table(["", ""], facts.map { [$0.label, $0.value] })
    text += "## Open points\n\n"
    text +=
      openPoints.isEmpty
      ? "none\n\n" : openPoints.map { "- \(MarkdownText.escaped($0))\n" }.joined() + "\n"
    text += "## Before and after\n\n" + MarkdownText.table(Self.entitlementColumns, entitlementRows)
    text += "## Steps\n\n" + MarkdownText.table(Self.stepColumns, stepRows)
    text += "## Evidence\n\n"
    text += MarkdownText.table(
      ["step", "file", "kind", "made", "SHA-256"],
      evidenceRows.map { step, file in
        [step, file.name, file.kind, Self.moment(file.moment), file.sha256]
      })
    text += "## Refused and not proved\n\n"
    text += MarkdownText.table(["time", "step", "by", "rule", "why"], refusalRows)
    return text
  }

  var refusalRows: [[String]] {
    run.refusals.map {
      [
        TimeText.iso8601($0.time), $0.step, $0.operatorName, $0.rule ?? "not proved", $0.reason,
      ]
    }
  }
}
