import LicenseFiles

/// A payload has been edited.
struct PayloadEdited: Rule {
  static let descriptor = FindingDescriptor(
    id: "usage/payload-edited", title: "a payload has been edited", severity: .error,
    looksAt: "white space between the tokens of a payload string",
    why: "the device signs the payload without white space, so the portal will reject the report",
    remedy: "fetch the file again from the device; an editor or a script has changed it",
    basis: .documented(
      title: "Cisco GVE, Smart Licensing offline reservation tools", section: "README"),
    trigger: .document(ExampleReport.document(.standard.with { $0.payloadExtra = " " })),
    nearMiss: .document(
      ExampleReport.document(.standard.with { $0.tag = "a tag with spaces inside" })))

  init(_ context: RuleContext) {}

  mutating func see(_ report: UsageReport, _ findings: inout [Finding]) {
    guard let place = report.payload.whiteSpaceAt else { return }
    findings.append(
      finding(
        in: report,
        "the payload holds white space at byte \(place) of \(report.payload.decodedLength)"))
  }
}
