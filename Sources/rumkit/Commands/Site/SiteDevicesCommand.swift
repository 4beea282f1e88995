import AirGap
import ArgumentParser
import Assessment
import LicenseFiles
import Presentation

/// `rumkit site devices`: the register.
struct SiteDevicesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "devices",
    abstract: "The register of devices: who is expected, and where each belongs.",
    subcommands: [
      DevicesImportCommand.self, DevicesListCommand.self, DevicesGroupCommand.self,
      DevicesReplaceCommand.self, DevicesRetireCommand.self, DevicesReturnCommand.self,
    ])
}

/// `rumkit site devices list`.
struct DevicesListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the devices of the site.")

  @Option(name: .long, help: "Write the result as text, json or csv.")
  var format: OutputFormat<RegisterReport> = .text
  @OptionGroup var table: TableOptions
  @OptionGroup var site: SiteOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let session = try site.lookingSession(console)
    let report = RegisterReport(session.identity, try console.errand(session.history()).devices)
    try Delivery(common, format, output, table: table).give(report)
  }
}

/// `rumkit site devices group`.
struct DevicesGroupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "group",
    abstract: "Say that devices are one HA pair or stack, and so one cycle.")

  @Argument(help: "The name of the group.")
  var name: String
  @Argument(help: "The devices, by PID:SERIAL, host name or serial number.", completion: .devices)
  var devices: [String] = []
  @Flag(name: .long, help: "Take the devices out of the group; all of them when none is named.")
  var ungroup = false
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if name.isEmpty { throw ValidationError("a group needs a name") }
    if devices.isEmpty, !ungroup { throw ValidationError("name the devices of the group") }
  }

  func run() throws {
    let session = try site.session(time, common.console)
    let errand = GroupDevices(name: name, devices: devices, isEnding: ungroup)
    try common.console.errand(errand.run(in: session))
  }
}

/// `rumkit site devices replace`.
struct DevicesReplaceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replace", abstract: "Say that a new device replaces another one (RMA).")

  @Argument(
    help: "The device that is gone, by PID:SERIAL, host name or serial number.",
    completion: .devices)
  var old: String
  @Argument(help: "The new device, as PID:SERIAL.")
  var new: String
  @Argument(help: "The reason.")
  var reason: String?
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if UDI(typed: new) == nil {
      throw ValidationError("the new device is named PID:SERIAL, not '\(new)'")
    }
  }

  func run() throws {
    let console = common.console
    let session = try site.session(time, console)
    let errand = ReplaceDevice(old: old, new: new, reason: reason)
    let outcome = try console.errand(errand.run(in: session, console.tell))
    try console.give(
      SiteActReport.replaced(session.identity, outcome),
      to: nil)
  }
}

/// Which device comes or goes, and why.
struct DeviceServiceOptions: ParsableArguments {
  @Argument(
    help: "The device, by PID:SERIAL, host name or serial number.", completion: .devices)
  var device: String
  @Argument(help: "The reason.")
  var reason: String
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var common: CommonOptions

  /// Does it, and writes what it says.
  func carryOut(_ errand: (SiteSession) throws(ErrandError) -> String) throws {
    let session = try site.session(time, common.console)
    try common.console.give(try common.console.errand(errand(session)))
  }
}

/// `rumkit site devices retire`.
struct DevicesRetireCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retire", abstract: "Say that a device is out of service.")

  @OptionGroup var service: DeviceServiceOptions

  func run() throws {
    try service.carryOut { session throws(ErrandError) in
      let outcome = try RetireDevice(device: service.device, reason: service.reason)
        .run(in: session)
      return SiteActReport.retired(session.identity, outcome)
    }
  }
}

/// `rumkit site devices return`.
struct DevicesReturnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "return", abstract: "Say that a retired or replaced device is in service again.")

  @OptionGroup var service: DeviceServiceOptions

  func run() throws {
    try service.carryOut { session throws(ErrandError) in
      try ReturnDevice(device: service.device, reason: service.reason).run(in: session)
        .map { SiteActReport.recorded(session.identity, $0) }.joined()
    }
  }
}
