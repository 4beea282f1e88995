import LicenseFiles

/// The file comes from the portal and acknowledges no usage.
struct NoRumAck: Rule {
  static let descriptor = FindingDescriptor(
    id: "ack/no-rum-ack", title: "the file acknowledges no usage", severity: .warning,
    looksAt: "whether a file of the portal holds smartLicenseRumAck",
    why: "a policy or an authorization alone leaves every report waiting for its acknowledgement",
    remedy: "import it if a policy or an authorization was wanted; the ACK is another download",
    basis: .documented(title: "Cisco DevNet, xe-sip-api-code", section: "slp_api_sample.py"),
    trigger: .document(
      ExampleAck.document {
        $0.data = nil; $0.authorized = "9ZZEXAMPLE1"
      }),
    nearMiss: .document(ExampleAck.document { $0.authorized = "9ZZEXAMPLE1" }))

  private let expected: RuleContext.Expectation

  init(_ context: RuleContext) { expected = context.expected }

  mutating func end(_ outline: DocumentOutline, _ findings: inout [Finding]) {
    guard expected == .ack, outline.isComplete, outline.blocks[.rumReport] == nil,
      outline.blocks[.rumAck] == nil
    else { return }
    let held = outline.blocks.keys.map(\.element).sorted()
    findings.append(
      descriptor.finding(
        at: SourceLocation(file: outline.file),
        held.isEmpty
          ? "the document holds nothing" : "the document holds \(held.joined(separator: ", "))"))
  }
}
