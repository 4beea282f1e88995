public import Assessment
import LicenseFiles

extension MigrationText {
  /// Every migration, one a line: the open ones by their next step, then those that are over. Below them
  /// how many wait at each step.
  public func list(_ runs: [MigrationRun], columns: Int? = nil) -> String {
    guard !runs.isEmpty else { return heading + "no migration was begun\n" }
    let open = runs.filter(\.isOpen).sorted { Self.place($0) < Self.place($1) }
    let table = Table<MigrationRun>(
      open + runs.filter { !$0.isOpen },
      [
        MigrationReport.number, .text("device") { $0.subject.device.description },
        MigrationReport.host, MigrationReport.kind.goes(3),
        .number("steps") { "\($0.steps.count)/\($0.checklist.steps.count)" },
        .number("by hand") { $0.steps.values.count { $0.isByHand } }.goes(1),
        .number("refused") { $0.refusals.count { $0.rule != nil } }.goes(2),
        .text("state") { state($0) },
      ].map(\.loud))
    var counts: [(step: String, count: Int)] = []
    for run in open {
      guard let step = run.next?.id else { continue }
      if counts.last?.step == step {
        counts[counts.count - 1].count += 1
      } else {
        counts.append((step, 1))
      }
    }
    let waiting = counts.map { "\($0.count) at \($0.step)" }.joined(separator: ", ")
    let rest = counts.count > 0 && open.count > 1 ? "waiting: \(waiting)\n" : ""
    var left = LeftOutColumns()
    let text = table.text(columns: columns, leavingOut: &left)
    return heading + text + left.line + rest
  }

  /// How far it came, then its kind and its device.
  private static func place(_ run: MigrationRun) -> (Int, String, String, UDI) {
    let steps = run.checklist.steps
    let index = steps.firstIndex { $0.id == run.next?.id } ?? steps.count
    return (index, run.next?.id ?? "", run.kind.rawValue, run.subject.device)
  }

  private func state(_ run: MigrationRun) -> String {
    if let ending = run.ending { return ending.rawValue }
    return run.next.map { "next \($0.id)" } ?? "open"
  }

  /// One migration, step by step.
  public func detail(_ run: MigrationRun, columns: Int? = nil) -> String {
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
    if !run.before.isEmpty { text += "entitlements:\n" + comparison(run, columns) }
    return text
  }
}
