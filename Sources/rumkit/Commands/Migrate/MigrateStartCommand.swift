import AirGap
import ArgumentParser
import Assessment
import Presentation

/// `rumkit migrate start`: picks the checklist from the device's own output and begins it.
struct MigrateStartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Begin the migration of a device, and pick its checklist.")

  @Option(
    name: .long,
    help:
      "The device: PID:SERIAL, host name or serial number; otherwise the one that --from shows.",
    completion: .devices)
  var device: String?
  @Option(
    name: .long, help: "slr, smart-licensing, evaluation, factory-reset, rma or ha-pair.",
    transform: Self.kind)
  var kind: MigrationKind?
  @Option(
    name: .long, parsing: .upToNextOption,
    help: "What the device printed: it picks the kind, and proves the first step.",
    completion: .file())
  var from: [String] = []
  @Option(name: .long, help: ArgumentHelp("The release to go to.", valueName: "release"))
  var target: String?
  @Option(name: .long, help: ArgumentHelp("The change number.", valueName: "number"))
  var change: String?
  @Option(name: .long, help: "With --kind rma, the new device: PID:SERIAL.")
  var replacement: String?
  @Option(name: .long, help: "When the output was saved, where it has no date, in ISO 8601.")
  var at: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Abandon the open migration of the device for this one.", valueName: "reason"))
  var instead: String?
  @Flag(name: .long, help: "Show what would be begun; record nothing.")
  var dryRun = false
  @Option(name: .long, help: "Write the result as text or json.")
  var format: OutputFormat<MigrationAnswer> = .text
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  private static func kind(_ word: String) throws -> MigrationKind {
    guard let kind = MigrationKind(rawValue: word) else {
      let words = MigrationKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--kind takes \(words), not '\(word)'")
    }
    return kind
  }

  func validate() throws {
    if kind == nil, from.isEmpty {
      throw ValidationError("give --from with the device's output, or name --kind")
    }
    if device == nil, from.isEmpty {
      throw ValidationError("name the device with --device, or give its output with --from")
    }
    if (kind == .replacement) != (replacement != nil) {
      throw ValidationError("--kind rma and --replacement go together")
    }
    if instead?.holdsWord == false { throw ValidationError("--instead needs a reason") }
    if let at, TimeOptions.seconds(of: at) == nil {
      throw ValidationError("--at takes a time such as 2026-11-24T10:00:00Z, not '\(at)'")
    }
  }

  func run() throws {
    let console = common.console
    let session = try site.session(isDryRun: dryRun, time, console)
    var errand = StartMigration(device: device)
    errand.kind = kind
    errand.from = from
    errand.target = target
    errand.change = change
    errand.replacement = replacement
    errand.at = at.flatMap { TimeOptions.seconds(of: $0) }
    errand.instead = instead
    let beginning = try console.errand(
      errand.run(in: session, isDryRun: dryRun, console.tell))
    if let attempt = beginning.attempt { console.say(attempt) }
    let text = MigrationText(session.identity, now: session.now)
    let form = dryRun ? .text : format
    try Delivery(common, form, output).give(
      MigrationAnswer(
        text.begun(beginning), json: MigrationData.json(session.identity, beginning)))
  }
}
