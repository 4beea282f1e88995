public import Assessment
public import LicenseFiles

extension FindingsReport: TextReport, JSONReport, CSVReport {
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

  /// A line for each finding and, indented, a remedy that was not printed before; then the numbers.
  ///
  /// - Parameter layout: verbose, it has a line for every finding; else warnings and notes that repeat in a file
  ///   share the line of the first.
  package func draft(_ layout: Layout) -> String {
    lines(isVerbose: layout.isVerbose) + countsText + "\n"
  }

  /// The lines of ``text(_:)`` without the numbers.
  func lines(isVerbose: Bool = false) -> String {
    var result = ""
    var remedies = Remedies()
    let sharesLines = !isVerbose && !listsAll
    var left = sharesLines ? repeated : [:]
    for finding in listed {
      var more = 0
      if sharesLines, finding.severity < .error {
        guard let number = left.removeValue(forKey: Kind(finding)) else { continue }
        more = number - 1
      }
      result += finding.line(more > 0 ? "; \(more) more like it (--verbose lists them)" : "")
      result += remedies.line(finding.remedy, indent: 4)
    }
    if omitted > 0 {
      result +=
        isCut
        ? "\(omitted) more are not listed: no result lists more than \(Self.mostListed) findings of a "
          + "severity\n"
        : "\(omitted) more of the same kinds are not listed (--all-findings lists them)\n"
    }
    return result
  }

  private struct Kind: Hashable {
    let id: String
    let file: String

    init(_ finding: Finding) {
      id = finding.id
      file = finding.location.file
    }
  }

  /// How many warnings and notes of a kind are listed of a file.
  private var repeated: [Kind: Int] {
    listed.reduce(into: [:]) { numbers, finding in
      if finding.severity < .error { numbers[Kind(finding), default: 0] += 1 }
    }
  }

  /// `1 error, 0 warnings, 2 notes`.
  var countsText: String {
    [Severity.error, .warning, .note].map { severity in
      let number = counts[severity] ?? 0
      return counted(number, severity.rawValue)
    }.joined(separator: ", ")
  }

  /// A row for each finding.
  public func csv(isRaw: Bool) -> String {
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

  /// `file:line: severity: id: message`.
  ///
  /// - Parameter more: safe text that follows the message.
  func line(_ more: String = "") -> String {
    let line = location.line.map { ":\($0)" } ?? ""
    let place = TerminalText.escaped(location.file) + line
    return "\(place): \(severity.rawValue): \(id): \(TerminalText.escaped(message))\(more)\n"
  }
}

/// The remedies of one result: each is printed once, where it is first needed.
struct Remedies {
  private var told: Set<String> = []

  /// The line of a remedy; empty when it was printed before.
  mutating func line(_ remedy: String, indent: Int) -> String {
    guard told.insert(remedy).inserted else { return "" }
    return String(repeating: " ", count: indent) + TerminalText.escaped(remedy) + "\n"
  }
}
