public import Assessment
public import LicenseFiles

extension FindingsReport {
  /// `rumkit.findings/1`.
  public var json: JSONText {
    .fields([
      "schema": "rumkit.findings/1", "findings": listed.map(\.json), "counts": countsJSON,
      "omitted": omitted,
    ])
  }

  /// The exact numbers, from error to note.
  var countsJSON: JSONText {
    .object(
      [Severity.error, .warning, .note].map { ($0.rawValue, JSONText(counts[$0] ?? 0)) })
  }

  /// A line for each finding and, indented, its remedy; then the numbers.
  public func text(showsRemedies: Bool = true) -> String {
    var result = ""
    for finding in listed { result += finding.text(showsRemedy: showsRemedies) }
    if omitted > 0 {
      result += "\(omitted) more of the same kinds are not listed (--all-findings lists them)\n"
    }
    return result + countsText + "\n"
  }

  /// `1 error, 0 warnings, 2 notes`.
  var countsText: String {
    [Severity.error, .warning, .note].map { severity in
      let number = counts[severity] ?? 0
      return counted(number, severity.rawValue)
    }.joined(separator: ", ")
  }

  /// A row for each finding.
  public func csv(isRaw: Bool = false) -> String {
    CSVTable<Finding>([
      "id": { $0.id }, "severity": { $0.severity.rawValue }, "file": { $0.location.file },
      "line": { $0.location.line }, "report_id": { $0.reportID.map { String($0) } },
      "udi_pid": { $0.productInstance?.pid },
      "udi_serial_number": { $0.productInstance?.serial }, "message": { $0.message },
      "remedy": { $0.remedy },
    ]).text(listed, isRaw: isRaw)
  }
}

extension Finding {
  /// The finding as `rumkit.findings/1` lists it.
  public var json: JSONText {
    .fields([
      "id": id, "severity": severity.rawValue, "file": location.file, "line": location.line,
      "report_id": reportID.map { String($0) }, "udi_pid": productInstance?.pid,
      "udi_serial_number": productInstance?.serial, "message": message, "remedy": remedy,
    ])
  }

  /// `file:line: severity: id: message`, and the remedy below.
  public func text(showsRemedy: Bool = true) -> String {
    let line = location.line.map { ":\($0)" } ?? ""
    let place = TerminalText.escaped(location.file) + line
    let first =
      "\(place): \(severity.rawValue): \(id): \(TerminalText.escaped(message))\n"
    return showsRemedy ? first + "    \(TerminalText.escaped(remedy))\n" : first
  }
}
