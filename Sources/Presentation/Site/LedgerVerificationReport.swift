public import Assessment
import LicenseFiles

/// `site verify`: every check of the ledger, not just the verdict.
public struct LedgerVerificationReport: TextReport, JSONReport, Sendable {
  private let identity: SiteIdentity
  private let verification: LedgerVerification
  private let rebuilt: String?
  private let recordedAs: Int64?
  private let findings: FindingsReport

  /// - Parameters:
  ///   - identity: the site.
  ///   - verification: the checks and what they found.
  ///   - rebuilt: what the index held wrong before it was made again; nil when it was left alone.
  ///   - recordedAs: the number of the event that recorded the check; nil when it was not.
  ///   - listsAll: list every finding, whatever their number.
  public init(
    _ identity: SiteIdentity, _ verification: LedgerVerification, rebuilt: String?,
    recordedAs: Int64?, listsAll: Bool
  ) {
    self.identity = identity
    self.verification = verification
    self.rebuilt = rebuilt
    self.recordedAs = recordedAs
    var report = FindingsReport(listsAll: listsAll)
    for finding in verification.findings { report.add(finding) }
    findings = report
  }

  /// `rumkit.site-verify/1`.
  public var json: JSONText {
    .fields([
      "": SiteHeading.json("rumkit.site-verify/1", identity),
      "verdict": verification.isSound ? "passed" : "failed", "ledger": verification.head.json,
      "reports": verification.reports, "checks": verification.checks.map(\.json),
      "index_rebuilt": rebuilt != nil, "recorded_as": recordedAs,
      "findings": findings.listed.map(\.json), "counts": findings.countsJSON,
      "omitted": findings.omitted,
    ])
  }

  /// One line per check, then the findings with their remedies, then the head.
  public func text(_ layout: Layout) -> String {
    var result = SiteHeading.text(identity)
    for check in verification.checks { result += check.text }
    if !verification.isSound { result += "\n" + findings.text() }
    result += "\n"
    if let rebuilt {
      result += "the index was made again from the events: \(TerminalText.escaped(rebuilt))\n"
    }
    result += "\(verification.head.text)\n"
    if let recordedAs { result += "recorded as event \(recordedAs)\n" }
    return result + MediaCheck.verdict(verification.checks)
  }
}
