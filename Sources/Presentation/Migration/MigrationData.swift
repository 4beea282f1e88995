public import Assessment
import LicenseFiles

/// Migrations as JSON: `rumkit.migration/1`.
public enum MigrationData {
  /// Migrations.
  public static func json(_ identity: SiteIdentity, _ runs: [MigrationRun]) -> JSONText {
    json(identity, runs, nil)
  }

  /// A migration, and what a try to record a step came to.
  public static func json(_ identity: SiteIdentity, _ attempt: MigrationAttempt) -> JSONText {
    json(identity, [attempt.run], attempt)
  }

  /// A migration that was begun.
  public static func json(_ identity: SiteIdentity, _ beginning: MigrationBeginning) -> JSONText {
    let run = beginning.attempt?.run ?? beginning.run
    return json(identity, [run].compactMap(\.self), beginning.attempt)
  }

  private static func json(
    _ identity: SiteIdentity, _ runs: [MigrationRun], _ attempt: MigrationAttempt?
  ) -> JSONText {
    .object(
      SiteHeading.json("rumkit.migration/1", identity)
        + (attempt.map { [("result", result($0.step, $0.result))] } ?? [])
        + [("migrations", .array(runs.map(migration)))])
  }

  /// One row for each step of each migration.
  public static func csv(_ identity: SiteIdentity, _ runs: [MigrationRun], isRaw: Bool) -> String {
    var rows = [
      SiteHeading.cells(identity, isHeading: true) + [
        "migration", "udi_pid", "udi_serial_number", "host_name", "kind", "step", "state",
        "is_optional", "recorded_at", "operator", "reason", "seen", "evidence",
      ]
    ]
    for run in runs {
      for step in run.checklist.steps {
        let done = run.steps[step.id]
        rows.append(
          SiteHeading.cells(identity, isHeading: false) + [
            String(run.number), run.subject.device.pid, run.subject.device.serial,
            run.subject.hostName ?? "", run.kind.rawValue, step.id, state(done),
            step.isOptional ? "true" : "false",
            done.map { TimeText.iso8601($0.time) } ?? "", done?.operatorName ?? "",
            done?.reason ?? "", done?.seen ?? "",
            (done?.evidence ?? []).map { "\($0.sha256) \($0.name)" }.joined(separator: "; "),
          ])
      }
    }
    return rows.map { CSVText.row($0, isRaw: isRaw) }.joined()
  }

  private static func state(_ done: RecordedStep?) -> String {
    done.map { $0.isByHand ? "by-hand" : "proved" } ?? "open"
  }

  /// What a try came to.
  private static func result(_ step: MigrationStep, _ result: MigrationResult) -> JSONText {
    var state = "recorded"
    var seen: [String] = []
    var missing: [MigrationResult.Missing] = []
    var files: [String] = []
    var finding: Finding?
    var until: Int64?
    switch result {
    case .recorded(_, let texts): seen = texts
    case .missing(let found):
      state = "not-proved"
      missing = found
    case .refused(let found, let file, _, let end):
      state = "refused"
      finding = found
      until = end
      files = [file].compactMap(\.self)
    case .needsDate(let names):
      state = "needs-date"
      files = names
    }
    return .object([
      ("step", .string(step.id)), ("state", .string(state)),
      ("seen", .array(seen.map { .string($0) })),
      (
        "missing",
        .array(
          missing.map { one in
            .object([
              ("what", .string(one.what)),
              ("shown_by", .array(one.shownBy.map { .string($0) })),
            ])
          })
      ),
      ("finding", finding.map(\.reason) ?? .null), ("files", .array(files.map { .string($0) })),
      ("until", JSONText(until.map { TimeText.iso8601($0) })),
    ])
  }

  private static func migration(_ run: MigrationRun) -> JSONText {
    let comparison = run.comparison
    return .object([
      ("migration", .integer(run.number)), ("kind", .string(run.kind.rawValue)),
      ("udi_pid", .string(run.subject.device.pid)),
      ("udi_serial_number", .string(run.subject.device.serial)),
      ("host_name", JSONText(run.subject.hostName)),
      ("replacement", JSONText(run.subject.replacement?.description)),
      ("target", JSONText(run.subject.target)), ("change", JSONText(run.subject.change)),
      ("state", .string(run.ending?.rawValue ?? "open")),
      ("started_at", .string(TimeText.iso8601(run.startedAt))),
      ("operator", .string(run.startedBy)),
      ("ended_at", JSONText(run.endedAt.map { TimeText.iso8601($0) })),
      ("end_reason", JSONText(run.endReason)),
      ("next", run.next.map { next($0) } ?? .null),
      ("steps", .array(run.checklist.steps.map { step($0, run) })),
      (
        "entitlements",
        .array(
          comparison.rows.map { row in
            .object([
              ("name", .string(row.before.name)), ("entitlement", JSONText(row.before.entitlement)),
              ("before", .integer(row.before.count)), ("reserved", .bool(row.before.isReserved)),
              ("in_use", JSONText(row.inUse)), ("released", JSONText(row.released)),
              ("explanation", JSONText(row.explanation)), ("state", .string(row.word)),
            ])
          })
      ),
      (
        "refusals",
        .array(
          run.refusals.map { refusal in
            .object([
              ("time", .string(TimeText.iso8601(refusal.time))), ("step", .string(refusal.step)),
              ("operator", .string(refusal.operatorName)), ("finding", JSONText(refusal.rule)),
              ("reason", .string(refusal.reason)), ("file", JSONText(refusal.file)),
            ])
          })
      ),
    ])
  }

  private static func next(_ step: MigrationStep) -> JSONText {
    .object([
      ("step", .string(step.id)),
      ("commands", .array(step.commands.map { .string($0.text) })),
      ("actions", .array(step.actions.map { .string($0) })),
      ("proved_by", .array(step.proof.map { .string($0.asks) })),
    ])
  }

  private static func step(_ step: MigrationStep, _ run: MigrationRun) -> JSONText {
    let done = run.steps[step.id]
    return .object([
      ("id", .string(step.id)), ("title", .string(step.title)), ("state", .string(state(done))),
      ("is_optional", .bool(step.isOptional)),
      ("basis", step.basis.json),
      ("needs", .array(step.needs.map { .string($0) })),
      ("recorded_at", JSONText(done.map { TimeText.iso8601($0.time) })),
      ("operator", JSONText(done?.operatorName)), ("witness", JSONText(done?.witness)),
      ("reason", JSONText(done?.reason)), ("seen", JSONText(done?.seen)),
      ("code", JSONText(done?.code)),
      (
        "evidence",
        .array(
          (done?.evidence ?? []).map { file in
            .object([
              ("file", .string(file.name)), ("sha256", .string(file.sha256)),
              ("kind", .string(file.kind)),
              ("earliest", JSONText(file.moment.map { TimeText.iso8601($0.earliest) })),
              ("latest", JSONText(file.moment.map { TimeText.iso8601($0.latest) })),
            ])
          })
      ),
    ])
  }
}
