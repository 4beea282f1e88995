public import Assessment
import LicenseFiles

/// Which reports are acknowledged and which ACK belongs to which device, as text, JSON and CSV.
public struct AckMatchReport: TextReport, JSONReport, CSVReport, Sendable {
  private let result: AckMatchResult
  private let findings: FindingsReport
  private let acceptedNames: String?
  private let records: [UDI: DeviceRecord]
  private let isRehearsal: Bool

  /// Creates a report.
  ///
  /// - Parameters:
  ///   - outcome: what was matched.
  ///   - findings: its findings, graded and limited as the user wants them.
  ///   - acceptedNames: the reason for which files may be matched by their names.
  public init(_ outcome: AckMatchOutcome, _ findings: FindingsReport, acceptedNames: String?) {
    result = outcome.result
    records = outcome.records
    isRehearsal = outcome.isRehearsal
    self.findings = findings
    self.acceptedNames = acceptedNames
  }

  // MARK: JSON

  /// `rumkit.ack-match/1`.
  public var json: JSONText {
    .fields([
      "schema": "rumkit.ack-match/1", "rehearsal": isRehearsal, "devices": result.devices.map(json),
      "files": result.files.map(Self.json), "accepted_names": acceptedNames,
      "findings": findings.listed.map(\.json), "counts": findings.countsJSON,
      "omitted": findings.omitted,
    ])
  }

  private func json(_ device: AckMatchResult.Device) -> JSONText {
    .fields([
      "": device.udi, "": DevicePlace.json(records[device.udi]),
      "acknowledged": Self.ids(device.acknowledged), "telemetry": Self.ids(device.telemetry),
      "outstanding": Self.ids(device.outstanding),
      "undetermined": Self.ids(device.undetermined), "unknown": Self.ids(device.unknown),
      "group": device.group, "acks": device.acks,
    ])
  }

  private static func ids(_ ids: [UInt64]) -> [String] { ids.map { String($0) } }

  private static func json(_ file: AckMatchResult.File) -> JSONText {
    .fields([
      "file": file.content.file, "sha256": file.content.sha256?.description,
      "kind": file.content.outline.kind.rawValue, "match": file.outcome.rawValue,
      "by": file.tie?.rawValue, "devices": file.devices,
      "candidates": file.candidates,
      "readable_ids": file.hasReadableIDs, "policy": file.content.policy?.title,
    ])
  }

  // MARK: Text

  /// A block for each device, then what did not match, the findings and the numbers.
  package func draft(_ layout: Layout) -> String {
    var filesOf: [UDI: [Int]] = [:]
    for (index, file) in self.result.files.enumerated() where file.outcome == .matched {
      for device in file.devices { filesOf[device, default: []].append(index) }
    }
    var result = isRehearsal ? RehearsalText.banner + "\n" : ""
    result += self.result.devices.map { device in
      let files = Set(device.group.flatMap { filesOf[$0] ?? [] }).sorted()
      return text(device, files.map { self.result.files[$0] }, layout)
    }.joined(separator: "\n")
    let others = self.result.files.filter { $0.outcome != .matched }
    if !others.isEmpty {
      result += "\nNOT MATCHED\n"
      for file in others {
        result += "  \(TerminalText.escaped(file.content.file)): \(Self.words(file))\n"
      }
    }
    result += "\n" + findings.draft(layout) + "\n" + totals
    return result
  }

  private func text(
    _ device: AckMatchResult.Device, _ acks: [AckMatchResult.File], _ layout: Layout
  ) -> String {
    let isVerbose = layout.isVerbose
    var lines: [(String, String)] = []
    if let place = DevicePlace.words(records[device.udi]) { lines.append(("device", place)) }
    let others = device.group.filter { $0 != device.udi }
    if !others.isEmpty {
      lines.append(("one cycle with", others.prefix(20).map(\.description).joined(separator: ", ")))
    }
    for file in acks {
      lines.append(("ACK", "\(file.content.file)  (\(Self.words(file)))"))
    }
    if acks.isEmpty { lines.append(("ACK", "none")) }
    lines += [
      ("acknowledged", Self.list(Self.usage(device), isVerbose) + Self.telemetry(device)),
      ("outstanding", Self.list(device.outstanding, isVerbose)),
      ("undetermined", Self.list(device.undetermined, isVerbose)),
      ("unknown", Self.list(device.unknown, isVerbose)),
    ]
    return TerminalText.escaped(device.udi.description) + "\n"
      + LabelledLines(lines, indent: 2, limit: isVerbose ? .max : 1000)
      .text
  }

  private static func usage(_ device: AckMatchResult.Device) -> [UInt64] {
    let telemetry = Set(device.telemetry)
    return device.acknowledged.filter { !telemetry.contains($0) }
  }

  private static func telemetry(_ device: AckMatchResult.Device) -> String {
    let count = device.telemetry.count
    return count == 0 ? "" : "; besides \(counted(count, "telemetry report"))"
  }

  private static func list(_ ids: [UInt64], _ isVerbose: Bool) -> String {
    let shown = isVerbose ? ids.count : 8
    let listed = ids.prefix(shown).map { String($0) }.joined(separator: ", ")
    let more = ids.count > shown ? " and \(ids.count - shown) more" : ""
    return ids.isEmpty ? "0" : "\(ids.count): \(listed)\(more)"
  }

  private static func words(_ file: AckMatchResult.File) -> String {
    let candidates = file.candidates.prefix(5).map(\.description).joined(separator: ", ")
    switch file.outcome {
    case .matched:
      let tie =
        switch file.tie {
        case .content: "by content"
        case .reportIDs: "by report ids"
        case .hand: "by hand"
        case .form: "by portal form"
        case .name, nil: "by name"
        }
      let ids =
        !file.content.hasAck
        ? ", acknowledges no usage"
        : file.hasReadableIDs ? "" : ", its report ids cannot be read"
      return tie + ids + (file.content.policy.map { ", carries policy \($0.title)" } ?? "")
    case .ambiguous: return "may belong to \(TerminalText.escaped(candidates))"
    case .unmatched:
      return file.content.hasAck
        ? "nothing says which device it belongs to" : "names no device and acknowledges no usage"
    case .foreign: return "for a device whose usage is not known"
    case .damaged: return "could not be read to its end"
    case .notAnAck: return "nothing from the portal"
    }
  }

  private var totals: String {
    func count(_ ids: KeyPath<AckMatchResult.Device, [UInt64]>) -> Int {
      result.devices.reduce(0) { $0 + $1[keyPath: ids].count }
    }
    let acknowledged = count(\.acknowledged) - count(\.telemetry)
    let devices = result.devices.count
    return "\(counted(devices, "device")): "
      + "\(counted(acknowledged, "report")) acknowledged, \(count(\.outstanding)) outstanding, "
      + "\(count(\.undetermined)) undetermined, \(count(\.unknown)) unknown\n"
  }

  // MARK: CSV

  /// A row for each report of each device.
  public func csv(isRaw: Bool) -> String {
    let rows = result.devices.flatMap { device in
      [
        ("acknowledged", device.acknowledged), ("outstanding", device.outstanding),
        ("undetermined", device.undetermined), ("unknown", device.unknown),
      ].flatMap { state, ids in ids.map { (device: device, state: state, id: $0) } }
    }
    return CSVTable<(device: AckMatchResult.Device, state: String, id: UInt64)>([
      "udi_pid": { $0.device.udi.pid }, "udi_serial_number": { $0.device.udi.serial },
      "report_id": { String($0.id) }, "state": { $0.state }, "acks": { $0.device.acks },
    ]).text(rows, isRaw: isRaw)
  }
}
