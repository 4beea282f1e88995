public import Assessment
import LicenseFiles

/// `site verify`: every check of the ledger, not just the verdict.
public struct LedgerVerificationReport: TextReport, JSONReport, Sendable {
  private let outcome: SiteVerificationOutcome
  private var verification: LedgerVerification { outcome.verification }
  private let findings: FindingsReport

  /// - Parameters:
  ///   - outcome: the checks and what they found.
  ///   - listsAll: list every finding, whatever their number.
  public init(_ outcome: SiteVerificationOutcome, listsAll: Bool) {
    self.outcome = outcome
    var report = FindingsReport(listsAll: listsAll)
    for finding in outcome.verification.findings { report.add(finding) }
    findings = report
  }

  /// `rumkit.site-verify/1`.
  public var json: JSONText {
    .fields([
      "": SiteHeading.json("rumkit.site-verify/1", outcome.site),
      "verdict": verification.isSound ? "passed" : "failed", "ledger": verification.head.json,
      "after": outcome.after, "reports": verification.reports,
      "checks": verification.checks.map(\.json),
      "index_rebuilt": outcome.rebuilt != nil, "recorded_as": outcome.recordedAs,
      "findings": findings.listed.map(\.json), "counts": findings.countsJSON,
      "omitted": findings.omitted,
    ])
  }

  /// One line per check, then the findings with their remedies, then the head.
  package func draft(_ layout: Layout) -> String {
    var result = outcome.site.rehearsalLine
    for check in verification.checks { result += check.text }
    if !verification.isSound { result += "\n" + findings.text() }
    result += "\n"
    if let rebuilt = outcome.rebuilt {
      result += "the index was rebuilt from the events: \(TerminalText.escaped(rebuilt))\n"
    }
    result += "\(verification.head.text)\n"
    if let after = outcome.after {
      result +=
        "only what came after event \(after) was looked at: rumkit site verify looks at all of it\n"
    }
    if let recordedAs = outcome.recordedAs { result += "recorded as event \(recordedAs)\n" }
    return result + MediaCheck.verdict(verification.checks)
  }
}
