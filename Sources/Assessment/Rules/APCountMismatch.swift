public import LicenseFiles

/// Access points added and removed do not give the count.
public struct APCountMismatch: Rule {
  /// The published text.
  public static let descriptor = FindingDescriptor(
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

  /// A rule that has seen nothing.
  public init(_ context: RuleContext) {}

  /// A report.
  public mutating func see(_ report: UsageReport, _ findings: inout [Finding]) {
    var sum: Int64 = 0
    for (index, measurement) in report.measurements.enumerated() {
      if measurement.added == nil, measurement.removed == nil {
        // Lists are deltas: where the first measurement has none, there is nothing to add to.
        if index == 0 { return }
      }
      sum += Int64(measurement.added?.count ?? 0) - Int64(measurement.removed?.count ?? 0)
      guard let count = measurement.count, count != sum else { continue }
      findings.append(
        descriptor.finding(
          at: report.location, reportID: report.reportID, productInstance: report.productInstance,
          "from measurement \(index + 1) on, the lists give \(sum) access points and the count is \(count)"
        ))
      return
    }
  }
}
