public import LicenseFiles

/// What each file is: kind, form, blocks, devices, times. One document is described while it is read,
/// in bounded memory.
public struct InspectionReport: Sendable {
  /// A file under inspection.
  public struct File: Sendable {
    private let name: String
    private var outline: DocumentOutline?
    private var devices: [UDI: Int] = [:]
    private var undecodedDevices = 0
    private var reports = 0
    private var telemetry = 0
    private var open = 0
    private var firstStart: Int64?
    private var lastEnd: Int64?
    private var versions: Set<String> = []
    private var facts: [(String, String)] = []
    private var findings: [Finding] = []
    private var unknownFields: [String: String] = [:]

    /// More devices than this are counted, not listed.
    private static let limit = 1000

    /// Begins a file.
    public init(_ name: String) { self.name = name }

    /// Adds an item of the file.
    public mutating func add(_ item: DocumentItem) {
      switch item {
      case .report(let report): add(report)
      case .block(let block):
        if facts.count < 200 { facts += BlockFacts.facts(of: block) }
      case .finding(let finding):
        if findings.count < 20 { findings.append(finding) }
      }
    }

    private mutating func add(_ report: UsageReport) {
      reports += 1
      if report.isTelemetry { telemetry += 1 } else if report.isOpen { open += 1 }
      if let device = report.productInstance {
        if devices[device] != nil || devices.count < Self.limit {
          devices[device, default: 0] += 1
        } else {
          undecodedDevices += 1
        }
      }
      if let version = report.softwareVersion, versions.count < 100 { versions.insert(version) }
      for measurement in report.measurements {
        if let start = measurement.startTime { firstStart = min(firstStart ?? start, start) }
        if let end = measurement.endTime { lastEnd = max(lastEnd ?? end, end) }
      }
      for field in report.unknownFields where unknownFields.count < 50 {
        unknownFields[field.path] = unknownFields[field.path] ?? field.text
      }
    }

    /// Ends the file.
    public mutating func end(_ outline: DocumentOutline) { self.outline = outline }

    var json: JSONText {
      let form = outline?.form
      return .object([
        ("file", .string(name)),
        ("kind", .string((outline?.kind ?? .unknown).rawValue)),
        ("container", .string(form.map { Self.name($0.container) } ?? "unknown")),
        ("tolerated", .array((form?.wrappings.sorted() ?? []).map { .string(Self.name($0)) })),
        ("complete", .bool(outline?.isComplete ?? false)),
        ("bytes", JSONText(outline?.byteCount)),
        ("blocks", blocksJSON),
        ("reports", JSONText(reports)), ("open_reports", JSONText(open)),
        ("telemetry_reports", JSONText(telemetry)),
        ("first_start", JSONText(firstStart.map(TimeText.iso8601))),
        ("last_end", JSONText(lastEnd.map(TimeText.iso8601))),
        ("software_versions", .array(versions.sorted().map { .string($0) })),
        (
          "product_instances",
          .array(
            devices.sorted { $0.key < $1.key }.map {
              .object([
                ("udi_pid", .string($0.key.pid)), ("udi_serial_number", .string($0.key.serial)),
                ("reports", JSONText($0.value)),
              ])
            })
        ),
        (
          "contents",
          .array(
            facts.map { .object([("what", .string($0.0)), ("value", .string($0.1))]) })
        ),
        (
          "unknown_fields",
          .array(
            unknownFields.sorted { $0.key < $1.key }.map {
              .object([("path", .string($0.key)), ("value", .string($0.value))])
            })
        ),
        ("findings", .array(findings.map(\.json))),
      ])
    }

    private var blocksJSON: JSONText {
      .object(blocks.map { ($0.0, JSONText($0.1)) })
    }

    private var blocks: [(String, Int)] {
      (outline?.blocks ?? [:]).map { ($0.key.element, $0.value) }.sorted { $0.0 < $1.0 }
    }

    func text(isVerbose: Bool) -> String {
      var lines: [(String, String)] = []
      let kind = outline?.kind ?? .unknown
      lines.append(("kind", kind.rawValue + (outline?.isComplete == false ? " (incomplete)" : "")))
      if let form = outline?.form {
        lines.append(("form", Self.name(form.container)))
        let tolerated = form.wrappings.sorted().map(Self.name)
        if !tolerated.isEmpty { lines.append(("tolerated", tolerated.joined(separator: ", "))) }
      }
      if !blocks.isEmpty {
        lines.append(("blocks", blocks.map { "\($0.0) × \($0.1)" }.joined(separator: ", ")))
      }
      if reports > 0 {
        let apart = telemetry > 0 ? ", \(telemetry) of them telemetry" : ""
        lines.append(("reports", "\(reports)\(apart), \(open) open"))
      }
      if let firstStart, let lastEnd {
        lines.append(
          ("times", "\(TimeText.iso8601(firstStart)) to \(TimeText.iso8601(lastEnd))"))
      }
      if !versions.isEmpty {
        lines.append(("releases", versions.sorted().joined(separator: ", ")))
      }
      for (device, count) in devices.sorted(by: { $0.key < $1.key }).prefix(isVerbose ? 1000 : 20) {
        lines.append(("device", "\(device) (\(count) \(count == 1 ? "report" : "reports"))"))
      }
      if devices.count > 20, !isVerbose { lines.append(("", "and \(devices.count - 20) more")) }
      lines += facts
      if isVerbose {
        lines += unknownFields.sorted { $0.key < $1.key }.map { ("unknown \($0.key)", $0.value) }
      }
      let width = lines.map { $0.0.count }.max() ?? 0
      var result = TerminalText.escaped(name) + "\n"
      for (label, value) in lines {
        let safe = TerminalText.escaped(label, limit: 60)
        let blank = String(repeating: " ", count: max(0, min(width, 60) - safe.count))
        result += "  \(safe)\(blank)  \(TerminalText.escaped(value, limit: 200))\n"
      }
      for finding in findings {
        result += "  " + finding.text(showsRemedy: false)
      }
      return result
    }

    private static func name(_ container: DocumentForm.Container) -> String {
      switch container {
      case .smartLicense: "smartLicense"
      case .bareReport: "RUMReport alone"
      case .barePolicy: "smartLicensePolicy alone"
      case .bareReservation: "specificPLR alone"
      case .restAnswer: "REST answer"
      case .jsonReport: "report as JSON"
      case .jsonPayload: "payload as JSON"
      case .otherXML(let root): "XML with root \(root)"
      case .unknown: "unknown"
      }
    }

    private static func name(_ wrapping: DocumentForm.Wrapping) -> String {
      switch wrapping {
      case .byteOrderMark: "byte order mark"
      case .utf16: "UTF-16"
      case .carriageReturns: "CR LF line ends"
      case .base64: "base64"
      case .consoleText: "terminal text"
      case .redacted: "redacted"
      case .gzip: "gzip"
      }
    }
  }

  private var files: [File] = []

  /// A report without files.
  public init() {}

  /// Adds a file that is over.
  public mutating func add(_ file: File) { files.append(file) }

  /// `rumkit.inspection/1`.
  public var json: JSONText {
    .object([
      ("schema", .string("rumkit.inspection/1")), ("files", .array(files.map(\.json))),
    ])
  }

  /// A paragraph for each file.
  public func text(isVerbose: Bool) -> String {
    files.map { $0.text(isVerbose: isVerbose) }.joined(separator: "\n")
  }

  /// A row for each file.
  public func csv(isRaw: Bool) -> String {
    files.reduce(CSVText.row(["file", "kind", "reports", "first_start", "last_end"])) {
      $0 + $1.csvRow(isRaw: isRaw)
    }
  }
}

extension InspectionReport.File {
  fileprivate func csvRow(isRaw: Bool) -> String {
    guard case .object(let members) = json else { return "" }
    let cells = ["file", "kind", "reports", "first_start", "last_end"].map { key -> String in
      switch members.first(where: { $0.0 == key })?.1 {
      case .string(let text): text
      case .integer(let number): String(number)
      default: ""
      }
    }
    return CSVText.row(cells, isRaw: isRaw)
  }
}
