import AirGap
import ArgumentParser
import Assessment
import LicenseFiles
import Presentation

/// `rumkit trip close`.
struct TripCloseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Somebody is back: which ACKs came home, and which did not.")

  @Argument(help: "The name of the trip.")
  var name: String
  @Argument(help: "ACK files that came back and are not matched yet; counted by their names.")
  var acks: [String] = []
  @Option(name: .long, help: "Why what was carried never arrived.")
  var lost: String?
  @Option(name: .long, help: "Write the result as text or json.")
  var format: ReportFormat = .text
  @OptionGroup var findings: FindingOptions
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if lost?.isEmpty == true { throw ValidationError("--lost needs a reason") }
  }

  func run() throws {
    let console = common.console
    let session = try site.session(time, console)
    let walker = InputWalker(acks)
    for error in walker.missing { console.error(error.description) }
    guard walker.missing.isEmpty else {
      console.error("the trip stays open")
      throw ExitStatus.unreadable
    }
    let names = walker.inputs.flatMap { PackInput.inputs($0) }.map(\.name)
    var closing: (trip: TripRecord, returned: RegisterCoverage)?
    _ = try console.ledger { () throws(LedgerError) in
      try session.ledger.append(by: session.author) { reader throws(LedgerError) in
        let trips = try reader.history().trips
        guard let trip = trips.first(where: { $0.name == name }) else {
          throw LedgerError(.refused, "there is no trip \(name)\(Self.list(trips))")
        }
        guard trip.isOpen else { throw LedgerError(.refused, "the trip \(name) is closed already") }
        let returned = try TripContents(trip: name, reader)
          .returned(since: trip.openedAt, names: names, reader)
        closing = (trip, returned)
        let missing = returned.missing.flatMap(\.devices).map(\.description)
        return [
          SiteEventDraft(
            .tripClosed, nil,
            [
              .trip: name, .expected: String(returned.expected),
              .received: String(returned.present.count),
              .missing: missing.isEmpty ? nil : missing.joined(separator: " "), .reason: lost,
            ])
        ]
      }
    }
    guard let closing else { return }
    var trip = closing.trip
    trip.closedAt = session.now
    trip.received = closing.returned.present.count
    trip.lostReason = lost
    var report = FindingsReport(listsAll: findings.allFindings)
    for cycle in closing.returned.missing {
      report.add(
        FindingDescriptor.tripAckMissing.finding(
          at: SourceLocation(file: name), productInstance: cycle.devices.first,
          "no ACK of \(cycle.label) came back"))
    }
    let result = TripReport(
      session.identity, [TripReport.Entry(trip, returned: closing.returned)], findings: report)
    try console.give(format == .json ? result.json.text : result.text, to: OutputOptions.parse([]))
    try ExitStatus.end(findings.fails(report) ? [.findings] : [])
  }

  private static func list(_ trips: [TripRecord]) -> String {
    let open = trips.filter(\.isOpen).map(\.name)
    return open.isEmpty ? "" : "; open are \(open.joined(separator: ", "))"
  }
}
