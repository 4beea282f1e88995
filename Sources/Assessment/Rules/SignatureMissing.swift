import LicenseFiles

/// A report is not signed.
struct SignatureMissing: Rule {
  static let descriptor = FindingDescriptor(
    id: "usage/signature-missing", title: "a report is not signed", severity: .error,
    looksAt: "the signature of the envelope: whether it is there and is base64",
    why: "the portal checks the signature and rejects the report without it",
    remedy: "fetch the file again from the device",
    basis: .documented(
      title: "Cisco GVE, Smart Licensing offline reservation tools", section: "README"),
    trigger: .document(ExampleReport.document(.standard.with { $0.signature = nil })),
    nearMiss: .document(ExampleReport.document(.standard)))

  init(_ context: RuleContext) {}

  mutating func see(_ report: UsageReport, _ findings: inout [Finding]) {
    guard report.hasEnvelope else { return }
    let what: String
    switch report.envelopeSignature?.value {
    case nil: what = "the report has no signature"
    case .absent: what = "the signature has no value"
    case .notBase64: what = "the value of the signature is not base64"
    case .bytes: return
    }
    findings.append(
      finding(in: report, what))
  }
}
