import AirGap
public import ArgumentParser
public import Assessment
import Presentation

extension DeviceBlock.Purpose: ExpressibleByArgument {}

extension DevicePath: ExpressibleByArgument {
  /// Reads what was typed.
  public init?(argument: String) { self.init(argument) }
}

/// `rumkit commands`: the block to paste at a device.
struct CommandsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "commands",
    abstract: "Print what to paste at a device, right for its platform and release.")

  @Argument(
    help: "PID:SERIAL, host names or serial numbers; without any, every device of the site.",
    completion: .devices)
  var devices: [String] = []
  @Option(name: .long, help: "Any device of this product id, without a site: C9800-CL-K9.")
  var pid: String?
  @Option(name: .long, help: "The release that it runs, where it is not known: 17.9.5.")
  var release: String?
  @Option(name: .long, help: "Only what this is for: check, export or confirm.")
  var only: DeviceBlock.Purpose?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where files are on the device; otherwise what the register says, otherwise bootflash:.",
      valueName: "path"))
  var devicePath: DevicePath?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Copy the saved file there: tftp://192.0.2.10/usage, usbflash0: …", valueName: "url"))
  var copyTo: DevicePlaceName?
  @Option(name: .long, help: "Write the result as text or json.")
  var format: OutputFormat<CommandsReport> = .text
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if pid != nil, !devices.isEmpty {
      throw ValidationError("--pid is for any device; a device that is named has its own PID")
    }
    if pid?.isEmpty == true { throw ValidationError("--pid takes a product id") }
    if pid != nil, site.place.isNamed { throw ValidationError("--pid needs no --site") }
  }

  func run() throws {
    let console = common.console
    var errand = ListCommands(devices, pid: pid, for: only.map { [$0] } ?? [.check, .export])
    errand.release = release
    errand.devicePath = devicePath
    errand.copyTo = copyTo?.text
    let report: CommandsReport
    if pid == nil, site.place.isNamed || site.place.isInUse {
      let session = try site.lookingSession(time, console)
      report = CommandsReport(
        try console.errand(errand.run(in: session, console.tell)), site: session.identity.name)
    } else {
      let now = try time.seconds()
      report = CommandsReport(try console.errand(errand.run(now: now)), site: nil)
    }
    try Delivery(common, format, output).give(report)
  }
}

/// A place as a device names it: `tftp://192.0.2.10/acks`, `usbflash0:`.
struct DevicePlaceName: ExpressibleByArgument {
  let text: String

  init?(argument: String) {
    guard ImportAcks.isPlace(argument) else { return nil }
    text = argument
  }
}
