public import Assessment
import LicenseFiles

/// What became of visits at devices over SSH.
public struct DeviceVisitsReport: TextReport, JSONReport, Sendable {
  private let outcome: DeviceVisits
  private let place: String?

  /// - Parameters:
  ///   - outcome: what became of them.
  ///   - place: the folder of the site, when commands have to name it.
  public init(_ outcome: DeviceVisits, place: String? = nil) {
    self.outcome = outcome
    self.place = place
  }

  /// For a terminal: one block for each device, and what comes next.
  package func draft(_ layout: Layout) -> String {
    var text = outcome.isRehearsal ? RehearsalText.banner + "\n" : ""
    if outcome.isDryRun { text += "dry run: no device was reached; these lines would be typed\n" }
    text += blocks
    let files = outcome.visits.filter { $0.result == .collected || $0.result == .recent }
      .compactMap(\.file)
    if !files.isEmpty {
      let shown = files.count > 3 ? Array(files.prefix(3)) + ["…"] : files
      let words = ["pack"] + (place.map { ["--site", $0] } ?? []) + shown + ["--output", "OUT"]
      text += "next: \(ShellText.command(words))\n"
    }
    return text + countsText + "\n"
  }

  /// One block for each device.
  var blocks: String { outcome.visits.map { Self.block($0, isVerbose: outcome.isDryRun) }.joined() }

  private static func block(_ visit: DeviceVisit, isVerbose: Bool) -> String {
    func safe(_ text: String) -> String { TerminalText.escaped(text, limit: 600) }
    var text = "\(safe(visit.host))  \(visit.result.rawValue)"
    if let device = visit.device { text += "  \(safe(device.description))" }
    text += "\n"
    if isVerbose {
      for line in visit.lines { text += "    \(WrappedText.command(safe(line)))\n" }
    }
    if let file = visit.file {
      let proof = visit.byteCount.map { ", \($0) bytes" } ?? ""
      text += "    in \(safe(file))\(proof)\n"
    }
    if let md5 = visit.md5 { text += "    MD5 \(md5), the same here and on the device\n" }
    if visit.isRemoved { text += "    removed from the device\n" }
    for finding in visit.findings {
      text += "    \(finding.severity.rawValue): \(finding.id): \(safe(finding.message))\n"
      if finding.severity > .note { text += "        fix: \(safe(finding.remedy))\n" }
    }
    for result in visit.requirements {
      let mark = result.isAdvice ? "advice" : result.verdict.rawValue
      text += "    \(mark): \(result.id.title): \(safe(result.conclusion))\n"
    }
    if let session = visit.session { text += "    session \(safe(session))\n" }
    return text
  }

  /// `3 devices: 2 collected, 1 failed`.
  var countsText: String {
    let counts = DeviceVisit.Result.allCases.compactMap { result -> String? in
      let count = outcome.count(result)
      return count == 0 ? nil : "\(count) \(result.rawValue)"
    }
    return "\(counted(outcome.visits.count, "device")): \(counts.joined(separator: ", "))"
  }

  /// `rumkit.device-visits/1`.
  public var json: JSONText {
    .fields([
      "schema": "rumkit.device-visits/1", "rehearsal": outcome.isRehearsal,
      "dry_run": outcome.isDryRun, "now": TimeText.iso8601(outcome.now), "devices": list,
    ])
  }

  /// One for each device.
  var list: [JSONText] { outcome.visits.map(Self.json) }

  private static func json(_ visit: DeviceVisit) -> JSONText {
    .fields([
      "host": visit.host, "result": visit.result.rawValue, "udi_pid": visit.device?.pid,
      "udi_serial_number": visit.device?.serial, "host_name": visit.hostName, "file": visit.file,
      "bytes": visit.byteCount, "md5": visit.md5, "removed": visit.isRemoved,
      "session": visit.session, "recorded": !visit.isUnrecorded && visit.session != nil,
      "typed": visit.lines, "findings": visit.findings.map(\.visitJSON),
      "requirements": visit.requirements.map { result in
        JSONText.fields([
          "id": result.id.rawValue, "verdict": result.verdict.rawValue,
          "advice": result.isAdvice, "conclusion": result.conclusion,
        ])
      },
    ])
  }
}

extension Finding {
  fileprivate var visitJSON: JSONText {
    .fields([
      "id": id, "severity": severity.rawValue, "message": message, "remedy": remedy,
    ])
  }
}
