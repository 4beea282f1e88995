public import Assessment
public import LicenseFiles

/// What is wrong with devices, why, and what to do: what was seen stands apart from what is concluded.
public struct DiagnosisReport: Sendable {
  private let diagnoses: [Diagnosis]
  private let isVerbose: Bool

  /// Creates a report of several devices.
  public init(_ diagnoses: [Diagnosis], isVerbose: Bool = false) {
    self.diagnoses = diagnoses
    self.isVerbose = isVerbose
  }

  /// True when something is as severe as this.
  public func reaches(_ severity: Severity) -> Bool {
    diagnoses.contains { $0.severities.contains { $0 >= severity } }
  }

  /// The report for a terminal.
  public var text: String {
    diagnoses.map { DiagnosisText($0, isVerbose: isVerbose).text }.joined(separator: "\n")
      + (diagnoses.count > 1 ? "\n" : "") + Self.countsText(diagnoses.flatMap(\.severities)) + "\n"
  }

  /// `1 error, 0 warnings, 2 notes`.
  private static func countsText(_ severities: [Severity]) -> String {
    [Severity.error, .warning, .note].map { severity in
      let number = severities.count { $0 == severity }
      return counted(number, severity.rawValue)
    }.joined(separator: ", ")
  }

  /// `rumkit.diagnosis/1`.
  public var json: JSONText {
    let severities = diagnoses.flatMap(\.severities)
    return .fields([
      "schema": "rumkit.diagnosis/1", "devices": diagnoses.map { DiagnosisJSON.device($0) },
      "counts": JSONText.object(
        [Severity.error, .warning, .note].map { severity in
          (severity.rawValue, JSONText(severities.count { $0 == severity }))
        }),
    ])
  }

  /// A row for each conclusion, the first cause of a device first.
  public func csv(isRaw: Bool = false) -> String {
    var result = CSVText.row([
      "udi_pid", "udi_serial_number", "host_name", "topology", "rank", "id", "severity", "title",
      "is_over", "times", "file", "line", "seen", "cause", "remedy", "commands", "certainty",
      "source",
    ])
    for diagnosis in diagnoses {
      for (index, conclusion) in diagnosis.conclusions.enumerated() {
        let first = conclusion.evidence.first?.first
        let row = conclusion.row.descriptor
        result += CSVText.row(
          [
            diagnosis.subject.udi?.pid ?? "", diagnosis.subject.udi?.serial ?? "",
            diagnosis.subject.hostName ?? "", diagnosis.way.topology.rawValue,
            String(index + 1), row.id, conclusion.severity.rawValue, row.title,
            conclusion.endedBy == nil ? "false" : "true",
            String(conclusion.evidence.reduce(0) { $0 + $1.count }), first?.location.file ?? "",
            first?.location.line.map(String.init) ?? "", first?.quote ?? "", row.why,
            conclusion.advice.text, conclusion.advice.commands.joined(separator: "; "),
            row.basis.certainty, row.basis.source,
          ], isRaw: isRaw)
      }
    }
    return result
  }
}
