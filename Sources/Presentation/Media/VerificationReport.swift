public import AirGap
public import LicenseFiles

/// Every check of a verification, not just its verdict.
public struct VerificationReport: Sendable {
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
    .object([
      ("schema", .string("rumkit.verification/1")),
      ("verdict", .string(verification.foundDamage ? "failed" : "passed")),
      (
        "subjects",
        .array(
          verification.subjects.map {
            .object([("file", .string($0.path)), ("kind", .string($0.kind.rawValue))])
          })
      ),
      (
        "checks",
        .array(
          verification.checks.map {
            .object([
              ("name", .string($0.name)), ("subject", .string($0.subject)),
              ("result", .string($0.result.rawValue)), ("detail", .string($0.detail)),
            ])
          })
      ),
      ("findings", .array(findings.listed.map(\.json))),
      ("counts", findings.countsJSON),
      ("omitted", JSONText(findings.omitted)),
    ])
  }

  /// One line per check, then the findings with their remedies, then the verdict.
  public var text: String {
    var result = ""
    for check in verification.checks {
      let word =
        switch check.result {
        case .passed: "passed"
        case .failed: "FAILED"
        case .notPossible: "------"
        }
      result += "\(word)  \(check.name): \(TerminalText.escaped(check.subject)): "
      result += TerminalText.escaped(check.detail) + "\n"
    }
    if !verification.findings.isEmpty { result += "\n" + findings.text() }
    return result + "\n" + verdict
  }

  private var verdict: String {
    func count(_ result: MediaCheck.Result) -> Int {
      verification.checks.count { $0.result == result }
    }
    let checks = "\(count(.passed)) checks passed, \(count(.failed)) failed, "
    return checks + "\(count(.notPossible)) not possible\n"
  }
}
