import LicenseFiles

/// A payload is escaped as no device does it.
struct PayloadReEscaped: Rule {
  static let descriptor = FindingDescriptor(
    id: "usage/payload-re-escaped", title: "a payload is escaped as no device does it",
    severity: .warning,
    looksAt: "the escapes inside the payload string",
    why: "a tool has written the string again; the portal may not accept it",
    remedy: "fetch the file again from the device",
    basis: .observed(sample: "reports of IOS XE 17.6 and 17.9"),
    trigger: .document(
      ExampleReport.document(
        .standard.with {
          $0.slash = "\\u007b}"; $0.slash = "\\u0020"
        })),
    nearMiss: .document(ExampleReport.document(.standard)))

  init(_ context: RuleContext) {}

  mutating func see(_ report: UsageReport, _ findings: inout [Finding]) {
    guard let place = report.payload.foreignEscapeAt else { return }
    findings.append(
      finding(in: report, "the payload holds an escape other than \\\" and \\\\ at byte \(place)"))
  }
}
