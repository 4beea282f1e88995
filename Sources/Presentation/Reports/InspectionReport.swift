public import Assessment
import DeviceOutput
import LicenseFiles

/// What each file is: kind, form, blocks, devices, times. Media, bags and archives of ACKs have an entry
/// of their own before their members.
public struct InspectionReport: TextReport, JSONReport, CSVReport, Sendable {
  private let files: [InspectedFile]

  /// Words an inspection.
  public init(_ inspection: Inspection) { files = inspection.files }

  /// `rumkit.inspection/1`.
  public var json: JSONText {
    .fields(["schema": "rumkit.inspection/1", "files": files.map(\.json)])
  }

  /// A paragraph for each file.
  package func draft(_ layout: Layout) -> String {
    files.map { $0.text(isVerbose: layout.isVerbose) }.joined(separator: "\n")
  }

  /// A row for each file.
  public func csv(isRaw: Bool) -> String {
    CSVTable<InspectedFile>([
      "file": { $0.name }, "kind": { $0.kind.rawValue }, "reports": { $0.reports },
      "first_start": { $0.firstStart.map(TimeText.iso8601) },
      "last_end": { $0.lastEnd.map(TimeText.iso8601) },
    ]).text(files, isRaw: isRaw)
  }
}

extension InspectedFile {
  fileprivate var json: JSONText {
    let form = outline?.form
    return .fields([
      "file": name, "kind": kind.rawValue,
      "container": held?.holding.layout.rawValue ?? form?.container.shownName ?? "unknown",
      "tolerated": (form?.wrappings.sorted() ?? []).map(\.shownName),
      "complete": isComplete, "bytes": held?.holding.byteCount ?? outline?.byteCount,
      "blocks": JSONText.object(namedBlocks.map { ($0.0, JSONText($0.1)) }), "reports": reports,
      "open_reports": open, "telemetry_reports": telemetry,
      "first_start": firstStart.map(TimeText.iso8601), "last_end": lastEnd.map(TimeText.iso8601),
      "software_versions": versions.sorted(),
      "product_instances": devices.sorted { $0.key < $1.key }.map {
        JSONText.fields([
          "udi_pid": $0.key.pid, "udi_serial_number": $0.key.serial, "reports": $0.value,
        ])
      }, "contents": facts.map { JSONText.fields(["what": $0.label, "value": $0.value]) },
      "unknown_fields": unknownFields.sorted { $0.key < $1.key }.map {
        JSONText.fields(["path": $0.key, "value": $0.value])
      }, "findings": findings.map(\.json), "part_of": part?.rawValue,
      "holds": held?.json(ackDevices), "device_output": reading?.json(printedBy),
    ])
  }

  private var namedBlocks: [(String, Int)] {
    blocks.map { ($0.key.element, $0.value) }.sorted { $0.0 < $1.0 }
  }

  fileprivate func text(isVerbose: Bool) -> String {
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
      lines.append(("blocks", namedBlocks.map { "\($0.0) × \($0.1)" }.joined(separator: ", ")))
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
    lines += facts.map { ($0.label, $0.value) }
    let printed = reading.map {
      DeviceReadingText($0, printedBy, payloads: reportLines, isVerbose: isVerbose)
    }
    lines += printed?.lines ?? []
    if isVerbose {
      lines += unknownFields.sorted { $0.key < $1.key }.map { ("unknown \($0.key)", $0.value) }
    }
    var result = TerminalText.escaped(name) + "\n"
    result += LabelledLines(lines, indent: 2, limit: 1200).text
    for finding in findings {
      result += "  " + finding.line()
    }
    return result + (printed?.paragraphs ?? "")
  }
}

extension HeldFiles {
  /// For a person, from the first line below the kind on.
  fileprivate var lines: [(String, String)] {
    var lines = [
      ("layout", holding.layout.rawValue),
      ("holds", "\(counted(holding.fileCount, "file")), \(counted(holding.byteCount, "byte"))"),
    ]
    let known = kinds.filter { $0.key != .unknown }.sorted { $0.key.rawValue < $1.key.rawValue }
    if !known.isEmpty {
      lines.append(("", known.map { "\($0.key.rawValue) × \($0.value)" }.joined(separator: ", ")))
    }
    if let list = holding.hashList {
      lines.append(("hashes", "\(counted(holding.hashCount, "file")) in \(list)"))
    }
    if let sha256 = holding.sha256 {
      let what = holding.layout == .folder ? holding.hashList ?? "it" : "the archive"
      lines.append(("sha256", "\(sha256) of \(what)"))
    }
    return lines
  }

  /// The value of `holds`.
  fileprivate func json(_ ackDevices: Set<UDI>) -> JSONText {
    .fields([
      "files": holding.fileCount,
      "kinds": JSONText.object(
        kinds.sorted { $0.key.rawValue < $1.key.rawValue }.map {
          ($0.key.rawValue, JSONText($0.value))
        }), "hashes_known": holding.hashCount, "hash_list": holding.hashList,
      "sha256": holding.sha256?.description,
      "ack_devices": ackDevices.sorted(),
    ])
  }
}
