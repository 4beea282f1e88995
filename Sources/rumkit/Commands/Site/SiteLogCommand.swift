import AirGap
import ArgumentParser
import Assessment
import Presentation

/// `rumkit site log`: what happened, in plain words.
struct SiteLogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Show every event in plain words, refusals and overrides marked.")

  @Option(
    name: .long, help: "Only what concerns this device, its group, its files and its trips.",
    completion: .devices)
  var device: String?
  @Option(name: .long, help: "Only events of this kind; may be repeated.")
  var kind: [String] = []
  @Option(name: .long, help: "Only events from this time on, in ISO 8601.")
  var since: String?
  @Option(name: .long, help: "Only this many of the last events.")
  var last: Int?
  @Option(name: .long, help: "Write the result as text, json or ndjson.")
  var format: OutputFormat<SiteLogReport> = .text
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
    var errand = ReadLog()
    errand.device = device
    errand.kinds = try kinds()
    errand.since = since.flatMap { TimeOptions.seconds(of: $0) }
    errand.last = last
    let log = try console.errand(errand.run(in: session, console.tell))
    try Delivery(common, format, output).give(SiteLogReport(session.identity, log))
  }
}
