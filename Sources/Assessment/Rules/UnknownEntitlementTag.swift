import LicenseFiles

/// An entitlement tag is not in the table.
struct UnknownEntitlementTag: Rule {
  static let descriptor = FindingDescriptor(
    id: "usage/unknown-entitlement-tag", title: "an entitlement tag is not in the table",
    severity: .note,
    looksAt: "meta.entitlement_tag against the names that this tool knows",
    why: "usage is shown under the part of the tag that names the license, such as DNA_P_50M_A",
    remedy: "no action needed; tell the project the name that show license summary prints",
    basis: .inferred("the table holds only tags that were seen in public data"),
    trigger: .document(
      ExampleReport.document(.standard.with { $0.tag = "regid.2030-01.com.cisco.EXAMPLE,1.0_0" })),
    nearMiss: .document(ExampleReport.document(.standard)))

  private var said: Set<String> = []

  init(_ context: RuleContext) {}

  mutating func see(_ report: UsageReport, _ findings: inout [Finding]) {
    guard let tag = report.entitlementTag, EntitlementNames.name(of: tag) == nil,
      said.count < 1000, said.insert(tag).inserted
    else { return }
    findings.append(
      finding(in: report, "the tag \(tag) has no name here"))
  }
}
