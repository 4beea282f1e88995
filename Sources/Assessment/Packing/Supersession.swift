import LicenseFiles

/// Finds the files of one device that a newer file makes needless.
///
/// 1. Files are taken from the newest (latest end of a measurement) to the oldest; of two with the
///    same end, the one with more reports comes first.
/// 2. A report is in a newer file when that file has the same report of the same device with the
///    same payload, or with a later end when here it was still open.
/// 3. A file is needless only when each of its reports is in newer files that go out.
/// 4. Otherwise it goes out too. Shared reports are an overlap: the portal refuses a report that it
///    already has.
enum Supersession {
  enum Verdict: Hashable {
    case alone
    case contained([String])
    case overlaps([String], count: Int)
  }

  private struct Key: Hashable {
    var device: UDI?
    var reportID: UInt64?
    /// Only a report without an id is known by its bytes.
    var payload: SHA256Digest?
  }

  private struct Kept {
    var mark: ReportMark
    var file: Int
  }

  static func judge(_ candidates: [PackCandidate]) -> [Verdict] {
    var verdicts = Array(repeating: Verdict.alone, count: candidates.count)
    var kept: [Key: [Kept]] = [:]
    for index in candidates.indices.sorted(by: { newer(candidates[$0], candidates[$1]) }) {
      let candidate = candidates[index]
      var others: Set<Int> = []
      var shared = 0
      for report in candidate.reports {
        let holders = (kept[key(report, candidate)] ?? []).filter { holds($0.mark, report) }
        if !holders.isEmpty { shared += 1 }
        others.formUnion(holders.map(\.file))
      }
      let names = others.map { candidates[$0].input.name }.sorted()
      if shared > 0, shared == candidate.reports.count {
        verdicts[index] = .contained(names)
        continue
      }
      if shared > 0 { verdicts[index] = .overlaps(names, count: shared) }
      for report in candidate.reports {
        // A hostile file repeats one id without end; past a few versions, both files simply go.
        let place = key(report, candidate)
        if kept[place, default: []].count < 16 {
          kept[place, default: []].append(Kept(mark: report, file: index))
        }
      }
    }
    return verdicts
  }

  private static func key(_ report: ReportMark, _ candidate: PackCandidate) -> Key {
    let device = report.device.flatMap {
      candidate.devices.indices.contains($0) ? candidate.devices[$0] : nil
    }
    return Key(
      device: device, reportID: report.reportID,
      payload: report.reportID == nil ? report.payload : nil)
  }

  private static func holds(_ newer: ReportMark, _ older: ReportMark) -> Bool {
    if newer.payload == older.payload { return true }
    return older.isOpen && (newer.latestEnd ?? .min) > (older.latestEnd ?? .min)
  }

  private static func newer(_ left: PackCandidate, _ right: PackCandidate) -> Bool {
    let (a, b) = (left.latestEnd ?? .min, right.latestEnd ?? .min)
    if a != b { return a > b }
    if left.reports.count != right.reports.count { return left.reports.count > right.reports.count }
    return left.sha256.description < right.sha256.description
  }
}
