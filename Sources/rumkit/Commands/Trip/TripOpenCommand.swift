import AirGap
import ArgumentParser
import Assessment
import Presentation

/// `rumkit trip open`.
struct TripOpenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Somebody carries media out.")

  @Argument(help: "The name of the trip.")
  var name: String
  @Argument(help: "The media, or evidence bags that stand for them.")
  var media: [String]
  @Option(name: .long, help: "Who carries.")
  var carrier: String
  @Option(name: .long, help: "Why media goes out that is on a trip already.")
  var again: String?
  @Option(name: .long, help: "Write the result as text or json.")
  var format: ReportFormat = .text
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if name.isEmpty || carrier.isEmpty {
      throw ValidationError("a trip and its carrier need names")
    }
    if again?.isEmpty == true { throw ValidationError("--again needs a reason") }
    if media.isEmpty { throw ValidationError("name the media that goes out") }
  }

  func run() async throws {
    let console = common.console
    let session = try site.session(time, console)
    let errand = OpenTrip(name: name, carrier: carrier, again: again, media: media)
    let outcome = try await console.errand(await errand.run(in: session))
    let report = TripReport(session.identity, outcome)
    try console.give(format == .json ? report.json.text : report.text, to: nil)
    if outcome.trip == nil {
      console.error("the trip was not opened")
      throw outcome.isDamaged ? ExitStatus.unreadable : ExitStatus.refused
    }
  }
}
