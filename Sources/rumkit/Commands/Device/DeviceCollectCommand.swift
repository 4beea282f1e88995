import AirGap
import ArgumentParser
import Assessment
import Presentation

/// `rumkit device collect`: usage from devices over SSH, filed as if it had been handed in.
struct DeviceCollectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collect",
    abstract: "Save and fetch the usage of devices over SSH, and file what they print.")

  @Argument(
    help: "Hosts as ssh takes them, or devices of the site.", completion: .devices)
  var hosts: [String] = []
  @Option(name: .long, help: "Every device of this group of the site.")
  var group: [String] = []
  @Option(name: .long, help: "Every device with this change window, as the register has it.")
  var window: String?
  @Flag(name: .long, help: "Every device of the site in service.")
  var all = false
  @Flag(name: .long, help: "Collect again what was collected in the last 24 hours.")
  var again = false
  @Flag(name: .long, help: "Show which lines would be typed at which device; reach none.")
  var dryRun = false
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Go on despite the reset guard; the reason stays in the ledger.", valueName: "reason"))
  var overrideWait: String?
  @OptionGroup var visiting: DeviceVisitOptions
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where files are on the device; otherwise what the register says, otherwise bootflash:.",
      valueName: "path"))
  var devicePath: DevicePath?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Have the devices copy their files to this server: tftp://192.0.2.10/in/ …", valueName: "url")
  )
  var copyTo: String?
  @Option(
    name: .long,
    help: ArgumentHelp("Where this host finds what they copied there.", valueName: "dir"),
    completion: .directory)
  var copiedIn: String?
  @Option(name: .long, help: "Write the result as text or json.")
  var format: OutputFormat<DeviceVisitsReport> = .text
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if hosts.isEmpty, group.isEmpty, window == nil, !all {
      throw ValidationError("name hosts, or choose devices with --group, --window or --all")
    }
    if overrideWait?.holdsWord == false { throw ValidationError("--override-wait needs a reason") }
    if (copyTo == nil) != (copiedIn == nil) {
      throw ValidationError(
        "--copy-to says how the devices name the server, and --copied-in where its files are here: "
          + "give both")
    }
  }

  private func copyOut(_ console: Console) throws(ExitStatus) -> CopyOut? {
    guard let copyTo, let copiedIn else { return nil }
    return try console.errand(try CopyOut(to: copyTo, in: copiedIn))
  }

  func run() async throws {
    let console = common.console
    let session = try site.session(isDryRun: dryRun, time, console)
    var devices = DeviceSelection(hosts)
    devices.groups = group
    devices.window = window
    devices.isAll = all
    var errand = CollectUsage(devices)
    errand.visiting = visiting.visiting
    errand.visiting.devicePath = devicePath
    errand.visiting.copyOut = try copyOut(console)
    errand.isAgain = again
    errand.isDryRun = dryRun
    if let overrideWait { errand.policy = .override(reason: overrideWait) }
    let outcome = try await console.errand(
      try await errand.run(in: session, place: site.place, by: site.acting(time), console.tell))
    let report = DeviceVisitsReport(outcome, place: site.place.isNamed ? site.place.folder : nil)
    try Delivery(common, format, output).give(report)
    try ExitStatus.end(ExitStatus.of(outcome))
  }
}

/// How devices are visited.
struct DeviceVisitOptions: ParsableArguments {
  @Option(name: .long, help: "The most devices at once.")
  var parallel: Int?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Give a device up that prints nothing for so long.", valueName: "seconds"))
  var patience: Int?
  @Flag(name: .long, help: "Ask for nothing on the terminal: only keys and agents log in.")
  var batch = false
  @Flag(name: .long, help: "Remove the device's copy once the file is where it belongs.")
  var remove = false

  func validate() throws {
    if let parallel, !(1...64).contains(parallel) {
      throw ValidationError("--parallel takes a number from 1 to 64")
    }
    if let patience, !(1...3600).contains(patience) {
      throw ValidationError("--patience takes seconds from 1 to 3600")
    }
  }

  /// True when something is said of how devices are visited.
  var isGiven: Bool { parallel != nil || patience != nil || batch || remove }

  var visiting: DeviceVisiting {
    var visiting = DeviceVisiting()
    if let parallel { visiting.parallel = parallel }
    if let patience { visiting.patience = patience }
    visiting.asks = !batch && ThisHost.hasTerminal
    visiting.removes = remove
    return visiting
  }
}

extension ExitStatus {
  /// What visits at devices have to tell.
  static func of(_ outcome: DeviceVisits) -> [ExitStatus] {
    var statuses: [ExitStatus] = []
    let isSome = outcome.doneCount + outcome.count(.planned) > 0
    if outcome.count(.failed) > 0 { statuses.append(isSome ? .partly : .failed) }
    if outcome.count(.refused) > 0 { statuses.append(isSome ? .partly : .refused) }
    if outcome.visits.contains(where: \.isUnrecorded) { statuses.append(.failed) }
    return statuses
  }
}
