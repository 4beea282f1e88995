public import Assessment
import DeviceOutput
import LicenseFiles

/// What devices have to meet and how they stand to it, the most urgent first.
public struct RequirementsReport: TextReport, JSONReport, CSVReport, CalendarReport, Sendable {
  private let outcome: RequirementsOutcome
  var devices: [DeviceRequirements] { outcome.devices }
  var now: Int64 { outcome.now }
  var recorded: [RecordedObservation] { outcome.recorded }

  /// Creates a report.
  public init(_ outcome: RequirementsOutcome) { self.outcome = outcome }

  /// The topology of every device; nil where they differ.
  var topology: ReportingTopology? {
    let all = Set(devices.map(\.way.topology))
    return all.count == 1 ? all.first : nil
  }

  /// How every device reports and how that is known; nil where they differ.
  private var way: ReportingWay? {
    guard let first = devices.first?.way, devices.allSatisfy({ $0.way == first }) else {
      return nil
    }
    return first
  }

  /// For a terminal: one table, and below it each device with what is not met.
  /// Verbose, it shows what is met too, and where each line of the device stands. Commands stay whole.
  package func draft(_ layout: Layout) -> String {
    let (isVerbose, columns) = (layout.isVerbose, layout.columns)
    let common = way
    var result = outcome.isRehearsal ? RehearsalText.banner + "\n" : ""
    result += TimeText.iso8601(now) + (topology.map { ", \($0.title)" } ?? "") + "\n"
    if let common { result += Self.text(of: common) }
    result += "\n" + table(columns)
    for device in devices {
      let shown = device.results.filter { isVerbose || $0.severity != nil }
      guard !shown.isEmpty || common == nil else { continue }
      result += "\n\(TerminalText.escaped(device.name, limit: 200))\n"
      if common == nil { result += Self.text(of: device.way) }
      for note in EvidenceWording.notes(device.snapshot) {
        result += "  note  \(TerminalText.escaped(note, limit: 400))\n"
      }
      let order = shown.enumerated().sorted {
        ($0.element.verdict, $0.offset) < ($1.element.verdict, $1.offset)
      }
      for (_, requirement) in order { result += Self.text(of: requirement, isVerbose: isVerbose) }
    }
    result += "\n"
    for seen in recorded where !seen.news.isEmpty {
      let name = seen.record.hostName ?? seen.record.udi.description
      let words = seen.news.map { "\($0.label) \($0.value)" }.joined(separator: ", ")
      result += TerminalText.escaped("recorded: \(name): \(words)", limit: 600) + "\n"
    }
    return result + countsText + "\n"
  }

  private static func text(of way: ReportingWay) -> String {
    let lines = [("topology", way.text)] + (way.otherwiseText.map { [("or", $0)] } ?? [])
    return lines.map { word, text in
      "  \(word)  \(TerminalText.escaped(text, limit: 1200))\n"
    }.joined()
  }

  private func table(_ columns: Int?) -> String {
    var left = LeftOutColumns()
    return Table<DeviceRequirements>(
      devices,
      [
        .text("DEVICE") { device in
          let snapshot = device.snapshot
          return snapshot.hostName.latest?.value ?? snapshot.udi.latest?.value.serial ?? device.name
        },
        .text("RELEASE", missing: "?") { $0.snapshot.release.latest?.value.normalized }.goes(2),
        .text("LAST ACK") { Self.day($0.snapshot.lastAck.latest) },
        .text("DEADLINE") { Self.day($0.snapshot.nextAckDeadline.latest) },
        .number("DAYS", missing: "?") { $0[.reportingDeadline]?.daysLeft },
        .text("9800-CL ACK", missing: "?") { $0[.controllerAck]?.verdict.rawValue }.goes(1),
        .text("WORST", missing: "?") { device in
          let worst = device.results.filter { !$0.isAdvice }.min { $0.verdict < $1.verdict }
          return worst.map {
            $0.verdict < .satisfied
              ? "\($0.verdict.rawValue): \($0.id.title)"
              : device.isBeforePolicy ? "not on the policy" : $0.verdict.rawValue
          }
        },
      ]
    ).text(columns: columns, leavingOut: &left) + left.line
  }

  private static func day(_ time: Observed<DeviceTime?>?) -> String {
    guard let time else { return "?" }
    guard let value = time.value else { return "<none>" }
    if let utc = value.utc { return TimeText.day(utc) }
    // The day as printed, since the zone leaves more than one in UTC.
    guard let reading = value.reading, let year = reading.year else { return value.text }
    let parts = [year, reading.month, reading.day].map { $0 < 10 ? "0\($0)" : String($0) }
    return parts.joined(separator: "-") + "?"
  }

  private static func text(of result: RequirementResult, isVerbose: Bool) -> String {
    func safe(_ text: String) -> String { TerminalText.escaped(text, limit: 600) }
    let mark = result.isAdvice ? "advice" : result.verdict.rawValue
    var text = "  \(mark)  \(result.id.title): \(safe(result.conclusion))\n"
    for line in result.seen {
      let place = line.location.line.map { ":\($0)" } ?? ""
      text += "      seen: \(safe(line.value))"
      text += isVerbose ? "  (\(safe(line.location.file))\(place))\n" : "\n"
    }
    if let computed = result.computedDeadline, isVerbose {
      text += "      by the policy: \(TimeText.iso8601(computed))\n"
    }
    for step in result.steps {
      text += "      do: \(WrappedText.keepingCommands(safe(step), quotes: ""))\n"
    }
    if !result.settledBy.isEmpty {
      let commands = safe(result.settledBy.map { "`\($0)`" }.joined(separator: ", "))
      text += "      to find out: \(WrappedText.keepingCommands(commands, quotes: ""))\n"
    }
    for sign in result.signs where isVerbose || (result.severity != nil && sign.severity > .note) {
      text += "      \(sign.severity.rawValue): \(sign.id): \(safe(sign.message))\n"
    }
    for note in result.notes where isVerbose || result.severity != nil {
      text += "      \(note.basis.certainty): \(safe(note.text))\n"
      if isVerbose || note.basis.certainty == "unverified" {
        text += "          \(safe(note.basis.source))\n"
      }
    }
    if isVerbose {
      text += "      \(result.basis.certainty): \(safe(result.basis.source))\n"
    }
    return text
  }

  /// `2 overdue, 1 due, 0 unknown, 5 satisfied`, by the worst of each device.
  var countsText: String {
    let counts = [Verdict.overdue, .due, .unknown, .satisfied].map { verdict in
      "\(count(verdict)) \(verdict.rawValue)"
    }
    let older = beforePolicy == 0 ? [] : ["\(beforePolicy) not on the policy (rumkit migrate)"]
    return "\(counted(devices.count, "device")): \((counts + older).joined(separator: ", "))"
  }

  /// How many devices have this as their worst verdict; a device that nothing concerns counts as met,
  /// unless it is not on the policy yet.
  func count(_ verdict: Verdict) -> Int {
    devices.count { device in
      device.verdict == verdict
        || (verdict == .satisfied && device.verdict == .notApplicable && !device.isBeforePolicy)
    }
  }

  /// How many devices are not on the policy yet and have nothing else that is due.
  var beforePolicy: Int { devices.count { $0.isBeforePolicy && $0.verdict >= .satisfied } }

  /// The line and the status of a monitoring plugin: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.
  public var monitoring: (line: String, status: Int32) {
    let overdue = count(.overdue)
    let due = count(.due)
    let unknown = count(.unknown)
    let state: MonitoringLine.State =
      if devices.isEmpty {
        .unknown
      } else if overdue > 0 {
        .critical
      } else if due > 0 {
        .warning
      } else if unknown > 0 {
        .unknown
      } else {
        .ok
      }
    var words = ""
    if let first = devices.first, first.verdict < .satisfied,
      let worst = first.results.filter({ !$0.isAdvice }).min(by: { $0.verdict < $1.verdict })
    {
      let name = String(first.name.prefix(80))
      words =
        "\(name): \(worst.id.title) \(worst.verdict.rawValue), "
        + "\(worst.conclusion.prefix(160)); "
    }
    words += countsText
    var figures = "overdue=\(overdue);;1;0 due=\(due);1;;0 unknown=\(unknown);;;0"
    if let days = devices.compactMap(\.daysLeft).min() {
      figures += " days_left=\(days);\(SiteStatus.soonDays):;0:"
    }
    return (MonitoringLine.text(state, words, figures: figures), state.rawValue)
  }
}
