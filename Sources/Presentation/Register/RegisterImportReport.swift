public import Assessment
import LicenseFiles

/// What an import of the register did, or would do.
public struct RegisterImportReport: TextReport, JSONReport, Sendable {
  private let outcome: RegisterImportOutcome
  private let findings: FindingsReport

  /// - Parameters:
  ///   - outcome: what came of it.
  ///   - findings: what is wrong in the table, or does not match the site.
  public init(_ outcome: RegisterImportOutcome, findings: FindingsReport) {
    self.outcome = outcome
    self.findings = findings
  }

  /// `rumkit.register-import/1`.
  public var json: JSONText {
    .fields([
      "schema": "rumkit.register-import/1", "recorded": outcome.isRecorded,
      "added": outcome.changes.added.map(\.json), "changed": outcome.changes.changed.map(\.json),
      "unchanged": outcome.changes.unchanged, "bad_rows": outcome.badRows,
      "findings": findings.listed.map(\.json), "counts": findings.countsJSON,
      "omitted": findings.omitted,
    ])
  }

  /// For people.
  package func draft(_ layout: Layout) -> String {
    var text = findings.listed.isEmpty ? "" : findings.text() + "\n"
    let changes = outcome.changes
    text += "\(changes.added.count) new, \(changes.changed.count) changed, "
    text += "\(changes.unchanged) unchanged"
    if outcome.badRows > 0 { text += ", \(outcome.badRows) left out" }
    return text + (outcome.isRecorded ? "\n" : "; nothing was recorded\n")
  }
}
