import LicenseFiles

/// The document holds no reports.
struct NoReports: Rule {
  static let descriptor = FindingDescriptor(
    id: "usage/no-reports", title: "the document holds no reports", severity: .error,
    looksAt: "whether a usage document holds at least one report",
    why: "there is nothing to upload, so the trip would be for nothing",
    remedy:
      "save usage again with 'license smart save usage all file …' and look at it with 'more'",
    basis: .doc221758("save usage"),
    trigger: .document("<smartLicense>\n</smartLicense>\n"),
    nearMiss: .document(ExampleReport.document(.standard)))

  private let expected: RuleContext.Expectation
  private var asksForTrust = false

  init(_ context: RuleContext) { expected = context.expected }

  mutating func begin(_ file: String) { asksForTrust = false }

  mutating func see(_ block: Block, _ findings: inout [Finding]) {
    if !asksForTrust { asksForTrust = block.asksForTrust }
  }

  mutating func end(_ outline: DocumentOutline, _ findings: inout [Finding]) {
    guard outline.isComplete, outline.blocks[.rumReport] == nil else { return }
    let fromPortal = outline.blocks.keys.contains { $0.comesFromPortal }
    let travels = outline.blocks[.authorizationRequest] != nil || asksForTrust
    let isContainer = [.smartLicense, .restAnswer].contains(outline.form.container)
    guard isContainer, !fromPortal, !travels else { return }
    findings.append(
      descriptor.finding(at: SourceLocation(file: outline.file), "the document holds no RUM report")
    )
  }
}
