import LicenseFiles

/// About a thousand reports wait for an ACK.
struct TooManyReports: Rule {
  static let descriptor = FindingDescriptor(
    id: "usage/too-many-reports", title: "about a thousand reports wait for an ACK",
    severity: .warning,
    looksAt: "the number of reports in the file against the mark of FN72578",
    why:
      "about 1000 reports were observed to bring high CPU or memory use on releases that FN72578 names; "
      + "--pile-up sets another mark",
    remedy: "upload soon and import the ACK; compare the release with FN72578",
    basis: FieldNotice72578.basis,
    trigger: .described("a file with 1000 reports"),
    nearMiss: .document(ExampleReport.document(.standard)))

  private let marks: FieldNotice72578.Marks

  init(_ context: RuleContext) { marks = context.marks }

  mutating func end(_ outline: DocumentOutline, _ findings: inout [Finding]) {
    let count = UInt64(clamping: outline.blocks[.rumReport] ?? 0)
    guard count >= marks.trouble else { return }
    findings.append(
      descriptor.finding(
        at: SourceLocation(file: outline.file), "\(count) reports are in this file"))
  }
}
