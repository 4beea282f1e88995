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
    .fields([
      "": SiteHeading.json("rumkit.migration/1", identity),
      "": JSONText.object((attempt.map { [("result", result($0.step, $0.result))] } ?? [])),
      "migrations": runs.map(migration),
    ])
  }

  /// One row for each step of each migration.
  public static func csv(_ identity: SiteIdentity, _ runs: [MigrationRun], isRaw: Bool) -> String {
    typealias Done = (run: MigrationRun, step: MigrationReport.Step)
    let run: [Column<MigrationRun>] = [
      MigrationReport.number, .data("udi_pid") { $0.subject.device.pid },
      .data("udi_serial_number") { $0.subject.device.serial }, MigrationReport.host,
      MigrationReport.kind,
    ]
    let rows = runs.flatMap { run in
      MigrationReport.steps(run).map { (run: run, step: $0) }
    }
    return CSVTable<Done>(
      of: identity,
      run.map { column in column.of { $0.run } }
        + MigrationReport.stepData.map { column in column.of { $0.step } }
    ).text(rows, isRaw: isRaw)
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
    return .fields([
      "step": step.id, "state": state, "seen": seen,
      "missing": missing.map { one in
        JSONText.fields(["what": one.what, "shown_by": one.shownBy])
      }, "finding": finding.map(\.reason), "files": files,
      "until": until.map { TimeText.iso8601($0) },
    ])
  }

  private static func migration(_ run: MigrationRun) -> JSONText {
    let comparison = run.comparison
    return .fields([
      "": [MigrationReport.number, MigrationReport.kind].json(run), "": run.subject.device,
      "": [MigrationReport.host].json(run), "replacement": run.subject.replacement?.description,
      "target": run.subject.target, "change": run.subject.change,
      "state": run.ending?.rawValue ?? "open", "started_at": TimeText.iso8601(run.startedAt),
      "operator": run.startedBy, "ended_at": run.endedAt.map { TimeText.iso8601($0) },
      "end_reason": run.endReason, "next": run.next.map { next($0) },
      "steps": MigrationReport.steps(run).map(step),
      "entitlements": comparison.rows.map { row in
        JSONText.fields([
          "name": row.before.name, "entitlement": row.before.entitlement,
          "before": row.before.count, "reserved": row.before.isReserved, "in_use": row.inUse,
          "released": row.released, "explanation": row.explanation, "state": row.word,
        ])
      },
      "refusals": run.refusals.map { refusal in
        JSONText.fields([
          "time": TimeText.iso8601(refusal.time), "step": refusal.step,
          "operator": refusal.operatorName, "finding": refusal.rule, "reason": refusal.reason,
          "file": refusal.file,
        ])
      },
    ])
  }

  private static func next(_ step: MigrationStep) -> JSONText {
    .fields([
      "step": step.id, "commands": step.commands.map(\.text),
      "actions": step.actions, "proved_by": step.proof.map(\.asks),
    ])
  }

  private static func step(_ one: MigrationReport.Step) -> JSONText {
    let (_, step, done) = one
    return .fields([
      "id": step.id, "title": step.title,
      "": [MigrationReport.state, MigrationReport.optional].json(one), "basis": step.basis.json,
      "needs": step.needs,
      "": [MigrationReport.recorded, MigrationReport.person].json(one), "witness": done?.witness,
      "": [MigrationReport.reason, MigrationReport.seen].json(one), "code": done?.code,
      "evidence": (done?.evidence ?? []).map { file in
        JSONText.fields([
          "file": file.name, "sha256": file.sha256, "kind": file.kind,
          "earliest": file.moment.map { TimeText.iso8601($0.earliest) },
          "latest": file.moment.map { TimeText.iso8601($0.latest) },
        ])
      },
    ])
  }
}
