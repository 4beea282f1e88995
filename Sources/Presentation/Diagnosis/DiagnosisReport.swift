public import Assessment
public import LicenseFiles

/// What is wrong with devices, why, and what to do: what was seen stands apart from what is concluded.
public struct DiagnosisReport: TextReport, JSONReport, CSVReport, Sendable {
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
  package func draft(_ layout: Layout) -> String {
    let layout = Layout(columns: layout.columns, isVerbose: isVerbose)
    return diagnoses.map { DiagnosisText($0, layout).text }.joined(separator: "\n")
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
  public func csv(isRaw: Bool) -> String {
    let rows = diagnoses.flatMap { diagnosis in
      diagnosis.conclusions.enumerated().map {
        (diagnosis: diagnosis, rank: $0.offset + 1, conclusion: $0.element)
      }
    }
    return CSVTable<(diagnosis: Diagnosis, rank: Int, conclusion: DiagnosisConclusion)>([
      "udi_pid": { $0.diagnosis.subject.udi?.pid },
      "udi_serial_number": { $0.diagnosis.subject.udi?.serial },
      "host_name": { $0.diagnosis.subject.hostName },
      "topology": { $0.diagnosis.way.topology.rawValue }, "rank": { $0.rank },
      "id": { $0.conclusion.row.descriptor.id }, "severity": { $0.conclusion.severity.rawValue },
      "title": { $0.conclusion.row.descriptor.title },
      "is_over": { $0.conclusion.endedBy != nil },
      "times": { $0.conclusion.evidence.reduce(0) { $0 + $1.count } },
      "file": { $0.conclusion.evidence.first?.first.location.file },
      "line": { $0.conclusion.evidence.first?.first.location.line },
      "seen": { $0.conclusion.evidence.first?.first.quote },
      "cause": { $0.conclusion.row.descriptor.why }, "remedy": { $0.conclusion.advice.text },
      "commands": { $0.conclusion.advice.commands.joined(separator: "; ") },
      "certainty": { $0.conclusion.row.descriptor.basis.certainty },
      "source": { $0.conclusion.row.descriptor.basis.source },
    ]).text(rows, isRaw: isRaw)
  }
}
