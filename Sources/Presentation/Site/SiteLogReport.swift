import LicenseFiles
public import Assessment
import LicenseFiles

/// `site log`: events in plain words.
public struct SiteLogReport: TextReport, JSONReport, LinesReport, Sendable {
  private let identity: SiteIdentity
  private let log: SiteLogOutcome
  private var events: [SiteEvent] { log.events }

  /// - Parameters:
  ///   - identity: the site.
  ///   - log: its events.
  public init(_ identity: SiteIdentity, _ log: SiteLogOutcome) {
    self.identity = identity
    self.log = log
  }

  private func reports(_ event: SiteEvent) -> Int { log.reportCounts[event.number] ?? 0 }

  /// A line for each event: number, time, who, the mark, what happened.
  package func draft(_ layout: Layout) -> String {
    var result = identity.rehearsalLine
    let width = events.last.map { String($0.number).count } ?? 0
    let people = events.map { event in
      TerminalText.escaped(event.operatorName, limit: 40)
        + (event.witness.map { " (witness \(TerminalText.escaped($0, limit: 40)))" } ?? "")
    }
    let peopleWidth = people.map { TerminalText.width($0) }.max() ?? 0
    for (event, who) in zip(events, people) {
      let number = String(event.number)
      result += String(repeating: " ", count: max(0, width - number.count)) + number
      result += "  \(TimeText.iso8601(event.time))  \(who)"
      result += String(repeating: " ", count: peopleWidth - TerminalText.width(who)) + "  "
      if let mark = event.mark { result += EventWording.word(mark) + ": " }
      result += TerminalText.escaped(EventWording.line(event, reports: reports(event)), limit: 1000)
      result += "\n"
    }
    return result
  }

  /// `rumkit.site-log/1`.
  public var json: JSONText {
    .fields([
      "": SiteHeading.json("rumkit.site-log/1", identity),
      "events": events.map { EventWording.json($0, reports: reports($0)) },
    ])
  }

  /// A line of JSON for each event, with the keys of the elements of `events`.
  public var ndjson: String {
    let heading = identity.mode == .rehearsal ? JSONText.fields(["rehearsal": true]) : nil
    return events.map { event in
      JSONText.fields(["": heading, "": EventWording.json(event, reports: reports(event))]).line
        + "\n"
    }.joined()
  }

  /// The heading of ``csvRows(isRaw:)``.
  public static func csvHeading(_ identity: SiteIdentity) -> String {
    SiteLogReport(identity, SiteLogOutcome()).table.heading
  }

  /// A row for each event, without the heading.
  public func csvRows(isRaw: Bool = false) -> String { table.rows(events, isRaw: isRaw) }

  private var table: CSVTable<SiteEvent> {
    CSVTable(
      of: identity,
      [
        "number": { $0.number }, "time": { TimeText.iso8601($0.time) },
        "clock": { TimeText.iso8601($0.clock) }, "operator": { $0.operatorName },
        "witness": { $0.witness }, "host": { $0.host }, "kind": { $0.kind.rawValue },
        "mark": { $0.mark?.rawValue }, "udi_pid": { $0.device?.pid },
        "udi_serial_number": { $0.device?.serial }, "reports": { reports($0) },
        "text": { EventWording.line($0, reports: reports($0)) },
        "details": {
          $0.details.sorted { $0.key < $1.key }.map { "\($0.key.rawValue)=\($0.value)" }
            .joined(separator: "; ")
        },
      ])
  }
}
