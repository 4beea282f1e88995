import AirGap
import ArgumentParser
import Assessment
import Presentation

/// `rumkit trip open`.
struct TripOpenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Record that somebody carries media out.")

  @Argument(help: "The name of the trip.")
  var name: String
  @Argument(help: "The media, or their evidence bags.", completion: .file())
  var media: [String]
  @Option(name: .long, help: "Who carries.")
  var carrier: String
  @Option(name: .long, help: "Why media that is already on a trip goes out again.")
  var again: String?
  @Option(name: .long, help: "Write the result as text or json.")
  var format: OutputFormat<TripReport> = .text
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if name.isEmpty || carrier.isEmpty {
      throw ValidationError("a trip and its carrier need names")
    }
    if again?.holdsWord == false { throw ValidationError("--again needs a reason") }
    if media.isEmpty { throw ValidationError("name the media that go out") }
  }

  func run() async throws {
    let session = try site.session(time, common.console)
    let errand = OpenTrip(name: name, carrier: carrier, again: again, media: media)
    try ExitStatus.end(try await errand.carryOut(in: session, Delivery(common, format)))
  }
}

extension OpenTrip {
  /// Opens a trip, and writes what it carries.
  ///
  /// - Returns: what the exit status has to report.
  /// - Throws: ``ExitStatus``; the reason has been printed.
  func carryOut(
    in session: SiteSession, _ delivery: Delivery
  ) async throws(ExitStatus) -> [ExitStatus] {
    let outcome = try await delivery.console.errand(await run(in: session))
    let report = TripReport(session.identity, outcome)
    try delivery.give(report)
    guard outcome.trip == nil else { return [] }
    delivery.console.error("the trip was not opened")
    return [outcome.isDamaged ? .unreadable : .refused]
  }
}
