import LicenseFiles

/// A block of the portal comes without its signature.
struct AckSignatureMissing: Rule {
  static let descriptor = FindingDescriptor(
    id: "ack/signature-missing", title: "a block of the portal is not signed", severity: .warning,
    looksAt: "the signature of each acknowledgement, policy, authorization and account block",
    why: "a device checks it on import and refuses what is not signed",
    remedy: "download the file again from the portal",
    basis: .observed(sample: "every block of the known ACK and authorizations is signed"),
    trigger: .document(ExampleAck.document { $0.signature = "<signature></signature>" }),
    nearMiss: .document(ExampleAck.standard.document))

  init(_ context: RuleContext) {}

  mutating func see(_ block: Block, _ findings: inout [Finding]) {
    guard block.isUnsigned else { return }
    findings.append(
      descriptor.finding(at: block.location, "\(block.kind.element) has no signature"))
  }
}
