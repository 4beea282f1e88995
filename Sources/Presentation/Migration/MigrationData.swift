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
    let rows = runs.flatMap { run in
      run.checklist.steps.map { (run: run, step: $0, done: run.steps[$0.id]) }
    }
    return CSVTable<(run: MigrationRun, step: MigrationStep, done: RecordedStep?)>(
      of: identity,
      [
        "migration": { $0.run.number }, "udi_pid": { $0.run.subject.device.pid },
        "udi_serial_number": { $0.run.subject.device.serial },
        "host_name": { $0.run.subject.hostName }, "kind": { $0.run.kind.rawValue },
        "step": { $0.step.id }, "state": { state($0.done) },
        "is_optional": { $0.step.isOptional },
        "recorded_at": { $0.done.map { TimeText.iso8601($0.time) } },
        "operator": { $0.done?.operatorName }, "reason": { $0.done?.reason },
        "seen": { $0.done?.seen },
        "evidence": {
          ($0.done?.evidence ?? []).map { "\($0.sha256) \($0.name)" }.joined(separator: "; ")
        },
      ]
    ).text(rows, isRaw: isRaw)
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
      "migration": run.number, "kind": run.kind.rawValue, "": run.subject.device,
      "host_name": run.subject.hostName, "replacement": run.subject.replacement?.description,
      "target": run.subject.target, "change": run.subject.change,
      "state": run.ending?.rawValue ?? "open", "started_at": TimeText.iso8601(run.startedAt),
      "operator": run.startedBy, "ended_at": run.endedAt.map { TimeText.iso8601($0) },
      "end_reason": run.endReason, "next": run.next.map { next($0) },
      "steps": run.checklist.steps.map { step($0, run) },
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

  private static func step(_ step: MigrationStep, _ run: MigrationRun) -> JSONText {
    let done = run.steps[step.id]
    return .fields([
      "id": step.id, "title": step.title, "state": state(done), "is_optional": step.isOptional,
      "basis": step.basis.json, "needs": step.needs,
      "recorded_at": done.map { TimeText.iso8601($0.time) }, "operator": done?.operatorName,
      "witness": done?.witness, "reason": done?.reason, "seen": done?.seen, "code": done?.code,
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
