import LicenseFiles

/// One row of `show license rum id all`.
public struct ReportState: Sendable, Hashable {
  /// The report id.
  public let reportID: UInt64
  /// As printed: `OPEN`, `CLOSED`, `ACK`, `DELETED` in known outputs. The set is open.
  public let state: String
  /// As printed: `N` in known outputs.
  public let flag: String
  /// As printed; may hold blanks.
  public let feature: String

  /// True when the report was acknowledged.
  package var isAcknowledged: Bool { state == "ACK" }
}

/// Reads `show license rum id all`. The header has commas, the rows have none.
enum ShowLicenseRUMIDAll {
  static let reader = CommandReader(
    .showLicenseRUMIDAll,
    signs: [
      .opening("Smart Licensing Usage Report:"), .typical("Report Id,"),
    ]
  ) { output in
    let (facts, unknown) = read(output.lines, output.context)
    return (.reportStates(facts), unknown)
  }

  static func read(
    _ lines: [TranscriptLine], _ context: OutputContext
  ) -> (reports: [Observed<ReportState>], unknown: [TranscriptLine]) {
    var reports: [Observed<ReportState>] = []
    var unknown: [TranscriptLine] = []
    for line in lines {
      if let report = row(line.text) {
        reports.append(context.observed(report, line.number))
      } else if !isHeading(line.text) {
        unknown.append(line)
      }
    }
    return (reports, unknown)
  }

  private static func isHeading(_ text: String) -> Bool {
    let line = text.trimmingBlanks.utf8
    return text.isRule || line.starts(with: "Report Id,".utf8)
      || line.starts(with: "Smart Licensing Usage Report:".utf8)
  }

  static func row(_ text: String) -> ReportState? {
    guard text.utf8.count <= 400 else { return nil }
    let words = text.words
    guard words.count >= 3, let id = UInt64(digits: words[0]), words[2].utf8.count <= 4 else {
      return nil
    }
    return ReportState(
      reportID: id, state: String(words[1]), flag: String(words[2]),
      feature: String(text[words[2].endIndex...].trimmingBlanks))
  }
}
