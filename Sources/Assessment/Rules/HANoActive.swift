import LicenseFiles

/// An HA list has no active member.
struct HANoActive: Rule {
  static let descriptor = FindingDescriptor(
    id: "usage/ha-no-active", title: "an HA list has no active member", severity: .warning,
    looksAt: "the roles in meta.ha_udi",
    why: "only the active member reports for its pair or stack",
    remedy: "check the pair with show redundancy before you upload",
    basis: .observed(sample: "every known report"),
    trigger: .document(
      ExampleReport.document(.standard.with { $0.members = [("Standby", "9ZZEXAMPLE1")] })),
    nearMiss: .document(ExampleReport.document(.standard.with { $0.members = [] })))

  init(_ context: RuleContext) {}

  mutating func see(_ report: UsageReport, _ findings: inout [Finding]) {
    guard let members = report.highAvailability, !members.isEmpty,
      !members.contains(where: { $0.role.lowercased() == "active" })
    else { return }
    findings.append(
      finding(in: report, "the HA list names \(members.count) members and none is active"))
  }
}
