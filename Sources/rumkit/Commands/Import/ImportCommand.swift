import AirGap
import ArgumentParser
import Assessment
import LicenseFiles
import Presentation

/// `rumkit import`: ACKs behind the guard, staged byte for byte, with the exact device commands.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Stage ACKs behind the guard and print the exact device commands.")

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
  @Flag(name: .long, help: "Show everything; change nothing.")
  var dryRun = false
  @Option(name: .long, help: "Write the result as text or json.")
  var format: ReportFormat = .text
  @OptionGroup var guardian: GuardOptions
  @OptionGroup var findings: FindingOptions
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if again?.isEmpty == true { throw ValidationError("--again needs a reason") }
    if byHand?.isEmpty == true { throw ValidationError("--by-hand needs a reason") }
    if byHand != nil, target.isGiven {
      throw ValidationError(
        "--by-hand stages nothing: leave --to, --origin, --device-path and --run-sheet out")
    }
    if target.splitByWindow, output.output == nil || format == .json {
      throw ValidationError("--split-by-window needs --output with the name of a new folder")
    }
    try guardian.validate(with: time)
  }

  func run() throws {
    let console = common.console
    let session =
      try dryRun ? site.lookingSession(time, console) : site.session(time, console)
    let intake = try AckIntake(
      session, inputs.files, ties, common, output, tellsSeen: false, records: !dryRun)
    var run = ImportRun(
      session: session, intake: intake, target: target, again: again, byHand: byHand,
      isDryRun: dryRun,
      gate: ResetGate(
        session: session, options: guardian, console: console, command: "import",
        records: !dryRun))
    var report = ImportReport(
      now: session.now, isRehearsal: session.identity.mode == .rehearsal, isDryRun: dryRun,
      change: target.runSheet, place: site.place.isNamed ? site.place.folder : nil)
    for finding in intake.result.findings { report.add(finding) }
    try run.carryOut(inputs.files, into: &report)
    if target.splitByWindow, let folder = output.output {
      try console.give(report.runSheets.map { ($0.name, $0.text) }, into: folder)
    } else {
      let text =
        switch format {
        case .json: report.json.text
        case .text: target.runSheet == nil ? report.text : report.runSheet
        }
      try console.give(text, to: output)
    }
    for line in report.complaints { console.error(line) }
    try ExitStatus.end(
      run.statuses + (intake.failed ? [.unreadable] : [])
        + (findings.failOn.severity.map { report.reaches($0) } ?? false ? [.findings] : []))
  }
}

/// Where ACKs are staged, and how the devices reach them.
struct ImportTargetOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Stage into this folder, TFTP root or USB path; else into the site's own folder.",
      valueName: "dir"))
  var to: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "How the devices name that place: tftp://192.0.2.10/acks, usbflash0: …", valueName: "url"))
  var origin: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Print the page for a change window under this change number.", valueName: "change"))
  var runSheet: String?
  @Flag(
    name: .long, help: "Write the run sheet as one file for each change window, into a new folder.")
  var splitByWindow = false
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where files lie on the devices; else what the register says, else bootflash:.",
      valueName: "path"))
  var devicePath: DevicePath?

  /// True when something is said of a place or a sheet.
  var isGiven: Bool { to != nil || origin != nil || runSheet != nil || devicePath != nil }

  func validate() throws {
    if let origin, DevicePlaceName(argument: origin) == nil {
      throw ValidationError(
        "--origin takes a place such as tftp://192.0.2.10/acks or usbflash0:, not '\(origin)'")
    }
    if splitByWindow, runSheet == nil {
      throw ValidationError("--split-by-window needs --run-sheet")
    }
  }
}
