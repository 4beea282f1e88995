import DeviceOutput
public import LicenseFiles

/// The table of messages and states, family by family. A log message belongs to the first row whose
/// sign fits, so the special ones of a family stand before the general ones.
public enum DiagnosisTable {
  /// Every row.
  package static let rows: [DiagnosisRow] = [
    DiagnosisRow.communication, DiagnosisRow.trust, DiagnosisRow.clock, DiagnosisRow.certificates,
    DiagnosisRow.reporting, DiagnosisRow.factoryReset, DiagnosisRow.history, DiagnosisRow.settings,
    DiagnosisRow.path, DiagnosisRow.imports, DiagnosisRow.accessPoints, DiagnosisRow.captures,
    DiagnosisRow.agent,
  ].flatMap(\.self)

  /// The row of an id; nil when there is none.
  package static func row(_ id: String) -> DiagnosisRow? { byID[id] }

  private static let byID = Dictionary(
    rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

  static let logs: [(LogSign, DiagnosisRow)] = rows.compactMap { row in
    if case .log(let sign) = row.sign { (sign, row) } else { nil }
  }
  static let lines: [(LineSign, DiagnosisRow)] = rows.compactMap { row in
    if case .line(let sign) = row.sign { (sign, row) } else { nil }
  }
  static let states: [DiagnosisState: DiagnosisRow] = keyed {
    if case .state(let state) = $0 { state } else { nil }
  }
  static let exchanges: [ExchangeSign: DiagnosisRow] = keyed {
    if case .exchange(let sign) = $0 { sign } else { nil }
  }
  static let captures: [CaptureSign: DiagnosisRow] = keyed {
    if case .capture(let sign) = $0 { sign } else { nil }
  }

  private static func keyed<Key: Hashable>(
    _ key: (DiagnosisSign) -> Key?
  ) -> [Key: DiagnosisRow] {
    Dictionary(
      rows.compactMap { row in key(row.sign).map { ($0, row) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// The row of a line of output, in lower case, that answers this command.
  static func row(forLine text: String, answering answered: AnsweredCommand?) -> DiagnosisRow? {
    lines.first { $0.0.matches(text, answering: answered) }?.1
  }

  /// The row of a `Failure Reason`, which is the end of the log message of a failed communication.
  static func row(forReason reason: String, server: String) -> DiagnosisRow? {
    let text = "(\(server)) : \(reason)".lowercased()
    return logs.first { $0.0.isOfReason(text) }?.1
  }

  static func row(for log: LogLine) -> DiagnosisRow? {
    logs.first { $0.0.matches(log) }?.1
  }
}

extension FindingDescriptor {
  /// What diagnosis finds: one for each row of the table, those of the judge of configurations apart.
  public static let diagnosis: [FindingDescriptor] = DiagnosisTable.rows.compactMap { row in
    if case .setting = row.sign { nil } else { row.descriptor }
  }
}
