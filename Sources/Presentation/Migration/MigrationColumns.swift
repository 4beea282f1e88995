import Assessment
import LicenseFiles

/// The columns of the tables of a migration, on its page, in a wiki and on a terminal.
extension MigrationReport {
  /// A step with its place, and how it was done.
  typealias Step = (number: Int, step: MigrationStep, done: RecordedStep?)

  var steps: [Step] { Self.steps(run) }

  static func steps(_ run: MigrationRun) -> [Step] {
    run.checklist.steps.enumerated().map { ($0 + 1, $1, run.steps[$1.id]) }
  }

  static var number: Column<MigrationRun> { .number("migration") { $0.number }.keyed("migration") }
  static var host: Column<MigrationRun> {
    .text("host") { $0.subject.hostName }.keyed("host_name")
  }
  static var kind: Column<MigrationRun> { .text("kind") { $0.kind.rawValue }.keyed("kind") }

  private static var name: Column<Step> { .text("step") { $0.step.id }.whole.keyed("step") }

  static var state: Column<Step> {
    .text("state") { word($0) }.badge { step in
      guard let done = step.done else { return step.step.isOptional ? .plain : .unknown }
      return done.isByHand ? .attention : .good
    }.keyed("state") { $0.done.map { $0.isByHand ? "by-hand" : "proved" } ?? "open" }
  }
  static var optional: Column<Step> { .data("is_optional") { $0.step.isOptional } }
  static var recorded: Column<Step> {
    .moment("recorded", missing: "") { $0.done?.time }.keyed("recorded_at")
  }
  static var person: Column<Step> { .data("operator") { $0.done?.operatorName } }
  static var reason: Column<Step> { .data("reason") { $0.done?.reason } }
  static var seen: Column<Step> { .data("seen") { $0.done?.seen } }

  /// A step for a spreadsheet.
  static var stepData: [Column<Step>] {
    [
      name, state, optional, recorded, person, reason, seen,
      .data("evidence") {
        ($0.done?.evidence ?? []).map { "\($0.sha256) \($0.name)" }.joined(separator: "; ")
      },
    ]
  }

  static var stepColumns: [Column<Step>] {
    [
      .number("#") { $0.number }, name,
      .text("what") { $0.step.title },
      state, recorded,
      .text("by", missing: "") {
        $0.done.map { $0.operatorName + ($0.witness.map { ", witness \($0)" } ?? "") }
      },
      .text("proof or word", missing: "") { step in
        [step.done?.reason, step.done?.seen, step.done?.code.map { "code: \($0)" }]
          .compactMap(\.self).joined(separator: "; ")
      },
      .text("known from") { "\($0.step.basis.certainty): \($0.step.basis.source)" },
    ]
  }

  private static func word(_ step: Step) -> String {
    guard let done = step.done else { return step.step.isOptional ? "not done (optional)" : "open" }
    return done.isByHand ? "BY HAND" : "proved"
  }

  /// An entitlement of before with what became of it, or one that is new.
  typealias Compared = (name: String, row: EntitlementRow?)

  var entitlements: [Compared] { Self.entitlements(run.comparison) }

  static func entitlements(_ comparison: EntitlementComparison) -> [Compared] {
    comparison.rows.map { ($0.before.name, $0) }
      + comparison.added.map { (EntitlementWording.name($0), nil) }
  }

  static var entitlementColumns: [Column<Compared>] {
    [
      entitlement, .text("tag or name", missing: "") { $0.row?.before.entitlement }.whole, before,
      inUse, released,
      .text("state", missing: "new") { $0.row?.word }.badge { compared in
        compared.row?.word == "open" ? .bad : compared.row?.word == "explained" ? .attention : .good
      },
      .text("explanation", missing: "") { $0.row?.explanation },
    ]
  }

  /// For a terminal: the explanation stands with the state.
  static var entitlementLines: [Column<Compared>] {
    [
      entitlement, before, inUse, released,
      .text("state", missing: "new") { compared in
        compared.row.map { row in row.explanation.map { "\(row.word): \($0)" } ?? row.word }
      },
    ]
  }

  private static var entitlement: Column<Compared> { .text("entitlement") { $0.name }.whole }
  private static var before: Column<Compared> { .number("before") { $0.row?.before.count } }
  private static var inUse: Column<Compared> {
    .number("in use") { compared -> String? in
      guard let row = compared.row else { return "yes" }
      return row.inUse.map { String($0) }
    }
  }
  private static var released: Column<Compared> { .number("released") { $0.row?.released } }

  /// A file, with the step that it proves.
  typealias Evidence = (step: String, file: RecordedEvidence)

  var evidence: [Evidence] {
    run.checklist.steps.compactMap { run.steps[$0.id] }.flatMap { step in
      step.evidence.map { (step.id, $0) }
    }
  }

  static var evidenceColumns: [Column<Evidence>] {
    [
      .text("step") { $0.step }.whole, .text("file") { $0.file.name }.code,
      .text("kind") { $0.file.kind }, .text("made") { moment($0.file.moment) },
      .text("SHA-256") { $0.file.sha256 }.shown { .hash($0.file.sha256) },
    ]
  }

  private static func moment(_ moment: MigrationMoment?) -> String {
    guard let moment else { return "no date" }
    let first = TimeText.iso8601(moment.earliest)
    return moment.earliest == moment.latest
      ? first : "\(first) to \(TimeText.iso8601(moment.latest))"
  }

  static var refusalColumns: [Column<MigrationRefusal>] {
    [
      .moment("time") { $0.time }, .text("step") { $0.step }.whole,
      .text("by") { $0.operatorName }, .text("rule", missing: "not proved") { $0.rule }.code,
      .text("why") { $0.reason },
    ]
  }
}
