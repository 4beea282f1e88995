import Assessment
import LicenseFiles

/// Comparisons for the tests.
enum DiffFixtures {
  typealias Member = (role: String, serial: String)

  static let first = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")
  static let second = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE2")
  static let third = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE3")

  static func point(_ number: Int) -> UDI {
    UDI(pid: "AIR-AP2802I-E-K9", serial: "FZZ0000A00\(number)")
  }

  /// A closed report in which the access points come with the first measurement.
  static func report(
    _ id: UInt64, _ device: UDI = first, tag: String = SummaryReports.network,
    at start: Int64 = 1000, points: [Int]? = nil, count: Int64? = nil, open: Bool = false,
    version: String = "17.09.02", members: [Member] = []
  ) -> UsageReport {
    var report = SummaryReports.report(
      id, device: device, tag: tag,
      [(start, start + 100, count ?? Int64(points?.count ?? 1))], open: open, version: version,
      members: members.map {
        HighAvailabilityMember(role: $0.role, udi: UDI(pid: device.pid, serial: $0.serial))
      },
      bytes: "\(id) \(device) \(start) \(points ?? []) \(count ?? -1) \(open) \(version)")
    if let points {
      report.measurements[0].added = points.map(point)
      report.measurements[0].removed = []
    }
    return report
  }

  /// The device's account of itself.
  static func systemInfo(_ device: UDI, host: String, at time: Int64 = 1000) -> DocumentItem {
    let text =
      #"{"sudi":{"udi_pid":"\#(device.pid)","udi_serial_number":"\#(device.serial)"},"#
      + #""timestamp":\#(time)000,"hostname":"\#(host)"}"#
    return .block(
      Block(
        kind: .systemInfo, location: SourceLocation(file: "rum.txt"),
        element: XMLElement(
          name: "smartLicenseSystemInfo", children: [XMLElement(name: "data", text: text)])))
  }

  static func diff(
    _ old: [DocumentItem], _ new: [DocumentItem], replacements: [DeviceDiff.Replacement] = [],
    groups: [[UDI]] = []
  ) -> UsageDiff {
    var fold = UsageDiffFold()
    func read(_ file: String, _ items: [DocumentItem]) {
      fold.begin(file)
      for item in items { fold.take(item) }
      var outline = DocumentOutline(file: file, form: DocumentForm(container: .smartLicense))
      outline.isComplete = true
      fold.end(outline)
    }
    read("old.txt", old)
    fold.turn()
    read("new.txt", new)
    return fold.finish(replacements: replacements, groups: groups)
  }

  static func diff(_ old: [UsageReport], _ new: [UsageReport]) -> UsageDiff {
    diff(old.map { .report($0) }, new.map { .report($0) })
  }

  /// What a reader makes of two documents.
  static func diff(_ documents: [String]) throws -> UsageDiff {
    var fold = UsageDiffFold()
    for (index, text) in documents.enumerated() {
      if index == 1 { fold.turn() }
      fold.begin("\(index).txt")
      let bytes = Array(text.utf8)
      let outline = try readDocument("\(index).txt", open: { MemorySource(bytes) }) {
        fold.take($0)
      }
      fold.end(outline)
    }
    return fold.finish()
  }
}
