public import LicenseFiles

/// The UDIs of a report disagree.
public struct UDIMismatch: Rule {
  /// The published text.
  public static let descriptor = FindingDescriptor(
    id: "usage/udi-mismatch", title: "the UDIs of a report disagree", severity: .warning,
    looksAt: "the UDI of the signature, of the payload and of the HA list",
    why: "the portal books usage by UDI; a mixture points to an edited or assembled file",
    remedy: "check on the device with show license udi; fetch the file again",
    basis: .observed(sample: "every known report"),
    trigger: .document(ExampleReport.document(.standard.with { $0.signer = "9ZZEXAMPLE9" })),
    nearMiss: .document(
      ExampleReport.document(
        .standard.with {
          $0.serial = "9ZZEXAMPLE2";
          $0.members = [("Active", "9ZZEXAMPLE1"), ("Standby", "9ZZEXAMPLE2")]
        })))

  /// A rule that has seen nothing.
  public init(_ context: RuleContext) {}

  /// A report.
  public mutating func see(_ report: UsageReport, _ findings: inout [Finding]) {
    guard let device = report.productInstance else { return }
    let signer = report.envelopeSignature?.udi
    let members = report.highAvailability ?? []
    let isMember = members.isEmpty || members.contains { $0.udi == device }
    // After a switchover the former active member may sign for the pair, or be signed for.
    let signerFits = signer == nil || signer == device || members.contains { $0.udi == signer }
    if signerFits, isMember { return }
    let what =
      signerFits
      ? "the HA list does not hold the device of the payload, \(device)"
      : "signed by \(signer?.description ?? "nobody"), but the payload is about \(device)"
    findings.append(
      descriptor.finding(
        at: report.location, reportID: report.reportID, productInstance: device, what))
  }
}
