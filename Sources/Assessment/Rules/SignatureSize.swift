import LicenseFiles

/// A signature has a size that is not known.
struct SignatureSize: Rule {
  static let descriptor = FindingDescriptor(
    id: "usage/signature-size", title: "a signature has an unknown size", severity: .note,
    looksAt: "the length of the signature: 32 bytes for builtin, 64 to 512 for others",
    why: "it may have been cut short; only the portal can check it",
    remedy: "no action needed, if the device runs a newer release; otherwise fetch the file again",
    basis: .observed(sample: "32 bytes on IOS XE without a trust code, 256 on NX-OS"),
    trigger: .document(ExampleReport.document(.standard.with { $0.signature = "QUJD" })),
    nearMiss: .document(ExampleReport.document(.standard)))

  init(_ context: RuleContext) {}

  mutating func see(_ report: UsageReport, _ findings: inout [Finding]) {
    guard let signature = report.envelopeSignature, case .bytes(let count) = signature.value,
      signature.signingType == "builtin" ? count != 32 : !(64...512).contains(count)
    else { return }
    findings.append(
      finding(
        in: report,
        "the signature (\(signature.signingType ?? "no type")) has \(count) bytes; it cannot be verified offline"
      ))
  }
}
