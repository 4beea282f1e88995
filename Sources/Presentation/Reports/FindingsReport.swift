public import LicenseFiles

/// The findings of a run, counted exactly and listed up to a limit.
public struct FindingsReport: Sendable {
  /// The most findings that are listed of one id in one file.
  public static let listLimit = 100

  private struct Key: Hashable {
    let id: String
    let file: String
  }

  /// What is listed, in the order in which it was found.
  public private(set) var listed: [Finding] = []
  /// Exact numbers by severity.
  public private(set) var counts: [Severity: Int] = [:]
  /// Findings that are counted and not listed.
  public private(set) var omitted = 0
  private var perKey: [Key: Int] = [:]
  private let listsAll: Bool

  /// - Parameter listsAll: list every finding, whatever their number.
  public init(listsAll: Bool = false) { self.listsAll = listsAll }

  /// Adds a finding.
  public mutating func add(_ finding: Finding) {
    counts[finding.severity, default: 0] += 1
    if !listsAll {
      let key = Key(id: finding.id, file: finding.location.file)
      let number = perKey[key, default: 0]
      perKey[key] = number + 1
      if number >= Self.listLimit {
        omitted += 1
        return
      }
    }
    listed.append(finding)
  }

  /// Adds what the promises of media and bags gave, but not what reading its files has told before.
  public mutating func addNew(_ findings: [Finding]) {
    let told = Set(listed)
    for finding in findings where !told.contains(finding) { add(finding) }
  }

  /// Lists what belongs to one file together and in the order of its lines: some rules speak only at
  /// the end of a file or of the run. Files stay in the order in which they first appeared.
  public mutating func sortByPlace() {
    var files: [String: Int] = [:]
    for finding in listed where files[finding.location.file] == nil {
      files[finding.location.file] = files.count
    }
    let keyed = listed.enumerated().map { index, finding in
      (files[finding.location.file] ?? 0, finding.location.line ?? .max, index)
    }
    listed = keyed.sorted { $0 < $1 }.map { listed[$0.2] }
  }

  /// True when something is as severe as this.
  public func reaches(_ severity: Severity) -> Bool {
    counts.contains { $0.key >= severity && $0.value > 0 }
  }

  /// `rumkit.findings/1`.
  public var json: JSONText {
    .object([
      ("schema", .string("rumkit.findings/1")),
      ("findings", .array(listed.map(\.json))),
      ("counts", countsJSON),
      ("omitted", JSONText(omitted)),
    ])
  }

  /// The exact numbers, from error to note.
  public var countsJSON: JSONText {
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
  public var countsText: String {
    [Severity.error, .warning, .note].map { severity in
      let number = counts[severity] ?? 0
      return counted(number, severity.rawValue)
    }.joined(separator: ", ")
  }

  /// A row for each finding.
  public func csv(isRaw: Bool = false) -> String {
    var result = CSVText.row(
      [
        "id", "severity", "file", "line", "report_id", "udi_pid", "udi_serial_number", "message",
        "remedy",
      ])
    for finding in listed {
      result += CSVText.row(
        [
          finding.id, finding.severity.rawValue, finding.location.file,
          finding.location.line.map(String.init) ?? "", finding.reportID.map { String($0) } ?? "",
          finding.productInstance?.pid ?? "", finding.productInstance?.serial ?? "",
          finding.message, finding.remedy,
        ], isRaw: isRaw)
    }
    return result
  }
}

extension Finding {
  /// The finding as `rumkit.findings/1` lists it.
  public var json: JSONText {
    .object([
      ("id", .string(id)),
      ("severity", .string(severity.rawValue)),
      ("file", .string(location.file)),
      ("line", JSONText(location.line)),
      ("report_id", JSONText(reportID.map { String($0) })),
      ("udi_pid", JSONText(productInstance?.pid)),
      ("udi_serial_number", JSONText(productInstance?.serial)),
      ("message", .string(message)),
      ("remedy", .string(remedy)),
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
