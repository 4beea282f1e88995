import LicenseFiles

/// One report has two different closed versions.
struct ReportIDDuplicate: Rule {
  static let descriptor = FindingDescriptor(
    id: "usage/report-id-duplicate", title: "one report has two different closed versions",
    severity: .error,
    looksAt: "reports with the same device and report id, over all files of the run",
    why: "a closed report never changes, so one of the two is not what the device wrote",
    remedy: "fetch the file again from the device and find out where the other one came from",
    basis: .documented(
      title: "Cisco DevNet, IOS XE Smart Licensing",
      section: "RUM reports, once closed, are immutable"),
    trigger: .document(
      ExampleReport.document(.standard, .standard.with { $0.measurements[0].count = "\"3\"" })),
    nearMiss: .document(ExampleReport.document(.standard, .standard)))

  /// More of one document are told without host names.
  private static let limit = 1000
  private var conflicts: [(report: UsageReport, elsewhere: String)] = []
  private var hosts = KnownHosts()
  /// The devices that the document at hand names otherwise than another one.
  private var others: [UDI: (String, String)] = [:]

  init(_ context: RuleContext) {}

  mutating func see(
    again report: UsageReport, _ recurrence: ReportRecurrence, _ findings: inout [Finding]
  ) {
    guard recurrence.kind == .conflict else { return }
    guard conflicts.count < Self.limit else {
      return findings.append(finding(report, recurrence.elsewhere, hosts: nil))
    }
    conflicts.append((report, recurrence.elsewhere))
  }

  /// The device's account of itself, which comes after its reports.
  mutating func see(_ block: Block, _ findings: inout [Finding]) {
    guard let account = DeviceAccount(block), let name = account.hostName else { return }
    if let before = hosts.other(than: account) { others[account.udi] = (before, name) }
  }

  /// The document is over: its host name is known by now.
  mutating func end(_ outline: DocumentOutline, _ findings: inout [Finding]) {
    findings += conflicts.map { report, elsewhere in
      finding(report, elsewhere, hosts: report.productInstance.flatMap { others[$0] })
    }
    conflicts.removeAll()
    others.removeAll()
  }

  private func finding(
    _ report: UsageReport, _ elsewhere: String, hosts: (String, String)?
  ) -> Finding {
    let names =
      hosts.map { ", from the hosts \($0.0) and \($0.1): a cloned virtual machine?" } ?? ""
    return finding(
      in: report,
      "report \(report.reportID ?? 0) appears twice with different contents" + elsewhere + names)
  }
}
