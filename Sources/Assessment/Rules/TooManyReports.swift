public import LicenseFiles

/// About a thousand reports wait for an ACK.
public struct TooManyReports: Rule {
  /// The published text.
  public static let descriptor = FindingDescriptor(
    id: "usage/too-many-reports", title: "about a thousand reports wait for an ACK",
    severity: .warning,
    looksAt: "the number of reports in the file against the mark of FN72578",
    why: "about 1000 reports bring high CPU or memory use on releases that FN72578 names",
    remedy: "upload soon and import the ACK; compare the release with FN72578",
    basis: .documented(title: "Cisco Field Notice FN72578", section: "Problem description"),
    trigger: .described("a file with 1000 reports"),
    nearMiss: .document(ExampleReport.document(.standard)))

  /// A rule that has seen nothing.
  public init(_ context: RuleContext) {}

  /// The document is over.
  public mutating func end(_ outline: DocumentOutline, _ findings: inout [Finding]) {
    let count = outline.blocks[.rumReport] ?? 0
    guard count >= 1000 else { return }
    findings.append(
      descriptor.finding(
        at: SourceLocation(file: outline.file), "\(count) reports are in this file"))
  }
}
