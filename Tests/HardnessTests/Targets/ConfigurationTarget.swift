@testable import Assessment
@testable import DeviceOutput
@testable import LicenseFiles

extension FuzzTarget {
  /// Running configurations, and the lines that are to fix them.
  static let configuration = FuzzTarget(name: "configuration") { bytes throws(Violation) in
    let text =
      Array("WLC-1#show running-config\n".utf8) + bytes + Array("\nend\nWLC-1#\n".utf8)
    let reading = try holdReading(text)
    for device in reading.devices {
      for topology in ReportingTopology.allCases {
        let way = ReportingWay(device, given: topology)
        let verdict: ConfigurationVerdict?
        do throws(PlanRefusal) {
          verdict = try ConfigurationCheck.check(
            device, with: PlanRequest(topology), reporting: way)
        } catch {
          try require(!error.reasons.isEmpty, "it is refused without a reason")
          continue
        }
        // They are pasted at a prompt.
        for line in verdict?.fixes ?? [] where line.kind != .open {
          try require(
            line.text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F },
            "a line to paste is more than a line: \(line.text.debugDescription)")
        }
        for finding in verdict?.findings ?? [] {
          try require(!finding.location.file.isEmpty, "\(finding.id) is in no file")
        }
      }
    }
  }
}
