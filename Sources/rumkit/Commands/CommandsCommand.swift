import AirGap
public import ArgumentParser
public import Assessment
import LicenseFiles
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
    help: "PID:SERIAL, host names or serial numbers; without any, every device of the site.")
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
      "Where files lie on the device; else what the register says, else bootflash:.",
      valueName: "path"))
  var devicePath: DevicePath?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Copy the saved file there: tftp://192.0.2.10/usage, usbflash0: …", valueName: "url"))
  var copyTo: DevicePlaceName?
  @Option(name: .long, help: "Write the result as text or json.")
  var format: ReportFormat = .text
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
    let purposes = only.map { [$0] } ?? [.check, .export]
    guard pid == nil, site.place.isNamed || site.place.isInUse else {
      return try give(try blocks(purposes, now: try time.seconds()), site: nil)
    }
    let session = try site.lookingSession(time, console)
    var records: [DeviceRecord] = []
    if devices.isEmpty {
      let history = try session.read(console) { reader throws(LedgerError) in try reader.history() }
      records = SiteStatus(history, now: session.now).cycles.compactMap(\.lead)
    }
    for name in devices {
      let device = try console.errand(session.deviceOrNew(named: name, console.tell))
      records.append(
        try session.read(console) { reader throws(LedgerError) in
          try reader.device(device) ?? DeviceRecord(device)
        })
    }
    if records.isEmpty { console.warning("the site knows no device in service") }
    try give(
      records.map { block($0, purposes, now: session.now) }, site: session.identity.name)
  }

  private func block(
    _ record: DeviceRecord, _ purposes: [DeviceBlock.Purpose], now: Int64
  ) -> DeviceBlock {
    var record = record
    record.release = release ?? record.release
    return DeviceBlock(
      record, for: purposes, path: devicePath, copyingTo: copyTo?.text, now: now)
  }

  /// Without a site: the devices that were typed, or any device.
  private func blocks(
    _ purposes: [DeviceBlock.Purpose], now: Int64
  ) throws(ExitStatus) -> [DeviceBlock] {
    guard !devices.isEmpty else {
      return [
        DeviceBlock(
          pid: pid, release: release, for: purposes, path: devicePath, copyingTo: copyTo?.text,
          now: now)
      ]
    }
    return try devices.map { name throws(ExitStatus) in
      guard let device = UDI(typed: name) else {
        common.console.error("no site is in use: name the device as PID:SERIAL, not \(name)")
        common.console.hint("--pid takes a product id without a serial number: --pid C9800-CL-K9")
        throw .usage
      }
      return block(DeviceRecord(device), purposes, now: now)
    }
  }

  private func give(_ blocks: [DeviceBlock], site: String?) throws(ExitStatus) {
    let report = CommandsReport(blocks, site: site)
    try common.console.give(format == .json ? report.json.text : report.text, to: output)
  }
}

/// A place as a device names it: `tftp://192.0.2.10/acks`, `usbflash0:`.
struct DevicePlaceName: ExpressibleByArgument {
  let text: String

  init?(argument: String) {
    guard ImportAcks.fault(ofOrigin: argument) == nil else { return nil }
    text = argument
  }
}
