import LicenseFiles

/// Access points added and removed do not give the count.
struct APCountMismatch: Rule {
  static let descriptor = FindingDescriptor(
    id: "usage/ap-count-mismatch", title: "access points added and removed do not give the count",
    severity: .warning,
    looksAt: "the running sum of added_sudi_list and removed_sudi_list against each count",
    why: "the lists are how a 9800 proves its count",
    remedy: "compare with show ap summary; fetch the file again",
    basis: .observed(
      sample: "a published report of a C9800-CL on 17.9.2: held in all three measurements"),
    trigger: .document(
      ExampleReport.document(
        .standard.with {
          $0.measurements[0].meta =
            #""added_sudi_list":[{"udi_pid":"AP","udi_serial_number":"FZZ0000A001"}],"removed_sudi_list":[]"#
        })),
    nearMiss: .document(
      ExampleReport.document(
        .standard.with {
          $0.measurements[0].meta =
            #""added_sudi_list":[{"udi_pid":"AP","udi_serial_number":"FZZ0000A001"},{"udi_pid":"AP","udi_serial_number":"FZZ0000A002"}],"removed_sudi_list":[]"#
        })))

  init(_ context: RuleContext) {}

  mutating func see(_ report: UsageReport, _ findings: inout [Finding]) {
    // Lists are deltas: where the first measurement has none, there is nothing to add to.
    guard report.measurements.first?.listsAccessPoints == true else { return }
    var sum = AccessPointSum()
    for (index, measurement) in report.measurements.enumerated() {
      sum.take(measurement)
      guard let count = measurement.count, count != sum.value else { continue }
      findings.append(
        finding(in: report, sum.mismatch(count, from: index)))
      return
    }
  }
}
