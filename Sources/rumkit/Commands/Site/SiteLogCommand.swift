import AirGap
import ArgumentParser
import Assessment
import LicenseFiles
import Presentation

/// `rumkit site log`: what happened, in plain words.
struct SiteLogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Show every event in plain words, refusals and overrides marked.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, ndjson
  }

  @Option(name: .long, help: "Only what concerns this device, its group, its files and its trips.")
  var device: String?
  @Option(name: .long, help: "Only events of this kind; may be given again.")
  var kind: [String] = []
  @Option(name: .long, help: "Only events from this time on, in ISO 8601.")
  var since: String?
  @Option(name: .long, help: "Only the last events, so many of them.")
  var last: Int?
  @Option(name: .long, help: "Write the result as text, json or ndjson.")
  var format: Format = .text
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    _ = try kinds()
    if let last, last < 1 { throw ValidationError("--last takes a number from 1 on") }
    if let since, TimeOptions.seconds(of: since) == nil {
      throw ValidationError("--since takes a time such as 2026-11-24T10:00:00Z, not '\(since)'")
    }
  }

  private func kinds() throws -> [SiteEventKind] {
    try kind.map { word in
      guard let kind = SiteEventKind(rawValue: word) else {
        let words = SiteEventKind.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--kind takes one of \(words), not '\(word)'")
      }
      return kind
    }
  }

  func run() throws {
    let console = common.console
    let session = try site.lookingSession(time, console)
    let device = try device.map { name throws(ExitStatus) in
      try session.device(named: name, console)
    }
    let kinds = try kinds()
    let report = try session.read(console) { reader throws(LedgerError) in
      let events = try events(reader, device, kinds)
      if device == nil, kinds.isEmpty, since == nil {
        let missing = min(Int64(last ?? .max), try reader.head().count) - Int64(events.count)
        if missing > 0 {
          console.warning(
            "\(missing) events are not shown: a later version of rumkit wrote them, or they are "
              + "missing (rumkit site verify)")
        }
      }
      guard let first = events.first?.number, let last = events.last?.number else {
        return SiteLogReport(session.identity, [], reportCounts: [:])
      }
      return SiteLogReport(
        session.identity, events, reportCounts: try reader.reportCounts(ofEvents: first...last))
    }
    let text =
      switch format {
      case .text: report.text
      case .json: report.json.text
      case .ndjson: report.ndjson
      }
    try console.give(text, to: output)
  }

  private func events(
    _ reader: LedgerReader, _ device: UDI?, _ kinds: [SiteEventKind]
  ) throws(LedgerError) -> [SiteEvent] {
    let start = since.flatMap { TimeOptions.seconds(of: $0) }
    var events: [SiteEvent]
    if let device {
      events = try reader.events(concerning: try reader.members(with: device))
        .filter { kinds.isEmpty || kinds.contains($0.kind) }
    } else {
      // Where nothing else is left out, only the last ones are read.
      events = try reader.events(kinds, newest: start == nil ? last : nil)
    }
    if let start { events = events.filter { $0.time >= start } }
    return last.map { Array(events.suffix($0)) } ?? events
  }
}
