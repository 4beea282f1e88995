import AirGap
import ArgumentParser
import Assessment
import LicenseFiles
import Presentation

/// `rumkit import`: ACKs after the reset guard, staged byte for byte, with the exact device commands.
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Stage ACKs after the reset guard and print the exact device commands.")

  @OptionGroup var inputs: InputOptions
  @OptionGroup var target: ImportTargetOptions
  @OptionGroup var ties: AckTieOptions
  @Option(
    name: .long,
    help: ArgumentHelp("Import again what was imported before.", valueName: "reason"))
  var again: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Record that these ACKs were imported, without the device's words.", valueName: "reason"))
  var byHand: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Copy the ACKs to this device over SSH, import them there, and prove it.", valueName: "host"),
    completion: .devices)
  var host: [String] = []
  @OptionGroup var visiting: DeviceVisitOptions
  @Flag(name: .long, help: "Show everything; change nothing.")
  var dryRun = false
  @Option(name: .long, help: "Write the result as text or json.")
  var format: OutputFormat<ImportReport> = .text
  @OptionGroup var guardian: GuardOptions
  @OptionGroup var findings: FindingOptions
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if again?.holdsWord == false { throw ValidationError("--again needs a reason") }
    if byHand?.holdsWord == false { throw ValidationError("--by-hand needs a reason") }
    if byHand != nil, target.isGiven {
      throw ValidationError(
        "--by-hand stages nothing: leave --to, --origin, --device-path and --run-sheet out")
    }
    if target.splitByWindow, output.output == nil || format.form == .json {
      throw ValidationError("--split-by-window needs --output with the name of a new folder")
    }
    if host.isEmpty, visiting.isGiven {
      throw ValidationError("--parallel, --patience, --batch and --remove are for --host")
    }
    if !host.isEmpty, byHand != nil || target.runSheet != nil || target.origin != nil {
      throw ValidationError(
        "--host imports at the device: leave --by-hand, --run-sheet and --origin out")
    }
    try guardian.validate(with: time)
  }

  func run() async throws {
    let console = common.console
    let session = try site.session(isDryRun: dryRun, time, console)
    guard host.isEmpty else { return try await importAtDevices(in: session) }
    try ExitStatus.end(
      try errand.carryOut(
        in: session, change: target.runSheet, splitsByWindow: target.splitByWindow,
        place: site.place, Delivery(common, format, output, findings)))
  }

  private func importAtDevices(in session: SiteSession) async throws {
    let delivery = Delivery(common, format, output, findings)
    let console = delivery.console
    var atDevices = ImportAtDevices(host)
    atDevices.visiting = visiting.visiting
    atDevices.visiting.devicePath = target.devicePath
    let outcome = try staged(for: atDevices, in: session, console)
    let visits = try await console.errand(
      try await atDevices.run(outcome, in: session, console.tell))
    let report = ImportReport(
      outcome, visits: visits, place: site.place.isNamed ? site.place.folder : nil)
    try delivery.give(report)
    if !delivery.isOnScreen { report.complaints.forEach(console.error) }
    try ExitStatus.end(
      ExitStatus.of(outcome) + ExitStatus.of(visits) + delivery.failures(report.reaches))
  }

  /// Stages the ACKs, when every host can be meant.
  private func staged(
    for atDevices: ImportAtDevices, in session: SiteSession, _ console: Console
  ) throws(ExitStatus) -> ImportOutcome {
    try console.errand(try atDevices.check(in: session, console.tell))
    var errand = errand
    errand.skipsProved = true
    return try console.errand(try errand.run(in: session, console))
  }

  private var errand: ImportAcks {
    var errand = ImportAcks(inputs.files)
    errand.ties = ties.ties
    errand.folder = target.to
    errand.origin = target.origin
    errand.devicePath = target.devicePath
    errand.again = again
    errand.byHand = byHand
    errand.isDryRun = dryRun
    errand.policy = guardian.policy
    errand.isVerbose = common.verbose
    errand.output = output.output
    return errand
  }
}

extension ImportAcks {
  /// Imports, and writes what became of it.
  ///
  /// - Returns: what the exit status has to report.
  /// - Throws: ``ExitStatus``; the reason has been printed.
  func carryOut(
    in session: SiteSession, change: String?, splitsByWindow: Bool = false, place: SitePlace,
    _ delivery: Delivery
  ) throws(ExitStatus) -> [ExitStatus] {
    let console = delivery.console
    let outcome = try console.errand(try run(in: session, console))
    let report = ImportReport(
      outcome, change: change, place: place.isNamed ? place.folder : nil)
    if splitsByWindow, let folder = delivery.output?.output {
      try console.give(into: folder) { write throws(OutputError) in
        for sheet in report.runSheets { try write(sheet.name, sheet.text) }
      }
    } else {
      try delivery.give(report)
    }
    if !delivery.isOnScreen { report.complaints.forEach(console.error) }
    // Who reads a run sheet later does not see what was found now.
    if let path = delivery.output?.output, let found = report.gravity {
      console.warning("\(found): \(change == nil ? "see \(path)" : "rumkit ack match lists them")")
    }
    return ExitStatus.of(outcome) + delivery.failures(report.reaches)
  }
}

extension ExitStatus {
  /// What an import has to tell.
  static func of(_ outcome: ImportOutcome) -> [ExitStatus] {
    var statuses: [ExitStatus] = []
    if outcome.failed || outcome.count(.unusable) > 0 { statuses.append(.unreadable) }
    if outcome.count(.failed) > 0 { statuses.append(.failed) }
    if outcome.count(.refused) > 0 {
      statuses.append(outcome.count(.done) > 0 ? .partly : .refused)
    }
    return statuses
  }
}

/// Where ACKs are staged, and how the devices reach them.
struct ImportTargetOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Stage into this folder, TFTP root or USB path; otherwise into the site's own folder.",
      valueName: "dir"), completion: .directory)
  var to: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "How the devices name that place: tftp://192.0.2.10/acks, usbflash0: …", valueName: "url"))
  var origin: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Print the page for a change window under this change number.", valueName: "change"),
    completion: .file())
  var runSheet: String?
  @Flag(
    name: .long, help: "Write the run sheet as one file for each change window, into a new folder.")
  var splitByWindow = false
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where files are on the devices; otherwise what the register says, otherwise bootflash:.",
      valueName: "path"))
  var devicePath: DevicePath?

  /// True when something is said of a place or a sheet.
  var isGiven: Bool { to != nil || origin != nil || runSheet != nil || devicePath != nil }

  func validate() throws {
    if let fault = origin.flatMap(ImportAcks.fault(ofOrigin:)) { throw ValidationError(fault) }
    if splitByWindow, runSheet == nil {
      throw ValidationError("--split-by-window needs --run-sheet")
    }
  }
}
