public import Assessment
import DeviceOutput
public import LicenseFiles

/// What configurations lack, and the lines that fix them.
public struct ConfigurationReport: TextReport, JSONReport, Sendable {
  private typealias Row = (device: DeviceSnapshot, verdict: ConfigurationVerdict)
  private let rows: [Row]
  private var findings = FindingsReport(listsAll: true)

  /// Creates a report.
  public init(_ outcome: ConfigurationOutcome) {
    rows = outcome.verdicts
    for row in rows {
      for finding in row.verdict.findings { findings.add(finding) }
    }
  }

  /// True when something is as severe as this.
  public func reaches(_ severity: Severity) -> Bool { findings.reaches(severity) }

  /// The verdicts; everything that is not a line for the device comes after `!`.
  package func draft(_ layout: Layout) -> String {
    var page = ConfigurationPage()
    page.legend()
    for row in rows {
      let place = row.verdict.configuration.location
      let udi = row.device.udi.latest?.value ?? row.verdict.configuration.udi?.value
      let names = [Self.host(row), udi.map { "(\($0))" }].compactMap(\.self)
      page.comment()
      page.comment("\(names.joined(separator: " ")), \(place.file)")
      let way = row.verdict.way
      page.comment(
        "compared with \(way.topology.rawValue)" + (way.isConcluded ? " (concluded)" : "")
          + ": \(way.reason)")
      if let otherwise = way.otherwiseText { page.comment("or \(otherwise)") }
      for note in EvidenceWording.notes(row.device) { page.comment(note) }
      for finding in row.verdict.findings { page.finding(finding) }
      page.comment()
      if row.verdict.fixes.isEmpty {
        page.comment(
          row.verdict.findings.contains { $0.severity > .note }
            ? "NO LICENSING COMMAND FIXES IT"
            : row.verdict.configuration.extent == .whole
              ? "NO CHANGE NEEDED" : "NO CHANGE NEEDED IN WHAT IS SHOWN")
        continue
      }
      page.comment("COMMANDS TO FIX IT\(rows.count > 1 ? " on \(Self.host(row))" : "")")
      page.configuration(row.verdict.fixes, ending: row.verdict.dialect.ending)
      if row.verdict.fixes.contains(where: { $0.kind == .configuration }) {
        page.comment(
          "then run the tests and proofs of rumkit plan \(way.topology.rawValue)")
      }
    }
    page.comment()
    page.comment(findings.countsText)
    return page.text
  }

  private static func host(_ row: Row) -> String {
    row.verdict.configuration.hostName?.value ?? row.device.hostName.latest?.value ?? "unknown host"
  }

  /// `rumkit.plan-check/1`.
  public var json: JSONText {
    .fields([
      "schema": "rumkit.plan-check/1",
      "configurations": rows.map { row in
        let udi = row.device.udi.latest?.value ?? row.verdict.configuration.udi?.value
        let way = row.verdict.way
        return JSONText.fields([
          "file": row.verdict.configuration.location.file,
          "line": row.verdict.configuration.location.line,
          "host_name": row.verdict.configuration.hostName?.value
            ?? row.device.hostName.latest?.value,
          "udi_pid": udi?.pid, "udi_serial_number": udi?.serial,
          "extent": row.verdict.configuration.extent.rawValue, "topology": way.topology.rawValue,
          "guessed": way.isConcluded, "guess": way.isConcluded ? way.reason : nil, "way": way.json,
          "": EvidenceWording.json(row.device),
          "from_site": row.device.partsFromBackground.map(\.rawValue),
          "findings": row.verdict.findings.map(\.json), "mends": row.verdict.fixes.map(\.json),
        ])
      }, "counts": findings.countsJSON,
    ])
  }
}
