import LicenseFiles

/// This is usage, not an ACK.
struct NotAnAck: Rule {
  static let descriptor = FindingDescriptor(
    id: "ack/not-an-ack", title: "this is usage, not an ACK", severity: .error,
    looksAt: "RUM reports where an ACK is needed",
    why: "a device does not import its own usage",
    remedy: "give the file that the portal returned, usually ACK_ and the uploaded name",
    basis: .doc221758("Import"),
    trigger: .document(ExampleReport.document(.standard)),
    nearMiss: .document(
      "<smartLicense><smartLicenseRumAck><data>[]</data></smartLicenseRumAck></smartLicense>\n"))

  private let expected: RuleContext.Expectation

  init(_ context: RuleContext) { expected = context.expected }

  mutating func end(_ outline: DocumentOutline, _ findings: inout [Finding]) {
    guard expected == .ack, let reports = outline.blocks[.rumReport] else { return }
    findings.append(
      descriptor.finding(
        at: SourceLocation(file: outline.file), "the document holds \(reports) RUM reports"))
  }
}
