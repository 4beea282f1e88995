import LicenseFiles

@testable import Assessment

/// Reports with lists of access points, for tests.
enum ListedReports {
  /// One measurement: its count, who was added and who was removed; nil for an absent list.
  struct Step {
    var count: Int64?
    var added: [String]?
    var removed: [String]?

    init(_ count: Int64?, _ added: [String]? = [], _ removed: [String]? = []) {
      self.count = count
      self.added = added
      self.removed = removed
    }
  }

  static func accessPoint(_ serial: String) -> UDI {
    // A serial number that names its model: `9130/S1`.
    let parts = serial.split(separator: "/")
    return parts.count == 2
      ? UDI(pid: String(parts[0]), serial: String(parts[1]))
      : UDI(pid: "AIR-AP2802I-E-K9", serial: serial)
  }

  /// A report whose measurements cover ten seconds each from `start` on.
  static func report(
    _ id: UInt64?, at start: Int64, _ steps: [Step], tag: String? = SummaryReports.network,
    device: UDI? = SummaryReports.controller, open: Bool = false, members: [UDI] = []
  ) -> UsageReport {
    var report = SummaryReports.report(
      id, device: device, tag: tag,
      steps.indices.map { (start + Int64($0) * 10, start + Int64($0) * 10 + 10, 0) }, open: open,
      members: members.map { HighAvailabilityMember(role: "Active", udi: $0) },
      bytes: "\(String(describing: id))\(steps)\(open)\(String(describing: tag))")
    for (index, step) in steps.enumerated() {
      report.measurements[index].value = step.count.map { .count($0) } ?? .absent
      report.measurements[index].added = step.added?.map(accessPoint)
      report.measurements[index].removed = step.removed?.map(accessPoint)
    }
    return report
  }

  static func history(
    _ reports: [UsageReport], limits: AccessPointLimits = .standard
  ) -> (history: AccessPointHistory, findings: [Finding]) {
    var fold = AccessPointFold(limits: limits)
    fold.begin("rum.txt")
    for report in reports { fold.add(report) }
    var findings: [Finding] = []
    let history = fold.finish { findings.append($0) }
    return (history, findings)
  }
}

extension AccessPointHistory {
  /// `SERIAL first-removed` for each access point of the first controller.
  var stays: [String] {
    (productInstances.first?.accessPoints ?? []).map { accessPoint in
      let first = accessPoint.firstSeen.map { String($0) } ?? "?"
      let removed = accessPoint.removedAt.map { String($0) } ?? (accessPoint.isCounted ? "" : "?")
      return "\(accessPoint.udi.serial) \(first)-\(removed)"
    }
  }
}
