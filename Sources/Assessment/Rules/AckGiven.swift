import LicenseFiles

/// This is an ACK, not usage.
struct AckGiven: Rule {
  static let descriptor = FindingDescriptor(
    id: "usage/ack-given", title: "this is an ACK, not usage", severity: .error,
    looksAt: "portal blocks where usage is needed",
    why: "the portal accepts usage; an ACK goes to the device",
    remedy: "give the file that the device saved; import this one with license smart import",
    basis: .doc221758("Upload"),
    trigger: .document(
      "<smartLicense><smartLicenseRumAck><data>[]</data></smartLicenseRumAck></smartLicense>\n"),
    nearMiss: .document(ExampleReport.document(.standard)))

  private let expected: RuleContext.Expectation

  init(_ context: RuleContext) { expected = context.expected }

  mutating func end(_ outline: DocumentOutline, _ findings: inout [Finding]) {
    guard expected == .usage, outline.blocks[.rumReport] == nil,
      outline.blocks.keys.contains(where: { $0.comesFromPortal })
    else { return }
    findings.append(
      descriptor.finding(
        at: SourceLocation(file: outline.file),
        "the document is of kind \(outline.kind.rawValue): it comes from the portal"))
  }
}
