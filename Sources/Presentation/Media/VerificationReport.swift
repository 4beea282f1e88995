public import Assessment
public import LicenseFiles

/// Every check of a verification, not just its verdict.
public struct VerificationReport: TextReport, JSONReport, Sendable {
  private let verification: MediaVerification
  private var findings: FindingsReport

  /// - Parameters:
  ///   - verification: the checks and what they found.
  ///   - listsAll: list every finding, whatever their number.
  public init(_ verification: MediaVerification, listsAll: Bool = false) {
    self.verification = verification
    findings = FindingsReport(listsAll: listsAll)
    for finding in verification.findings { findings.add(finding) }
  }

  /// True when a finding is as severe as this.
  public func reaches(_ severity: Severity) -> Bool { findings.reaches(severity) }

  /// `rumkit.verification/1`.
  public var json: JSONText {
    .fields([
      "schema": "rumkit.verification/1", "verdict": verification.foundDamage ? "failed" : "passed",
      "subjects": verification.subjects.map {
        JSONText.fields(["file": $0.path, "kind": $0.kind.rawValue])
      }, "checks": verification.checks.map(\.json), "findings": findings.listed.map(\.json),
      "counts": findings.countsJSON, "omitted": findings.omitted,
    ])
  }

  /// One line per check, then the findings with their remedies, then the verdict.
  package func draft(_ layout: Layout) -> String {
    var result = ""
    for check in verification.checks { result += check.text }
    if !verification.findings.isEmpty { result += "\n" + findings.text() }
    return result + "\n" + MediaCheck.verdict(verification.checks)
  }
}

extension MediaCheck {
  /// The check as an element of `checks`.
  var json: JSONText {
    .fields(["name": name, "subject": subject, "result": result.rawValue, "detail": detail])
  }

  /// The check as a line.
  var text: String {
    let word =
      switch result {
      case .passed: "passed"
      case .failed: "FAILED"
      case .notPossible: "------"
      }
    return "\(word)  \(name): \(TerminalText.escaped(subject)): \(TerminalText.escaped(detail))\n"
  }

  /// How many checks ended how, as a line.
  static func verdict(_ checks: [MediaCheck]) -> String {
    func count(_ result: MediaCheck.Result) -> Int { checks.count { $0.result == result } }
    return "\(count(.passed)) checks passed, \(count(.failed)) failed, "
      + "\(count(.notPossible)) not possible\n"
  }
}
