public import Assessment
import LicenseFiles

/// One migration for the change board: before, after, the steps with their proofs, every hash, and what
/// is open.
public struct MigrationReport: JSONReport, PageReport, MarkdownReport, Sendable {
  let identity: SiteIdentity
  let run: MigrationRun
  /// The current time, epoch seconds UTC.
  let now: Int64
  let toolVersion: String
  let head: ChainHead

  /// Creates a report.
  ///
  /// - Parameters:
  ///   - run: the migration.
  ///   - identity: the site.
  ///   - head: the end of the ledger.
  ///   - now: the current time, epoch seconds UTC.
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
      "\($0.before.name): \($0.before.count) before, \($0.inUse ?? 0) in use, nothing recorded about the rest"
    }
    return points
  }

  var handSteps: [RecordedStep] {
    run.checklist.steps.compactMap { run.steps[$0.id] }.filter(\.isByHand)
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
    text += "## Before and after\n\n" + Table(entitlements, Self.entitlementColumns).markdown
    text += "## Steps\n\n" + Table(steps, Self.stepColumns).markdown
    text += "## Evidence\n\n"
    text += Table(evidence, Self.evidenceColumns).markdown
    text += "## Refused and not proved\n\n"
    text += Table(run.refusals, Self.refusalColumns).markdown
    return text
  }
}
