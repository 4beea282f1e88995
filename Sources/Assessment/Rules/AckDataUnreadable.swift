import LicenseFiles

/// What an ACK acknowledges cannot be read.
struct AckDataUnreadable: Rule {
  static let descriptor = FindingDescriptor(
    id: "ack/data-unreadable", title: "what the ACK acknowledges cannot be read",
    severity: .warning,
    looksAt: "the data inside smartLicenseRumAck, which is JSON in every known answer",
    why: "it shows neither device nor reports, so nothing says whose ACK it is and what it covers",
    remedy:
      "download the ACK again and compare its size; where the portal gives the same bytes, import it "
      + "on the device that the portal's form or its name says, and let rumkit confirm decide",
    basis: .observed(sample: "the known ACK carries JSON"),
    trigger: .document(ExampleAck.document { $0.data = #"[{"sudi":"# }),
    nearMiss: .document(ExampleAck.standard.document))

  init(_ context: RuleContext) {}

  mutating func see(_ block: Block, _ findings: inout [Finding]) {
    guard block.kind == .rumAck else { return }
    guard let problem = AckData(block.element["data"]?.text ?? "").problem else { return }
    findings.append(descriptor.finding(at: block.location, "its data: \(problem)"))
  }
}
