public import Assessment
import LicenseFiles

extension MigrationText {
  /// Every migration, one a line.
  public func list(_ runs: [MigrationRun]) -> String {
    guard !runs.isEmpty else { return heading + "no migration was begun\n" }
    var table = TextTable(
      ["migration", "device", "host", "kind", "steps", "by hand", "refused", "state"],
      [.right, .left, .left, .left, .right, .right, .right, .left])
    for run in runs {
      table.add([
        String(run.number), run.subject.device.description, run.subject.hostName ?? "-",
        run.kind.rawValue, "\(run.steps.count)/\(run.checklist.steps.count)",
        String(run.steps.values.count { $0.isByHand }),
        String(run.refusals.count { $0.rule != nil }), state(run),
      ])
    }
    return heading + table.text()
  }

  private func state(_ run: MigrationRun) -> String {
    if let ending = run.ending { return ending.rawValue }
    return run.next.map { "next \($0.id)" } ?? "open"
  }

  /// One migration, step by step.
  public func detail(_ run: MigrationRun) -> String {
    var text = heading + head(run)
    text +=
      "begun \(TimeText.iso8601(run.startedAt)) by \(TerminalText.escaped(run.startedBy)); \(state(run))\n"
    for step in run.checklist.steps {
      guard let done = run.steps[step.id] else {
        let mark = run.next?.id == step.id ? "[>]" : "[ ]"
        text += "\(mark) \(step.id)" + (step.isOptional ? " (optional)" : "") + "\n"
        continue
      }
      text += done.isByHand ? "[h] " : "[x] "
      text +=
        "\(step.id)  \(TimeText.iso8601(done.time))  \(TerminalText.escaped(done.operatorName))"
      text += done.isByHand ? "  BY HAND\n" : "\n"
      let words = [done.reason, done.seen, done.code.map { "code: \($0)" }].compactMap(\.self)
      for line in words { text += "      \(TerminalText.escaped(line, limit: 600))\n" }
      for file in done.evidence {
        text += "      \(TerminalText.escaped(file.name))  \(file.sha256)\n"
      }
    }
    if !run.refusals.isEmpty { text += "refused or not proved:\n" }
    for refusal in run.refusals {
      text +=
        "  \(TimeText.iso8601(refusal.time))  \(refusal.step)  "
        + TerminalText.escaped(
          (refusal.rule.map { "\($0): " } ?? "missing: ") + refusal.reason, limit: 600) + "\n"
    }
    if !run.before.isEmpty { text += "entitlements:\n" + comparison(run) }
    return text
  }
}
