public import Assessment
public import DeviceOutput
public import LicenseFiles

/// What each file is: kind, form, blocks, devices, times. One document is described while it is read,
/// in bounded memory. Media, bags and archives of ACKs have an entry of their own in front of their
/// members.
public struct InspectionReport: Sendable {
  /// A file under inspection.
  public struct File: Sendable {
    fileprivate let name: String
    private var outline: DocumentOutline?
    private var held: HeldFiles?
    /// What it is one of the lists, forms or instructions of.
    private var part: DocumentKind?
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
    private var ackDevices: Set<UDI> = []
    private var unknownFields: [String: String] = [:]
    /// What a device printed, where the file is that.
    private var reading: DeviceReading?

    /// More devices than this are counted, not listed.
    private static let limit = 1000

    /// Begins a file.
    public init(_ name: String) { self.name = name }

    /// Begins the entry of media, a bag or an archive.
    init(_ holding: Holding) {
      name = holding.path
      held = HeldFiles(holding)
    }

    var holding: Holding? { held?.holding }

    /// What it is.
    var kind: DocumentKind { held?.kind ?? outline?.kind ?? .unknown }

    private var isComplete: Bool {
      held?.isComplete ?? (kind == .deviceOutput || part != nil || outline?.isComplete ?? false)
    }

    /// The lists, forms and instructions of media and bags are theirs, not files that are wrong.
    mutating func belongs(to holding: Holding) {
      guard kind == .unknown, holding.holdsAsPart(name) else { return }
      part = holding.kind
      findings = []
    }

    /// Counts a member that is over.
    mutating func absorb(_ member: File) {
      guard held?.holding.counts(member.name) ?? false else { return }
      held?.add(member.kind)
      reports += member.reports
      telemetry += member.telemetry
      open += member.open
      if let start = member.firstStart { firstStart = min(firstStart ?? start, start) }
      if let end = member.lastEnd { lastEnd = max(lastEnd ?? end, end) }
      for version in member.versions where versions.count < 100 { versions.insert(version) }
      for (device, count) in member.devices { note(device, count) }
      for device in member.ackDevices where ackDevices.count < Self.limit {
        ackDevices.insert(device)
      }
      for (kind, count) in member.outline?.blocks ?? [:] { held?.blocks[kind, default: 0] += count }
    }

    private mutating func note(_ device: UDI, _ count: Int) {
      if devices[device] != nil || devices.count < Self.limit {
        devices[device, default: 0] += count
      } else {
        undecodedDevices += count
      }
    }

    /// The entry says that all that can be used in an archive is ACKs, or nil is the answer.
    var asArchiveOfAcks: File? {
      guard let kinds = held?.kinds else { return nil }
      guard (kinds[.ack] ?? 0) > 0, kinds.keys.allSatisfy({ $0 == .ack || $0 == .unknown }) else {
        return nil
      }
      var copy = self
      copy.held?.kind = .ackArchive
      return copy
    }

    /// Adds an item of the file.
    public mutating func add(_ item: DocumentItem) {
      switch item {
      case .report(let report): add(report)
      case .block(let block):
        if facts.count < 200 { facts += BlockFacts.facts(of: block) }
        if block.kind == .rumAck { ackDevices.formUnion(BlockFacts.ackDevices(block.element)) }
      case .finding(let finding):
        if findings.count < 20 { findings.append(finding) }
      }
    }

    /// Adds what was read from device output.
    public mutating func add(_ reading: DeviceReading) {
      self.reading = reading
      findings += reading.findings.prefix(20)
    }

    private mutating func add(_ report: UsageReport) {
      reports += 1
      if report.isTelemetry { telemetry += 1 } else if report.isOpen { open += 1 }
      if let device = report.productInstance { note(device, 1) }
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
    public mutating func end(_ outline: DocumentOutline) {
      self.outline = outline
      // That device output is no document is what its kind says already.
      if kind == .deviceOutput {
        findings.removeAll { $0.id == FindingDescriptor.notALicenseFile.id }
      }
    }

    var json: JSONText {
      let form = outline?.form
      return .object([
        ("file", .string(name)),
        ("kind", .string(kind.rawValue)),
        (
          "container",
          .string(
            held?.holding.layout.rawValue ?? form?.container.shownName ?? "unknown")
        ),
        ("tolerated", .array((form?.wrappings.sorted() ?? []).map { .string($0.shownName) })),
        ("complete", .bool(isComplete)),
        ("bytes", JSONText(held?.holding.byteCount ?? outline?.byteCount)),
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
        ("part_of", JSONText(part?.rawValue)),
        ("holds", held?.json(ackDevices) ?? .null),
        ("device_output", reading?.json ?? .null),
      ])
    }

    private var blocksJSON: JSONText {
      .object(blocks.map { ($0.0, JSONText($0.1)) })
    }

    private var blocks: [(String, Int)] {
      (held?.blocks ?? outline?.blocks ?? [:]).map { ($0.key.element, $0.value) }.sorted {
        $0.0 < $1.0
      }
    }

    func text(isVerbose: Bool) -> String {
      var lines: [(String, String)] = []
      let isCut = (held != nil || outline != nil) && !isComplete
      lines.append(("kind", kind.rawValue + (isCut ? " (incomplete)" : "")))
      if let held { lines += held.lines }
      if let part {
        lines.append(("part of", part.rawValue))
      } else if let form = outline?.form {
        lines.append(("form", form.container.shownName))
        let tolerated = form.wrappings.sorted().map(\.shownName)
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
        lines.append(("device", "\(device) (\(counted(count, "report")))"))
      }
      if held != nil {
        lines += ackDevices.sorted().prefix(isVerbose ? 1000 : 20).map {
          ("ACK device", $0.description)
        }
      }
      if devices.count > 20, !isVerbose { lines.append(("", "and \(devices.count - 20) more")) }
      lines += facts
      let printed = reading.map { DeviceReadingText($0, isVerbose: isVerbose) }
      lines += printed?.lines ?? []
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
      return result + (printed?.paragraphs ?? "")
    }
  }

  private var files: [File] = []
  /// The media, bag or archive whose members come, and where its entry stands or would stand.
  private var current: (entry: File, place: Int)?

  /// A report without files.
  public init() {}

  /// Media, a bag or an archive begins; nil when the files that come lie in none.
  public mutating func begin(_ holding: Holding?) {
    if let (entry, place) = current {
      if entry.kind != .unknown {
        files.insert(entry, at: place)
      } else if let acks = entry.asArchiveOfAcks {
        files.insert(acks, at: place)
      }
    }
    current = holding.map { (File($0), files.count) }
  }

  /// Adds a file that is over.
  public mutating func add(_ file: File) {
    var file = file
    current?.entry.absorb(file)
    if let holding = current?.entry.holding { file.belongs(to: holding) }
    files.append(file)
  }

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
